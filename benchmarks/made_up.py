#!/usr/bin/env python3
"""Made-up documents with their figures, put straight into a ledger: what the benchmarks of scale run on.

    python benchmarks/made_up.py FIGURES.db [--figures 1000000] [--documents 10000] [--only NUMBER]

Nothing is read: text and figures are made together, each figure with the span, noun, place, time and evidence that
the reader would give it. A ledger of more figures tells more facts, of more places and things, as an archive does; one
fact in three is told by several documents, one telling in a hundred otherwise. Besides counts there are shares of a
part and its whole, changes with both ends, money, running totals, lengths of time and multiples; one document in fifty
reposts another with a new headline. Deterministic: the same numbers make the same documents.
"""

import argparse
from bisect import bisect
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from itertools import accumulate, islice
from random import Random
from typing import Any

from ledger.model.document import Document
from ledger.model.figure import Basis, Change, Evidence, Figure, Place, Source
from ledger.model.period import Mode, Period
from ledger.model.quantity import Bound, Kind, Quantity
from ledger.model.reading import Reading
from ledger.model.span import Span

COUNTED = (
    ("homicides", "homicides", "case"),
    ("police officers killed", "police_killed", "person"),
    ("complaints", "complaints_filed", "case"),
    ("people detained", "people_arrested", "person"),
    ("migrants", None, "person"),
    ("houses", None, None),
    ("votes", None, None),
    ("soldiers", None, "person"),
    ("schools", None, None),
    ("burglaries", None, "case"),
)
SYLLABLES = ("ban", "cel", "dir", "fot", "gur", "lan", "mel", "nir", "pot", "rur", "san", "tel")
ENDINGS = ("da", "ge", "mo", "ri", "su")
WORDS = [f"{a}{b}{c}" for a in SYLLABLES for b in SYLLABLES for c in ENDINGS]
SOURCES = 60
COUNTRIES = 40
REPOSTED = 50  # one document in so many is another one again
TOLD_BY = 3  # documents that tell a fact, on the average
ODD = 0.01  # of the tellings have another number


