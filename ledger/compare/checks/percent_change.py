"""A change held against the two amounts it lies between: from 28,870 to 33,742 is +16.9%."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import islice

from ledger.compare import wording
from ledger.compare.collation import Collation
from ledger.compare.ends import Ends, move_beside, told_beside, told_elsewhere, told_in_table, told_up_to
from ledger.compare.ends_elsewhere import told_by_another
from ledger.compare.farther import rings_of_change
from ledger.compare.intervals import amount
from ledger.compare.operands import BY_CHANCE, UNSAID, Couple, chance_of, fitting
from ledger.compare.shares import says_again
from ledger.compare.sums import (
    alike_in_kind,
    as_written,
    between,
    comes_out,
    goes_wrong,
    is_level,
    near,
    quotient,
    share_excused,
    share_told,
)
from ledger.compare.words import after, any_word, before, concepts, is_withdrawn, rest_of, split_at
from ledger.model.figure import Change, Figure, Modality
from ledger.model.finding import Finding, FindingKind
from ledger.model.quantity import Interval, Kind

_NAME = "percent_change"
# "880 pesos|, un |10 %", "33.0% | in 2023: | 3.6 points"; no "the", which is of a share
_OPENS = re.compile(r"(?:\s+(?:[^\W\d]+|(?:19|20)\d\d)){0,3}\s*[,:(]\s*(?:(?!el\b|la\b)(?P<article>[^\W\d]{1,3})\s+)?")
_STEP_ON = re.compile(r",?\s+[^\W\d]+\s+")  # "2.5 points|, from | 6.1 percent"
_NOUN = 24
_SIZE = 20
_CLOSES = re.compile(r"\s*[,.;:)–—]|\s*$")
_HUNDRED = Decimal(100)
_FAR = Decimal("1.5")  # how far beyond its bound a change is told
_POINT = "percentage point"
_POINTS = Decimal("0.12")  # how often chance may make a step between two percentages of one sentence
_UNTRUE = (Modality.HYPOTHETICAL, Modality.DENIED)
_ADDED = 24  # characters from "added" to what was, and before what it was added to
_BREAKS = re.compile(r"[.;:()]")
_MUCH = Decimal(3)  # a factor so many times higher or lower is of other amounts
_LEAST = Decimal(1)  # the grain of a difference between counts
# "nine points", "six more", "$2 million more": the ends are subtracted, not divided
_APART = (Kind.OTHER, Kind.COUNT, Kind.MONEY, Kind.DURATION)
_TURNED = {Change.INCREASE: Change.DECREASE, Change.DECREASE: Change.INCREASE}
_LEVELS = (Kind.COUNT, Kind.MONEY, Kind.OTHER, Kind.SCORE, Kind.RATE)


def check_percent_change(collation: Collation) -> Iterator[Finding]:
    """Report changes that the amounts beside them bear out, and those that they do not.

    The amounts are looked for in the sentence of the change, then in the sentence before, then in the table it
    refers to, then among the figures of the ledger for the first and the last year of the change. One that comes
    out ends the search; one that does not counts only where the text, or one origin, ties change and amounts
    together. One that only the rounding of the amounts could explain is neither.
    """
    for sentence in collation.sentences.values():
        for change in filter(_is_change, sentence):
            found = [*_test_added(change, sentence)] or [*_test(change, [*_ends(change, sentence, collation)])]
            if not any(finding.kind is FindingKind.CORROBORATION or _is_told_whole(finding) for finding in found):
                rings = rings_of_change(change, sentence, collation, _may_end(change))
                excuses = ([couple for couple in ring if not found or _is_own(change, *couple)] for ring in rings)
                found = [*_test_farther(change, excuses)] or found
            yield from found
            if not found and change.quantity.kind is Kind.PERCENT:
                yield from _test_farther(change, _of_shares(change, sentence, collation))
        for share in filter(_may_be_change, sentence):
            found = [*_test_move(share, sentence)]
            if not found and not _is_of_amount(share, sentence):
                found = [*_test_farther(share, rings_of_change(share, sentence, collation, _may_end(share)))]
                found = found or [*_test_farther(share, _of_shares(share, sentence, collation))]
            yield from found


def _test_move(change: Figure, sentence: Sequence[Figure]) -> Iterator[Finding]:
    """Hold a percentage, or points, right behind a move against it: "from 800 to 880 pesos, a 10%", "…: 3.6 points".

    One that closes its clause and is told with "a" or "or" is the move's change; else it may be a share of something.
    """
    levels = [figure for figure in sentence if figure is not change and _may_move(figure, change)]
    ahead = [figure for figure in levels if figure.span < change.span]
    behind = [figure for figure in levels if figure.span > change.span] if _is_in_points(change) else []
    move = move_beside(ahead, behind if behind and _STEP_ON.fullmatch(between(change, behind[0])) else ())
    if move is None:
        return
    ends = Ends(*move, sure=True)
    if _made(change, ends, as_written).meets(share_told(change)):
        yield comes_out(_NAME, (change, *move), f"{_sum(change, ends)}: {wording.quoted(change)}.")
    elif (
        (move[0].span > change.span or _closes_move(move[1], change))
        and _are_of_one_size(*move)
        and _misses(change, ends)
    ):
        yield goes_wrong(_NAME, (change, *move), f"{_sum(change, ends)}, not {wording.quoted(change)}.", 0.75)


def _test_added(change: Figure, sentence: Sequence[Figure]) -> Iterator[Finding]:
    """Hold a change against what was added: "added 1,500 places to the 8,200 there were, an increase of 18 percent"."""
    ahead = [figure for figure in sentence if figure.span < change.span and _can_change(figure, change)]
    if change.quantity.kind is not Kind.PERCENT or len(ahead) < 2 or not alike_in_kind(*ahead[-2:]):
        return
    added, base = ahead[-2:]
    gap, link = between(added, base), between(base, change)
    led = any_word(before(added, _ADDED), "adds_to") and any_word(gap[-_ADDED:], "moves_to")
    if not led or _BREAKS.search(gap) or not _closes_behind(link, change) or change.change is not Change.INCREASE:
        return
    made = quotient(added, base, near)
    low, high = (None if end is None else end * _HUNDRED for end in (made.low, made.high))
    rise = amount(added.quantity) / amount(base.quantity) * _HUNDRED
    told = f"{wording.plain(amount(added.quantity))} on top of {wording.plain(amount(base.quantity))} is +{rise:.1f}%"
    if Interval(low, high).meets(share_told(change)):
        yield comes_out(_NAME, (change, base, added), f"{told}: {wording.quoted(change)}.")
    elif not Interval(low, high).meets(share_excused(change)):
        yield goes_wrong(_NAME, (change, base, added), f"{told}, not {wording.quoted(change)}.", 0.75)


def _closes_behind(link: str, change: Figure) -> bool:
    """Tell whether a change follows behind a mark as what it comes to, and closes its clause."""
    said = link.rpartition(",")[2]
    plain = all(any_word(word, "change_noun") or not concepts(word) for word in said.split())
    told = any_word(said, "change_noun") and plain and not _BREAKS.search(link)
    return link.count(",") == 1 and told and _CLOSES.match(rest_of(change)) is not None


def _may_move(figure: Figure, change: Figure) -> bool:
    """Tell whether an amount may be an end of a move: points lie between percentages, a percentage between both."""
    return not _is_in_points(figure) and (_can_change(figure, change) or _is_share(figure))


def _closes_move(last: Figure, change: Figure) -> bool:
    """Tell whether nothing but a mark, and "a" or "or", stands between a move and its change, and a mark behind it."""
    rest = rest_of(change)
    gap = between(last, change)
    if (parted := split_at(gap, "that_is")) is not None and "," in parted[0]:
        gap = f", {parted[1].strip(' ,')} "
    rest = _strip_noun(rest)
    opened = _OPENS.fullmatch(gap)
    named = opened is not None and (bool(opened["article"]) or _is_in_points(change))
    return named and _CLOSES.match(rest) is not None and not _is_adjusted(change)


def _strip_noun(rest: str) -> str:
    """Return what stands behind a change without the noun that says what it is: "jump", "de aumento"."""
    parted = split_at(rest[:_NOUN], "change_noun")
    return rest if parted is None or parted[0].strip() else parted[1]


def _are_of_one_size(old: Figure, new: Figure) -> bool:
    """Tell whether a move is of one unit: one "from 80 to 92 cents" may be read as of 80 dollars."""
    small, large = sorted((amount(old.quantity), amount(new.quantity)))
    return large <= small * _SIZE


def _is_told_whole(finding: Finding) -> bool:
    """Tell whether one sentence holds a change and the two amounts it is wrong for: none farther off excuse it."""
    return len({(figure.source.document, figure.quote_span) for figure in finding.figures}) == 1


def _of_shares(change: Figure, sentence: Sequence[Figure], collation: Collation) -> Iterator[list[Couple]]:
    """Yield the percentages of a sentence, of which a change in percent may tell one against the other."""
    told = rings_of_change(change, sentence, collation, lambda figure: figure is not change and _is_share(figure))
    yield from islice(told, 1)


def _is_share(figure: Figure) -> bool:
    return figure.quantity.kind is Kind.PERCENT and figure.change is None and not figure.quantity.vague


def _is_change(figure: Figure) -> bool:
    if figure.quantity.vague or figure.modality not in (Modality.STATED, Modality.PLANNED) or is_withdrawn(figure):
        return False
    return figure.change is not None and figure.quantity.kind is not Kind.MULTIPLE


def _ends(change: Figure, sentence: Sequence[Figure], collation: Collation) -> Iterator[Ends]:
    may_end = _may_end(change)

    def misses_far(old: Figure, new: Figure) -> bool:
        return _misses_far(change, old, new)

    yield from told_beside(change, sentence, collation, may_end)
    yield from told_in_table(change, sentence, collation, may_end)
    yield from told_elsewhere(change, collation, may_end, misses_far)
    yield from told_up_to(change, sentence, collation, may_end, misses_far)
    yield from told_by_another(change, sentence, collation, may_end)


def _may_be_change(figure: Figure) -> bool:
    """Tell whether a percentage without a word of rise or fall may be one: "the fall in León was 19.4 percent"."""
    told = figure.quantity.kind is Kind.PERCENT or (figure.quantity.kind is Kind.OTHER and _is_in_points(figure))
    return told and figure.change is None and not figure.quantity.vague and figure.modality not in _UNTRUE


def _is_of_amount(share: Figure, sentence: Sequence[Figure]) -> bool:
    """Tell whether a percentage says an amount again, "704 (28.8 %)": a share, and no change."""
    return any(part.span < share.span and is_level(part) and says_again(part, share) for part in sentence)


def _may_end(change: Figure) -> Callable[[Figure], bool]:
    return lambda figure: figure is not change and _can_change(figure, change)


def _test_farther(change: Figure, rings: Iterator[Sequence[Couple]]) -> Iterator[Finding]:
    """Hold a change against amounts farther off: only those that come out, and hardly by chance, are told."""
    apart = _is_difference(change)
    told = share_told(change)
    chance = chance_of(told, _LEAST if apart else Decimal(0), 0 if apart else 100)
    limit = (
        _POINTS
        if _is_in_points(change)
        else UNSAID
        if change.change is None or change.quantity.kind in _APART
        else BY_CHANCE
    )
    for ring in rings:
        found = fitting(
            ring, lambda old, new: _made(change, Ends(old, new, sure=False), as_written), told, chance, limit
        )
        if found is not None:
            ends = Ends(*found, sure=False)
            yield comes_out(_NAME, (change, ends.old, ends.new), f"{_sum(change, ends)}: {wording.quoted(change)}.")
            return


def _can_change(figure: Figure, change: Figure) -> bool:
    """Tell whether an amount may be an end of the change: a level, of one kind with a difference."""
    quantity = figure.quantity
    if figure.change is not None or quantity.vague or not amount(quantity) or figure.modality in _UNTRUE:
        return False
    if _is_in_points(change):
        return quantity.kind is Kind.PERCENT
    if change.quantity.kind is Kind.COUNT:
        return quantity.kind is Kind.COUNT
    if change.quantity.kind in (Kind.MONEY, Kind.OTHER, Kind.DURATION):
        return quantity.kind is change.quantity.kind and quantity.unit == change.quantity.unit
    return quantity.kind in _LEVELS


def _test(change: Figure, ends: Sequence[Ends]) -> Iterator[Finding]:
    if any(pair.sure and _is_own(change, pair.old, pair.new) and _misses(change, pair) for pair in ends):
        ends = [pair for pair in ends if _is_own(change, pair.old, pair.new)]
    right = next((pair for pair in ends if _made(change, pair, as_written).meets(_near_bound(change))), None)
    wrong = next((pair for pair in ends if pair.sure and _goes_its_way(change, pair) and _misses(change, pair)), None)
    turned = next((pair for pair in ends if pair.sure and _is_turned(change, pair)), None)
    if turned is not None and (right is None or right is turned):
        yield goes_wrong(_NAME, (change, turned.old, turned.new), _turned(change, turned), 0.8)
    elif right is not None:
        yield comes_out(_NAME, (change, right.old, right.new), f"{_sum(change, right)}: {wording.quoted(change)}.")
    elif wrong is not None and not _is_adjusted(change):
        reason = f"{_sum(change, wrong)}, not {wording.quoted(change)}."
        yield goes_wrong(_NAME, (change, wrong.old, wrong.new), reason, 0.8)


def _is_own(change: Figure, old: Figure, new: Figure) -> bool:
    """Tell whether a text itself tells both ends of its change: what another tells does not excuse it."""
    return old.source.document == new.source.document == change.source.document


def _is_adjusted(change: Figure) -> bool:
    """Tell whether a change is told without inflation, or of an average year."""
    told = (split_at(text, "a_year_before") or (text,) for text in (before(change), after(change)))
    near = any(any_word(part, "adjusted") for parts in told for part in parts)  # "a year", but not "a year earlier"
    return near or any_word(change.quote, "in_real_terms")


def _near_bound(change: Figure) -> Interval:
    """Return the changes that a change may be told for: "more than 3 percent" is hardly said of 52."""
    told, value = share_told(change), amount(change.quantity)
    low, high = value / _FAR if told.low is None else told.low, value * _FAR if told.high is None else told.high
    return Interval(low, high)


def _goes_its_way(change: Figure, ends: Ends) -> bool:
    """Tell whether two amounts rise where a rise is told; if not, other amounts are meant."""
    rises = amount(ends.new.quantity) > amount(ends.old.quantity)
    return change.change is Change.DIFFERENCE or rises == (change.change is Change.INCREASE)


def _is_turned(change: Figure, ends: Ends) -> bool:
    """Tell whether two amounts make about a change but for its way: 212 to 159 is a fall of 25 percent, and no rise."""
    if change.change not in _TURNED or _goes_its_way(change, ends):
        return False
    if _is_difference(change):
        return amount(ends.new.quantity) != amount(ends.old.quantity) and not _misses(change, ends)
    told, made = amount(change.quantity), _made(replace(change, change=_TURNED[change.change]), ends, as_written)
    return made.meets(Interval(told / _FAR, told * _FAR))


def _turned(change: Figure, ends: Ends) -> str:
    way = "rise" if change.change is Change.INCREASE else "fall"
    return f"{_sum(change, ends)}, no {way} of {wording.quoted(change)}."


def _misses(change: Figure, ends: Ends) -> bool:
    """Tell whether the amounts cannot make the change, each rounded as it may be."""
    return not _made(change, ends, near).meets(share_excused(change))


def _misses_far(change: Figure, old: Figure, new: Figure) -> bool:
    made = _made(change, Ends(old, new, sure=False), near)
    middle = ((made.low or Decimal(0)) + (made.high or Decimal(0))) / 2
    return abs(middle - amount(change.quantity)) > abs(amount(change.quantity)) / 5 and not _is_of_others(
        change, old, new
    )


def _is_of_others(change: Figure, old: Figure, new: Figure) -> bool:
    """Tell whether two amounts told elsewhere lie so far apart that the change is of others."""
    if _is_difference(change):
        return False
    made, value = amount(new.quantity) / amount(old.quantity), amount(change.quantity) / _HUNDRED
    told = max(1 - value, 1 / _MUCH) if change.change is Change.DECREASE else 1 + value
    return not told / _MUCH <= made <= told * _MUCH


def _made(change: Figure, ends: Ends, reading: Callable[[Figure], Interval]) -> Interval:
    """Return the change that the two amounts make, between what rounding allows."""
    if _is_difference(change):
        return _difference(ends, as_printed=not _is_in_points(change) and reading is as_written)
    factor = quotient(ends.new, ends.old, reading)
    falls = change.change is Change.DECREASE or (change.change is None and _falls(ends))
    sign = -1 if falls else 1
    low, high = (None if end is None else sign * (end - 1) * _HUNDRED for end in (factor.low, factor.high))
    return Interval(low, high) if sign > 0 else Interval(high, low)


def _falls(ends: Ends) -> bool:
    return amount(ends.new.quantity) < amount(ends.old.quantity)


def _is_difference(change: Figure) -> bool:
    """Tell whether the ends of a change are subtracted: it is told in points, or in the things counted."""
    return change.quantity.kind in _APART


def _is_in_points(change: Figure) -> bool:
    """Tell whether a change is told in percentage points: "3.1 points" between two percentages."""
    told = change.quantity.kind is Kind.OTHER and change.quantity.unit == _POINT
    return told or (change.quantity.kind is not Kind.OTHER and any_word(change.noun or "", "points"))


def _difference(ends: Ends, *, as_printed: bool) -> Interval:
    """Return how far two amounts lie apart, each with all its digits as printed: "60 percent" is no round number.

    Sums of money and counts are rounded to a scale. Whether two come out is seen from what is printed;
    that they do not is said only where their rounding cannot explain it.
    """
    if as_printed:
        apart = abs(amount(ends.new.quantity) - amount(ends.old.quantity))
        return Interval(apart, apart)
    old, new = as_written(ends.old), as_written(ends.new)
    if old.low is None or old.high is None or new.low is None or new.high is None:
        return Interval(None, None)
    low, high = new.low - old.high, new.high - old.low
    return Interval(low, high) if low >= 0 else Interval(max(-high, Decimal(0)), max(-low, high))


def _sum(change: Figure, ends: Ends) -> str:
    """Say the sum: "From 4 billion to 3 billion is −25%"."""
    old, new = amount(ends.old.quantity), amount(ends.new.quantity)
    path = f"From {wording.plain(old)} to {wording.plain(new)}"
    if _is_difference(change):
        return f"{path} is a difference of {wording.plain(abs(new - old))}"
    return f"{path} is {(new / old - 1) * _HUNDRED:+.1f}%".replace("-", "−")
