"""Whether a ledger is as its history says, as tables and as a person reads it."""

from collections.abc import Iterator
from dataclasses import dataclass

from ledger.exports.plain import counted, one_line
from ledger.exports.table import Cell, Column, Shape, Table
from ledger.exports.terminal_table import hanging
from ledger.model.alteration import Alteration

ALTERATION_COLUMNS = (
    Column("about", "about", Shape.FILE, weight=3),
    Column("what", "what", Shape.CODE),
    Column("how", "how", Shape.VERDICT),
    Column("words", "words", weight=5),
)

_NAME = 16  # characters of an entry's name


@dataclass(frozen=True, slots=True)
class Found:
    """An entry whose name was noted: its position in its chain, and how many of this ledger's own came in since.

    `since` is None of an entry that another ledger brought.
    """

    name: str
    position: int
    since: int | None = None


@dataclass(frozen=True, slots=True)
class Verified:
    """What holding a ledger against its history told.

    `head` is what was noted of an entry's name, None where nothing was; `found` are the entries it may be.
    """

    alterations: tuple[Alteration, ...]
    entries: int
    figures: int
    judgements: int
    head: str | None = None
    found: tuple[Found, ...] = ()

    @property
    def is_whole(self) -> bool:
        """Tell whether all is as it was, the entry that was noted included."""
        return not self.alterations and (self.head is None or bool(self.found))


def alteration_table(verified: Verified) -> Table:
    """List what is not as the history says."""
    rows: Iterator[dict[str, Cell]] = (
        {"about": one.about, "what": one.what, "how": str(one.how), "words": one.words} for one in verified.alterations
    )
    return Table.of(ALTERATION_COLUMNS, rows, title="What was altered")


def lay_out_alterations(verified: Verified) -> Iterator[str]:
    """Yield what is not as the history says, a line each, then how much was looked at, then of the entry noted."""
    lines = [line for one in verified.alterations for line in hanging(one_line(one.words))]
    if lines:
        yield _block(lines)
    told = f"{_entries(verified.entries)}, {counted(verified.figures, 'figure')}, "
    told += counted(verified.judgements, "judgement")
    if number := len(verified.alterations):
        last = f"The history is not whole: {counted(number, 'thing')} altered, of {told}."
    elif verified.is_whole:
        last = f"The history is whole: {told} are as they were."
    else:
        last = f"The history is not the one that was noted: {told} fit together, and yet it was another."
    yield _block([line for words in [last, *_head_words(verified)] for line in hanging(words)])


def _head_words(verified: Verified) -> Iterator[str]:
    if verified.head is not None and not verified.found:
        yield (
            f"No entry is called {verified.head}: the history was cut or written anew since that was noted, or it is "
            "another ledger's."
        )
    for one in verified.found:
        told = f"{one.name[:_NAME]}… is entry {one.position:,}"
        told += " of another ledger" if one.since is None else ""
        whole = "" if verified.alterations else ", and nothing up to it was changed"
        since = "" if one.since is None else f"; {_entries(one.since) if one.since else 'none'} came in since"
        yield f"{told}{whole}{since}."


def _entries(number: int) -> str:
    return f"{number:,} {'entry' if number == 1 else 'entries'}"


def _block(lines: list[str]) -> str:
    return "".join(f"{line}\n" for line in lines)
