"""A rise told of amounts that fall: 3,620, "down from 3,516"; "rose from 48 to 41"."""

from collections.abc import Iterator, Sequence

from ledger.compare import wording
from ledger.compare.collation import Collation
from ledger.compare.ends import last_alike
from ledger.compare.intervals import amount
from ledger.compare.sums import alike_in_kind, between, goes_wrong, is_level
from ledger.compare.words import before, ends_with_word, is_withdrawn
from ledger.model.figure import Figure
from ledger.model.finding import Finding
from ledger.model.quantity import Bound, Kind

_NAME = "direction"
_REACH = 40  # characters in which "had fallen sharply from" stands before an amount
_SIZE = 20  # amounts so many times apart are told in two units: "from 2 to 3 million"


def check_direction(collation: Collation) -> Iterator[Finding]:
    """Report two amounts of one thing that lie the other way round than the words between them say."""
    for sentence in collation.sentences.values():
        for at, last in enumerate(sentence):
            if (first := _base(sentence[:at], last)) is not None:
                yield from _test(first, last)
            elif at and _moves_to(sentence[at - 1], last):
                yield from _test_move(sentence[at - 1], last)


def _base(ahead: Sequence[Figure], base: Figure) -> Figure | None:
    """Return the amount before "down from | 3,516": the last of what the base counts."""
    if not _is_told(base) or not any(ends_with_word(before(base), name) for name in ("up_from", "down_from")):
        return None
    told = [figure for figure in ahead if _is_told(figure) and _are_of_one_thing(figure, base)]
    return told[-1] if told and ";" not in between(told[-1], base) else None


def _test(new: Figure, old: Figure) -> Iterator[Finding]:
    rises = amount(new.quantity) > amount(old.quantity)
    if rises and ends_with_word(before(old), "down_from"):
        yield _wrong(new, old, f"{_said(new)} cannot be down from {_said(old)}: it is more.")
    elif not rises and ends_with_word(before(old), "up_from"):
        yield _wrong(new, old, f"{_said(new)} cannot be up from {_said(old)}: it is less.")


def _moves_to(old: Figure, new: Figure) -> bool:
    """Tell whether two amounts that follow each other are told as a move: "from | 48 | to | 41"."""
    if not (_is_told(old) and _is_told(new) and _are_of_one_thing(old, new)):
        return False
    gap = between(old, new)
    return ends_with_word(gap, "moves_to") and not any(mark in gap for mark in ",;:(")


def _test_move(old: Figure, new: Figure) -> Iterator[Finding]:
    rises, opening = amount(new.quantity) > amount(old.quantity), before(old, _REACH)
    if rises and ends_with_word(opening, "falls_from"):
        yield _wrong(new, old, f"From {_said(old)} to {_said(new)} is no fall.")
    elif not rises and ends_with_word(opening, "rises_from"):
        yield _wrong(new, old, f"From {_said(old)} to {_said(new)} is no rise.")


def _wrong(new: Figure, old: Figure, reason: str) -> Finding:
    return goes_wrong(_NAME, (new, old), reason, 0.75)


def _is_told(figure: Figure) -> bool:
    level = is_level(figure) or (figure.quantity.kind is Kind.PERCENT and figure.change is None)
    exact = figure.quantity.bound is Bound.EXACT and figure.quantity.total is None
    return level and exact and not is_withdrawn(figure) and amount(figure.quantity) > 0


def _are_of_one_thing(one: Figure, other: Figure) -> bool:
    """Tell whether two amounts are of one noun and unit, differ, and are told in one size."""
    small, large = sorted((amount(one.quantity), amount(other.quantity)))
    named = one.noun == other.noun and one.quantity.unit == other.quantity.unit
    return alike_in_kind(one, other) and named and last_alike(one, other) and small < large < small * _SIZE


def _said(figure: Figure) -> str:
    return wording.inside(wording.printed(figure), figure)
