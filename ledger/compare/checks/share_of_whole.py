"""A share held against the part and the whole it is told with: 70 of 211 is a third."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from itertools import product

from ledger.compare import wording
from ledger.compare.apposed_shares import tied_beside
from ledger.compare.collation import Collation
from ledger.compare.farther import rings_of_share
from ledger.compare.gates import Standing, ask_period, ask_place
from ledger.compare.intervals import amount
from ledger.compare.last_wholes import tied_to_last, tied_to_named, told_in_all
from ledger.compare.operands import BY_CHANCE, chance_beside, chance_of, fitting
from ledger.compare.shares import each_of, is_narrowed, is_of_other, of_the_sum, says_again, tied_to
from ledger.compare.shares_elsewhere import told_elsewhere
from ledger.compare.sums import (
    alike_in_kind,
    as_written,
    between,
    comes_out,
    goes_wrong,
    is_apiece,
    is_level,
    near,
    quotient,
    share_excused,
    share_told,
)
from ledger.compare.ties import tied_farther
from ledger.compare.wholes import likely_wholes
from ledger.compare.words import after, any_word, concepts, split_at
from ledger.model.figure import Basis, Figure
from ledger.model.finding import Finding, FindingKind
from ledger.model.quantity import Bound, Interval, Kind

_NAME = "share_of_whole"
_SENTENCES_BACK = 4
_BESIDE = 45  # characters between a share and its part: "a third, 70 agents"
_HUNDRED = Decimal(100)
_ANNOUNCES = re.compile(r"[^.;:()\d]{1,100}(?::|\()\s*")  # "two thirds | of the dead in the three states: | 92 of 122"
_MAKES_UP = re.compile(r"[^.;:()\d,]{0,40},\s+(?:[^\W\d]+\s+){1,4}")  # " detainees, make up "
_TIED = Decimal("0.12")  # how often chance may make a share that says its part again: "6,790 (12.5 %)"
_LIKELY = Decimal("0.25")  # the same of the few wholes that a text was speaking of
_OF_THREE, _ROW, _ASKED = 3, 2, 24  # a share, its part and its whole; how many make a row, and are asked
_FAR = 20  # a share so many times too high is of other parts
_LEAST, _MOST = Decimal("0.8"), Decimal("1.2")  # how far below or above its bound a share is told


def check_share_of_whole(collation: Collation) -> Iterator[Finding]:
    """Report shares that the part and the whole beside them bear out, and those that they do not.

    A share is wrong only where the text ties it to both: behind "of the 500", in brackets behind its amount, before
    "of the 900, 450,", or "of the total".
    """
    for document in collation.documents.values():
        right: list[Sequence[Figure]] = []
        left: list[tuple[Figure, Figure]] = []
        for sentence in document:
            for share in (figure for figure in sentence if _is_share(figure)):
                found = [*_test(share, sentence, collation)]
                if not any(finding.kind is FindingKind.CORROBORATION for finding in found):
                    found = [*_test_farther(share, sentence, collation)] or found
                found = found or [*_test_elsewhere(share, sentence, collation)]
                yield from found
                right += [finding.figures for finding in found if finding.kind is FindingKind.CORROBORATION]
                if not found and (part := _said_again(share, sentence)) is not None:
                    left.append((share, part))
        yield from _of_series(left, right)


def _of_series(left: Sequence[tuple[Figure, Figure]], right: Sequence[Sequence[Figure]]) -> Iterator[Finding]:
    """Report a share in a row of shares of one whole that the others bear out: the votes of each candidate."""
    rows: dict[int, list[Sequence[Figure]]] = defaultdict(list)
    for row in (*(told for told in right if len(told) == _OF_THREE), *left):
        rows[row[0].paragraph or 0].append(row)
    for share, part in left:
        at = share.paragraph or 0
        near = [row for beside in (at - 1, at, at + 1) for row in rows.get(beside, ()) if row[0] is not share]
        alike = [row for row in near[:_ASKED] if _are_of_one_row(share, part, *row[:2])]
        for whole in {row[2].id: row[2] for row in alike if len(row) == _OF_THREE}.values():
            borne_out = [row for row in alike if _share_made(row[1], whole, as_written).meets(_told(row[0]))]
            if len(borne_out) >= _ROW and _is_whole(part, whole):
                yield from _against(share, part, whole)


def _are_of_one_row(share: Figure, part: Figure, other: Figure, told: Figure) -> bool:
    """Tell whether two shares say amounts of one noun and place again, and nothing puts the first elsewhere."""
    alike = share.quantity.kind is other.quantity.kind and part.noun == told.noun and not is_narrowed(part)
    return alike and (part.quantity.unit, part.place) == (told.quantity.unit, told.place)


def _is_share(figure: Figure) -> bool:
    share = figure.quantity.kind in (Kind.PERCENT, Kind.RATIO)
    return share and figure.change is None and not figure.quantity.vague


def _said_again(share: Figure, sentence: Sequence[Figure]) -> Figure | None:
    """Return the amount that a share says again, and names nothing that it is of."""
    ahead = [part for part in sentence if part.span < share.span and is_level(part)]
    return ahead[-1] if ahead and says_again(ahead[-1], share) and not is_of_other(share) else None


def _test(share: Figure, sentence: Sequence[Figure], collation: Collation) -> Iterator[Finding]:
    ahead = [part for part in sentence if part.span < share.span and part.quantity.total]
    told = [part for part in ahead if _is_beside(share, part) or says_again(part, share)]
    if told and (found := [*_of_itself(share, told[-1])]):
        yield from found
        return
    behind = next((part for part in sentence if share.span < part.span and part.quantity.total), None)
    if behind is not None and _ANNOUNCES.fullmatch(between(share, behind)) and (found := [*_of_itself(share, behind)]):
        yield from found
        return
    levels = [figure for figure in sentence if is_level(figure) and figure.quantity.bound is Bound.EXACT]
    parts = sorted((part for part in levels if _is_beside(share, part)), key=lambda part: _distance(share, part))[:2]
    inside = () if any_word(after(share, 25), "of_total") else product(levels, levels)
    told_before = collation.before(sentence, _SENTENCES_BACK, far=True)
    earlier = [figure for figure in told_before if is_level(figure)]
    for part, whole in (*product(parts, (*levels, *reversed(earlier))), *inside):
        fits = _is_whole(part, whole) or _is_year_before(share, part, whole)
        if fits and _share_made(part, whole, as_written).meets(_told(share)):
            yield comes_out(_NAME, (share, part, whole), f"{_sum(part, whole, share)}: {wording.quoted(share)}.")
            return
    tied = tied_to(share, sentence, earlier) or of_the_sum(share, levels) or each_of(share, levels)
    last = [figure for figure in told_before if figure.quote_span == told_before[-1].quote_span]
    tied = tied or tied_farther(share, sentence, told_before) or tied_beside(share, sentence, last)
    tied = tied or tied_to_last(share, sentence, last) or tied_to_named(share, sentence, told_before)
    tied = tied or told_in_all(share, sentence)
    if tied is not None and not _is_excused(share, *tied, levels):
        yield from _against(share, *tied)
    elif parts and any_word(after(share, 25), "of_total"):
        yield from _against_total(share, parts[0], earlier)


def _test_farther(share: Figure, sentence: Sequence[Figure], collation: Collation) -> Iterator[Finding]:
    """Hold a share against amounts farther off: only those that come out, and hardly by chance, are told."""
    said = [part for part in sentence if part.span < share.span and is_level(part) and says_again(part, share)]
    parts = said[-1:] or [
        part for part in sentence if is_level(part) and part.span < share.span and _is_beside(share, part)
    ]
    for whole in likely_wholes(parts[-1], share, collation) if parts else ():
        found = fitting([(parts[-1], whole)], _as_printed, _told(share), _chance(share), _LIKELY)
        if found is not None:
            yield comes_out(_NAME, (share, *found), f"{_sum(*found, share)}: {wording.quoted(share)}.")
            return
    if share.quantity.kind is Kind.RATIO and not said:
        return  # so many amounts make a third that none is surely meant
    rings, limit = rings_of_share(share, said[-1:], sentence, collation), _TIED if said else BY_CHANCE
    for ring in rings:
        found = fitting(ring, _as_printed, _told(share), _chance(share), limit)
        if found is not None:
            yield comes_out(_NAME, (share, *found), f"{_sum(*found, share)}: {wording.quoted(share)}.")
            return


def _as_printed(part: Figure, whole: Figure) -> Interval:
    return _share_made(part, whole, as_written)


def _chance(share: Figure) -> Callable[[Interval], Decimal]:
    """Return how often amounts would make a share by chance."""
    if share.quantity.kind is Kind.PERCENT:
        return chance_of(_told(share), Decimal(0))
    return chance_beside(amount(share.quantity))


def _test_elsewhere(share: Figure, sentence: Sequence[Figure], collation: Collation) -> Iterator[Finding]:
    """Report a share that the part another text tells of its whole bears out, or the part and whole it tells."""
    for part, whole in told_elsewhere(share, sentence, collation):
        if _share_made(part, whole, as_written).meets(_told(share)):
            yield comes_out(_NAME, (share, part, whole), f"{_sum(part, whole, share)}: {wording.quoted(share)}.")
            return


def _of_itself(share: Figure, part: Figure) -> Iterator[Finding]:
    """Hold a share against an amount that tells its own whole just before: "13 of the 20 bridges, or 65%"."""
    whole = part.quantity.total
    if not whole or part.quantity.kind is not Kind.COUNT or part.quantity.bound not in (Bound.EXACT, Bound.APPROX):
        return
    made, ends = amount(part.quantity) / whole * _HUNDRED, near(part)
    every = Interval(*(None if end is None else end / whole * _HUNDRED for end in (ends.low, ends.high)))
    every = Interval(made, made) if part.quantity.bound is Bound.EXACT else every
    said = f"{amount(part.quantity):,f} of {whole:,f} is {made:.1f}%"
    if _told(share).meets(every):
        yield comes_out(_NAME, (share, part), f"{said}: {wording.quoted(share)}.")
    elif (part.span > share.span or says_again(part, share) or _makes_up(part, share)) and not share_excused(
        share
    ).meets(every):
        yield goes_wrong(_NAME, (share, part), f"{said}, not {wording.quoted(share)}.", 0.75)


def _makes_up(part: Figure, share: Figure) -> bool:
    """Tell "the minors, 1,200 of the 4,800 held, | are | 25 percent", where the sentence says nothing else of it."""
    gap = between(part, share)
    parted = split_at(gap.rpartition(",")[2], "amounts_to") if _MAKES_UP.fullmatch(gap) else None
    return parted is not None and not parted[0].strip() and not concepts(parted[1])


def _against(share: Figure, part: Figure, whole: Figure) -> Iterator[Finding]:
    """Hold a share against the part and the whole that its text ties it to."""
    if _share_made(part, whole, as_written).meets(_told(share)):
        yield comes_out(_NAME, (share, part, whole), f"{_sum(part, whole, share)}: {wording.quoted(share)}.")
    elif not _share_made(part, whole, near).meets(share_excused(share)):
        reason = f"{_sum(part, whole, share)}, not {wording.quoted(share)}."
        yield goes_wrong(_NAME, (share, part, whole), reason, 0.75)


def _is_excused(share: Figure, part: Figure, whole: Figure, levels: Sequence[Figure]) -> bool:
    """Tell whether a share may be of another amount of its sentence: "of 900, 640 came and 310, a third, failed"."""
    others = (figure for figure in levels if figure is not whole and _is_whole(part, figure))
    return any(_share_made(part, other, near).meets(share_excused(share)) for other in others)


def _against_total(share: Figure, part: Figure, earlier: Sequence[Figure]) -> Iterator[Finding]:
    """Hold a share "of the total" against the largest amount told before that it must be a share of."""
    wholes = [figure for figure in earlier if _is_whole(part, figure) and _is_its_total(part, figure)]
    if share.basis_of("period") is Basis.TEXT and share.period.stated:
        wholes = [whole for whole in wholes if whole.period == share.period]  # "of the total for this year"
    if _names_place_of_total(share):
        wholes = [whole for whole in wholes if whole.place == share.place]
    if any(_share_made(part, whole, near).meets(share_excused(share)) for whole in wholes) or not wholes:
        return
    whole = max(wholes, key=lambda figure: amount(figure.quantity))
    if amount(part.quantity) / amount(whole.quantity) * _HUNDRED * _FAR < amount(share.quantity):
        return  # "the four together": so few are no such part
    yield goes_wrong(_NAME, (share, part, whole), f"{_sum(part, whole, share)}, not {wording.quoted(share)}.", 0.75)


def _names_place_of_total(share: Figure) -> bool:
    """Tell whether a place stands behind a share: "14 percent of the total of Jalisco"."""
    told = (evidence.span for evidence in share.evidence if evidence.part == "place")
    return any(span is not None and share.span < span and span.end <= share.quote_span.end for span in told)


def _is_its_total(part: Figure, whole: Figure) -> bool:
    """Tell whether a whole is surely that of a part: all its topics, its time, and a place that takes its own in.

    A place known only from the document may hide another: "San Pedro Sula had 412". Of money the part may go
    where the whole does not come from.
    """
    place = Standing.SAME if part.quantity.kind is Kind.MONEY else ask_place(part, whole).standing
    placed = place in (Standing.SAME, Standing.FIRST_WITHIN) or part.place is whole.place is None
    one_place = part.place == whole.place and part.basis_of("place") is whole.basis_of("place")
    one_thing = part.paragraph == whole.paragraph and part.noun == whole.noun and one_place
    timed = part.period.stated == whole.period.stated or (one_thing and not part.period.stated)
    return {*part.topics} <= {*whole.topics} and (placed or one_thing) and timed


def _is_beside(share: Figure, part: Figure) -> bool:
    return _distance(share, part) <= _BESIDE


def _distance(share: Figure, part: Figure) -> int:
    first, second = (share, part) if share.span < part.span else (part, share)
    return len(between(first, second))


def _told(share: Figure) -> Interval:
    """Return what a share may be: "more than half" is said of 52 percent, hardly of 85."""
    low, high = share_told(share).low, share_told(share).high
    value = amount(share.quantity)
    return Interval(value * _LEAST if low is None else low, value * _MOST if high is None else high)


def _is_whole(part: Figure, whole: Figure) -> bool:
    """Tell whether an amount may be the whole of a part: larger, of no other measure, place or time."""
    larger = alike_in_kind(part, whole) and amount(whole.quantity) > amount(part.quantity) > 0
    return whole is not part and larger and _takes_in(part, whole)


def _is_year_before(share: Figure, part: Figure, whole: Figure) -> bool:
    """Tell whether a count may be told as a fraction of one of another time: "so far 602, less than half"."""
    larger = alike_in_kind(part, whole) and amount(whole.quantity) > amount(part.quantity) > 0
    one_measure = bool(part.measure) and (part.measure, part.place) == (whole.measure, whole.place)
    return share.quantity.kind is Kind.RATIO and one_measure and larger


def _takes_in(part: Figure, whole: Figure) -> bool:
    apart = (Standing.APART, Standing.DOUBTED, Standing.SECOND_WITHIN)
    if part.measure and whole.measure and part.measure != whole.measure:
        return False
    if part.quantity.kind is not Kind.MONEY and ask_place(part, whole).standing in apart:
        return False
    return ask_period(part, whole).standing not in apart


def _share_made(part: Figure, whole: Figure, reading: Callable[[Figure], Interval]) -> Interval:
    made = quotient(part, whole, reading)
    low, high = (None if end is None else end * _HUNDRED for end in (made.low, made.high))
    return Interval(low, high)


def _sum(part: Figure, whole: Figure, share: Figure) -> str:
    told = f"{wording.printed(part)} of {wording.printed(whole)} is"
    if is_apiece(share):
        return f"{told} one for every {round(amount(whole.quantity) / amount(part.quantity)):,}"
    return f"{told} {amount(part.quantity) / amount(whole.quantity) * _HUNDRED:.1f}%"
