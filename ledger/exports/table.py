"""The one table every listing is, whatever it is rendered as."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import islice

from ledger.errors import BadValue, UnknownColumn
from ledger.exports.suggestions import close_to

_SENTENCE = 4  # from this weight a column of words holds whole sentences

Cell = object
"""A plain value: text, a number, a list or a mapping of these, or None."""


class Shape(StrEnum):
    """What the cells of a column look like, which decides how they are laid out."""

    WORDS = "words"  # running text, wrapped where it is too long
    CODE = "code"  # ids, dates, keys: never broken unless nothing else helps
    VERDICT = "verdict"  # a word of a closed set that says how it stands: coloured where there are colours
    NUMBER = "number"  # positions and counts: to the right, plain digits
    AMOUNT = "amount"  # what a source states: to the right, digits grouped on a terminal
    FILE = "file"  # the name of a file: shortened in its middle, never broken
    BELOW = "below"  # a sentence: under its row, over the whole width of a terminal


@dataclass(frozen=True, slots=True)
class Column:
    """One column: `key` is its promised name, `heading` what a person reads above it.

    `weight` says how much of a narrow terminal a column of words gets beside others; `clip` is how many
    characters of an id a terminal shows (any beginning that fits one id alone is accepted where an id is
    asked for). `optional` columns are left out on a terminal where no row has anything in them.
    """

    key: str
    heading: str
    shape: Shape = Shape.WORDS
    weight: int = 1
    clip: int | None = None
    optional: bool = False

    @property
    def numeric(self) -> bool:
        """Tell whether the cells are numbers."""
        return self.shape in (Shape.NUMBER, Shape.AMOUNT)


Row = tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Columns and rows; the rows may be a stream, which is read once.

    `short` are the keys of the columns that the short form has, in the order of reading; empty means all.
    `page` are those that a page to be read has; empty means the short form with the columns of sentences.
    `screen` makes the table that a terminal of some width shows where no columns are asked for: the same
    rows, in fewer and more readable cells. Of the two only one is read. `also` are the columns of such a
    screen that are no fields: a row has them, made of its record in `source`, where they are asked for by name.
    """

    columns: tuple[Column, ...]
    rows: Iterable[Row]
    short: tuple[str, ...] = ()
    screen: "Callable[[int], Table] | None" = None
    also: tuple[Column, ...] = ()
    source: Iterable[Mapping[str, Cell]] | None = None
    title: str = "Figures"
    page: tuple[str, ...] = ()

    @classmethod
    def of(
        cls,
        columns: Sequence[Column],
        records: Iterable[Mapping[str, Cell]],
        short: tuple[str, ...] = (),
        screen: "Callable[[int], Table] | None" = None,
        also: tuple[Column, ...] = (),
        *,
        title: str = "Figures",
        page: tuple[str, ...] = (),
    ) -> "Table":
        """Make a table of the columns' keys from mappings."""
        return cls(tuple(columns), _rows(columns, records), short, screen, also, records, title, page)

    def picked(self, names: Sequence[str]) -> "Table":
        """Return these columns alone, in the order asked for, each by its key or by a heading it is shown under."""
        named = self._named()
        for name in names:
            if name.lower() not in named:
                known = dict.fromkeys(column.key for column in (*self.columns, *self.also))
                raise UnknownColumn(name, known, close_to(name, named))
        chosen = tuple(named[name.lower()] for name in names)
        if self.source is not None:
            return Table(chosen, _rows(chosen, self.source), title=self.title)
        places = [self.columns.index(column) for column in chosen]
        return Table(chosen, (tuple(row[place] for place in places) for row in self.rows), title=self.title)

    def _named(self) -> dict[str, Column]:
        """Return every name a column answers to: keys before headings, the fields' before those of a screen."""
        groups = (self.columns, self.also)
        pairs = [(name, column) for group in groups for column in group for name in (column.key, column.heading)]
        keys = {column.key: column for group in reversed(groups) for column in group}
        return {name.lower(): column for name, column in reversed(pairs)} | keys

    def shortened(self) -> "Table":
        """Return the columns of the short form."""
        return self.picked(self.short) if self.short else self

    def paged(self) -> "Table":
        """Return the columns that a page to be read has room for: the short form's, and those of sentences."""
        if self.page:
            return self.picked(self.page)
        wanted = [column.key for column in self.columns if column.key in self.short or column.weight >= _SENTENCE]
        return self.picked(wanted) if self.short else self

    def fitted(self, width: int) -> "Table":
        """Return the table as a terminal of this width shows it."""
        return self.screen(width) if self.screen else self.shortened()

    def first(self, limit: int | None) -> "Table":
        """Return the first rows; all of them without a limit."""
        if limit is not None and limit < 0:
            raise BadValue("--limit", str(limit), "a number of rows, 0 or more")
        return replace(self, rows=islice(self.rows, limit), source=None)

    def records(self) -> Iterator[dict[str, Cell]]:
        """Yield each row as a mapping from the columns' keys."""
        keys = [column.key for column in self.columns]
        for row in self.rows:
            yield dict(zip(keys, row, strict=True))


def _rows(columns: Sequence[Column], records: Iterable[Mapping[str, Cell]]) -> Iterator[Row]:
    keys = [column.key for column in columns]
    return (tuple(record[key] for key in keys) for record in records)
