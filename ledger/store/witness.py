"""A ledger held against its history: the chains against themselves, and every row against what they say came in.

Rows are compared as the database keeps them, nothing made of them: what was altered may be no date any more.

witness_history(ledger, head, progress) -> Witnessed
"""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from ledger.model.alteration import Alteration, How
from ledger.model.event import Act, Event
from ledger.store.chains import Chains, Entry, Run, entries_about, is_text, path_of
from ledger.store.claims import Account, Kept, Part
from ledger.store.derived import stand_for_nothing
from ledger.store.dialects.dialect import ask, dialect_of
from ledger.store.digests import finding_digest, row_digest, stored_rows
from ledger.store.document_rows import DocumentRows
from ledger.store.engine import Ledger
from ledger.store.rows import storable
from ledger.store.tables import metadata

Progress = Callable[[int, int, str], None]
_AT_ONCE = 500
_OF_DOCUMENTS = (Act.ADD, Act.REREAD, Act.EDIT)
# Rows are numbered as they come, none is ever taken out: a table with its numbers, and what its rows are about.
_NUMBERED = (
    ("runs", "id", "NULL"),
    ("metadata_values", "sequence", "document"),
    ("figures", "number", "document"),
    ("omissions", "sequence", "document"),
    ("problems", "sequence", "document"),
    ("judgements", "sequence", "target"),
    ("events", "sequence", "about"),
)
_LISTED = (("figure_topics", "figure"), ("evidence", "figure"), ("finding_figures", "finding"))
_IS_WHOLE = "CASE WHEN position = CAST(position AS INTEGER) THEN 1 ELSE 0 END"
_REFERRING = (
    *("documents", "loadings", "left_out", "sections", "metadata_values", "readings", "figures"),
    *("figure_topics", "evidence", "omissions", "problems", "retired", "finding_figures"),
)


@dataclass(frozen=True, slots=True)
class Witnessed:
    """What is not as the history says, and how much there was to look at.

    `last` is the position of the last of this ledger's own entries; `found` are the entries that were asked for.
    """

    alterations: tuple[Alteration, ...]
    entries: int
    figures: int
    judgements: int
    last: int
    found: tuple[Entry, ...]


def witness_history(ledger: Ledger, head: str | None = None, progress: Progress | None = None) -> Witnessed:
    """Hold a ledger against its history; `head` is the beginning of the name of an entry to look for."""
    with ledger.reading() as connection:
        return witness(connection, head, progress)


def witness(connection: Connection, head: str | None = None, progress: Progress | None = None) -> Witnessed:
    """Hold a ledger against its history, as this connection sees it."""
    with dialect_of(connection).as_kept(connection):
        chains = Chains(connection, head)
        alterations = tuple(_alterations(connection, chains, progress))
        figures, judgements = (
            int(ask(connection, f"SELECT count(DISTINCT id) FROM {table}").scalar_one())  # noqa: S608
            for table in ("figures", "judgements")
        )
        last = chains.last.position if chains.last and isinstance(chains.last.position, int) else -1
        return Witnessed(alterations, chains.entries, figures, judgements, last, tuple(chains.found))


def _alterations(connection: Connection, chains: Chains, progress: Progress | None) -> Iterator[Alteration]:
    """Yield what is not as the history says, document by document, so that no more than one is held at a time."""
    yield from chains.walk()
    yield from _misnumbered(connection)
    yield from _astray(connection)
    runs = _runs(connection)
    altered_runs = _altered_runs(connection, chains, runs)
    yield from _misbegun(connection, chains, runs, altered_runs)
    altered = set(chains.suspect)
    for one in _mistold(connection, chains):
        altered.add(one.about or "")
        yield one
    every = _documents(connection)
    names = [name for name in every if is_text(name)]
    yield from _nameless("document", len(every) - len(names))
    for number, name in enumerate(names, 1):
        if name not in chains.suspect:
            rows = DocumentRows(connection, name, chains, runs, altered_runs)
            yield from rows.alterations(altered)
        if progress:
            progress(number, len(names), name[:12])
    for name in sorted(stand_for_nothing(connection) - altered):
        yield Alteration(name, "standing", How.CHANGED, storable(f"how {name} stands is not what was said of it"))


