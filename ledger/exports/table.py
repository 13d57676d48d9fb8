"""The one table every listing is, whatever it is rendered as."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import islice

from ledger.errors import BadValue, UnknownColumn

Cell = object
"""A plain value: text, a number, a list or a mapping of these, or None."""


class Shape(StrEnum):
    """What the cells of a column look like, which decides how they are laid out."""

    WORDS = "words"  # running text, wrapped where it is too long
    CODE = "code"  # ids, dates, keys: never broken unless nothing else helps
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
    `screen` makes the table that a terminal of some width shows where no columns are asked for: the same
    rows, in fewer and more readable cells. Of the two only one is read.
    """

    columns: tuple[Column, ...]
    rows: Iterable[Row]
    short: tuple[str, ...] = ()
    screen: "Callable[[int], Table] | None" = None

    @classmethod
    def of(
        cls,
        columns: Sequence[Column],
        records: Iterable[Mapping[str, Cell]],
        short: tuple[str, ...] = (),
        screen: "Callable[[int], Table] | None" = None,
    ) -> "Table":
        """Make a table of the columns' keys from mappings."""
        keys = [column.key for column in columns]
        return cls(tuple(columns), (tuple(record[key] for key in keys) for record in records), short, screen)

    def picked(self, keys: Sequence[str]) -> "Table":
        """Return these columns alone, in the order asked for."""
        places = {column.key: place for place, column in enumerate(self.columns)}
        for key in keys:
            if key not in places:
                raise UnknownColumn(key, places)
        chosen = [places[key] for key in keys]
        columns = tuple(self.columns[place] for place in chosen)
        return Table(columns, (tuple(row[place] for place in chosen) for row in self.rows))

    def shortened(self) -> "Table":
        """Return the columns of the short form."""
        return self.picked(self.short) if self.short else self

    def fitted(self, width: int) -> "Table":
        """Return the table as a terminal of this width shows it."""
        return self.screen(width) if self.screen else self.shortened()

    def first(self, limit: int | None) -> "Table":
        """Return the first rows; all of them without a limit."""
        if limit is not None and limit < 0:
            raise BadValue("--limit", str(limit), "a number of rows, 0 or more")
        return replace(self, rows=islice(self.rows, limit))

    def records(self) -> Iterator[dict[str, Cell]]:
        """Yield each row as a mapping from the columns' keys."""
        keys = [column.key for column in self.columns]
        for row in self.rows:
            yield dict(zip(keys, row, strict=True))
