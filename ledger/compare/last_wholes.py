"""A share that ends what is told of a part, of the one amount told before: "480 million. 120 million is spent, half".

Such a share names nothing that it is of, or only the body that all of them are: "Only 18 of the vehicles run, two
thirds of the fleet". Its part names nothing that the amount before does not, unless it is of money, which is told by
what became of it.
"""

import re
from collections.abc import Sequence
from decimal import Decimal

from ledger.compare.gates import Standing, ask_period, ask_place
from ledger.compare.intervals import amount
from ledger.compare.shares import is_narrowed, is_of_body, is_of_other, is_of_them, says_again
from ledger.compare.sums import alike_in_kind, between, is_level, share_excused
from ledger.compare.words import after, any_word, concepts, rest_of, split_at
from ledger.model.figure import Basis, Figure, Modality
from ledger.model.quantity import Bound, Kind

_ROUGH = (Bound.EXACT, Bound.APPROX, Bound.NEARLY)
_APART = (Standing.APART, Standing.DOUBTED)
_HUNDRED = Decimal(100)
_STEM = 5  # letters by which a word is known in another form
_LONGEST_NAME = 40  # characters of " of the vehicles that "
_OF_THOSE = re.compile(r"\s+(?P<of>[^\W\d]+(?:\s[^\W\d]+)?)\s+(?P<noun>[^\W\d]+)")  # "18 | of the | vehicles"
_NAMED = re.compile(r"\s+(?P<of>[^\W\d]+\s[^\W\d]+)\s(?P<noun>[^\W\d]+),\s+")  # " of the strikers, "
_CLOSES = re.compile(r"\s*[),;.–—]")
_BREAKS = re.compile(r"[,;]")
_ONE_CLAUSE = re.compile(r"[^.;:()\d]{1,90}[,:;–—(]\s*(?:[^\W\d]+\s)?")  # " homes had no water, "
_WORDS = 3  # behind an amount: "are on strike"
Tie = tuple[Figure, Figure]


def tied_to_last(share: Figure, sentence: Sequence[Figure], last: Sequence[Figure]) -> Tie | None:
    """Return the part that a share says again and the one amount of the sentence before, where it surely means both."""
    levels = [figure for figure in sentence if is_level(figure)]
    ahead = [figure for figure in levels if figure.span < share.span]
    if not ahead or not says_again(ahead[-1], share) or (is_of_other(share) and not _is_of_all(share)):
        return None
    part, alike = ahead[-1], [figure for figure in levels if alike_in_kind(figure, ahead[-1])]
    whole = _only_one(part, last) if alike == [part] else _beside(part, alike)
    if whole is None or is_narrowed(part) or not _may_be(part, whole):
        return None
    if is_of_body(share) and not _is_more(share, part, whole):
        return None
    return (part, whole) if _is_one_thing(part, whole, of_body=is_of_body(share)) else None


def _is_of_all(share: Figure) -> bool:
    """Tell whether a share is told of a body, or of the total, and ends there: not "of all foreign sales"."""
    parted = split_at(rest_of(share)[:_LONGEST_NAME], "of_total")
    of_total = parted is not None and not parted[0].strip() and _CLOSES.match(parted[1]) is not None
    return of_total or is_of_body(share)


def _beside(part: Figure, alike: Sequence[Figure]) -> Figure | None:
    """Return the whole of "36 ambulances; | 12 | run", "2,100 tickets, | 700 | of them": the one other amount there."""
    if len(alike) != 2 or alike[1] is not part:
        return None
    gap = between(*alike)
    goes_on = part.basis_of("noun") is Basis.SENTENCE and part.noun == alike[0].noun and _BREAKS.search(gap)
    others = any(any_word(gap, name) for name in ("contrast", "beside", "down_to", "part"))
    return alike[0] if (is_of_them(part) or goes_on) and not others else None


def _is_more(share: Figure, part: Figure, whole: Figure) -> bool:
    """Tell whether a share is more than the amounts make: a fleet may be larger than what was told of it."""
    made, told = amount(part.quantity) / amount(whole.quantity) * _HUNDRED, share_excused(share).low
    return told is not None and made < told


