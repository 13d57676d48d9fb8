#!/usr/bin/env python3
"""Put slips into clean documents, one at a time, and count how many `check` finds.

    python benchmarks/slips.py [FOLDER...] [--each N] [--list]

Each document is held against a copy of itself in which one figure was changed: multiplied by a thousand, two of its
digits swapped, a part of a sum or a percentage that comes out changed, its year or its place told wrong. The slip is
found if a conflict, an arithmetic finding or a warning names the changed figure. What else is reported, of the clean
documents and of the copies, is a false flag. Deterministic: the same figures are changed in every run.
"""

import argparse
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path
from random import Random

from ledger.compare.registry import check
from ledger.extract.figures import read_figures
from ledger.loaders.registry import load_document
from ledger.model.document import Document
from ledger.model.figure import Figure
from ledger.model.finding import Finding, FindingKind
from ledger.model.quantity import Bound, Kind

GOLD = Path(__file__).parents[1] / "tests" / "gold"
FOLDERS = [GOLD / name / "docs" for name in ("dev", "dev2", "dev3", "dev4", "dev5")]
ALARMS = (FindingKind.CONFLICT, FindingKind.ARITHMETIC, FindingKind.WARNING)
DIGITS = re.compile(r"\d[\d.,]*\d|\d")
YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
PLACES = {"MX": "Sonora", "US": "Ohio", "CO": "Boyacá", "PE": "Tacna"}


@dataclass(frozen=True)
class Slip:
    """A change of a text: the kind, the words replaced, and the figure that is wrong by it."""

    kind: str
    start: int
    end: int
    words: str
    figure: Figure


