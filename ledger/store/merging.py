"""What another ledger has taken into this one: by content, so that the same is there once, and nothing is lost.

add_other(ledger, other, name, by) -> Merged
"""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Table, select

from ledger.errors import MergeRefused
from ledger.model.document import READ_BY
from ledger.model.event import Act
from ledger.model.figure import Status
from ledger.model.merging import KnownOtherwise, Merged
from ledger.model.standing import by_target, finding_opinions
from ledger.store import rows, tables
from ledger.store.digests import finding_digest, plain_row, row_digest, stored_figures
from ledger.store.engine import Ledger
from ledger.store.history import append_event
from ledger.store.inserts import insert_numbered, insert_rows, next_number
from ledger.store.known import fields_known
from ledger.store.rows import Values, event_from_row, judgement_from_row, storable
from ledger.store.search import add_shown, retitled
from ledger.store.settling import newest_reading, settle_document, settle_figures

_ONE_A_DOCUMENT = ("loadings", "left_out", "sections")
_PASSAGES = ("omissions", "problems")


def add_other(ledger: Ledger, other: Ledger, name: str, *, by: str | None = None) -> Merged:
    """Take in all that another ledger has and this one has not, whole or not at all.

    The other's history comes with it, each entry as it was made. What cannot stand beside what is here, since there is
    one of it for a document, is kept in the entry of the merging.

    Raises:
        MergeRefused: the other's history does not hold, or it is this very ledger.

    """
    with other.reading() as theirs, ledger.writing() as ours:
        return _Merge(ours, theirs, name).run(by)


