"""So many things at so much each, and the sum they come to: "54 carts at 1,200 pesos each. The bill, for 64,800"."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from ledger.compare.intervals import amount
from ledger.compare.sums import between, is_level
from ledger.compare.words import after, any_word, before, concepts, ends_with_word, rest_of, split_at, split_last
from ledger.model.figure import Figure
from ledger.model.quantity import Bound, Kind

_BEHIND = 24  # characters in which "each" stands behind a price
_LONGEST = 60  # characters between a number and the price of each
_LONGEST_LINK = 90  # between a sum and the parts it is told in
_OPENING = 40  # characters of "The bill for the purchase came to "
_CLOSED = re.compile(r"(?:\s[^\W\d]+){0,2}\s*[.;]?\s*")  # " pesos."
_WORD = re.compile(r"[^\W\d_]+")
_BREAK = re.compile(r"[.;()\d]")
_GOES_ON = re.compile(r"(?:\s[^\W\d]+){0,2},?\s[^\W\d]+(?:\s[^\W\d]+){1,3}\s\S?")  # " each and took in "
_PAIR = 2
_WORDS_OF = 2  # "of", "de hasta"
_TIMES = ("hour", "day", "week", "month", "quarter", "year")


class Lots(NamedTuple):
    """How many things there are, and the sum that each is told to be or to cost."""

    number: Figure
    price: Figure


def find_lots(sentence: Sequence[Figure]) -> Lots | None:
    """Return the first number of things in a sentence with the sum each of them is told to be."""
    for one, other in pairwise(sentence):
        if _is_number(one) and _is_price(other) and _is_of_each(one, other):
            return Lots(one, other)
    return None


def _is_number(figure: Figure) -> bool:
    exact = figure.quantity.bound is Bound.EXACT and figure.quantity.kind is Kind.COUNT
    return exact and is_level(figure) and amount(figure.quantity) > 1 and not figure.quantity.total


def _is_sum(figure: Figure) -> bool:
    return figure.quantity.kind is Kind.MONEY and is_level(figure) and amount(figure.quantity) > 0


def _is_price(figure: Figure) -> bool:
    """Tell whether an amount is of money, for each of something or of nothing told: "500 dólares por unidad"."""
    quantity = figure.quantity
    paid = quantity.kind is Kind.RATE and (quantity.unit or "").isupper() and quantity.per not in _TIMES
    return _is_sum(figure) or (paid and not quantity.vague and quantity.value > 0)


def _is_of_each(number: Figure, price: Figure) -> bool:
    """Tell whether a sum is that of each thing counted: "four installments of", "40 carts at … each", "a razón de"."""
    gap = between(number, price)
    if len(gap) > _LONGEST or _BREAK.search(gap):
        return False
    if _are_parts(gap):
        return True
    told = f"{price.surface} {after(price, _BEHIND)}"
    at_price = ends_with_word(gap, "at_price") or ends_with_word(gap, "at_rate_of")
    return ends_with_word(gap, "at_rate_of") or (at_price and any_word(told, "apiece"))


def _are_parts(gap: str) -> bool:
    """Tell whether things counted are parts of a sum, and the next amount theirs: "| annual tranches of |"."""
    parted = split_at(gap, "part_payments")
    return parted is not None and ends_with_word(parted[1], "share_of") and len(parted[1].split()) <= _WORDS_OF


def totals_of(lots: Lots, sentence: Sequence[Figure], behind: Sequence[Figure]) -> Iterator[tuple[Figure, bool]]:
    """Yield the sums that parts may come to, each with whether the text surely says that they do."""
    number, price = lots
    sums = [figure for figure in sentence if _is_like(figure, price)]
    before = [figure for figure in sums if figure.span < number.span]
    later = [figure for figure in sums if figure.span > price.span]
    if before:
        yield before[-1], not later and _is_told_in_parts(before, lots)
    elif later:
        gap = between(price, later[0])
        summed = any_word(gap, "adds_up_to") and not any_word(gap, "last_of_list")  # "each, plus freight, in all"
        summed = summed or (_GOES_ON.fullmatch(gap) is not None and _is_taken_in(gap, later[0]))
        yield later[0], summed and not _BREAK.search(gap) and _is_plain(price)
    else:
        next_told = [figure for figure in behind if figure.quote_span == behind[0].quote_span]
        taken_up = [figure for figure in next_told if _is_like(figure, price)]
        yield from ((whole, _is_bill(whole, price) and _closes(price)) for whole in taken_up[:1])


def _is_like(figure: Figure, price: Figure) -> bool:
    return figure is not price and _is_sum(figure) and figure.quantity.unit == price.quantity.unit


def _is_told_in_parts(sums: Sequence[Figure], lots: Lots) -> bool:
    """Tell whether one sum alone stands before its parts, and "in", "that is" or a colon leads to them.

    Not where only some are told: "the loan has so far been paid in three installments".
    """
    gap = between(sums[-1], lots.number)
    if len(sums) > 1 or len(gap) > _LONGEST_LINK or _BREAK.search(gap) or any_word(lots.price.quote, "so_far"):
        return False
    if not _closes(lots.price):
        return False
    if _are_parts(between(*lots)):
        return ends_with_word(gap, "in_parts") or gap.rstrip().endswith(":")
    return ends_with_word(between(*lots), "at_rate_of")


def _closes(price: Figure) -> bool:
    """Tell whether a price closes its sentence."""
    return _CLOSED.fullmatch(rest_of(price)) is not None and _is_plain(price)


def _is_plain(price: Figure) -> bool:
    """Tell whether a price is told as it is, and nothing there tells of interest: a loan costs more."""
    return price.quantity.bound is Bound.EXACT and not any_word(price.quote, "with_interest")


def _is_taken_in(gap: str, whole: Figure) -> bool:
    """Tell whether a sum closes its sentence as what things at a price each brought: "each and took in"."""
    return ends_with_word(gap, "takes_in_money") and not _WORD.search(_BREAK.split(rest_of(whole))[0])


def find_shared(sentence: Sequence[Figure], earlier: Sequence[Figure]) -> tuple[Figure, Figure, Figure] | None:
    """Return what each is told to have got, with the sum shared out just before and among how many.

    "The fund split $96,000 among 24 schools. Each school got | $4,000".
    """
    each, last = sentence[0], [figure for figure in earlier if figure.quote_span == earlier[-1].quote_span]
    if len(last) != _PAIR or not _is_sum(each) or not _is_number(last[1]) or not _is_like(last[0], each):
        return None
    whole, number = last
    opening, gap = before(each, _OPENING), between(whole, number)
    words = _WORD.findall(opening)
    average = any_word(opening, "on_average")
    led = any_word(words[0], "apiece_of") if words and not average else average and any_word(opening, "apiece_of")
    opened = led and each.span.start - each.quote_span.start <= _OPENING and not any_word(opening, "last_of_list")
    shared = any_word(gap, "shared_among") or (average and any_word(gap, "moves_to"))
    shared = shared and len(gap) <= _LONGEST and not _BREAK.search(gap)
    plain = whole.quantity.bound is Bound.EXACT and whole.paragraph == each.paragraph
    plain = plain and not any_word(rest_of(number), "last_of_list") and not _names_more(opening, last)
    return (whole, number, each) if opened and shared and plain else None


def _names_more(opening: str, told: Sequence[Figure]) -> bool:
    """Tell whether each is of others than those counted: "each | teacher of the schools | got"."""
    parted = split_last(opening, "apiece_of")
    behind = _WORD.findall(parted[1]) if parted is not None else []
    named = concepts(" ".join(behind[:1]))
    of_others = (
        bool(behind) and any_word(behind[0], "share_of") and not any_word(parted[1] if parted else "", "of_them")
    )
    return of_others or not (named <= concepts(told[1].noun or "") or any_word(opening, "apiece"))


def _is_bill(whole: Figure, price: Figure) -> bool:
    """Tell whether a sentence opens with the bill of what was bought: "in all it paid" may be for more."""
    opening = whole.quote[: whole.span.start - whole.quote_span.start]
    return any_word(opening, "full_price") and _takes_up(whole, price)


def _takes_up(whole: Figure, price: Figure) -> bool:
    """Tell whether a sentence opens with what all of it cost, and names nothing else: "The bill, for", "En total pagó".

    Not "the total budget is", nor "the purchase, with insurance, came to".
    """
    opening = whole.quote[: whole.span.start - whole.quote_span.start]
    led = split_at(opening, "all_of_it")
    if led is None or led[0].strip(" ,") or len(opening) > _OPENING:
        return False
    known = concepts(price.quote)
    return all(concepts(word) <= known or any_word(word, "is_paid") for word in _WORD.findall(led[1]))