def main() -> None:
    """Print the share found of each kind, and the false flags."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="*", type=Path, default=FOLDERS, metavar="FOLDER")
    parser.add_argument("--each", type=int, default=2, help="slips of each kind in a document")
    parser.add_argument("--list", action="store_true", help="list the slips missed and the false flags")
    args = parser.parse_args()
    made, found, flags, documents = Counter[str](), Counter[str](), 0, 0
    for path in sorted(path for folder in args.folders for path in folder.glob("*.txt")):
        document, clean = load_document(path), read(path)
        documents += 1
        known = {reason_of(finding) for finding in alarms(clean)}
        flags += len(known)
        show(args.list, "FLAG", path, known)
        for slip in slips(document, clean, check(clean), args.each):
            copy = read(path, altered(document.text, slip))
            named, others = told(check([*clean, *copy]), slip, copy)
            made[slip.kind] += 1
            found[slip.kind] += named
            show(args.list and not named, "MISSED", path, {f"{slip.kind}: {slip.words!r} in {slip.figure.quote!r}"})
            others -= known
            flags += bool(others)
            show(args.list, "FLAG", path, others)
    for kind in made:
        print(f"{kind:16s} {found[kind]:4d} of {made[kind]:4d}  {found[kind] / made[kind]:.3f}")
    total = sum(made.values())
    print(f"{'all':16s} {sum(found.values()):4d} of {total:4d}  {sum(found.values()) / max(1, total):.3f}")
    print(f"false flags      {flags} on {documents} clean documents and {total} altered copies")


def read(path: Path, text: str | None = None) -> list[Figure]:
    """Read a document, or a copy of it with another text, another publisher and the same date."""
    document = load_document(path)
    if text is not None:
        document = Document.from_text(
            text, path=f"copy/{path.name}", published=document.metadata.published, publisher="The Copy"
        )
    return list(read_figures(document))


def altered(text: str, slip: Slip) -> str:
    """Return the text with the slip in it."""
    return text[: slip.start] + slip.words + text[slip.end :]


def alarms(figures: list[Figure]) -> list[Finding]:
    """Return what is reported as wrong."""
    return [finding for finding in check(figures) if finding.kind in ALARMS]


def reason_of(finding: Finding) -> str:
    """Return a finding as a line that is the same in the document and in its copy."""
    return f"{finding.check}: " + " ~ ".join(sorted({figure.surface for figure in finding.figures}))


def told(findings: list[Finding], slip: Slip, copy: list[Figure]) -> tuple[bool, set[str]]:
    """Return whether the changed figure is named by a finding, and what else is reported."""
    shift = slip.figure.span.start + (len(slip.words) - (slip.end - slip.start)) * (slip.end <= slip.figure.span.start)
    wrong = {figure.id for figure in copy if abs(figure.span.start - shift) <= len(slip.words)}
    touched = {figure.id for figure in copy if figure.quote_span.start <= slip.start < figure.quote_span.end}
    named, others = False, set()
    for finding in findings:
        if finding.kind in ALARMS:
            ids = {figure.id for figure in finding.figures}
            named |= bool(ids & wrong)
            if not ids & touched:  # a sentence misdated is so for all its figures
                others.add(reason_of(finding))
    return named, others


def slips(document: Document, figures: list[Figure], findings: list[Finding], each: int) -> Iterator[Slip]:
    """Yield the slips to be made in a document, so many of each kind, chosen by its text."""
    random = Random(document.text)
    sums = [finding for finding in findings if finding.kind is FindingKind.CORROBORATION]
    makers = {
        "thousandfold": [slip for figure in figures if plain(figure) for slip in thousandfold(figure)],
        "swapped digits": [slip for figure in figures if plain(figure) for slip in swapped(figure)],
        "broken sum": [slip for finding in sums if "sum" in finding.check for slip in changed("broken sum", finding)],
        "wrong percent": [
            slip for finding in sums if has_percent(finding) for slip in changed("wrong percent", finding)
        ],
        "wrong year": [slip for figure in figures if plain(figure) for slip in misdated(figure)],
        "wrong place": [slip for figure in figures if plain(figure) for slip in misplaced(figure)],
    }
    for made in makers.values():
        yield from random.sample(made, min(each, len(made)))


def plain(figure: Figure) -> bool:
    """Tell whether a figure is an exact amount of three digits and more, worth a slip."""
    quantity = figure.quantity
    kinds = quantity.kind in (Kind.COUNT, Kind.MONEY) and quantity.bound is Bound.EXACT and not quantity.vague
    return kinds and len(re.sub(r"\D", "", figure.surface)) >= 3 and DIGITS.search(figure.surface) is not None


def thousandfold(figure: Figure) -> Iterator[Slip]:
    """Lose or gain a thousand: a scale word for another, or three digits more."""
    for small, large in (("million", "billion"), ("millones", "billones"), ("mil millones", "millones")):
        if re.search(rf"\b{small}\b", figure.surface):
            yield edit("thousandfold", figure, figure.surface.replace(small, large))
            return
    number = DIGITS.search(figure.surface)
    if number and figure.quantity.kind is Kind.COUNT and number[0].count(",") + number[0].count(".") == 1:
        mark = "," if "," in number[0] else "."
        yield edit("thousandfold", figure, figure.surface.replace(number[0], f"{number[0]}{mark}000"))


def swapped(figure: Figure) -> Iterator[Slip]:
    """Swap the first two neighbouring digits that differ, but for a leading zero."""
    digits = [match.start() for match in re.finditer(r"\d", figure.surface)]
    for at, after in pairwise(digits[1:]):
        first, second = figure.surface[at], figure.surface[after]
        if first != second and "0" not in (first, second):
            words = figure.surface[:at] + second + figure.surface[at + 1 : after] + first + figure.surface[after + 1 :]
            yield edit("swapped digits", figure, words)
            return


def has_percent(finding: Finding) -> bool:
    """Tell whether a finding says that a percentage comes out."""
    return finding.figures[0].quantity.kind is Kind.PERCENT


def changed(kind: str, finding: Finding) -> Iterator[Slip]:
    """Change the first figure of a sum by its leading digits."""
    figure = finding.figures[0]
    number = DIGITS.search(figure.surface)
    if number:
        more = str(int(number[0][0]) % 9 + 1) + number[0][1:]
        yield edit(kind, figure, figure.surface.replace(number[0], more, 1))


def misdated(figure: Figure) -> Iterator[Slip]:
    """Move a figure's year by one where its sentence names one year, the figure's own."""
    years = list(YEAR.finditer(figure.quote))
    outside = [year for year in years if not figure.quote[max(0, year.start() - 1) : year.end() + 1].isdigit()]
    if len(outside) == 1 and figure.period.start and str(figure.period.start.year) == outside[0][0]:
        start = figure.quote_span.start + outside[0].start()
        if not figure.span.start <= start < figure.span.end:
            yield Slip("wrong year", start, start + 4, str(int(outside[0][0]) - 2), figure)


def misplaced(figure: Figure) -> Iterator[Slip]:
    """Put another place where a figure's sentence names its own, narrower than a country."""
    if figure.place and figure.place.within and figure.quote.count(figure.place.name) == 1:
        start = figure.quote_span.start + figure.quote.index(figure.place.name)
        other = PLACES.get(figure.place.within[-1])
        if other and other != figure.place.name:
            yield Slip("wrong place", start, start + len(figure.place.name), other, figure)


def edit(kind: str, figure: Figure, words: str) -> Slip:
    """Replace a figure's own words."""
    return Slip(kind, figure.span.start, figure.span.end, words, replace(figure))


def show(wanted: bool, what: str, path: Path, lines: set[str]) -> None:  # noqa: FBT001
    """Print lines if they are wanted."""
    for line in sorted(lines) if wanted else ():
        print(f"{what} {path.parent.parent.name}/{path.name} {' '.join(line.split())}")


if __name__ == "__main__":
    main()
