"""Places in an order: "third place", "second biggest of 31", "ranked 99 out of 126", "en el lugar 92"."""

from collections.abc import Sequence
from decimal import Decimal

from ledger.extract.amounts import Amount, Passage
from ledger.extract.bare_places import is_bare_place
from ledger.extract.numbers import Numeral
from ledger.extract.shares import Whole
from ledger.extract.tokens import DASHES
from ledger.lexicon.phrases import where
from ledger.model.quantity import Bound, Kind, Quantity

_TWENTY = 20
_LAST = 300  # no order has more places
_NEAR_STEPS = 24  # tokens from the places won or lost to those they lie between
_SCOPE = 6  # tokens from what is ranked to its scope: "sixth producer of raw silk in the world"
_SHORTEST = 5  # letters of a word that its ending makes a superlative: "poorest", not "rest"


def find_rank(p: Passage, at: int) -> Amount | None:
    """Read "third place", "second biggest", "primer lugar", "segundo más grande", "3rd place"."""
    ordinal = _ordinal(p, at)
    if ordinal is None:
        return None
    place, end = ordinal
    if (spread := _between_places(p, at, place, end)) is not None:
        return spread
    if p.s.word(end) in DASHES:
        end += 1
    if (total := _rank_total(p, end)) is not None:  # "third of 31"
        return _make_rank(at, total.end, place, total.value)
    last = _ranked_thing(p, at, place, end)
    if last is None:
        return _make_rank(at, ordinal[1], place, None) if is_bare_place(p, at, ordinal[1], place) else None
    tail = last + 2 if p.s.word(last) in DASHES and p.s.is_word(last + 1) else last  # "fourth worst-funded"
    total = _rank_total(p, tail)
    return _make_rank(at, total.end if total else last, place, total.value if total else None)


def _between_places(p: Passage, at: int, place: int, end: int) -> Amount | None:
    """Read "ranks between the 10th and the 15th", "entre el quinto y el décimo lugar"; days are ends of times."""
    articles, ranks = p.language.nouns.articles, p.language.ranks
    opening = p.language.time.between.match_before(p.words, at - (p.s.word(at - 1) in articles))
    if opening is None or opening[0] < p.free or p.s.word(end) not in p.numbers.joins | p.numbers.bound_joins:
        return None
    second = end + 1 + (p.s.word(end + 1) in articles)
    last = _ordinal(p, second) if second < len(p.words) and second not in p.dated else None
    if last is None or last[0] <= place:
        return None
    told = ranks.after.match(p.words, last[1])
    verb = p.s.word(opening[0] - 1) in ranks.verbs or ranks.before.match_before(p.words, opening[0]) is not None
    if told is None and not (verb and not p.s.is_word(last[1])):
        return None
    low, high = Decimal(place), Decimal(last[0])
    number = Numeral(at, last[1], high, in_words=True)
    quantity = Quantity(Kind.RANK, (low + high) / 2, low, high, Bound.RANGE, "place", in_words=True)
    stop = told[0] if told is not None else last[1]
    return Amount(opening[0], stop, number, quantity, "rank in words", noun_at=stop)


def _ordinal(p: Passage, at: int) -> tuple[int, int] | None:
    """Return the place that an ordinal tells, and its end: "third", "3rd"."""
    s, numbers = p.s, p.numbers
    if (place := numbers.ordinals.get(s.words[at])) is not None:
        ones = numbers.ordinals.get(s.word(at + 1), 0) if place % 10 == 0 and place >= _TWENTY else 0
        return (place + ones, at + 2) if 0 < ones < 10 else (place, at + 1)  # "vigésimo primer"
    ended = s.glued(at + 1) and s.word(at + 1) in numbers.ordinal_endings
    return (int(s.words[at]), at + 2) if ended and s.words[at].isdecimal() else None


def _ranked_thing(p: Passage, at: int, place: int, end: int) -> int | None:
    """Return the end of "place" or of the superlative behind an ordinal, None where neither makes a rank of it."""
    hit = p.language.ranks.after.match(p.words, end)
    if hit is not None:
        return None if _orders_argument(p, at, place, hit[0]) else hit[0]
    if (last := _compared_thing(p, end)) is not None:
        return last
    lone_first = place == 1 and p.language.ranks.first_needs_place
    return end + 1 if _is_superlative(p, end) and not lone_first else None


