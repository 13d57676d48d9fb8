#!/usr/bin/env python3
"""Time and memory of `check` on ledgers of growing size, and the slope between them.

    python benchmarks/check_scale.py [--sizes 10000 100000 1000000] [--profile]

The figures are made up: documents of a hundred, two hundred things counted in two hundred places and thirty years,
told by fifty sources in sentences of their own words; one fact in three is told by several documents, one in a hundred
of these otherwise. Deterministic. A slope of 1 is linear: ten times the figures, ten times the time.
"""

import argparse
import math
import resource
import time
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from random import Random

from ledger.compare.collation import Collation
from ledger.compare.registry import CHECKS, check
from ledger.model.figure import Figure, Place, Source
from ledger.model.period import Mode, Period
from ledger.model.quantity import Kind, Quantity
from ledger.model.span import Span

PER_DOCUMENT = 100
THINGS = 200
NOUNS = (
    "homicides",
    "police officers",
    "complaints",
    "detainees",
    "migrants",
    "houses",
    "votes",
    "soldiers",
    "cases",
    "schools",
)
MEASURES = ("homicides", "police_killed", "complaints_filed", "people_arrested", None, None, None, None, None, None)
WORDS = [
    f"{a}{b}{c}" for a in "bcdfglmnprst" for b in ("an", "el", "ir", "ot", "ur") for c in ("da", "ge", "mo", "ri", "su")
]


def main() -> None:
    """Print a row for each size."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", type=int, nargs="+", default=[1_000, 10_000, 100_000])
    parser.add_argument("--profile", action="store_true", help="time each check by itself")
    args = parser.parse_args()
    before: tuple[int, float] | None = None
    print(f"{'figures':>10s} {'seconds':>9s} {'us/figure':>10s} {'findings':>9s} {'MB':>7s}  slope")
    for size in args.sizes:
        figures = list(ledger(size))
        start = time.perf_counter()
        found = profile(figures) if args.profile else len(check(figures))
        took = time.perf_counter() - start
        slope = math.log(took / before[1]) / math.log(size / before[0]) if before else math.nan
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(f"{size:10d} {took:9.2f} {took / size * 1e6:10.1f} {found:9d} {memory:7.0f}  {slope:.2f}")
        before = (size, took)


def profile(figures: list[Figure]) -> int:
    """Time each check, the pairs first."""
    collation, found = Collation.of(figures), 0
    start = time.perf_counter()
    print(f"  {'pairs':28s} {len(collation.pairs):9d} {time.perf_counter() - start:8.2f}")
    for run in CHECKS:
        start = time.perf_counter()
        number = sum(1 for _ in run(collation))
        found += number
        print(f"  {run.__name__:28s} {number:9d} {time.perf_counter() - start:8.2f}")
    return found


def ledger(size: int) -> Iterator[Figure]:
    """Yield so many figures, the same in every run."""
    random = Random(size)
    for document in range(size // PER_DOCUMENT):
        name = f"d{document:06d}"
        source = Source(
            f"{name}.txt", name, publisher=f"Paper {document % 50}", published=date(2024, 1 + document % 12, 1)
        )
        for at in range(PER_DOCUMENT):
            yield figure(source, at, random, size)


def noun(thing: int) -> str:
    """Return what is counted: one of ten common nouns, or one of a long tail."""
    return NOUNS[thing] if thing < len(NOUNS) else WORDS[thing] + "s"


def figure(source: Source, at: int, random: Random, size: int) -> Figure:
    """Return a figure of a fact chosen at random; a fact has one true amount."""
    fact = random.randrange(max(1, size // 3))
    truth = Random(fact)
    thing, state, year = truth.randrange(THINGS), truth.randrange(200), 1990 + truth.randrange(30)
    value = int(10 ** truth.uniform(0.3, 5)) + (random.randrange(1, 50) if random.random() < 0.01 else 0)
    words = " ".join(random.choices(WORDS, k=12))
    surface = f"{value:,}"
    quote = f"The register of Estado {state} counted {surface} {noun(thing)} in {year}, {words}."
    start = at * 200
    number = start + quote.index(surface)
    return Figure(
        source=source,
        span=Span(number, number + len(surface)),
        surface=surface,
        quote_span=Span(start, start + len(quote)),
        quote=quote,
        quantity=Quantity(
            Kind.COUNT, Decimal(value), Decimal(value), Decimal(value), unit="person" if thing % 2 else None
        ),
        line=at + 1,
        paragraph=at // 4,
        noun=noun(thing),
        measure=MEASURES[thing] if thing < len(MEASURES) else None,
        place=Place(f"Estado {state}", f"XX-{state:03d}", (f"X{state % 20:02d}",)),
        period=Period(date(year, 1, 1), date(year + 1, 1, 1), str(year), Mode.PERIOD),
    )


if __name__ == "__main__":
    main()
