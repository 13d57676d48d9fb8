"""The amount told before that a bare number goes on with: "against 10,025", "of these, 1,102", "earlier it was 3.2"."""

from collections.abc import Sequence
from decimal import Decimal

from ledger.extract.drafts import Draft
from ledger.extract.subjects import goes_on_telling
from ledger.extract.time_roles import is_set_against
from ledger.model.quantity import Kind

_SIZES = (Decimal("0.01"), Decimal(100))  # of a number, against the amount whose unit it leaves out
_WHOLE = 14  # tokens from what opens a part, "of these", to its number
_CLAUSE = frozenset(",;:.(")
_PASSED = (Kind.DURATION, Kind.RATIO, Kind.MULTIPLE)  # told between an amount and what is set against it
_UNITS = (Kind.OTHER, Kind.PERCENT)
_POINTS = "percentage point"
_MOST_PERCENT = 100


def find_measured(draft: Draft, earlier: Sequence[Draft], before: Sequence[Draft]) -> Draft | None:
    """Return the amount whose unit a bare number leaves out, where its words say that it goes on with it.

    `earlier` are the amounts of its sentence, `before` those of the sentence before.
    """
    if draft.quantity.total is not None:
        return None
    here = _nearest(earlier)
    if here and opens_part(draft):  # "12 towns answered, and of those 7 sent"
        return next((other for other in here if other.quantity.kind is Kind.COUNT and _holds(draft, other)), None)
    if draft.quantity.in_words:
        return None
    if here:
        compared = (is_compared(draft) or restricts(draft)) and not _counts_too(here[0], earlier)
        return here[0] if compared and _fits(draft, here[0]) else None
    if opens_part(draft):
        return next((other for other in _nearest(before) if _holds(draft, other)), None)
    last = next(iter(_nearest(before)), None)
    if last is None or _counts_too(last, before):
        return None  # "60 died, 8 percent more. In May it was 48"
    goes_on = repeats_verb(draft, last) or goes_on_telling(draft.scene, draft.amount)
    return last if goes_on and is_closed(draft) and _fits(draft, last) else None


def _nearest(drafts: Sequence[Draft]) -> list[Draft]:
    return [other for other in reversed(drafts) if other.quantity.kind not in _PASSED]


def _counts_too(last: Draft, before: Sequence[Draft]) -> bool:
    """Tell whether a share stands beside a count, with which a bare number may go on as well."""
    return last.quantity.kind is Kind.PERCENT and any(other.quantity.kind is Kind.COUNT for other in before)


def _fits(draft: Draft, other: Draft) -> bool:
    """Tell whether a number may be in the unit of another amount, by its kind and size."""
    value, told = draft.quantity.value, other.quantity
    if told.kind not in _UNITS or told.unit == _POINTS or not told.value or other.change is not None:
        return False
    if told.kind is Kind.PERCENT and (value > _MOST_PERCENT or told.total is not None):
        return False
    return _SIZES[0] <= value / told.value <= _SIZES[1]


def _holds(draft: Draft, whole: Draft) -> bool:
    """Tell whether a number may be a part of an amount that can have parts."""
    return whole.quantity.value >= draft.quantity.value and whole.quantity.kind in (Kind.OTHER, Kind.COUNT, Kind.MONEY)


def is_compared(draft: Draft) -> bool:
    """Tell a bare number set against the amount before: "against 10,025", ", 7,400 more than in 2021"."""
    s, amount = draft.scene.sentence, draft.amount
    if s.word(amount.end) in s.language.numbers.comparing:
        return s.word(amount.start - 1) == "," and s.word(amount.end + 1) in s.language.numbers.change_links
    return is_set_against(s, amount.start) and is_closed(draft)


def restricts(draft: Draft) -> bool:
    """Tell a number told as less than the amount before: "its titles cover only 7,800"."""
    s, amount = draft.scene.sentence, draft.amount
    return s.word(amount.start - 1) in s.language.numbers.restrictors and is_closed(draft)


def is_closed(draft: Draft) -> bool:
    """Tell whether nothing stands behind a number that it counts, or that is told of it as of a subject."""
    s, end = draft.scene.sentence, draft.amount.end
    if not s.is_word(end) or draft.scene.times_between(end, end + 2):
        return True
    if s.words[end] in s.language.subjects.relatives and s.word(draft.amount.start - 1) in s.language.nouns.articles:
        return True  # "frente a los 16 que se pagaban"
    return s.words[end] in s.language.attribution.prepositions and s.words[end] not in s.language.nouns.link


def opens_part(draft: Draft) -> bool:
    """Tell the first number behind "of these", "de ese total", where they open its sentence or clause."""
    s, at = draft.scene.sentence, draft.amount.start
    for start, end, _ in s.language.time.partitives.find(s.words, max(0, at - _WHOLE), at):
        opens = start == 0 or s.words[start - 1] in _CLAUSE or s.words[start - 1] in s.language.numbers.joins
        if opens and not draft.scene.amounts_between(end, at):
            return True
    return False


def repeats_verb(draft: Draft, other: Draft) -> bool:
    """Tell the 300 of "In Leeds it holds 300" behind "it holds 1,800 square miles"."""
    one, two = draft.scene.sentence, other.scene.sentence
    word = one.word(draft.amount.start - 1)
    told = word.isalpha() and word == two.word(other.amount.start - 1)
    return told and word not in one.language.nouns.stops and word not in one.language.attribution.prepositions
