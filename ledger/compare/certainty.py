"""How sure it must be that two figures count one thing before they may be said to agree or to clash.

A false conflict is far worse than a missed one: each rule here only ever takes a conflict back.
"""

import re
from decimal import Decimal

from ledger.compare.gates import same_origin
from ledger.compare.intervals import amount, difference, magnitude_slip, significant_digits, swapped_digits
from ledger.compare.words import Likeness, after, any_word, before, concepts, likeness
from ledger.model.figure import Basis, Figure
from ledger.model.finding import Gate
from ledger.model.period import Mode
from ledger.model.quantity import Kind

_LIST_NUMBER = re.compile(r"^\s*\d{1,2}[.)]\s")  # "3. Zacatecas: 21"
_YEAR = re.compile(r"(?:19|20)\d\d")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_TELLING_DIGITS = 3  # two numbers of so many digits are hardly the same by chance
_OF_ONE_PLACE = Decimal("0.3")  # a state's count hardly comes so near its nation's
_NEAR = (Basis.TEXT, Basis.SENTENCE, Basis.PARAGRAPH)


def may_agree(one: Figure, other: Figure, assumed: tuple[Gate, ...]) -> bool:
    """Tell whether two equal amounts may be said to tell one fact.

    A number of three digits hardly repeats by chance; a small one needs nouns that say the same, or at
    most one part assumed. Two equal numbers in one sentence are two facts, unless they are told in two ways.
    """
    if one.source.document == other.source.document and one.quote_span == other.quote_span:
        return one.quantity.kind is not other.quantity.kind or one.quantity.in_words is not other.quantity.in_words
    if (is_telling(one) and is_telling(other)) or same_origin(one, other):
        return True
    if Gate.MEASURE in assumed and likeness(one, other) is Likeness.AKIN:
        return assumed == (Gate.MEASURE,) and one.quantity.kind is not Kind.COUNT
    return Gate.MEASURE not in assumed or (len(assumed) <= 2 and Gate.PLACE not in assumed)


def may_conflict(one: Figure, other: Figure, assumed: tuple[Gate, ...]) -> bool:
    """Tell whether two amounts that do not meet may be called a conflict."""
    if _is_listed(one) or _is_listed(other) or _may_hide_a_part(one, other, assumed):
        return False
    if one.source.document == other.source.document:
        return _may_conflict_within(one, other, assumed)
    if is_slip(one, other) and same_origin(one, other):
        return not {Gate.PERIOD, Gate.MEASURE} <= set(assumed)
    if Gate.MEASURE in assumed or Gate.PERIOD in assumed or not says_what_it_counts(one, other):
        return False
    if Gate.PLACE in assumed and not _same_or_unnamed_place(one, other):
        return same_origin(one, other) and difference(one.quantity, other.quantity) < _OF_ONE_PLACE
    return not (_is_event(one) or _is_event(other)) or _is_one_event(one, other)


def may_exceed(part: Figure, whole: Figure, gate: Gate, assumed: tuple[Gate, ...]) -> bool:
    """Tell whether a part that is more than its whole may be called a conflict.

    Only where one voice tells both, of one named measure or noun, with nothing assumed. Inside a document
    a list may be read amiss: there both must stand alone in their sentences, and differ by place or time.
    """
    if (
        assumed
        or not says_what_it_counts(part, whole)
        or _is_event(whole)
        or part.quantity.vague
        or whole.quantity.vague
    ):
        return False
    if not (_is_told_near(part) and _is_told_near(whole)) or _is_listed(part):
        return False
    if part.source.document != whole.source.document:
        return same_origin(part, whole)
    alone = _stands_alone(part) and _stands_alone(whole) and part.quote_span != whole.quote_span
    return alone and part.attribution == whole.attribution and gate is not Gate.POPULATION


def _stands_alone(figure: Figure) -> bool:
    """Tell whether a figure's sentence holds no other number, but for years and the number of a list."""
    at = figure.span.start - figure.quote_span.start
    rest = figure.quote[:at] + " " + figure.quote[at + len(figure.surface) :]
    return all(_YEAR.fullmatch(number) for number in _NUMBER.findall(_LIST_NUMBER.sub("", rest)))


def says_what_it_counts(one: Figure, other: Figure) -> bool:
    """Tell whether two figures share more than a bare noun: of "12 guerrillas" and "100" much may be said."""
    if one.measure and one.measure == other.measure:
        return True
    shared = concepts(one.noun or "") & concepts(other.noun or "")
    return len(shared) >= 2 or (bool(shared) and one.quantity.kind is not Kind.COUNT)


def is_slip(one: Figure, other: Figure) -> bool:
    """Tell whether a slip of the pen turns one amount into the other: digits swapped, or thousands lost."""
    first, second = one.quantity, other.quantity
    return swapped_digits(first, second) is not None or magnitude_slip(first, second) is not None


def _may_conflict_within(one: Figure, other: Figure, assumed: tuple[Gate, ...]) -> bool:
    """Within a document: nothing assumed, the nouns alike, and not in one sentence."""
    if assumed or one.quote_span == other.quote_span or likeness(one, other) < Likeness.NARROWER:
        return False
    if not says_what_it_counts(one, other):
        return False
    if (_is_event(one) or _is_event(other)) and not _is_one_event(one, other):
        return False
    return _is_told_near(one) and _is_told_near(other)


def _is_told_near(figure: Figure) -> bool:
    """Tell whether place and time stand in the figure's own paragraph, not only somewhere in its document."""
    return all(figure.basis.get(part, Basis.TEXT) in _NEAR for part in ("place", "period"))


def _may_hide_a_part(one: Figure, other: Figure, assumed: tuple[Gate, ...]) -> bool:
    """Tell whether the far smaller of two may be a part that its words do not call so.

    "Women accounted for 380" has its noun from the sentence before; a place known only from the document may
    stand for a town the reader does not know.
    """
    if is_slip(one, other) or difference(one.quantity, other.quantity) < _OF_ONE_PLACE:
        return False
    return Gate.PLACE in assumed or not (_names_its_thing(one) and _names_its_thing(other))


def _names_its_thing(figure: Figure) -> bool:
    return all(figure.basis.get(part, Basis.TEXT) in (Basis.TEXT, Basis.SENTENCE) for part in ("noun", "measure"))


def _is_listed(figure: Figure) -> bool:
    """Tell whether the words next to a figure make it a further amount, or a part of another."""
    return any_word(before(figure, 25), "beside") or any_word(after(figure, 25), "part")


def is_telling(figure: Figure) -> bool:
    """Tell whether an amount is too peculiar to come up twice by chance."""
    digits = significant_digits(amount(figure.quantity))
    return len(digits) >= _TELLING_DIGITS or figure.quantity.kind in (Kind.MONEY, Kind.SCORE, Kind.RATE)


def _is_event(figure: Figure) -> bool:
    return figure.quantity.kind is Kind.COUNT and figure.period.mode is Mode.POINT


def _is_one_event(one: Figure, other: Figure) -> bool:
    """Two tolls are of one event where both name its day and a place narrower than a country."""
    narrow = one.place is not None and other.place is not None and bool(one.place.within and other.place.within)
    return narrow and one.period.start == other.period.start and one.period.end == other.period.end


def _same_or_unnamed_place(one: Figure, other: Figure) -> bool:
    return (one.place is None and other.place is None) or (one.place is not None and other.place is not None)
