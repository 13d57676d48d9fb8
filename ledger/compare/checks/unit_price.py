"""A price of each held against what all of them cost: 3 million for 600 houses is 5,000 each, four times 3 is 12."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import permutations

from ledger.compare import wording
from ledger.compare.collation import Collation
from ledger.compare.intervals import amount
from ledger.compare.lots import Lots, find_lots, find_shared, totals_of
from ledger.compare.sums import as_written, between, comes_out, goes_wrong, is_level, near, quotient
from ledger.compare.words import after, any_word, before, concepts, ends_with_word, has_own_noun
from ledger.model.figure import Basis, Figure
from ledger.model.finding import Finding
from ledger.model.quantity import Bound, Interval, Kind

_NAME = "unit_price"
_SENTENCES_BACK = 3
_AHEAD = 40  # characters in which "the average came to" stands before an amount
_BEHIND = 16  # characters in which "each" stands behind a price
_LINK = re.compile(r"[^.;:()\d]{0,40}[,(–—]\s*[^.;:()\d]{0,24}")  # " houses, ", " cameras, or "
_THREE = 3  # the sum, the number of things and the price: a sentence that tells no more
_WRONG = Decimal("1.1")


def check_unit_price(collation: Collation) -> Iterator[Finding]:
    """Report prices of each thing that the price of all and their number bear out or do not.

    Only where the price of each follows the other two behind a mark: "3 million for 600 houses, 8,000 each"; where
    each of so many got so much, "in total" the third; or where a sum is told with so many parts or prices of it.
    """
    for sentence in collation.sentences.values():
        if (lots := find_lots(sentence)) is not None:
            for whole, is_sure in totals_of(lots, sentence, collation.behind(sentence)):
                yield from _test_lots(lots, whole, is_sure=is_sure)
            continue
        if (shared := find_shared(sentence, collation.before(sentence, 1))) is not None:
            yield from _test_shared(*shared)
        for at, price in enumerate(sentence):
            each = at >= 2 and _is_of_each(price, sentence[at - 2 : at])
            if each and (_is_price(price) or _is_rate(price) or _is_count(price)):
                yield from _test(price, sentence[at - 2 : at], alone=len(sentence) == _THREE)
            elif at >= 2 and _is_price(price) and _is_told_sum(sentence[at - 1], price):
                yield from _test_product(sentence[at - 2 : at], price)
            if _is_told_average(price):
                yield from _test_average(price, [*collation.before(sentence, _SENTENCES_BACK), *sentence])


def _is_told_sum(last: Figure, whole: Figure) -> bool:
    """Tell whether a sum is told as that of what stands before it: ", a total of | $90,000", ", | $90,000 | in all"."""
    return any_word(between(last, whole), "adds_up_to") or any_word(after(whole, _BEHIND), "in_all")


def _is_of_each(price: Figure, told: Sequence[Figure]) -> bool:
    """Tell an amount of each: "5,000 apiece", or of each of what was counted: "$5,000 per house", "50 por distrito"."""
    behind = after(price, _BEHIND)
    if any_word(f"{price.surface} {behind}", "apiece"):
        return True
    named = price.quantity.per or (behind if any_word(behind.split()[0] if behind.split() else "", "for_each") else "")
    counted = (figure.noun or "" for figure in told if _is_count(figure))
    return any(concepts(named) & concepts(noun) for noun in counted)


def _is_rate(price: Figure) -> bool:
    """Tell a price for each thing: "$5,000 per house", "5,000 pesos por casa" where the country is left open."""
    money = price.quantity.unit is None or price.quantity.unit.isupper()
    return price.quantity.kind is Kind.RATE and money and price.quantity.bound is Bound.EXACT


def _is_told_average(price: Figure) -> bool:
    """Tell "The average came to | 7,000", "a cada una le tocaron | 40.000", of what was told before."""
    return (_is_price(price) or _is_count(price)) and ends_with_word(before(price, _AHEAD), "average_is")


def _test_average(price: Figure, told: Sequence[Figure]) -> Iterator[Finding]:
    """Hold an average against the one sum and the one number of things told before it in its paragraph."""
    ahead = [figure for figure in told if figure.span < price.span]
    money = [one for one in ahead if _is_price(one) and one.quantity.unit in (price.quantity.unit, _loose(one, price))]
    things = [one for one in ahead if _is_count(one) and has_own_noun(one)]
    if len(money) != 1 or len(things) != 1 or amount(money[0].quantity) <= amount(price.quantity):
        return
    whole, count = money[0], things[0]
    if _buys_more(*sorted((whole, count), key=lambda figure: figure.span)):
        return
    made, each = quotient(whole, count, near), amount(whole.quantity) / amount(count.quantity)
    paid = f"{wording.plain(amount(whole.quantity))} over {wording.plain(amount(count.quantity))}"
    said, told_price = (
        f"{paid} is {wording.plain(wording.rounded(each))}",
        wording.inside(wording.printed(price), price),
    )
    if made.meets(as_written(price)):
        yield comes_out(_NAME, (price, whole, count), f"{said}: {told_price} each.")


def _test_shared(whole: Figure, count: Figure, price: Figure) -> Iterator[Finding]:
    """Hold what each got against the sum shared out among so many; where it comes out, it is a told average too."""
    made, each = quotient(whole, count, near), amount(whole.quantity) / amount(count.quantity)
    paid = f"{wording.plain(amount(whole.quantity))} over {wording.plain(amount(count.quantity))}"
    if not _wider(made).meets(as_written(price)):
        reason = f"{paid} is {wording.plain(wording.rounded(each))}, not {wording.quoted(price)} each."
        yield goes_wrong(_NAME, (price, whole, count), reason, 0.75)


def _buys_more(one: Figure, other: Figure) -> bool:
    """Tell "24,000 kits and the machines to read them for $1.8 million", which is not what the kits cost."""
    return one.quote_span == other.quote_span and any_word(between(one, other), "last_of_list")


def _loose(whole: Figure, price: Figure) -> str | None:
    """Return the unit of a sum of which a bare number tells a share: "a cada una le tocaron | 40.000"."""
    return whole.quantity.unit if price.quantity.kind is Kind.COUNT and not _counts_its_own(price) else None


def _counts_its_own(price: Figure) -> bool:
    """Tell whether a number counts what stands right behind it."""
    return has_own_noun(price) and price.basis_of("noun") is Basis.TEXT


def _is_price(figure: Figure) -> bool:
    return is_level(figure) and figure.quantity.kind is Kind.MONEY and amount(figure.quantity) > 0


def _test(price: Figure, told: Sequence[Figure], *, alone: bool) -> Iterator[Finding]:
    gap = between(told[-1], price)
    average = alone and any_word(gap, "on_average") and not (has_own_noun(price) and price.noun != told[-1].noun)
    for whole, count in permutations(told):
        money = _is_price(whole) and whole.quantity.unit == price.quantity.unit
        things = _is_count(price) and _is_count(whole) and amount(whole.quantity) > amount(count.quantity)
        if (money or things) and _is_count(count):
            made, each = quotient(whole, count, near), amount(whole.quantity) / amount(count.quantity)
            paid = f"{wording.plain(amount(whole.quantity))} over {wording.plain(amount(count.quantity))}"
            said = f"{paid} is {wording.plain(wording.rounded(each))}"
            if made.meets(as_written(price)):
                yield comes_out(_NAME, (price, whole, count), f"{said}: {wording.quoted(price)} each.")
            elif (money or average) and _LINK.fullmatch(gap) and not _wider(made).meets(as_written(price)):
                yield goes_wrong(_NAME, (price, whole, count), f"{said}, not {wording.quoted(price)} each.", 0.75)


def _test_product(told: Sequence[Figure], total: Figure) -> Iterator[Finding]:
    """Hold a total against what each of so many got: "each of the 300 pupils got 50 pesos, in total 15,000"."""
    count, price = sorted(told, key=_is_price)
    paid = _is_count(count) and _is_price(price) and price.quantity.unit == total.quantity.unit
    if not paid or not any_word(total.quote[: total.span.start - total.quote_span.start], "apiece"):
        return
    all_, low, high = amount(count.quantity) * amount(price.quantity), near(total).low, near(total).high
    said = f"{wording.plain(amount(count.quantity))} times {wording.plain(amount(price.quantity))}"
    reason = f"{said} is {wording.plain(wording.rounded(all_))}"
    if low is not None and high is not None and low <= all_ <= high:
        yield comes_out(_NAME, (total, count, price), f"{reason}: {wording.quoted(total)}.")
    elif not _wider(near(total)).meets(Interval(all_, all_)):
        yield goes_wrong(_NAME, (total, count, price), f"{reason}, not {wording.quoted(total)}.", 0.75)


def _test_lots(lots: Lots, whole: Figure, *, is_sure: bool) -> Iterator[Finding]:
    """Hold a sum against so many parts of it, or prices: "1.2 billion, in four installments of 300 million"."""
    count, price = lots
    made, ends, told = amount(count.quantity) * amount(price.quantity), near(price), near(whole)
    if ends.low is None or ends.high is None or whole.quantity.bound is not Bound.EXACT:
        return
    every = Interval(ends.low * amount(count.quantity), ends.high * amount(count.quantity))
    said = f"{wording.plain(amount(count.quantity))} times {wording.plain(amount(price.quantity))}"
    reason = f"{said} is {wording.plain(wording.rounded(made))}"
    if told.meets(Interval(made, made)) or as_written(whole).meets(every):
        yield comes_out(_NAME, (whole, count, price), f"{reason}: {wording.quoted(whole)}.")
    elif is_sure and not _wider(told).meets(every):
        yield goes_wrong(_NAME, (whole, count, price), f"{reason}, not {wording.quoted(whole)}.", 0.75)


def _is_count(figure: Figure) -> bool:
    return is_level(figure) and figure.quantity.kind is Kind.COUNT and amount(figure.quantity) > 1


def _wider(ends: Interval) -> Interval:
    low, high = ends.low, ends.high
    return Interval(None if low is None else low / _WRONG, None if high is None else high * _WRONG)
