"""A total and the parts told with it: eight officers and five detectives are the 13."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from ledger.compare import wording
from ledger.compare.collation import Collation
from ledger.compare.intervals import amount
from ledger.compare.sums import alike_in_kind, between, comes_out, goes_wrong, has_colon, is_level, plain_sum, total
from ledger.compare.words import any_word
from ledger.model.figure import Figure
from ledger.model.finding import Finding
from ledger.model.quantity import Bound

_NAME = "sum_of_parts"
_SENTENCES_BACK = 3  # how far before its parts a total may stand
_LONGEST_STEP = 120  # characters between two parts of one list
_CLOSE = (0.5, 1.5)  # a broken sum is still near its total; else it is no sum at all


def check_sum_of_parts(collation: Collation) -> Iterator[Finding]:
    """Report lists of parts that make a total told in the sentence or shortly before, and lists that should and do not.

    A list that comes out corroborates its total. One that does not is wrong only where the text tells it
    as the whole list: after a colon, with "and" before the last part, and no "including" or "others"; or where
    two parts, "of which 300 … and 250", are more than the total.
    """
    for sentence in collation.sentences.values():
        yield from _check_sentence(sentence, collation.before(sentence, _SENTENCES_BACK, far=True))


def _check_sentence(sentence: Sequence[Figure], earlier: Sequence[Figure]) -> Iterator[Finding]:
    told: set[str] = set()
    for at, first in enumerate(sentence):
        if first.id in told or not is_level(first):
            continue
        run = _run(sentence[at:])
        for whole in _totals(sentence[:at], earlier, run):
            if (parts := _parts_that_sum(whole, run)) is not None:
                told |= {part.id for part in parts}
                yield comes_out(_NAME, (*parts, whole), f"{_sum(parts)} = {_whole(whole)}.")
                break
        else:
            if at and first.id not in told:
                yield from _broken(sentence[at - 1], sentence[:at], run)


def _run(figures: Sequence[Figure]) -> list[Figure]:
    """Return the first figure and those that follow it as a list: of one kind, close by, shares between passed over."""
    run = [figures[0]]
    for figure in figures[1:]:
        if is_level(figure) and alike_in_kind(figure, run[0]):
            if len(between(run[-1], figure)) > _LONGEST_STEP:
                break
            run.append(figure)
    return run


def _totals(before: Sequence[Figure], earlier: Sequence[Figure], run: Sequence[Figure]) -> list[Figure]:
    """Return the amounts that the list may be the parts of, nearest first."""
    near = [*reversed(before), *reversed(earlier)]
    return [whole for whole in near if is_level(whole) and alike_in_kind(whole, run[0]) and amount(whole.quantity) > 0]


def _parts_that_sum(whole: Figure, run: Sequence[Figure]) -> Sequence[Figure] | None:
    """Return the first parts of the list that make the total, two or more, none zero or the total itself."""
    for count in range(2, len(run) + 1):
        if plain_sum(run[:count]) == amount(whole.quantity) and all(part.quantity.value > 0 for part in run[:count]):
            return run[:count]
    return None


def _broken(previous: Figure, before: Sequence[Figure], run: Sequence[Figure]) -> Iterator[Finding]:
    """Report a list announced as the whole that does not make its total."""
    wholes = [figure for figure in before if is_level(figure) and alike_in_kind(figure, run[0])]
    if not wholes or len(run) < 2:
        return
    whole, added = wholes[-1], plain_sum(run)
    if not _is_whole_list(previous, run) and not (_is_told_as_parts(previous, run) and added > amount(whole.quantity)):
        return
    close = _CLOSE[0] <= float(added / amount(whole.quantity)) <= _CLOSE[1] if amount(whole.quantity) else False
    if close and not _may_come_out(whole, run):
        reason = f"{_sum(run)} = {wording.plain(added)}, not {_whole(whole)}."
        yield goes_wrong(_NAME, (whole, *run), reason, 0.85)


def _is_whole_list(previous: Figure, run: Sequence[Figure]) -> bool:
    opening = between(previous, run[0])
    gaps = [between(one, other) for one, other in pairwise(run)]
    announced = has_colon(opening) or any_word(opening, "closed_list")
    is_open = any(any_word(gap, "open_list") or any_word(gap, "beside") for gap in (opening, *gaps))
    return announced and not is_open and any_word(gaps[-1], "last_of_list")


def _is_told_as_parts(previous: Figure, run: Sequence[Figure]) -> bool:
    """Tell whether a list is of parts of the amount just before, "of which 300 … and 250": it may not exceed it.

    What a text lists after "including" or "among them" may overlap.
    """
    opening, gaps = between(previous, run[0]), [between(one, other) for one, other in pairwise(run)]
    is_open = any(any_word(gap, "open_list") or any_word(gap, "beside") for gap in (opening, *gaps))
    return any_word(opening, "part") and not is_open and len(run) == 2 and any_word(gaps[-1], "last_of_list")


def _may_come_out(whole: Figure, run: Sequence[Figure]) -> bool:
    """Tell whether rounding or a bound explains the difference."""
    low, high = whole.quantity.low, whole.quantity.high
    ends, slack = total(run), whole.quantity.step / 2 if whole.quantity.bound is not Bound.EXACT else 0
    above = ends.high is None or low is None or ends.high >= low - slack
    below = ends.low is None or high is None or ends.low <= high + slack
    return above and below


def _whole(figure: Figure) -> str:
    return wording.inside(wording.named(figure), figure)


def _sum(parts: Sequence[Figure]) -> str:
    return " + ".join(wording.plain(amount(part.quantity)) for part in parts)
