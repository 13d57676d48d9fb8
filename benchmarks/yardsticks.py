#!/usr/bin/env python3
"""What the outside yardsticks ask for: figures as their scorers take them, and Spanish cases read as Spanish.

    export PYTHONPATH=benchmarks
    python benchmarks/score_newsquant.py --adapter yardsticks:figures --data NewsQuant.json --part dev
    python benchmarks/score_recognizers.py --adapter yardsticks:figures FILE...
    python benchmarks/yardsticks.py --adapter yardsticks:figures FILE...

The last is `score_recognizers.py` for cases whose values are printed with a comma before decimals: "2,75", which the
scorer as it came reads as 275. The scores, and where we differ from the yardsticks, are in docs/yardsticks.md.
"""

import sys
from functools import lru_cache
from typing import Any

import score_recognizers

import ledger

_BOUNDS = {
    "approx": "~",
    "nearly": "~",
    "more_than": ">",
    "at_least": ">",
    "less_than": "<",
    "at_most": "<",
}  # all others are "="


@lru_cache(maxsize=4096)
def _read(text: str) -> tuple[ledger.Figure, ...]:
    return tuple(ledger.read_figures(ledger.Document.from_text(text)))


def figures(text: str) -> list[dict[str, Any]]:
    """Return the figures of a text as the scorers take them: a bounded amount as its value with the bound beside it."""
    return [_as_taken(figure.to_record()) for figure in _read(text)]


def _as_taken(record: dict[str, Any]) -> dict[str, Any]:
    ranged = record["bound"] == "range"
    low, high = (record["low"], record["high"]) if ranged else (record["value"], record["value"])
    return {
        "start": record["start"],
        "end": record["end"],
        "text": record["surface"],
        "low": None if low is None else float(low),
        "high": None if high is None else float(high),
        "unit": record["unit"] or record["noun"] or "",
        "kind": record["kind"],
        "bound": _BOUNDS.get(record["bound"], "="),
    }


def spanish_number(value: object) -> float | None:
    """Return what a value printed as Spanish prints it is worth: "2,75" is 2.75."""
    try:
        return float(str(value).rstrip("%").replace(",", "."))
    except ValueError:
        return None


if __name__ == "__main__":
    score_recognizers.num = spanish_number
    sys.exit(score_recognizers.main())
