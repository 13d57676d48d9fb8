"""The texts of a table read: a pure function over rows, the same in any process and on any machine."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from importlib.metadata import version
from typing import TYPE_CHECKING

from ledger.actions.ingest import PROGRAM
from ledger.actions.reading import Failure, Task, read_one
from ledger.errors import DocumentUnreadable
from ledger.exports.json_lines import json_text
from ledger.lexicon.vocabulary import lexicon_fingerprint
from ledger.loaders.bundles.article_record import first_of, language_of
from ledger.loaders.content import Content
from ledger.loaders.manifest import Manifest
from ledger.loaders.stamps import read_stamp
from ledger.model.document import Metadata
from ledger.model.reading import Reading
from ledger.tables.figure_rows import Reader, Unread, row_of, rows_of
from ledger.tables.layout import FigureRow
from ledger.tables.text_rows import SAVE_ANEW, TextRow, is_sayable

if TYPE_CHECKING:
    import pyarrow as pa

_SHOWN = 40  # characters of a value that is wrong
_NO_FOLDER = Manifest("", ())  # a row lies in no folder that could tell of it


@dataclass(frozen=True, slots=True)
class Part:
    """Some rows of a table of texts, read together; what comes of them is wanted as lines of JSON, or as Arrow."""

    rows: tuple[TextRow, ...]
    as_lines: bool
    trusted: bool = False


@dataclass(slots=True)
class PartRead:
    """What reading some rows gave, and by which reader."""

    data: "bytes | pa.RecordBatch"
    reader: Reader
    last: str
    texts: int
    unread: list[Unread]
    figures: Counter[str] = field(default_factory=Counter)
    omitted: Counter[str] = field(default_factory=Counter)
    problems: int = 0


def this_reader() -> Reader:
    """Return which reader this program is."""
    return Reader(version(PROGRAM), lexicon_fingerprint())


def read_part(part: Part) -> PartRead:
    """Read rows; what cannot be read is told in its place, and the others go on."""
    return _told(part, [read_row(row, trusted=part.trusted) for row in part.rows])


def lose_part(part: Part) -> PartRead:
    """Return what stands for rows over which the process that read them was ended twice."""
    reason = "the process that read it was ended twice, with others of its part. It may need more memory than there is"
    remedy = "read the table with --jobs 1, or split the text."
    return _told(
        part,
        [Unread(row.row, row.path, f"Cannot read '{row.path}': {reason}: {remedy}") for row in part.rows],
    )


def figure_rows(rows: Iterable[TextRow], *, trusted: bool = False) -> Iterator[FigureRow]:
    """Yield the rows of a table of figures for those of texts."""
    reader = this_reader()
    for row in rows:
        yield from _rows(row, read_row(row, trusted=trusted), reader)


def read_row(row: TextRow, *, trusted: bool = False) -> Reading | Unread:
    """Read one text as a file of its own would be read, of which a manifest tells what the table does."""
    try:
        if row.fault:
            raise DocumentUnreadable(row.path, *row.fault)
        told = _metadata(row)
    except DocumentUnreadable as error:
        return Unread(row.row, row.path, str(error))
    content = Content(row.path, row.text.encode(), ending=".txt", trusted=trusted, declared=told)
    outcome = read_one(Task(content, _NO_FOLDER))
    return Unread(row.row, row.path, outcome.message) if isinstance(outcome, Failure) else outcome


def _told(part: Part, outcomes: list[Reading | Unread]) -> PartRead:
    reader = this_reader()
    rows = [made for row, outcome in zip(part.rows, outcomes, strict=True) for made in _rows(row, outcome, reader)]
    read = [outcome for outcome in outcomes if isinstance(outcome, Reading)]
    return PartRead(
        data=_as_lines(rows) if part.as_lines else _as_arrow(rows),
        reader=reader,
        last=part.rows[-1].path,
        texts=len(part.rows),
        unread=[outcome for outcome in outcomes if isinstance(outcome, Unread)],
        figures=Counter(str(figure.quantity.kind) for one in read for figure in one.figures),
        omitted=Counter(omission.reason for one in read for omission in one.omissions),
        problems=sum(len(one.problems) for one in read),
    )


def _rows(row: TextRow, outcome: Reading | Unread, reader: Reader) -> list[FigureRow]:
    return [row_of(outcome)] if isinstance(outcome, Unread) else rows_of(outcome, row.row, reader)


def _as_lines(rows: list[FigureRow]) -> bytes:
    return "".join(f"{json_text(row)}\n" for row in rows).encode()


def _as_arrow(rows: list[FigureRow]) -> "pa.RecordBatch":
    from ledger.tables.arrow_rows import batch_of  # an extra, without which lines can be read

    return batch_of(rows)


def _metadata(row: TextRow) -> Metadata:
    told = row.told
    return Metadata(
        title=_line(row, "title"),
        author=_line(row, "author"),
        publisher=_line(row, "publisher"),
        published=_day(row, told.get("published")),
        url=_line(row, "url"),
        language=_language(row, told.get("language")),
    )


def _line(row: TextRow, name: str) -> str | None:
    """Return what a column says; of a list its parts in one line."""
    value = row.told.get(name)
    text = value if isinstance(value, str) else first_of({name: value}, name)
    if text and not is_sayable(text):
        raise DocumentUnreadable(row.path, f"its {name} holds half of a character", SAVE_ANEW)
    return text if text and text.strip() else None


def _day(row: TextRow, value: object) -> date | None:
    if value is None or value == "":
        return None
    day = value if isinstance(value, date) else read_stamp(value)
    if day is None:
        reason = f"published '{_shown(value)}' is no date, or could be two"
        raise DocumentUnreadable(row.path, reason, "Write it as 2021-04-01, or leave it empty.")
    return day


def _language(row: TextRow, value: object) -> str | None:
    if value is None or value == "":
        return None
    code = language_of({"language": value})
    if code is None:
        reason = f"language '{_shown(value)}' is no code"
        raise DocumentUnreadable(row.path, reason, "Write it as en or es, or leave it empty.")
    return code


def _shown(value: object) -> str:
    return str(value)[:_SHOWN].encode("utf-8", "backslashreplace").decode()
