"""The scale of a first end, which only the second tells: "rose from 1,200 to 1,350 million pesos"."""

from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from ledger.extract.amounts import Amount
from ledger.extract.tokens import Sentence
from ledger.model.quantity import Kind

_LEAST = Decimal(10**6)  # smaller scales are told with both ends
_NEAR = (Decimal("0.1"), Decimal(10))  # the first end against the second
_KINDS = frozenset({Kind.COUNT, Kind.MONEY})


def share_scales(s: Sentence, amounts: list[Amount]) -> list[Amount]:
    """Return the amounts, each first end in the scale that stands behind its second."""
    if len(amounts) < 2:
        return amounts
    shared = {at: _scaled(one, two) for at, (one, two) in enumerate(pairwise(amounts)) if _is_first_end(s, one, two)}
    return [shared.get(at, amount) for at, amount in enumerate(amounts)] if shared else amounts


def _is_first_end(s: Sentence, one: Amount, two: Amount) -> bool:
    """Tell "from 1,200" and "de B/. 187,6" before "to 1,350 million" of about the same size."""
    numbers, scale = s.language.numbers, two.number.scale
    if scale < _LEAST or one.number.scale != 1 or one.end + 1 != two.start or s.word(one.end) not in numbers.to_words:
        return False
    framed = s.word(one.start - 1) in numbers.change_frames and one.unit_words is None and one.quantity.total is None
    if not framed or one.quantity.kind not in _KINDS or not two.number.value:
        return False
    return _NEAR[0] <= one.number.value * scale / two.number.value <= _NEAR[1]


def _scaled(one: Amount, two: Amount) -> Amount:
    scale, number, quantity = two.number.scale, one.number, one.quantity
    low, high = (None if end is None else end * scale for end in (quantity.low, quantity.high))
    quantity = replace(quantity, value=quantity.value * scale, low=low, high=high, step=quantity.step * scale)
    number = number._replace(value=number.value * scale, step=number.step * scale, scale=scale)
    if two.quantity.kind is Kind.MONEY and not one.currencies:
        quantity = replace(quantity, kind=Kind.MONEY, unit=two.quantity.unit)
        return one._replace(number=number, quantity=quantity, currencies=two.currencies)
    return one._replace(number=number, quantity=quantity)
