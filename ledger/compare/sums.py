"""What the checks of arithmetic share: sentences as figures, words between figures, sums with their slack."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from ledger.compare import wording
from ledger.compare.intervals import allowed, amount, family, slack, widened
from ledger.compare.words import after, any_word, rest_of, split_at
from ledger.lexicon.comparison import fold
from ledger.model.figure import Figure
from ledger.model.finding import Finding, FindingKind
from ledger.model.quantity import Bound, Interval, Kind

_ROUNDING = Decimal("0.02")  # "4 billion" in a sum is 4 billion, whatever its last digit is worth
_ROUGHLY = Decimal("0.1")  # "a third" is said of 31 percent too
_POINTS = Decimal(4)
_REACHES = {  # below and above, as shares of the number
    Bound.MORE_THAN: (Decimal(0), Decimal("0.1")),
    Bound.AT_LEAST: (Decimal(0), Decimal("0.1")),
    Bound.LESS_THAN: (Decimal("0.1"), Decimal(0)),
    Bound.AT_MOST: (Decimal("0.1"), Decimal(0)),
    Bound.APPROX: (Decimal("0.05"), Decimal("0.05")),
    Bound.NEARLY: (Decimal("0.05"), Decimal(0)),
}
# " (", " increase (", ", o unos ", ", i.e. " but not ") … (" or a sentence's end
_WORTH = re.compile(r"[^().;:\d]{0,30}[(\[]\s*[^()\d]{0,15}|,?\s*[^().;:\d]{1,20}|,?\s*\(?i\.e\.,?\s*|\s*[/=]\s*")
_FAR_WORTH = re.compile(r"[^().;:\d]{20,60}")  # ", lo que al cambio de ayer equivale a "
_TWICE = re.compile(r"[(\[/=]")
_BESIDE = (",", "–", "—", "-", "--")
_HEDGES = (Bound.APPROX, Bound.NEARLY, Bound.MORE_THAN, Bound.LESS_THAN)
_LOOSE, _PARTS = 60, re.compile(r"[.;:\d]")  # characters between a sum and what it may be worth
_ENDS = re.compile(r"\s*[,.;:)–—]|\s+--?\s|\s*$")
_DIGITS = re.compile(r"\d(?:[\d.,]*\d)?")  # "100", "1.5", "33,742"
_NEXT_WORDS = 40  # characters in which "of it borrowed", "at 6,800 to the dollar" stand behind a worth
_LEVELS = (Kind.COUNT, Kind.MONEY, Kind.OTHER)


def between(one: Figure, other: Figure) -> str:
    """Return the words between two figures of one sentence."""
    start = one.span.end - one.quote_span.start
    return one.quote[start : other.span.start - one.quote_span.start]


def worths(sentence: Iterable[Figure], kind: Kind) -> Iterator[tuple[Figure, Figure]]:
    """Yield amounts of one kind told twice, in two units: the second in brackets or behind "or", as worth the first."""
    told = [figure for figure in sentence if figure.quantity.kind is kind and not figure.quantity.vague]
    for one, other in pairwise(told):
        gap = between(one, other)
        if one.quantity.unit != other.quantity.unit and not _is_of_it(other) and _tells_worth(gap, other):
            yield one, other


def _tells_worth(gap: str, worth: Figure) -> bool:
    """Tell whether the words between two sums make the second what the first is worth."""
    if _WORTH.fullmatch(gap) is None:
        return _FAR_WORTH.fullmatch(gap) is not None and any_word(gap, "makes_in_money")
    if _TWICE.search(gap) or any_word(f"{gap} {worth.surface.split()[0]}", "worth"):
        return True
    return any_word(gap, "makes_in_money") or _is_apposed(gap, worth)


def worth_before(sentence: Sequence[Figure], earlier: Sequence[Figure]) -> tuple[Figure, Figure] | None:
    """Return the last sum of the sentences before, and its worth where a sentence opens with it: "That is about $5"."""
    sums = [figure for figure in earlier if figure.quantity.kind is Kind.MONEY and not figure.quantity.vague]
    if not sums or sentence[0].quantity.kind is not Kind.MONEY or sums[-1].quantity.unit == sentence[0].quantity.unit:
        return None
    opening = sentence[0].quote[: sentence[0].span.start - sentence[0].quote_span.start]
    led = split_at(opening, "that_is_worth")
    told = led is not None and not "".join(led).strip(" ,") and _is_closed(sentence[0])
    return (sums[-1], sentence[0]) if told else None


def may_be_worths(sentence: Iterable[Figure]) -> Iterator[tuple[Figure, Figure]]:
    """Yield sums of money of which the second, in another currency, may tell the first again: nothing parts the two.

    So it may where no mark but a comma, and no "and", stands between: "8,000 pesos a month for a guard, $400".
    """
    told = [figure for figure in sentence if _is_money(figure) and not figure.quantity.vague]
    for one, other in pairwise(told):
        gap = between(one, other)
        apart = one.quantity.unit != other.quantity.unit and len(gap) <= _LOOSE and _ENDS.match(rest_of(other))
        if None not in (one.quantity.per, other.quantity.per) and one.quantity.per != other.quantity.per:
            continue
        if apart and not _PARTS.search(gap) and not any_word(gap, "last_of_list"):
            yield one, other


def _is_money(figure: Figure) -> bool:
    """Tell whether an amount is of money, also for each month or head."""
    unit = figure.quantity.unit or ""
    return figure.quantity.kind is Kind.MONEY or (figure.quantity.kind is Kind.RATE and unit.isupper())


def _is_apposed(gap: str, worth: Figure) -> bool:
    """Tell whether a hedged amount in another unit stands behind a comma, and nothing is said of it: ", some $5.".

    A list would say "and", and what each amount is for.
    """
    return gap.strip() in _BESIDE and worth.quantity.bound in _HEDGES and _is_closed(worth)


def _is_closed(worth: Figure) -> bool:
    """Tell whether nothing more is said of a worth than at which rate: a mark follows, or "at 14 to the dollar"."""
    rest = rest_of(worth)
    rated = any(any_word(rest[:_NEXT_WORDS], name) for name in ("exchange_rate", "to_the_dollar"))
    return rated or _ENDS.match(rest) is not None


def _is_of_it(figure: Figure) -> bool:
    """Tell a part of a sum from its worth: "84 million pesos ($5 million | of it borrowed)"."""
    behind = after(figure, _NEXT_WORDS)
    return any(any_word(behind, name) for name in ("of_it", "of_them", "counts_in"))


def is_level(figure: Figure) -> bool:
    """Tell whether a figure is an amount that can be added up: a count, money, hectares; no change, no share."""
    quantity = figure.quantity
    return quantity.kind in _LEVELS and figure.change is None and not quantity.vague and quantity.per is None


def alike_in_kind(one: Figure, other: Figure) -> bool:
    """Tell whether two amounts can be added or divided: one kind, and one currency or measure of length or area.

    A sum whose currency nothing names is in that of its sentence: "12 million of the 48 million dollars".
    """
    if family(one.quantity) != family(other.quantity):
        return False
    if one.quantity.kind is Kind.COUNT or one.quantity.unit == other.quantity.unit:
        return True
    beside = one.source.document == other.source.document and one.quote_span == other.quote_span
    return one.quantity.kind is Kind.MONEY and beside and None in (one.quantity.unit, other.quantity.unit)


def total(figures: Iterable[Figure]) -> Interval:
    """Return the sum of amounts as an interval: the ends of the parts added up, each as a hand would reckon it."""
    low: Decimal | None = Decimal(0)
    high: Decimal | None = Decimal(0)
    for figure in figures:
        ends = near(figure)
        if figure.quantity.bound in (Bound.MORE_THAN, Bound.AT_LEAST):
            ends = Interval(ends.low, None)
        low = None if low is None or ends.low is None else low + ends.low
        high = None if high is None or ends.high is None else high + ends.high
    return Interval(low, high)


def plain_sum(figures: Iterable[Figure]) -> Decimal:
    """Return the sum of the amounts as printed."""
    return sum((amount(figure.quantity) for figure in figures), Decimal(0))


def comes_out(check: str, figures: Sequence[Figure], sum_told: str) -> Finding:
    """Make the finding of a sum that comes out."""
    return Finding(FindingKind.CORROBORATION, check, 0.0, tuple(figures), sum_told)


def goes_wrong(check: str, figures: Sequence[Figure], sum_told: str, severity: float) -> Finding:
    """Make the finding of a sum that does not come out."""
    return Finding(FindingKind.ARITHMETIC, check, severity, tuple(figures), sum_told)


def near(figure: Figure) -> Interval:
    """Return the amounts a hand would reckon with: the number itself, give or take its rounding.

    Narrower than what the words allow: nobody works out a change from "more than 350,000" with a million.
    """
    return _give_or_take(figure, min(slack(figure.quantity), abs(amount(figure.quantity)) * _ROUNDING))


def as_written(figure: Figure) -> Interval:
    """Return the amounts that round to the number with all its digits as printed: "20%" is 19.5 to 20.5.

    Only these bear a sum out. That "50,000" may be rounded to ten thousands excuses a sum, and confirms none.
    """
    value, step = amount(figure.quantity), last_digit(figure)
    return _give_or_take(figure, min(step / 2, slack(figure.quantity), abs(value) * _ROUNDING))


def share_told(share: Figure) -> Interval:
    """Return the percentages that a share says: a percentage is told to its last digit, a fraction as a hand rounds."""
    if is_apiece(share):
        return _apiece(share)
    if share.quantity.kind is not Kind.PERCENT:
        return widened(share.quantity)
    words, reach = allowed(share.quantity), min(last_digit(share), Decimal(1)) / 2
    if share.quantity.bound not in (Bound.EXACT, Bound.APPROX, Bound.NEARLY, Bound.RANGE):
        return words
    return Interval(
        None if words.low is None else words.low - reach, None if words.high is None else words.high + reach
    )


def is_apiece(share: Figure) -> bool:
    """Tell whether a share is told as one thing for so many others: "one guard for every 90 inmates"."""
    told = share.quantity.kind is Kind.RATIO and bool(share.quantity.total) and amount(share.quantity) > 0
    return told and any_word(share.surface, "apiece")


def _apiece(share: Figure) -> Interval:
    """Return the percentages that one for so many says, the number rounded as it may be: of 90, for 85 to 95."""
    each, value = share.quantity.total or Decimal(1), amount(share.quantity)
    reach = min(_last_digit_of(each) / 2, each * _ROUGHLY)
    return Interval(value * each / (each + reach), value * each / (each - reach))


def _last_digit_of(number: Decimal) -> Decimal:
    """Return the worth of the last digit of a number that is not nought: 10 of 90."""
    return Decimal(1).scaleb(int(number.normalize().as_tuple().exponent))


def share_excused(share: Figure) -> Interval:
    """Return the percentages that a share may be told for: its last digit cut off, a fraction told roughly."""
    told, value = share_told(share), amount(share.quantity)
    exact = share.quantity.kind is Kind.PERCENT
    reach = min(last_digit(share), Decimal(1)) / 2 if exact else min(value * _ROUGHLY, _POINTS)
    return Interval(None if told.low is None else told.low - reach, None if told.high is None else told.high + reach)


def last_digit(figure: Figure) -> Decimal:
    """Return the worth of the last digit printed, zeros too: a million of "100 million", 1 of "20%"."""
    quantity, written = figure.quantity, _DIGITS.search(figure.surface)
    if figure.amount_is_corrected:  # its words tell another one
        return quantity.step
    digits = re.sub(r"\D", "", written[0]).lstrip("0") if written else ""
    if not digits or not quantity.value:
        return quantity.step
    return min(quantity.step, Decimal(1).scaleb(quantity.value.adjusted() - len(digits) + 1))


def _give_or_take(figure: Figure, reach: Decimal) -> Interval:
    quantity, value = figure.quantity, amount(figure.quantity)
    below, above = _REACHES.get(quantity.bound, (Decimal(0), Decimal(0)))
    if quantity.bound is Bound.RANGE and quantity.low is not None and quantity.high is not None:
        return Interval(quantity.low, quantity.high)
    return Interval(value - reach - abs(value) * below, value + reach + abs(value) * above)


def quotient(over: Figure, under: Figure, ends: Callable[[Figure], Interval] = near) -> Interval:
    """Return what one amount divided by another may be, from the ends of both."""
    top, bottom = ends(over), ends(under)
    low = None if top.low is None or not bottom.high else top.low / bottom.high
    high = None if top.high is None or not bottom.low else top.high / bottom.low
    return Interval(low, high)


def may_add_up(whole: Figure, parts: Iterable[Figure]) -> bool:
    """Tell whether parts make their whole, each rounded or hedged as it is."""
    low, high = whole.quantity.low, whole.quantity.high
    ends, reach = total(parts), whole.quantity.step / 2 if whole.quantity.bound is not Bound.EXACT else 0
    above = ends.high is None or low is None or ends.high >= low - reach
    below = ends.low is None or high is None or ends.low <= high + reach
    return above and below


def added_up(parts: Iterable[Figure]) -> str:
    """Say a sum as on paper: "8 + 5"."""
    return " + ".join(wording.plain(amount(part.quantity)) for part in parts)


def has_colon(text: str) -> bool:
    """Tell whether a colon announces what follows."""
    return ":" in fold(text)
