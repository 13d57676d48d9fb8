"""Sentences and the figures an expert reader finds in them, from `tests/cases/`.

A case names each figure of its text, in order; of a figure it tells only the fields it is about. `others = true`
allows more figures than are named, `not_figures` are words that no figure may touch. "none" is an absent value,
"open" an open end. Cases in `heldout/` judge the reader and are never tuned to.
"""

import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from ledger.extract.figures import read_figures
from ledger.lexicon.phrases import TOKEN, fold
from ledger.model.document import Document
from ledger.model.figure import Figure
from ledger.model.period import Period

CASES = Path(__file__).parents[1] / "cases"
KEYS = {"text", "language", "published", "figures", "not_figures", "others", "fails"}
SAME = Decimal("0.000001")  # fractions are written with six places
HELDOUT_SHARE = 0.92  # of the figures that judge; at or a little below what is found today
MOST_MADE_UP = 10


@dataclass(frozen=True)
class Case:
    """A text with what is to be read in it."""

    file: str
    text: str
    language: str | None
    published: date | None
    figures: tuple[dict[str, Any], ...] | None
    not_figures: tuple[str, ...]
    others: bool
    fails: str | None


def read_cases(folder: Path) -> Iterator[Case]:
    for path in sorted(folder.glob("*.toml")):
        table = tomllib.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)
        for row in table["cases"]:
            assert row.keys() <= KEYS, f"{path.name}: {row.keys() - KEYS} in {row['text']}"
            figures = row.get("figures")
            yield Case(
                file=path.name,
                text=row["text"],
                language=row.get("language", table.get("language")),
                published=row.get("published", table.get("published")),
                figures=None if figures is None else tuple(figures),
                not_figures=tuple(row.get("not_figures", ())),
                others=row.get("others", figures is None),
                fails=row.get("fails"),
            )


@cache
def tuned() -> tuple[Case, ...]:
    return tuple(read_cases(CASES))


@cache
def held_out() -> tuple[Case, ...]:
    return tuple(read_cases(CASES / "heldout"))


def read(case: Case) -> list[Figure]:
    return read_figures(Document.from_text(case.text, language=case.language, published=case.published))


# What a case tells of a figure, and what the figure says of it


def days(period: Period) -> list[str]:
    """Return the ends as a case writes them: nothing where none is stated, "" for an open end."""
    ends = [period.start.isoformat() if period.start else "", period.end.isoformat() if period.end else ""]
    return ends if period.stated else []


def number(value: Decimal | None) -> Decimal | str:
    return "open" if value is None else value


def field(figure: Figure, name: str) -> Any:
    quantity = figure.quantity
    match name:
        case "kind" | "bound":
            return str(getattr(quantity, name))
        case "value" | "low" | "high":
            return number(getattr(quantity, name))
        case "unit" | "per" | "total":
            found = getattr(quantity, name)
            return "none" if found is None else found
        case "place":
            return figure.place.name if figure.place else "none"
        case "period":
            return days(figure.period)
        case "mode":
            return str(figure.period.mode or "none")
        case "topics":
            return list(figure.topics)
        case "modality" | "measure" | "population" | "attribution" | "noun" | "change" | "surface":
            return str(getattr(figure, name) or "none")
    raise AssertionError(f"a case asks for {name!r}, which no figure has")


def right(wanted: Any, found: Any, name: str) -> bool:
    """Tell whether a figure says what the case tells; names and nouns may say it with more words around."""
    if name in ("noun", "attribution") and "none" not in (wanted, found):
        return f" {plain(wanted)} " in f" {plain(found)} "
    if isinstance(wanted, int | Decimal) and isinstance(found, Decimal):
        return abs(found - wanted) <= SAME
    return bool(wanted == found)


def plain(words: str) -> str:
    return " ".join(fold(match.group()) for match in TOKEN.finditer(words))


def told(figure: Figure, wanted: dict[str, Any]) -> dict[str, Any]:
    """Return what the figure says of the fields that are asked for, in the case's own words where it is right."""
    found = {name: field(figure, name) for name in wanted}
    return {name: wanted[name] if right(wanted[name], found[name], name) else found[name] for name in wanted}


def pick(figures: list[Figure], wanted: tuple[dict[str, Any], ...]) -> list[Figure | None]:
    """Return for each figure wanted, in order, the next one found with its surface."""
    found: list[Figure | None] = []
    at = 0
    for row in wanted:
        ahead = [place for place in range(at, len(figures)) if figures[place].surface == row["surface"]]
        found.append(figures[ahead[0]] if ahead else None)
        at = ahead[0] + 1 if ahead else at
    return found


def touched(figure: Figure, text: str, words: str) -> bool:
    """Tell whether the figure holds part of these words, wherever they stand by themselves."""
    at = text.find(words)
    while at >= 0:
        end = at + len(words)
        alone = not text[at - 1 : at].isalnum() and not text[end : end + 1].isalnum()
        if alone and figure.span.start < end and at < figure.span.end:
            return True
        at = text.find(words, end)
    return False


def marked(case: Case) -> Any:
    marks = [pytest.mark.xfail(reason=case.fails, strict=True)] if case.fails else []
    return pytest.param(case, id=case.text, marks=marks)


@pytest.mark.parametrize("case", [marked(case) for case in tuned()])
def test_a_sentence_is_read_as_it_says(case: Case) -> None:
    figures = read(case)
    if case.figures is not None:
        if not case.others:
            assert [figure.surface for figure in figures] == [row["surface"] for row in case.figures]
        found = pick(figures, case.figures)
        rows = zip(found, case.figures, strict=True)
        assert [figure and told(figure, row) for figure, row in rows] == list(case.figures)
    made_up = [f.surface for f in figures for words in case.not_figures if touched(f, case.text, words)]
    assert made_up == []


def test_every_case_speaks_of_words_that_are_there() -> None:
    for case in (*tuned(), *held_out()):
        words = [*case.not_figures, *(row["surface"] for row in case.figures or ())]
        assert [word for word in words if word not in case.text] == []
        assert case.figures is not None or case.not_figures


def test_no_sentence_is_told_twice() -> None:
    texts = [case.text for case in (*tuned(), *held_out())]
    assert len(texts) == len(set(texts))


def test_the_sentences_held_back_are_read_as_well_as_before(capsys: pytest.CaptureFixture[str]) -> None:
    wanted = hits = made_up = 0
    for case in held_out():
        figures = read(case)
        rows = case.figures or ()
        found = pick_by_value(figures, rows)
        wanted += len(rows)
        hits += found
        made_up += len(figures) - found if not case.others else 0
        made_up += sum(touched(f, case.text, words) for f in figures for words in case.not_figures)
    with capsys.disabled():
        sys.stdout.write(
            f"\n{hits} of {wanted} figures held back found ({hits / wanted:.1%}), {made_up} made up or misread\n"
        )
    assert hits / wanted >= HELDOUT_SHARE
    assert made_up <= MOST_MADE_UP


def pick_by_value(figures: list[Figure], rows: tuple[dict[str, Any], ...]) -> int:
    """Count the figures wanted that are found with the right value and kind, each figure used once."""
    left = list(figures)
    hits = 0
    for row in rows:
        asked: dict[str, Any] = {name: row[name] for name in ("value", "kind") if name in row}
        fits = [
            f for f in left if told(f, asked) == asked and (row["surface"] in f.surface or f.surface in row["surface"])
        ]
        if fits:
            left.remove(fits[0])
            hits += 1
    return hits