class World:
    """What there is to tell in a ledger of so many figures: things, places, years, and the facts among them."""

    def __init__(self, figures: int) -> None:
        """Make a world that grows with the ledger."""
        self.facts = max(30, figures // TOLD_BY)
        self.things = max(40, min(len(WORDS), figures // 500))
        self.places = max(100, figures // 100)
        # A few things and places fill much of an archive.
        self._things = [*accumulate(1 / (rank + 3) for rank in range(self.things))]
        self._places = [*accumulate(1 / (rank + 30) for rank in range(self.places))]

    def fact(self, number: int) -> Random:
        """Return the dice of a fact: the same throws whenever it is told."""
        return Random(number * 7919 + 17)

    def thing(self, dice: Random) -> tuple[str, str | None, str | None]:
        """Return a noun with its measure and unit: the common ones often, a long tail seldom."""
        at = bisect(self._things, dice.random() * self._things[-1])
        return COUNTED[at] if at < len(COUNTED) else (WORDS[at % len(WORDS)] + "s", None, None)

    def place(self, dice: Random) -> Place:
        """Return a state of one of the countries."""
        number = bisect(self._places, dice.random() * self._places[-1])
        country = number % COUNTRIES
        name = WORDS[(number * 31 + 7) % len(WORDS)].capitalize() + WORDS[number % 97]
        return Place(f"Estado {name}", f"X{country:02d}-{number:05d}", (f"X{country:02d}",))


class Page:
    """A document in the making: sentences, and the figures in them."""

    def __init__(self, source: dict[str, Any], text: str) -> None:
        """Begin with a headline."""
        self.source, self.text, self.line = source, text, 2
        self.drafts: list[dict[str, Any]] = []

    def tell(self, *parts: "str | dict[str, Any]") -> None:
        """Add a sentence of words and amounts; a sentence in four opens a paragraph."""
        self.line += 1
        start = len(self.text)
        drafts = []
        for part in parts:
            if isinstance(part, str):
                self.text += part
            else:
                drafts.append(part | {"span": Span(len(self.text), len(self.text) + len(part["surface"]))})
                self.text += part["surface"]
        told = {
            "quote_span": Span(start, len(self.text)),
            "quote": self.text[start:],
            "line": self.line,
            "paragraph": self.line // 4,
        }
        self.drafts += [draft | told for draft in drafts]
        self.text += "\n\n" if self.line % 4 == 3 else " "

    def reading(self) -> Reading:
        """Return the document with its figures."""
        document = Document.from_text(self.text, **self.source)
        known = {name: value for name, value in self.source.items() if name != "path"}
        source = Source(self.source["path"], document.sha256, 1, **known)
        return Reading(document, tuple(Figure(source=source, **draft) for draft in self.drafts))


def documents(figures: int, count: int) -> Iterator[Reading]:
    """Yield so many documents with about so many figures in all."""
    world, each = World(figures), max(1, figures // count)
    for number in range(count):
        yield document(number, each, world)


def document(number: int, figures: int, world: World) -> Reading:
    """Return one document of a world."""
    dice, told = Random(number), number - number % 7 - 1 if number % REPOSTED == REPOSTED - 1 else number
    source = {
        "path": f"archive/{number:06d}.txt",
        "title": f"Report {number}",
        "publisher": f"Paper {number % SOURCES}",
        "published": date(2024, 1 + dice.randrange(12), 1 + dice.randrange(28)),
        "language": "en",
    }
    page, dice = Page(source, f"Report {number}\n\n"), Random(told + 1_000_003)
    while len(page.drafts) < figures:
        sentence(page, dice, world)
    return page.reading()


def sentence(page: Page, dice: Random, world: World) -> None:
    """Tell one fact, in one of several ways; its number is another one now and then."""
    truth = world.fact(dice.randrange(world.facts))
    (noun, measure, unit), place, year = world.thing(truth), world.place(truth), 1995 + truth.randrange(28)
    value, way = int(10 ** truth.uniform(1.2, 5.2)), truth.random()
    if dice.random() < ODD:
        value += dice.randrange(1, max(3, value // 5))
    counted: dict[str, Any] = {"noun": noun, "measure": measure, "place": place, "evidence": _evidence()}
    year_told = counted | {"period": _years(year, year)}
    words, where = " ".join(dice.choices(WORDS, k=7)), place.name
    if way < 0.5:
        page.tell(f"The register of {where} counted ", _count(value, unit, year_told), f" {noun} in {year}, {words}.")
    elif way < 0.62:
        part = max(1, int(value * truth.uniform(0.05, 0.95)))
        share = _amount(Kind.PERCENT, f"{part / value * 100:.1f}", "%", "percent", Decimal("0.1"), year_told)
        parts = (_count(value, unit, year_told), f" {noun} of {where} in {year}, ", _count(part, unit, year_told))
        page.tell("Of the ", *parts, " (", share, f") were {words}.")
    elif way < 0.74:
        before = max(2, int(value * truth.uniform(0.6, 1.6)))
        change = (value / before - 1) * 100
        turn = Change.DECREASE if change < 0 else Change.INCREASE
        given = counted | {"period": _years(year - 1, year), "change": turn}
        told = _amount(Kind.PERCENT, f"{abs(change):.1f}", "%", "percent", Decimal("0.1"), given)
        old, new = (
            _count(before, unit, counted | {"period": _years(year - 1, year - 1)}),
            _count(value, unit, year_told),
        )
        verb = "fell" if change < 0 else "rose"
        page.tell(
            f"{noun} in {where} {verb} ", told, " from ", old, f" in {year - 1} to ", new, f" in {year}, {words}."
        )
    elif way < 0.86:
        spent = _amount(Kind.MONEY, f"{value / 10:.1f}", " million dollars", "USD", Decimal(100_000), year_told)
        page.tell(f"{where} spent ", spent, f" on {noun} in {year}, {words}.")
    elif way < 0.92:
        since = counted | {"period": Period(date(year, 1, 1), None, f"since {year}", Mode.CUMULATIVE)}
        page.tell(f"Since {year}, ", _count(value, unit, since), f" {noun} were counted in {where}, {words}.")
    elif way < 0.97:
        length = 1 + value % 6
        told = {"place": place, "period": _years(year, year + length), "evidence": _evidence()}
        years = _amount(Kind.DURATION, str(length), " years", "year", Decimal(1), told)
        page.tell(f"The inquiry into the {noun} of {where} took ", years, f", from {year} to {year + length}, {words}.")
    else:
        given = counted | {"period": _years(year - 1, year)}
        doubled = _amount(Kind.MULTIPLE, "doubled", "", None, Decimal(1), given)
        page.tell(f"{noun} in {where} ", doubled, f" between {year - 1} and {year}, {words}.")


def _years(first: int, last: int) -> Period:
    text = str(first) if first == last else f"from {first} to {last}"
    return Period(date(first, 1, 1), date(last + 1, 1, 1), text, Mode.PERIOD)


def _evidence() -> tuple[Evidence, ...]:
    return (
        Evidence("place", Basis.SENTENCE, "place before"),
        Evidence("period", Basis.SENTENCE, "year"),
        Evidence("noun", Basis.TEXT, "noun behind"),
    )


def _count(value: int, unit: str | None, told: dict[str, Any]) -> dict[str, Any]:
    return _amount(Kind.COUNT, f"{value:,}", "", unit, Decimal(1), told)


def _amount(
    kind: Kind, digits: str, behind: str, unit: str | None, step: Decimal, told: dict[str, Any]
) -> dict[str, Any]:
    """Return an amount as a figure still without a place in its text."""
    scale = 1_000_000 if "million" in behind else 1
    value = Decimal(2) if kind is Kind.MULTIPLE else Decimal(digits.replace(",", "")) * scale
    bound = Bound.MULTIPLE if kind is Kind.MULTIPLE else Bound.EXACT
    quantity = Quantity(kind, value, value, value, bound, unit, step=step, in_words=kind is Kind.MULTIPLE)
    return told | {"surface": f"{digits}{behind}", "quantity": quantity}


def main() -> None:
    """Put made-up documents into a ledger."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("ledger")
    parser.add_argument("--figures", type=int, default=1_000_000)
    parser.add_argument("--documents", type=int, default=10_000)
    parser.add_argument("--first", type=int, default=0, help="leave so many documents out")
    parser.add_argument("--last", type=int, help="end before this document")
    args = parser.parse_args()
    fill(args.ledger, islice(documents(args.figures, args.documents), args.first, args.last))


def fill(target: str, readings: Iterator[Reading]) -> None:
    """Put readings into a ledger, which is made on first use."""
    from ledger.store.engine import open_ledger
    from ledger.store.writes import add_readings, start_run

    with open_ledger(target, write=True, create=True) as ledger:
        run = start_run(ledger, reader="made up", lexicon="none", program="benchmarks")
        for _ in add_readings(ledger, readings, run):
            pass


if __name__ == "__main__":
    main()