class _Merge:
    """One merging, `ours` being written to and `theirs` read."""

    def __init__(self, ours: Connection, theirs: Connection, name: str) -> None:
        self.ours, self.theirs, self.name = ours, theirs, name
        self.merged = Merged()
        self.runs: dict[int, int] = {}
        self.aside: list[dict[str, object]] = []
        self.findings_apart: set[str] = set()
        self.apart: set[str] = set()  # documents of which the other has another text

    def run(self, by: str | None) -> Merged:
        """Take in everything, in the order in which one thing needs another."""
        head, entries = self._entries()
        if all(entry["act"] == Act.MERGE.value for entry in entries):
            return self.merged  # what came to the other from elsewhere is here already
        before, differing = _disputed(self.ours), _disputed_findings(self.ours)
        self._take_runs()
        here = set(self.ours.scalars(select(tables.documents.c.sha256)))
        there = list(self.theirs.execute(select(tables.documents.c.sha256, tables.documents.c.path)))
        shared = [(sha256, path) for sha256, path in there if sha256 in here]
        fresh = [sha256 for sha256, _ in there if sha256 not in here]
        for sha256, path in shared:
            if self._text(self.ours, sha256) != self._text(self.theirs, sha256):
                self.apart.add(sha256)
                self.merged.other_texts.append(path)
        self._put(tables.events, entries)
        self.merged.entries = len(entries)
        for sha256 in fresh:
            self._take_document(sha256)
        for sha256, path in shared:
            if sha256 not in self.apart:
                self._take_readings(sha256, path)
        self._take_findings()
        self._take_judgements()
        self.merged.documents, self.merged.known = len(fresh), len(shared)
        self.merged.disputed = sorted(_disputed(self.ours) - before)
        self.merged.disputed_findings = sorted(_disputed_findings(self.ours) - differing)
        detail: dict[str, object] = {
            "from": storable(self.name),
            "head": head,
            "documents": len(fresh),
            "known": len(shared),
        }
        detail |= {"figures": self.merged.figures, "judgements": self.merged.judgements}
        detail |= {"apart": sorted(self.apart), "aside": self.aside}
        chain = str(self.theirs.scalar(select(tables.events.c.chain).order_by(tables.events.c.sequence).limit(1)))
        append_event(self.ours, Act.MERGE, by=by, about=chain, detail=detail)
        return self.merged

    # History

    def _entries(self) -> tuple[str, list[Values]]:
        """Return the head of the other's history, and the entries that are new here."""
        known = set(self.ours.scalars(select(tables.events.c.hash)))
        query = select(tables.events).order_by(tables.events.c.sequence)
        head, new = "", []
        for row in self.theirs.execute(query):
            event = event_from_row(row)
            if event.hash != row.hash:
                reason = f"entry {event.position} of its history was altered"
                raise MergeRefused(self.name, reason, f"See what: ledger --db '{self.name}' verify --history")
            if row.own:
                head = row.hash
            if row.hash not in known:
                new.append({**rows.event_values(event), "own": False})
        return head, new

    # Documents and figures

    def _take_runs(self) -> None:
        columns = ("reader", "lexicon", "program", "started_at")
        mine = self.ours.execute(select(tables.runs))
        there = {tuple(getattr(row, name) for name in columns): row.id for row in mine}
        for row in self.theirs.execute(select(tables.runs).order_by(tables.runs.c.id)):
            told = tuple(getattr(row, name) for name in columns)
            if told not in there:
                values = dict(zip(columns, told, strict=True))
                there[told] = insert_numbered(self.ours, tables.runs, values)
            self.runs[row.id] = there[told]

    def _text(self, connection: Connection, sha256: str) -> str:
        table = tables.documents.c
        return str(connection.execute(select(table.text).where(table.sha256 == sha256)).scalar_one())

    def _take_document(self, sha256: str) -> None:
        (document,) = self._theirs(tables.documents, sha256, "sha256")
        self._put(tables.documents, [{**document, "added_run": self.runs[document["added_run"]]}])
        for name in _ONE_A_DOCUMENT:
            table = tables.metadata.tables[name]
            self._put(table, self._theirs(table, sha256))
        values = [_without(row, "sequence") for row in self._theirs(tables.metadata_values, sha256)]
        self._put(tables.metadata_values, values)
        self._take_figures(sha256)
        if self._is_read_again(sha256):
            settle_document(self.ours, sha256)
        else:
            add_shown(self.ours, sha256)

    def _take_readings(self, sha256: str, path: str) -> None:
        """Take in how the other ledger read and knows a document that is in both."""
        was, there = fields_known(self.ours, sha256), fields_known(self.theirs, sha256)
        self._take_known(sha256)
        (mine,), (yours,) = (
            self._ours(tables.documents, sha256, "sha256"),
            self._theirs(tables.documents, sha256, "sha256"),
        )
        if row_digest("documents", mine) != row_digest("documents", yours):
            self._put_aside("documents", {**yours, "text": ""})
        for name in _ONE_A_DOCUMENT:
            table = tables.metadata.tables[name]
            here = {row_digest(name, row) for row in self._ours(table, sha256)}
            for row in self._theirs(table, sha256):
                if row_digest(name, row) not in here:
                    self._put_aside(name, row)
        read = newest_reading(self.ours, sha256)
        if self._take_figures(sha256):
            settle_document(self.ours, sha256)
        now = fields_known(self.ours, sha256)
        self.merged.known_otherwise += [
            KnownOtherwise(path, *key, was.get(key), value, now.get(key))
            for key, value in there.items()
            if value != was.get(key)
        ]
        known_then = was if newest_reading(self.ours, sha256) == read else there
        if any(known_then.get(key) != now.get(key) for key in {*known_then, *now} if key[1] in READ_BY):
            self.merged.outdated.append(path)

    def _take_known(self, sha256: str) -> None:
        """Take in what was typed of a document; what a file declares or tells is taken where nothing is known."""
        table = tables.metadata_values
        mine = list(self._ours(table, sha256))
        here = {row_digest(table.name, row) for row in mine}
        known = {(row["section"], row["field"], row["origin"]) for row in mine}
        new = []
        for row in self._theirs(table, sha256):
            if row_digest(table.name, row) in here:
                continue
            if row["at"] is None and (row["section"], row["field"], row["origin"]) in known:
                self._put_aside(table.name, row)
            else:
                new.append(_without(row, "sequence"))
        with retitled(self.ours, sha256, changed={row["field"] for row in new}):
            self._put(table, new)

    def _take_figures(self, sha256: str) -> bool:
        """Take in the readings of a document, and tell whether one was new here.

        Rows come in out of sight; which of them count is settled behind it.
        """
        readings = {row["run"] for row in self._ours(tables.readings, sha256)}
        new = [row for row in self._theirs(tables.readings, sha256) if self.runs[row["run"]] not in readings]
        self._put(tables.readings, [{**row, "run": self.runs[row["run"]]} for row in new])
        here = {digest for _, _, digest in stored_figures(self.ours, sha256)}
        wanted = [number for number, _, digest in stored_figures(self.theirs, sha256) if digest not in here]
        numbers = dict(
            zip(wanted, range(first := next_number(self.ours, tables.figures), first + len(wanted)), strict=True)
        )
        self._take_rows(sha256, numbers)
        fresh = {row["run"] for row in new}
        for name in _PASSAGES:
            table = tables.metadata.tables[name]
            passages = [row for row in self._theirs(table, sha256) if row["run"] in fresh]
            self._put(table, [{**_without(row, "sequence"), "run": self.runs[row["run"]]} for row in passages])
        return bool(new)

    def _take_rows(self, sha256: str, numbers: Mapping[int, int]) -> None:
        table = tables.figures
        values = [row for row in self._theirs(table, sha256) if row["number"] in numbers]
        here = set(self.ours.scalars(select(table.c.id).where(table.c.document == sha256)))
        self._put(
            table,
            [{**row, "number": numbers[row["number"]], "run": self.runs[row["run"]]} for row in values],
        )
        if self._is_read_again(sha256):
            self._put(tables.retired, [{"figure": number, "gone": False} for number in numbers.values()])
        of_document = select(table.c.number).where(table.c.document == sha256)
        for beside in (tables.figure_topics, tables.evidence):
            told = self.theirs.execute(select(beside).where(beside.c.figure.in_(of_document))).mappings()
            self._put(
                beside,
                [{**row, "figure": numbers[row["figure"]]} for row in told if row["figure"] in numbers],
            )
        otherwise = sum(row["id"] in here for row in values)
        self.merged.otherwise += otherwise
        self.merged.figures += len(values) - otherwise

    def _is_read_again(self, sha256: str) -> bool:
        return len(self._ours(tables.readings, sha256)) > 1

    # Judgements

    def _take_findings(self) -> None:
        known, apart = set(self.ours.scalars(select(tables.findings.c.id))), self._figures_apart()
        on = tables.finding_figures
        for row in self.theirs.execute(select(tables.findings)).mappings():
            query = select(on).where(on.c.finding == row["id"]).order_by(on.c.position)
            figures = [dict(one) for one in self.theirs.execute(query).mappings()]
            if not apart.isdisjoint(one["figure"] for one in figures):
                self.findings_apart.add(row["id"])
                self._put_aside("findings", dict(row), [one["figure"] for one in figures])
                continue
            if row["id"] not in known:
                self._put(tables.findings, [dict(row)])
                self._put(on, figures)
                continue
            (mine,) = self.ours.execute(select(tables.findings).where(tables.findings.c.id == row["id"])).mappings()
            names = [one["figure"] for one in figures]
            if finding_digest(dict(mine), names) != finding_digest(dict(row), names):
                self._put_aside("findings", dict(row), names)

    def _take_judgements(self) -> None:
        table = tables.judgements
        known = set(self.ours.scalars(select(table.c.id)))
        apart = self._figures_apart()
        new = []
        for row in self.theirs.execute(select(table).order_by(table.c.sequence)):
            if row.id in known:
                continue
            one = judgement_from_row(row)
            if one.target in apart or one.target in self.findings_apart:
                self._put_aside(table.name, rows.judgement_values(one))
            else:
                new.append(one)
        self._put(table, [rows.judgement_values(one) for one in new])
        settle_figures(self.ours, {one.target for one in new})
        self.merged.judgements = len(new)

    def _figures_apart(self) -> set[str]:
        """Return the figures of texts that are not the text that this ledger has of the document."""
        table = tables.figures.c
        return set(self.theirs.scalars(select(table.id).where(table.document.in_(self.apart))))

    # Rows

    def _put(self, table: Table, values: Sequence[Values]) -> None:
        insert_rows(self.ours, table, values)

    def _put_aside(self, table: str, row: Mapping[str, Any], beside: Sequence[str] = ()) -> None:
        self.aside.append({"table": table, "row": plain_row(table, row), "beside": list(beside)})

    def _theirs(self, table: Table, sha256: str, column: str = "document") -> list[Values]:
        return _rows(self.theirs, table, sha256, column)

    def _ours(self, table: Table, sha256: str, column: str = "document") -> list[Values]:
        return _rows(self.ours, table, sha256, column)


def _rows(connection: Connection, table: Table, sha256: str, column: str) -> list[Values]:
    query = select(table).where(table.c[column] == sha256).order_by(*table.primary_key.columns)
    return [dict(row) for row in connection.execute(query).mappings()]


def _without(row: Values, name: str) -> Values:
    return {key: value for key, value in row.items() if key != name}


def _disputed(connection: Connection) -> set[str]:
    table = tables.standings.c
    return set(connection.scalars(select(table.target).where(table.status == Status.DISPUTED.value)))


def _disputed_findings(connection: Connection) -> set[str]:
    table = tables.judgements
    query = select(table).where(table.c.target.startswith("c-")).order_by(table.c.sequence)
    told = by_target(map(judgement_from_row, connection.execute(query)))
    return {name for name, of_one in told.items() if len(set(finding_opinions(of_one).values())) > 1}