def _compared_thing(p: Passage, end: int) -> int | None:
    """Return the end of "país más violento", "productor mundial" behind an ordinal, in the languages that say so."""
    ranks, following = p.language.ranks, p.s.word(end + 1)
    compared = ranks.comparing.match(p.words, end + 1) if end + 1 < len(p.words) else None
    if not p.s.is_word(end) or p.words[end] in p.language.nouns.stops:
        return None
    if compared is not None and p.s.is_word(compared[0]) and p.s.word(compared[0]) not in p.language.nouns.stops:
        return end
    if following in ranks.scope_adjectives:
        return end
    near = range(end + 1, min(end + _SCOPE, len(p.words)))
    ranked = p.words[end] in ranks.ranked and any(ranks.scopes.match(p.words, at) for at in near)
    return end + 1 if ranked else None  # "sexto productor de oro del mundo"


def _is_superlative(p: Passage, at: int) -> bool:
    word, ranks = p.s.word(at), p.language.ranks
    return word in ranks.superlatives or (len(word) >= _SHORTEST and word.endswith(ranks.superlative_endings))


def _orders_argument(p: Passage, at: int, place: int, end: int) -> bool:
    """Tell "in the first place" and "en primer lugar,", which order an argument and rank nothing."""
    ordinal = p.words[at] in p.numbers.ordinals
    opened = place == 1 and ordinal and p.s.word(at - 1) in p.language.ranks.place_openings
    if p.language.ranks.first_needs_place:
        begins = not p.s.is_word(at - 2) or p.s.word(at - 2) in p.numbers.joins
        return opened and begins and p.s.word(end) == ","  # "; en primer lugar,"
    return opened and p.s.word(end) in (",", ".", "")


def _rank_total(p: Passage, end: int) -> Whole | None:
    """Read "of 126", "entre 31" behind an ordinal or a superlative."""
    hit = p.numbers.of_total.match(p.words, end)
    if hit is None or hit[0] in p.dated or not p.s.is_number(hit[0]):
        return None
    total = p.numeral(hit[0])
    if total is None or p.s.word(total.end) in p.language.time.months:
        return None
    return Whole(total.end, total.value)


def _make_rank(start: int, end: int, place: int, total: Decimal | None) -> Amount:
    value = Decimal(place)
    number = Numeral(start, end, value, in_words=True)
    quantity = Quantity(Kind.RANK, value, value, value, Bound.EXACT, "place", total=total, in_words=True)
    return Amount(start, end, number, quantity, "rank in words", noun_at=end)


def is_rank(p: Passage, start: int, number: Numeral, total: Decimal | None, earlier: Sequence[Amount]) -> bool:
    """Tell whether a number is a place in an order: "ranked 99 out of 126", and the 80 of "85th, up to 80"."""
    if number.in_words and total is None:
        return False
    if p.language.ranks.before.match_before(p.words, start):
        return number.value <= _LAST or not _counts(p, number.end)  # "ha puesto | 3.500 vacunas"
    if total is None and number.value <= _LAST and number.value % 1 == 0 and tells_steps(p, start):
        joined = p.s.word(start - 1) in p.numbers.change_frames | p.numbers.to_words | p.language.ranks.changes
        stands = _stands(p, start) or _is_held(p, start)
        return (joined or stands) and not _counts(p, number.end)
    moved = _is_held(p, start) or p.s.word(start - 1) in p.language.ranks.changes
    if total is not None and moved and tells_steps(p, start):
        return True
    follows = total is not None or p.s.word(start - 1) in p.language.ranks.next_links
    ranked = follows and any(amount.quantity.kind is Kind.RANK for amount in earlier)
    return ranked and not _counts(p, number.end)


def _is_held(p: Passage, start: int) -> bool:
    """Tell whether a verb of holding a place and an article stand before a number: "ocupaba el | 8", "es el | 10"."""
    ranks = p.language.ranks
    held = p.s.word(start - 2) in ranks.verbs | ranks.copulas
    return held and ranks.first_needs_place and p.s.word(start - 1) in p.language.nouns.articles


def _stands(p: Passage, start: int) -> bool:
    """Tell "it was | 42", "to No. | 30" beside places won or lost."""
    ranks = p.language.ranks
    numbered = p.s.word(start - 1) == "." and p.s.word(start - 2) in ranks.standing
    return numbered or p.s.word(start - 1) in ranks.copulas or p.s.word(start - 1) in ranks.standing


def tells_steps(p: Passage, at: int) -> bool:
    """Tell whether places won or lost go before, between whose ends a number stands: "fell six places, from 61"."""
    first = max(1, at - _NEAR_STEPS)
    steps = where(p.words[first:at], p.language.ranks.steps, first)
    return any(p.s.is_number(i - 1) or p.words[i - 1] in p.numbers.cardinals for i in steps)


def _counts(p: Passage, at: int) -> bool:
    """Tell whether a thing that is counted stands at the token."""
    small = p.s.word(at) in p.language.nouns.stops
    return p.s.is_word(at) and not small and p.numbers.of_total.match(p.words, at) is None