def _documents(connection: Connection) -> list[str]:
    signs = ", ".join("?" * len(_OF_DOCUMENTS))
    query = f"SELECT sha256 FROM documents UNION SELECT about FROM events WHERE act IN ({signs})"  # noqa: S608
    found = ask(connection, query, tuple(map(str, _OF_DOCUMENTS)))
    return sorted(str(name) for (name,) in found if name is not None)


def _nameless(what: str, number: int) -> Iterator[Alteration]:
    for _ in range(number):
        yield Alteration(None, what, How.CHANGED, f"the name of a {what} is no text any more")


# How rows hang together


def _misnumbered(connection: Connection) -> Iterator[Alteration]:
    """Yield gaps in the numbers of rows, and in the places of what belongs to a figure or a finding."""
    for table, number, column in _NUMBERED:
        query = f'SELECT count(*), min("{number}"), max("{number}") FROM {table}'  # noqa: S608  # all words are our own
        count, least, most = ask(connection, query).one()
        if count and (least, most) != (1, count):
            before = f'"{number}" > 1 AND "{number}" - 1 NOT IN (SELECT "{number}" FROM {table})'  # noqa: S608
            query = f'SELECT "{number}", {column} FROM {table} WHERE {before} OR "{number}" < 1 ORDER BY 1 LIMIT 1'  # noqa: S608
            at, whose = ask(connection, query).one()
            name = _called(connection, whose)
            words = f"the numbers of {table} do not follow each other at {at}" + (f" ({name})" if name else "")
            yield Alteration(name, table, How.BROKEN, storable(words))
    for table, of in _LISTED:
        query = f"""
          SELECT {of} FROM {table} GROUP BY {of}
          HAVING min(position) <> 0 OR max(position) <> count(*) - 1 OR min({_IS_WHOLE}) = 0
        """  # noqa: S608
        for (key,) in ask(connection, query).fetchall():
            about, told = _of_figure(connection, key) if of == "figure" else (storable(str(key)), str(key))
            words = f"of {told} the rows of {table} do not follow each other"
            yield Alteration(about, table, How.BROKEN, storable(words))


def _astray(connection: Connection) -> Iterator[Alteration]:
    """Yield how many rows of a table belong to nothing that is there."""
    for table in _REFERRING:
        for key in sorted(metadata.tables[table].foreign_keys, key=lambda key: key.column.table.name):
            parent, column, theirs = key.column.table.name, key.parent.name, key.column.name
            there = f"SELECT 1 FROM {parent} AS p WHERE p.{theirs} = c.{column}"  # noqa: S608  # all words are our own
            astray = f"SELECT count(*) FROM {table} AS c WHERE c.{column} IS NOT NULL AND NOT EXISTS ({there})"  # noqa: S608
            number = int(ask(connection, astray).scalar_one())
            if number:
                told = f"row of {table} belongs" if number == 1 else f"rows of {table} belong"
                yield Alteration(None, table, How.BROKEN, f"{number:,} {told} to no row of {parent} that is there")


def _called(connection: Connection, name: object) -> str | None:
    """Return what a person calls what a row is about: a document by its path."""
    if not is_text(name):
        return None
    there = ask(connection, "SELECT count(*) FROM documents WHERE sha256 = ?", (name,)).scalar_one()
    return storable(path_of(connection, str(name)) if there else str(name))


def _of_figure(connection: Connection, number: object) -> tuple[str | None, str]:
    """Return the path of the document that a figure stands in, and what to call the figure."""
    query = "SELECT document, id FROM figures WHERE number = ?"
    row = ask(connection, query, (number,)).one_or_none() if isinstance(number, int) else None
    if row is None:
        return None, f"a figure {number} that is not there"
    path = path_of(connection, str(row[0]))
    return storable(path), f"{row[1]} in {path}"


# Runs


def _runs(connection: Connection) -> dict[int, Run]:
    query = "SELECT id, reader, lexicon, program, started_at FROM runs"
    return {row[0]: (str(row[1]), str(row[2]), str(row[3]), str(row[4])) for row in ask(connection, query)}


