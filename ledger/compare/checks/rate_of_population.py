"""A rate per inhabitants held against the count and the population told with it."""

from collections.abc import Iterator
from decimal import Decimal

from ledger.compare import wording
from ledger.compare.collation import Collation
from ledger.compare.intervals import amount
from ledger.compare.sums import as_written, between, comes_out, goes_wrong, is_level, near, quotient
from ledger.compare.words import any_word, before
from ledger.model.figure import Figure
from ledger.model.finding import Finding
from ledger.model.quantity import Interval, Kind

_NAME = "rate_of_population"
_STEP = 20  # characters in which "a population of" stands before a number
_BESIDE = 40  # characters in which "a rate of" stands before a rate
_SMALLEST = 1000  # inhabitants of which a rate is told
_WRONG = Decimal("1.15")  # a rate of another estimate of the population lies nearer


def check_rate_of_population(collation: Collation) -> Iterator[Finding]:
    """Report rates per so many inhabitants that the one count and the one population beside them bear out or do not."""
    for sentence in collation.sentences.values():
        rates = [figure for figure in sentence if _base(figure)]
        people = [figure for figure in sentence if _is_population(figure)]
        counts = [figure for figure in sentence if _is_count(figure) and figure not in people]
        if len(rates) == len(people) == len(counts) == 1:
            yield from _test(rates[0], counts[0], people[0])


def _base(figure: Figure) -> Decimal | None:
    """Return the number of inhabitants that a rate is told of: 100,000 of "12 per 100,000"."""
    number = (figure.quantity.per or "").split(" ")[0]
    return Decimal(number) if figure.quantity.kind is Kind.RATE and number.isdecimal() else None


def _is_population(figure: Figure) -> bool:
    told = any_word(figure.noun or "", "inhabitants") or any_word(before(figure, _STEP), "inhabitants")
    return told and _is_count(figure) and amount(figure.quantity) >= _SMALLEST


def _is_count(figure: Figure) -> bool:
    return is_level(figure) and figure.quantity.kind is Kind.COUNT and amount(figure.quantity) > 0


def _test(rate: Figure, count: Figure, people: Figure) -> Iterator[Finding]:
    base = _base(rate) or Decimal(1)
    made, value = quotient(count, people, near), amount(count.quantity) / amount(people.quantity) * base
    told = as_written(rate)
    counted = f"{wording.plain(amount(count.quantity))} over {wording.plain(amount(people.quantity))}"
    said = f"{counted} is {wording.plain(wording.rounded(value))} per {base:,f}"
    if _times(made, base).meets(told):
        yield comes_out(_NAME, (rate, count, people), f"{said}: {wording.quoted(rate)}.")
    elif _is_made_of(rate, count, people) and not _times(made, base, _WRONG).meets(told):
        yield goes_wrong(_NAME, (rate, count, people), f"{said}, not {wording.quoted(rate)}.", 0.75)


def _times(ends: Interval, base: Decimal, leeway: Decimal = Decimal(1)) -> Interval:
    low, high = ends.low, ends.high
    return Interval(None if low is None else low * base / leeway, None if high is None else high * base * leeway)


def _is_made_of(rate: Figure, count: Figure, people: Figure) -> bool:
    """Tell whether a rate is told as what count and population make, and not set against them."""
    last = max((figure for figure in (count, people) if figure.span < rate.span), key=_at, default=None)
    if last is None:
        return False
    gap = between(last, rate)
    return any_word(gap[-_BESIDE:], "makes_rate") and not any_word(gap, "other_rate") and ";" not in gap


def _at(figure: Figure) -> int:
    return figure.span.start
