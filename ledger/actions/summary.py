"""What an `add` did, and the lines it says so in."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice

from ledger.actions.documents import left_out_words
from ledger.actions.reading import Failure
from ledger.errors import MissingExtra, install_line
from ledger.loaders.folders import PassedOver
from ledger.model.document import Decoding, Document
from ledger.model.reading import Omission, Problem, Reading

_NAMED = 3  # files of many that need one thing
_LINE_END = re.compile("\n")


@dataclass(slots=True)
class Summary:
    """What was added, gathered as it goes: paths, and counts by kind and by reason.

    `expected` are the documents known of so far; a file of several tells how many at its end.
    """

    passed_over: list[PassedOver] = field(default_factory=list)
    dry_run: bool = False
    expected: int = 0
    new: list[str] = field(default_factory=list)
    known: list[str] = field(default_factory=list)
    failed: list[Failure] = field(default_factory=list)
    figures: Counter[str] = field(default_factory=Counter)
    omitted: Counter[str] = field(default_factory=Counter)
    omissions: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)
    guessed: list[str] = field(default_factory=list)
    other_names: list[str] = field(default_factory=list)
    kept_encodings: list[str] = field(default_factory=list)
    kept_values: list[str] = field(default_factory=list)

    @property
    def done(self) -> int:
        """How many documents have been dealt with."""
        return len(self.new) + len(self.known) + len(self.failed)

    @property
    def exit_code(self) -> int:
        """What the command ends with: 0, 1 if a document failed, 3 if all that failed need an extra."""
        if not self.failed:
            return 0
        return MissingExtra.exit_code if all(failure.extra for failure in self.failed) else 1

    def take_known(self, path: str, kept: str) -> None:
        """Count a file whose content is known, under this path or another."""
        self.known.append(path)
        if path != kept:
            self.other_names.append(f"{path} is {kept}")

    def take(self, reading: Reading) -> None:
        """Count what was read in a document."""
        document = reading.document
        self.new.append(document.path)
        self.figures.update(str(figure.quantity.kind) for figure in reading.figures)
        self.omitted.update(omission.reason for omission in reading.omissions)
        ends = [end.start() for end in _LINE_END.finditer(document.text)]
        self.omissions += [_told(document, omission, ends) for omission in reading.omissions]
        self.problems += [_told(document, problem, ends) for problem in reading.problems]
        self.left_out += [f"{document.path}: {left_out_words(left)}" for left in document.left_out]
        if document.decoded_by is Decoding.GUESSED:
            self.guessed.append(f"{document.path} is read as {document.encoding}")


def summary_lines(summary: Summary) -> Iterator[str]:
    """Yield what went wrong by name, what was added, what was left out and why, and what to do next."""
    yield from (f"failed: {failure.message}" for failure in summary.failed if not failure.extra)
    yield from _extra_lines({failure.path: failure.extra for failure in summary.failed if failure.extra})
    yield from (f"passed over: {passed.path} ({passed.reason})" for passed in summary.passed_over)
    yield from (f"problem: {problem}" for problem in summary.problems)
    yield from (f"left out: {left}" for left in summary.left_out)
    if summary.other_names:
        yield f"same content under another name: {_first(summary.other_names)}"
    if summary.kept_values:
        yield (
            f"not changed: {_first(summary.kept_values)}. What is in the ledger already is corrected with: "
            "ledger documents --edit PATH"
        )
    yield from _encoding_lines(summary)
    new, known, failed = len(summary.new), len(summary.known), len(summary.failed)
    yield f"documents: {new} new, {known} known already, {failed} failed"
    yield f"figures: {counted(summary.figures)}"
    yield f"numbers that are no figures: {summary.omitted.total():,}"
    yield from listed(summary.omitted)
    if summary.problems:
        yield f"problems: {len(summary.problems)}, named above"
    if summary.dry_run:
        yield "A dry run: nothing was kept."
    elif summary.new:
        yield "Next: ledger check"


def omission_lines(summary: Summary) -> Iterator[str]:
    """Yield each number that was seen and not read as a figure, with its place and the reason; each file unread."""
    yield from (f"not read: {failure.path} (needs [{failure.extra}])" for failure in summary.failed if failure.extra)
    yield from (f"not a figure: {omission}" for omission in summary.omissions)


def _extra_lines(needed: Mapping[str, str]) -> Iterator[str]:
    """Say once for all files which need an extra, and what to type; the line to type stands alone."""
    if not needed:
        return
    need = "1 file needs" if len(needed) == 1 else f"{len(needed):,} files need"
    yield f"failed: {need} an optional part that is not installed: {_first(needed)}"
    yield "Install it with this line, then run the same command again:"
    yield f"  {install_line(set(needed.values()))}"


def _encoding_lines(summary: Summary) -> Iterator[str]:
    """Say which encodings were guessed, and which named now were not used, with what to do about it."""
    yield from (f"encoding guessed: {guess}" for guess in summary.guessed)
    yield from (f"encoding kept: {kept}" for kept in summary.kept_encodings)
    if summary.dry_run and summary.guessed:
        yield "If letters with accents come out wrong, name the encoding with --encoding."
    elif summary.guessed or summary.kept_encodings:
        yield (
            "What is in a ledger stays as it was read. Where letters with accents are wrong, save the file as UTF-8 "
            "and add it under another name, or begin a new ledger: ledger --db NEW.db add --encoding NAME FILE"
        )


def _first(names: Collection[str]) -> str:
    """Name the first of many.

    >>> _first(["a.txt", "b.txt", "c.txt", "d.txt", "e.txt"])
    'a.txt, b.txt, c.txt and 2 more'
    """
    more = len(names) - _NAMED
    return ", ".join(islice(names, _NAMED)) + (f" and {more:,} more" if more > 0 else "")


def counted(counts: Counter[str]) -> str:
    """Return the sum of kinds with its parts, the largest first.

    >>> counted(Counter(money=2, count=5))
    '7: 5 counts, 2 sums of money'
    """
    parts = ", ".join(f"{number:,} {_kind(name, number)}" for name, number in _ordered(counts))
    return f"{counts.total():,}: {parts}" if parts else "0"


def _kind(name: str, number: int) -> str:
    one = {"money": "sum of money", "percent": "percentage", "other": "other"}.get(name, name)
    many = {"money": "sums of money", "other": "others"}.get(name, f"{one}s")
    return one if number == 1 else many


def listed(counts: Counter[str]) -> Iterator[str]:
    """Yield a line for each reason, the numbers under each other."""
    width = max((len(f"{number:,}") for number in counts.values()), default=0)
    yield from (f"  {number:>{width},}  {reason}" for reason, number in _ordered(counts))


def _ordered(counts: Counter[str]) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))


def _told(document: Document, passage: Omission | Problem, ends: Sequence[int]) -> str:
    line = bisect_left(ends, passage.span.start) + 1
    return f"{document.path}, line {line}: {' '.join(passage.surface.split())} ({passage.reason})"