def _altered_runs(connection: Connection, chains: Chains, runs: Mapping[int, Run]) -> set[int]:
    """Return the numbers of the runs that something was read in and that no entry tells of."""
    unknown = {number for number, run in runs.items() if run not in chains.runs}
    if not unknown:
        return set()
    used = ask(connection, "SELECT run, document FROM readings")
    return {run for run, document in used if run in unknown and document not in chains.suspect}


def _misbegun(
    connection: Connection, chains: Chains, runs: Mapping[int, Run], altered: Collection[int]
) -> Iterator[Alteration]:
    for number in sorted(altered):
        query = "SELECT min(document), count(*) FROM readings WHERE run = ?"
        name, count = ask(connection, query, (number,)).one()
        path = path_of(connection, str(name))
        others = f" and {count - 1:,} more" if count > 1 else ""
        words = f"the run of {runs[number][3]}, in which {path}{others} was read, is not as it was begun"
        yield Alteration(storable(path), "run", How.CHANGED, storable(words))
    gone = sorted(chains.own_runs.difference(runs.values()))
    for run in gone[len(altered) :]:
        path = storable(path_of(connection, chains.runs[run]))
        yield Alteration(path, "run", How.GONE, storable(f"the run of {run[3]}, in which {path} was read, is gone"))


# Judgements and findings


def _mistold(connection: Connection, chains: Chains) -> Iterator[Alteration]:
    """Hold judgements, and the findings that were kept to be judged, against the entries of them."""
    query = """
      SELECT target FROM judgements UNION SELECT id FROM findings UNION SELECT about FROM events WHERE act IN (?, ?)
    """
    found = ask(connection, query, (str(Act.JUDGE), str(Act.FIND)))
    every = {str(name) for (name,) in found if name is not None}
    names = sorted(filter(is_text, every))
    yield from _nameless("figure or finding", len(every) - len(names))
    for at in range(0, len(names), _AT_ONCE):
        some = names[at : at + _AT_ONCE]
        accounts = {name: Account(told, chains.aside) for name, told in entries_about(connection, some).items()}
        for name, kept in _targets(connection, some):
            accounts[name].take(kept)
        for name in some:
            if name not in chains.suspect:
                yield from _differences(name, accounts[name])


def _targets(connection: Connection, names: Sequence[str]) -> Iterator[tuple[str, Kept]]:
    """Yield the judgements on these figures and findings, and these findings with the figures they rest on."""
    signs = ", ".join("?" * len(names))
    for values in stored_rows(connection, "judgements", f"target IN ({signs})", *names):
        yield str(values["target"]), Kept("judgements", row_digest("judgements", values), values)
    figures: dict[object, list[str]] = {}
    query = f"SELECT finding, figure FROM finding_figures WHERE finding IN ({signs}) ORDER BY finding, position"  # noqa: S608
    for finding, figure in ask(connection, query, tuple(names)):
        figures.setdefault(finding, []).append(figure)
    for values in stored_rows(connection, "findings", f"id IN ({signs})", *names):
        digest = finding_digest(values, figures.get(values["id"], ()))
        yield str(values["id"]), Kept("findings", digest, values)


def _differences(name: str, account: Account) -> Iterator[Alteration]:
    for part, rows, claims in account.differences():
        of_finding = part is Part.FINDINGS
        what, made = ("finding", "kept") if of_finding else ("judgement", "made")
        for at, kept in enumerate(rows):
            told = f"finding {name}" if of_finding else f"a judgement of {kept.values['by']} on {name}"
            how, words = (How.CHANGED, f"is not as it was {made}") if at < len(claims) else (How.ADDED, "is nobody's")
            yield Alteration(name, what, how, storable(f"{told} {words}"))
        for claim in claims[len(rows) :]:
            told = f"finding {name}" if of_finding else f"a judgement of {_author(claim.event)} on {name}"
            yield Alteration(name, what, How.GONE, storable(f"{told} is gone"))


def _author(event: Event) -> str:
    return event.by or "somebody"
