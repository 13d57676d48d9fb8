"""A total and the parts told with it: eight officers and five detectives are the 13."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import combinations

from ledger.compare import wording
from ledger.compare.collation import Collation
from ledger.compare.hundreds import off_a_hundred
from ledger.compare.intervals import amount, significant_digits
from ledger.compare.listed_totals import bracketed_list, labelled_total, total_in_next, total_of_time
from ledger.compare.operands import BY_CHANCE
from ledger.compare.part_lists import (
    exceed,
    is_list_of_all,
    is_total_behind,
    is_whole_list,
    leaves_rest_untold,
    left_over,
    may_be_both,
    some_make,
)
from ledger.compare.partitions import over_total, parted_before, parted_here
from ledger.compare.slipped_sums import find_slipped
from ledger.compare.sums import added_up, alike_in_kind, between, comes_out, goes_wrong, is_level, may_add_up, plain_sum
from ledger.compare.words import Likeness, after, any_word, has_own_noun, likeness, rest_of
from ledger.model.figure import Basis, Figure, Modality
from ledger.model.finding import Finding
from ledger.model.quantity import Bound, Kind

_NAME = "sum_of_parts"
_SENTENCES_BACK = 3  # how far before its parts a total may stand
_LONGEST_STEP = 120  # characters between two parts of one list
_TELLING = 20  # a smaller total of another paragraph comes out by chance
_FAR_BACK = 6  # how far before a difference its two amounts may stand
_FEWEST_DIGITS = 100
_FEWEST_LISTED, _MOST_LISTED = 3, 8  # amounts just before their sum
_ABOVE = (Bound.LESS_THAN, Bound.AT_MOST)
_HARDLY, _FEW = Decimal("0.05"), 3  # share of a total, and count, by which a list may miss it and still be its own
_BEYOND = Decimal("1.15")  # a list that comes to more than this is of something else
_CLOSE = (0.5, 1.5)  # a broken sum is still near its total; else it is no sum at all


def check_sum_of_parts(collation: Collation) -> Iterator[Finding]:
    """Report lists of parts that make a total told in the sentence or shortly before, and lists that should and do not.

    A list that comes out corroborates its total. One that does not is wrong only where the text tells it as the
    whole list: after a colon with "and" before the last part, up to "the remaining 230", as the men and women of
    some people; or where two parts, "of which 300 … and 250", are more than the total; or where a slip of the pen,
    digits swapped or thousands lost, is all that parts an amount from those right behind it.
    """
    for sentence in collation.sentences.values():
        found = [*_check_sentence(sentence, collation.before(sentence, _SENTENCES_BACK, far=True))]
        yield from found
        if (shares := off_a_hundred(sentence)) is not None:
            yield goes_wrong(
                _NAME, shares, f"{added_up(shares)} = {wording.plain(plain_sum(shares))}%, not 100%.", 0.75
            )
        told = {figure.id for finding in found for figure in finding.figures}
        slipped = find_slipped(sentence, collation.before(sentence, 1)) if not told else None
        if slipped is not None:
            reason = (
                f"{added_up(slipped.parts)} = {wording.plain(plain_sum(slipped.parts))}, not {_whole(slipped.whole)}"
            )
            yield goes_wrong(_NAME, (slipped.whole, *slipped.parts), f"{reason}: {slipped.slip}.", 0.85)
            continue
        far = collation.before(sentence, _FAR_BACK, far=True)
        yield from _of_two(sentence, far, told)
        yield from _of_list(sentence, far, told)


def _of_list(sentence: Sequence[Figure], earlier: Sequence[Figure], told: set[str]) -> Iterator[Finding]:
    """Report the amount that those just before it make together, three or more, where chance hardly would."""
    for whole in (figure for figure in sentence if _has_digits(figure) and figure.id not in told):
        levels = [figure for figure in earlier if is_level(figure) and alike_in_kind(figure, whole)]
        for count in range(_FEWEST_LISTED, 1 + min(len(levels), _MOST_LISTED)):
            parts = levels[-count:]
            if plain_sum(parts) == amount(whole.quantity) and not _counts_another(whole, parts):
                yield comes_out(_NAME, (*parts, whole), f"{added_up(parts)} = {_whole(whole)}.")
                break


def _of_two(sentence: Sequence[Figure], earlier: Sequence[Figure], told: set[str]) -> Iterator[Finding]:
    """Report amounts that two told before make, or that make one of those with another, where chance hardly would."""
    levels = [figure for figure in (*earlier, *sentence) if _has_digits(figure)]
    for last in (figure for figure in sentence if _has_digits(figure) and figure.id not in told):
        before = [figure for figure in levels if figure.span < last.span and alike_in_kind(figure, last)]
        couples = [*combinations(before, 2)]
        for one, other in couples:
            small, middle, large = sorted((one, other, last), key=lambda figure: amount(figure.quantity))
            comes = plain_sum((small, middle)) == amount(large.quantity)
            if comes and len(couples) <= _digits_of(small) * BY_CHANCE and not _counts_another(large, (small, middle)):
                yield comes_out(_NAME, (small, middle, large), f"{added_up((small, middle))} = {_whole(large)}.")
                break


def _has_digits(figure: Figure) -> bool:
    exact = figure.quantity.bound is Bound.EXACT and figure.modality is Modality.STATED
    return exact and is_level(figure) and _digits_of(figure) >= _FEWEST_DIGITS


def _digits_of(figure: Figure) -> int:
    """Return the digits of an amount as a number: 1,869 for itself, 864 for 8,640 million."""
    return int(significant_digits(amount(figure.quantity)) or "0")


def _check_sentence(sentence: Sequence[Figure], earlier: Sequence[Figure]) -> Iterator[Finding]:
    told: set[str] = set()
    for at, first in enumerate(sentence):
        if first.id in told or not is_level(first):
            continue
        run = _run(sentence[at:])
        if (made := _made_behind(run)) is not None:
            told |= {part.id for part in made}
            yield comes_out(_NAME, made, f"{added_up(made[:-1])} = {_whole(made[-1])}.")
            continue
        for whole in _totals(sentence[:at], earlier, run):
            if (parts := _parts_that_sum(whole, run)) is not None and not _counts_another(whole, parts):
                told |= {part.id for part in parts}
                yield comes_out(_NAME, (*parts, whole), f"{added_up(parts)} = {_whole(whole)}.")
                break
        else:
            if (taken_up := _taken_up(sentence, earlier, run)) is not None:
                told |= {part.id for part in run}
                yield taken_up
                continue
            if (parted := _parted(sentence[:at], earlier, run)) is not None:
                told |= {part.id for part in run}
                yield parted
                continue
            opens = not any(is_level(figure) and alike_in_kind(figure, first) for figure in sentence[:at])
            if opens and (totalled := _totalled(sentence, earlier, run)) is not None:
                told |= {figure.id for figure in totalled.figures}
                yield totalled
                continue
            for finding in (*_broken(sentence[:at], earlier, run), *(_broken_before(run) if opens else ())):
                told |= {figure.id for figure in finding.figures}
                yield finding


def _run(figures: Sequence[Figure]) -> list[Figure]:
    """Return the first figure and those that follow it as a list: of one kind, close by, shares between passed over."""
    run = [figures[0]]
    for figure in figures[1:]:
        if is_level(figure) and alike_in_kind(figure, run[0]):
            if len(between(run[-1], figure)) > _LONGEST_STEP:
                break
            run.append(figure)
    return run


def _made_behind(run: Sequence[Figure]) -> Sequence[Figure] | None:
    """Return the first parts of a list, and the total behind them that they make: "16 police and 3 guards, 19 in all".

    A total of several digits needs no words to be one.
    """
    for at in range(2, len(run)):
        whole, parts = run[at], run[:at]
        telling = is_total_behind(parts[-1], whole) or _digits_of(whole) >= _FEWEST_DIGITS
        if telling and plain_sum(parts) == amount(whole.quantity) and all(part.quantity.value for part in parts):
            return run[: at + 1]
    return None


def _totals(before: Sequence[Figure], earlier: Sequence[Figure], run: Sequence[Figure]) -> list[Figure]:
    """Return the amounts that the list may be the parts of, nearest first: none that is only a bound above."""
    told = [figure for figure in earlier if figure.paragraph == run[0].paragraph or amount(figure.quantity) >= _TELLING]
    own = run[0].basis_of("noun") is Basis.TEXT  # the 21 off duty are no whole of 12 and nine deaths in two towns
    told = [figure for figure in told if not own or figure.population in (None, run[0].population)]
    near = [figure for figure in (*reversed(before), *reversed(told)) if figure.quantity.bound not in _ABOVE]
    return [whole for whole in near if is_level(whole) and alike_in_kind(whole, run[0]) and amount(whole.quantity) > 0]


def _parts_that_sum(whole: Figure, run: Sequence[Figure]) -> Sequence[Figure] | None:
    """Return the first parts of the list that make the total, two or more, none zero or the total itself."""
    for count in range(2, len(run) + 1):
        if plain_sum(run[:count]) == amount(whole.quantity) and all(part.quantity.value > 0 for part in run[:count]):
            return run[:count]
    return None


def _counts_another(whole: Figure, parts: Sequence[Figure]) -> bool:
    """Tell whether all parts count one thing and the total of another sentence another: 150 and 104 patients, 254 cars.

    Parts that count different things may have a third name together: 12 soldiers and nine marines are 21 troops.
    """
    every = (whole, *parts)
    if whole.quote_span == parts[0].quote_span or whole.quantity.kind is not Kind.COUNT:
        return False
    if not all(has_own_noun(figure) for figure in every):
        return False
    if any(any_word(figure.noun or "", name) for figure in every for name in ("anybody", "any_case")):
        return False
    first, *others = parts
    is_one = all(likeness(first, other) is not Likeness.DIFFERENT for other in others)
    return is_one and all(likeness(whole, part) is Likeness.DIFFERENT for part in parts)


def _broken(before: Sequence[Figure], earlier: Sequence[Figure], run: Sequence[Figure]) -> Iterator[Finding]:
    """Report a list told as the whole that does not make its total."""
    wholes = [figure for figure in before if is_level(figure) and alike_in_kind(figure, run[0])]
    told = left_over(wholes, earlier, run) or bracketed_list(wholes, run)
    if told is not None:
        whole, parts = told
    elif wholes and is_whole_list(listed := _whole_of_list(wholes, run), before[-1], run):
        whole, parts = listed, run
    elif (more := exceed(wholes, run)) is not None:
        whole, parts = more
    else:
        return
    if any_word(rest_of(parts[-1]), "may_overlap") or leaves_rest_untold(parts):
        return
    added = plain_sum(parts)
    if _is_close(whole, parts) and not may_add_up(whole, parts) and not some_make(whole, parts):
        reason = f"{added_up(parts)} = {wording.plain(added)}, not {_whole(whole)}."
        yield goes_wrong(_NAME, (whole, *parts), reason, 0.85)


def _taken_up(sentence: Sequence[Figure], earlier: Sequence[Figure], run: Sequence[Figure]) -> Finding | None:
    """Report a sentence of parts that hardly misses the total just before: "61 died. 24 …, 29 … and nine …"."""
    near = [figure for figure in earlier if figure.quote_span == earlier[-1].quote_span] if earlier else []
    if not near or near[0].paragraph != run[0].paragraph or not is_list_of_all(sentence, run):
        return None
    wholes = [figure for figure in near if is_level(figure) and alike_in_kind(figure, run[0])]
    if not wholes or any(part.measure not in (None, wholes[0].measure) for part in run):
        return None
    whole, added = wholes[0], plain_sum(run)
    told = amount(whole.quantity)
    missed, more = abs(added - told), told < added <= told * _BEYOND  # parts are never more
    hardly = 0 < missed <= told * _HARDLY and missed <= max(Decimal(_FEW), told // _FEWEST_DIGITS)
    more = more and all(part.period == whole.period for part in run) and not may_be_both(whole, run)
    if not (hardly or more):
        return None
    if may_add_up(whole, run) or whole.quantity.bound is not Bound.EXACT or some_make(whole, run):
        return None
    return goes_wrong(_NAME, (whole, *run), f"{added_up(run)} = {wording.plain(added)}, not {_whole(whole)}.", 0.75)


def _parted(before: Sequence[Figure], earlier: Sequence[Figure], run: Sequence[Figure]) -> Finding | None:
    """Report a sentence that parts what was told before, or what it opens with, and misses it."""
    wholes = [figure for figure in before if is_level(figure) and alike_in_kind(figure, run[0])]
    whole = parted_here(wholes, run) if wholes else parted_before(run, earlier)
    added = f"{added_up(run)} = {wording.plain(plain_sum(run))}"
    if whole is not None and not some_make(whole, run):
        return goes_wrong(_NAME, (whole, *run), f"{added}, not {_whole(whole)}.", 0.8)
    total = over_total(run)
    return None if total is None else goes_wrong(_NAME, run, f"{added}, not {wording.plain(total)}.", 0.8)


def _totalled(sentence: Sequence[Figure], earlier: Sequence[Figure], run: Sequence[Figure]) -> Finding | None:
    """Report a total that words or labels tell as that of the list before it, and that it does not make."""
    told = labelled_total(run) or total_of_time(run, sentence) or total_in_next(sentence, earlier)
    if told is None or not _is_close(*told) or may_add_up(*told):
        return None
    whole, parts = told
    if any_word(after(whole, _LONGEST_STEP), "counts_in"):
        return None  # "100 in the three months with the sale of scrap"
    reason = f"{added_up(parts)} = {wording.plain(plain_sum(parts))}, not {_whole(whole)}."
    return goes_wrong(_NAME, (whole, *parts), reason, 0.8)


def _broken_before(run: Sequence[Figure]) -> Iterator[Finding]:
    """Report the total told right behind a list that does not make it: "30 men and 15 women, 50 people in all"."""
    at = next((at for at, last in enumerate(run) if at > 1 and is_total_behind(run[at - 1], last)), None)
    if at is None or not any_word(between(run[at - 2], run[at - 1]), "last_of_list"):
        return
    whole, parts = run[at], run[:at]
    if any_word(after(whole, _LONGEST_STEP), "counts_in"):
        return  # "585 in all with the firefighters"
    if _is_close(whole, parts) and not may_add_up(whole, parts):
        reason = f"{added_up(parts)} = {wording.plain(plain_sum(parts))}, not {_whole(whole)}."
        yield goes_wrong(_NAME, (whole, *parts), reason, 0.8)


def _whole_of_list(wholes: Sequence[Figure], run: Sequence[Figure]) -> Figure:
    """Return the amount before a list that is its whole: the last, or the one of its size and unit before others.

    "900 people in 12 camps, more than 70 in each: 400 in the north, 300 in the east and 230 in the south".
    """
    sized = [whole for whole in wholes if _is_close(whole, run) and whole.quantity.unit == run[0].quantity.unit]
    return sized[0] if len(sized) == 1 and not _is_close(wholes[-1], run) else wholes[-1]


def _is_close(whole: Figure, parts: Sequence[Figure]) -> bool:
    """Tell whether a sum is of the size of a whole."""
    told = amount(whole.quantity)
    return told > 0 and _CLOSE[0] <= float(plain_sum(parts) / told) <= _CLOSE[1]


def _whole(figure: Figure) -> str:
    return wording.inside(wording.named(figure), figure)
