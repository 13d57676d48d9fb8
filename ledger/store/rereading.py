"""Texts of the ledger read again: what the new reading brings comes in beside the old, which stays.

compare_readings(ledger, reading) -> Reread
add_rereading(ledger, reading, run) -> Reread
"""

from collections.abc import Mapping

from sqlalchemy import Connection

from ledger.model.correction import reading_digest
from ledger.model.event import Act, Event
from ledger.model.figure import Status
from ledger.model.reading import Reading, Reread
from ledger.store.digests import stored_figures
from ledger.store.engine import Ledger
from ledger.store.filters import FigureFilter
from ledger.store.history import append_event
from ledger.store.inserts import (
    figure_digests,
    figure_rows,
    insert_tables,
    next_number,
    passage_digests,
    passage_rows,
    reading_detail,
    reading_values,
    run_record,
)
from ledger.store.queries import stream_figures
from ledger.store.settling import newest_reading, settle_document, spoken_of
from ledger.store.tables import figures

_EVERY = tuple(Status)
_VOUCHED = (Status.ACCEPTED, Status.CORRECTED)


def compare_readings(ledger: Ledger, reading: Reading) -> Reread:
    """Tell what a new reading of a text that the ledger has would change."""
    with ledger.reading() as connection:
        return _compared(connection, reading)


def add_rereading(ledger: Ledger, reading: Reading, run: int) -> Reread:
    """Take in a new reading of a text that the ledger has, whole or not at all, and tell what it changed.

    Figures that read as before keep their rows; what reads otherwise gets a row beside the one it had. Which of the
    two counts, `ledger.store.settling` says.
    """
    with ledger.writing() as connection:
        told = _compared(connection, reading)
        _keep(connection, reading, run)
        return told


def _compared(connection: Connection, reading: Reading) -> Reread:
    document = reading.document
    before = list(stream_figures(connection, FigureFilter(document=document.sha256, statuses=_EVERY)))
    now = {figure.id: figure for figure in reading.figures}
    spoken = spoken_of(connection, [figure.id for figure in before])
    same, gone, otherwise, kept = 0, [], [], []
    for figure in before:
        read, again = figure.as_read or figure, now.pop(figure.id, None)
        if again is not None and reading_digest(again) == reading_digest(read):
            same += 1
        elif figure.status in _VOUCHED or (again is None and figure.id in spoken):
            kept.append((figure, again))
        elif again is None:
            gone.append(figure)
        else:
            otherwise.append((figure, again))
    return Reread(document.sha256, document.path, same, tuple(now.values()), tuple(gone), tuple(otherwise), tuple(kept))


def _keep(connection: Connection, reading: Reading, run: int) -> None:
    document = reading.document.sha256
    detail = reading_detail(reading, run_record(connection, run))
    passages = passage_rows(reading, run)
    digests = figure_digests(figure_rows(list(enumerate(reading.figures)), run))
    rows = b"".join([*digests, passage_digests(passages)])
    if _is_read_so(newest_reading(connection, document), detail, rows):
        same = {name: detail[name] for name in ("path", "run")}
        append_event(connection, Act.REREAD, about=document, detail=same)
        return
    there = {digest for _, _, digest in stored_figures(connection, document)}
    fresh = [figure for figure, digest in zip(reading.figures, digests, strict=True) if digest not in there]
    numbered = list(enumerate(fresh, next_number(connection, figures)))
    # Out of sight until it is settled which rows count: the search knows nothing of the new ones yet.
    unseen = [{"figure": number, "gone": False} for number, _ in numbered]
    told = {"readings": [reading_values(reading, run)], **figure_rows(numbered, run), "retired": unseen, **passages}
    insert_tables(connection, told)
    append_event(connection, Act.REREAD, about=document, detail=detail, rows=rows)
    settle_document(connection, document)


def _is_read_so(last: Event | None, detail: Mapping[str, object], rows: bytes) -> bool:
    """Tell whether the newest reading found the same, figure for figure and passage for passage."""
    if last is None or any(last.detail.get(name) != detail[name] for name in ("figures", "passages")):
        return False
    return last.rows[: len(rows)] == rows