def tied_to_named(share: Figure, sentence: Sequence[Figure], earlier: Sequence[Figure]) -> Tie | None:
    """Return both of "Police hold 120 men. A third of the men, | 60, | are minors", of what one amount alone counts."""
    part = next((figure for figure in sentence if figure.span > share.span), None)
    found = _NAMED.fullmatch(between(share, part)) if part is not None else None
    if part is None or found is None or not is_level(part) or _CLOSES.match(rest_of(part)) is None:
        return None
    named = {name[:_STEM] for name in concepts(found["noun"])}
    near = [figure for figure in earlier if is_level(figure) and figure.paragraph == part.paragraph]
    wholes = [figure for figure in near if alike_in_kind(figure, part) and named & _stems_of(figure)]
    if not any_word(found["of"], "of_the") or len({amount(figure.quantity) for figure in wholes}) != 1:
        return None
    exact = part.quantity.kind is Kind.COUNT and part.quantity.bound is Bound.EXACT
    return (part, wholes[-1]) if exact and _may_be(part, wholes[-1]) else None


def told_in_all(share: Figure, sentence: Sequence[Figure]) -> Tie | None:
    """Return both of "Three in four of the 800 homes had none, | 450 | in all": the share told again as a number."""
    behind = [figure for figure in sentence if figure.span > share.span and is_level(figure)]
    if len(behind) != 2 or not alike_in_kind(*behind):
        return None
    whole, part = behind
    named = between(share, whole).split()
    tied = 0 < len(named) <= _WORDS and any_word(" ".join(named), "share_of")
    parted = split_at(after(part, _LONGEST_NAME), "in_all")
    again = parted is not None and not concepts(parted[0]) - concepts(whole.noun or "") and not parted[1].strip()
    joined = _ONE_CLAUSE.fullmatch(between(whole, part)) is not None and part.quantity.bound is Bound.EXACT
    return (part, whole) if tied and again and joined and _may_be(part, whole) else None


def _stems_of(figure: Figure) -> frozenset[str]:
    """Return the stems of what an amount counts and of the words next behind it: "300 | are on strike"."""
    words = f"{figure.noun or ''} {' '.join(after(figure).split()[:_WORDS])}"
    return frozenset(name[:_STEM] for name in concepts(words))


def _only_one(part: Figure, last: Sequence[Figure]) -> Figure | None:
    """Return the amount of the sentence before, in its paragraph, where it tells no other of the kind."""
    told = [figure for figure in last if is_level(figure) and alike_in_kind(figure, part)]
    return told[0] if len(told) == 1 and told[0].paragraph == part.paragraph else None


def _may_be(part: Figure, whole: Figure) -> bool:
    """Tell whether an amount may be a part of another, of its time and place, and both are told as they are."""
    larger = amount(whole.quantity) > amount(part.quantity) > 0
    told = (
        part.quantity.bound in (*_ROUGH, Bound.MORE_THAN, Bound.LESS_THAN)
        and whole.quantity.bound in _ROUGH
        and part.modality is Modality.STATED
    )
    if part.quantity.total or not larger or not told or ask_place(part, whole).standing in _APART:
        return False
    if is_of_them(part) or part.period == whole.period:
        return True
    own_time = part.basis_of("period") in (Basis.TEXT, Basis.SENTENCE) and part.period.stated
    return not own_time and ask_period(part, whole).standing not in _APART  # "It hired 300 a year ago"


def _is_one_thing(part: Figure, whole: Figure, *, of_body: bool) -> bool:
    """Tell whether a part is told of what the amount before counts: "59 reached a judge", "59 of the files"."""
    if part.quantity.kind is Kind.MONEY or is_of_them(part) or not part.noun:
        return True
    if part.basis_of("noun") in (Basis.SENTENCE, Basis.PARAGRAPH):
        return part.noun == whole.noun
    behind = after(part, _LONGEST_NAME)
    found = _OF_THOSE.match(behind)
    noun = found["noun"] if found is not None and any_word(found["of"], "of_the") else part.noun or ""
    if not concepts(noun) <= concepts(behind):
        return False
    if of_body and any_word(noun, "in_a_fleet") and any_word(whole.noun or "", "in_a_fleet"):
        return True
    known = {name[:_STEM] for name in concepts(whole.noun or "")}
    return bool(noun) and {name[:_STEM] for name in concepts(noun)} <= known
