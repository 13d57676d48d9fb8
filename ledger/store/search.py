"""The full-text search of a ledger: kept by the writer, in the change that adds what it finds.

In a ledger in a file `figures_search` holds no words itself, only where they stand: what it tells of a figure is read
from `figures_view`. What was added to it is therefore taken out again by giving it the same words.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager

from sqlalchemy import Connection

from ledger.model.document import Document
from ledger.model.figure import Figure
from ledger.store.dialects.dialect import Words, ask, dialect_of
from ledger.store.rows import storable
from ledger.store.texts import Shelf

TABLE = "figures_search"  # what SQLite makes for it has names that begin so
_Write = Callable[[Connection, Sequence[Words]], None]
# All that the view shows but the quote: its words SQLite would count off from the start of the text, for each figure.
_SHOWN = """SELECT number, v.surface, f.document, f.quote_start, f.quote_end, v.noun, v.title, v.place, v.attribution
FROM figures_view AS v JOIN figures AS f USING (number) WHERE v.{} IN ({}) ORDER BY f.document"""
_FOUND_BY = {"title"}  # the metadata among them


def add_to_search(connection: Connection, document: Document, figures: Iterable[tuple[int, Figure]]) -> None:
    """Let the numbered figures of a document be found.

    The words are those that `figures_view` will show, whatever a figure says of its source: what is taken out one
    day must be what was put in.
    """
    titles: dict[int | None, str | None] = {None: document.metadata.title}
    titles |= {section.number: section.metadata.over(document.metadata).title for section in document.sections}
    shown = {section: title and storable(title) for section, title in titles.items()}
    given = [
        (
            number,
            figure.surface,
            figure.quote_span.of(document.text),
            figure.noun,
            shown.get(figure.source.section, shown[None]),
            figure.place.name if figure.place else None,
            figure.attribution,
        )
        for number, figure in figures
    ]
    if given:
        dialect_of(connection).add_words(connection, given)


def add_shown(connection: Connection, document: str) -> None:
    """Let the figures of a document be found that were put in otherwise than by `add_to_search`."""
    _write(connection, dialect_of(connection).add_words, "document", (document,), Shelf(connection))


@contextmanager
def retitled(connection: Connection, document: str, *, changed: Collection[str]) -> Iterator[None]:
    """Let the figures of a document be found by what holds behind a change of these metadata fields."""
    with _anew(connection, "document", () if _FOUND_BY.isdisjoint(changed) else (document,), Shelf(connection)):
        yield


@contextmanager
def searched_anew(connection: Connection, figures: Collection[str], shelf: Shelf) -> Iterator[None]:
    """Let figures be found by how they read, and whether they count, behind a change of that."""
    with _anew(connection, "id", figures, shelf):
        yield


@contextmanager
def _anew(connection: Connection, column: str, names: Collection[str], shelf: Shelf) -> Iterator[None]:
    dialect = dialect_of(connection)
    _write(connection, dialect.drop_words, column, names, shelf)
    yield
    _write(connection, dialect.add_words, column, names, shelf)


def _write(connection: Connection, write: _Write, column: str, names: Collection[str], shelf: Shelf) -> None:
    """Put in, or take out, the words of the figures that count, as `figures_view` shows them now."""
    if not names:
        return
    query = _SHOWN.format(column, ", ".join("?" * len(names)))
    rows = ask(connection, query, tuple(names)).fetchall()
    words = [
        (number, surface, shelf.words(document, start, end), *others)
        for number, surface, document, start, end, *others in rows
    ]
    if words:
        write(connection, words)
