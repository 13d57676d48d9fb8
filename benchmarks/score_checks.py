#!/usr/bin/env python3
"""Count how many of the passages of `tests/gold/checks` the checks judge as a fact-checker would.

    python benchmarks/score_checks.py [dev|heldout] [--list KIND] [--json]

Each passage stands in three versions, of one text or of two by different publishers. In `right` the numbers fit
together: at least one corroboration is wanted, and no conflict or arithmetic. In `wrong` one number was altered, so
that they cannot: a conflict or an arithmetic finding is wanted. In `silent` they do not match and need not: none is
wanted. `--list KIND` prints the passages of a kind that are judged otherwise; of `heldout` it prints none.
"""

import argparse
import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from ledger.compare.registry import check
from ledger.extract.figures import read_figures
from ledger.model.document import Document
from ledger.model.finding import Finding, FindingKind

GOLD = Path(__file__).parents[1] / "tests" / "gold" / "checks"
DOUBTS = (FindingKind.CONFLICT, FindingKind.ARITHMETIC)
PUBLISHERS = ("Agencia Norte", "The Harbor Post")


@dataclass
class Score:
    """What was found of the passages of one kind."""

    passages: int = 0
    borne_out: int = 0
    found: int = 0
    alarms_right: int = 0
    alarms_silent: int = 0

    def count(self, version: str, findings: list[Finding]) -> bool:
        """Count one version of a passage; return whether it is judged as it should be."""
        doubted = any(finding.kind in DOUBTS for finding in findings)
        if version == "wrong":
            self.found += doubted
            return doubted
        if version == "silent":
            self.alarms_silent += doubted
            return not doubted
        borne_out = any(finding.kind is FindingKind.CORROBORATION for finding in findings)
        self.passages += 1
        self.borne_out += borne_out
        self.alarms_right += doubted
        return borne_out and not doubted


def passages(half: str) -> Iterator[dict[str, Any]]:
    """Yield the passages of a half."""
    for line in (GOLD / f"{half}.jsonl").read_text("utf-8").splitlines():
        yield json.loads(line)


def findings(passage: dict[str, Any], version: str) -> list[Finding]:
    """Return what the checks say of one version of a passage."""
    published, figures = date.fromisoformat(passage["published"]), []
    for at, text in enumerate(passage[version]):
        path = f"{passage['id']}-{at}.txt"
        document = Document.from_text(text, path=path, title=path, published=published, publisher=PUBLISHERS[at])
        figures += read_figures(document)
    return check(figures)


def score(half: str, listed: str | None = None) -> dict[str, Score]:
    """Score a half by kind, and in all under "all"."""
    by_kind: dict[str, Score] = defaultdict(Score)
    for passage in passages(half):
        for version in ("right", "wrong", "silent"):
            found = findings(passage, version)
            as_wanted = by_kind[passage["kind"]].count(version, found)
            by_kind["all"].count(version, found)
            if not as_wanted and passage["kind"] == listed and half == "dev":
                print(f"{passage['id']} {version}", *passage[version], *(f"  -> {one.reason}" for one in found), sep="\n")
    return by_kind


def main() -> None:
    """Print the scores."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("half", nargs="?", default="dev", choices=("dev", "heldout"))
    parser.add_argument("--list", metavar="KIND")
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    scores = score(args.half, args.list)
    if args.json:
        print(json.dumps({kind: vars(scores[kind]) for kind in sorted(scores)}))
        return
    print(f"{'kind':24}{'passages':>9}{'borne out':>11}{'found':>8}{'alarms':>8}")
    for kind in sorted(scores):
        one = scores[kind]
        shares = f"{one.borne_out / one.passages:>11.2f}{one.found / one.passages:>8.2f}"
        print(f"{kind:24}{one.passages:>9}{shares}{one.alarms_right + one.alarms_silent:>8}")


if __name__ == "__main__":
    main()
