"""Rates of exchange that a text itself tells: in so many words, or by two sums each with its worth."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from ledger.compare import wording
from ledger.compare.exchange import as_converted, local_first
from ledger.compare.intervals import amount
from ledger.compare.sums import as_written, comes_out
from ledger.compare.words import any_word, before, rest_of
from ledger.model.figure import Figure
from ledger.model.finding import Finding
from ledger.model.quantity import Interval

_NAME = "implied_exchange_rate"
_NEAR, _BEHIND = 32, 28  # characters in which "exchange rate of" stands before a number, "to the dollar" behind
_NEARLY = Decimal("1.05")  # how far a sum may miss the rate that bears it out
_FARTHEST = 300  # characters between two sums that are converted alike

Couple = tuple[Figure, Figure]


def check_told_rate(couple: Couple, sentence: Sequence[Figure]) -> Iterator[Finding]:
    """Hold a sum and its worth against the rate told behind them: "43 billion guaraníes, $5 million at 6,800 a dollar".

    The rate may be told the other way round, dollars to the euro.
    """
    local, other = local_first(*couple)
    implied = implied_rate(local, other)
    rate = next((figure for figure in sentence if couple[1].span < figure.span and _is_rate(figure)), None)
    if implied is None or rate is None:
        return
    value, ends = amount(rate.quantity), as_written(rate)
    turned = _inverse(ends)
    off, made = min(
        (_times_apart(implied, ends), amount(local.quantity) / value),
        (_times_apart(implied, turned), amount(local.quantity) * value),
    )
    reason = f"{wording.printed(local)} at {wording.plain(value)} to one come to {_plain(made)}"
    if off == 1 and max(made, amount(other.quantity)) <= min(made, amount(other.quantity)) * _NEARLY:
        yield comes_out(_NAME, (*couple, rate), f"{reason}: {wording.quoted(other)}.")


def _plain(value: Decimal) -> str:
    return wording.plain(wording.rounded(value))


def _inverse(ends: Interval) -> Interval:
    return Interval(None if not ends.high else 1 / ends.high, None if not ends.low else 1 / ends.low)


def _is_rate(figure: Figure) -> bool:
    """Tell whether a number is told as a rate: "at an exchange rate of 20.5", "a 20.5 por dólar"."""
    if amount(figure.quantity) <= 0 or figure.quantity.vague:
        return False
    led = any_word(before(figure, _NEAR), "exchange_rate")
    return led or any_word(f"{figure.surface} {rest_of(figure)[:_BEHIND]}", "to_the_dollar")


def implied_rate(local: Figure, other: Figure) -> Interval | None:
    """Return how many units of one currency a text makes one of the other, as both sums are rounded."""
    top, bottom = as_converted(local), as_converted(other)
    if top.low is None or top.high is None or not bottom.low or not bottom.high:
        return None
    return Interval(top.low / bottom.high, top.high / bottom.low)


def check_like_rates(couples: Sequence[Couple]) -> Iterator[Finding]:
    """Hold two sums with their worths against each other: in one passage and of one time both are converted alike.

    A rate that moves by a fifth does so over months; who converts two sums side by side takes one rate. Where it is
    not known which pesos are meant, one rate is all that can bear two sums out.
    """
    for one, other in pairwise(couples):
        first, second = (implied_rate(*local_first(*couple)) for couple in (one, other))
        if first is None or second is None or not _are_converted_alike(one, other):
            continue
        told = f"{_said(one)}, {_said(other)}"
        alike = _times_apart(first, second) == 1 and _are_near(one, other)
        if alike and _money_words(local_first(*one)[0]) and amount(one[0].quantity) != amount(other[0].quantity):
            yield comes_out(_NAME, (*other, *one), f"{told}: one rate.")


def _are_near(one: Couple, other: Couple) -> bool:
    """Tell whether two rates, as the sums are printed, lie hardly apart."""
    first, second = (
        amount(local.quantity) / amount(worth.quantity) for local, worth in map(_local_first, (one, other))
    )
    return max(first, second) <= min(first, second) * _NEARLY


def _local_first(couple: Couple) -> Couple:
    return local_first(*couple)


def _are_converted_alike(one: Couple, other: Couple) -> bool:
    """Tell whether two sums with their worths are of the same two currencies and one time, near each other."""
    local, foreign = local_first(*one)
    second, worth = local_first(*other)
    if foreign.quantity.unit is None or foreign.quantity.unit != worth.quantity.unit:
        return False
    if local.quantity.unit != second.quantity.unit or _money_words(local) != _money_words(second):
        return False
    if local.paragraph != second.paragraph or second.span.start - local.span.end > _FARTHEST:
        return False
    return local.source.document == second.source.document and local.period == second.period


def _money_words(figure: Figure) -> str | None:
    """Return the last word of a sum whose currency is not known: "pesos" of "54.5 million pesos"."""
    return figure.surface.casefold().split()[-1] if figure.quantity.unit is None else None


def _said(couple: Couple) -> str:
    local, other = local_first(*couple)
    rate = _plain(amount(local.quantity) / amount(other.quantity))
    return f"{wording.printed(local)} told as {wording.quoted(other)} makes {rate} to one"


def _times_apart(one: Interval, other: Interval) -> Decimal:
    """Return by what factor two ranges miss each other; 1 where they meet."""
    for low, high in ((one, other), (other, one)):
        if low.high and high.low and low.high < high.low:
            return high.low / low.high
    return Decimal(1)
