"""How a text ties a share to amounts that stand farther apart: "3,100 migrants; 1,290 of them, or 42 percent"."""

import re
from collections.abc import Sequence

from ledger.compare.gates import Standing, ask_place
from ledger.compare.intervals import amount
from ledger.compare.part_lists import opens_with
from ledger.compare.shares import is_narrowed, is_of_other, is_of_them, says_again
from ledger.compare.sums import alike_in_kind, between, is_level
from ledger.compare.words import Likeness, after, any_word, before, concepts, likeness, rest_of, split_at
from ledger.model.figure import Basis, Figure, Modality
from ledger.model.quantity import Bound, Kind

_STEP = 16  # characters of "in the south " before an amount
_FAR = 40  # characters that a sentence says around a share of what was told before
_UP_TO = re.compile(r"(?:\s(?:[^\W\d]+(?:[-'’][^\W\d]+)*|(?:19|20)\d\d)){0,7},\s*(?:[^\W\d]+\s){0,3}")
_OF_IT = re.compile(r"(?:\s+[^\W\d]+){1,4}\s+")  # " of the ", " de los más de "
_OF_MASS = re.compile(r"(?:\s+[^\W\d]+(?:['’][^\W\d]*)?,?){2,7}\s+")  # " of Chile's output of "
_OR = re.compile(
    r"(?:\s[^\W\d]+){0,4}(?:,\s*(?P<comma>[^.,;:()\d]{1,12}\s)|\s\((?P<bracket>))"
)  # ", or ", " of them ("
_OPENING = re.compile(r"(?:.*[,;:.(])?\s*(?:[^\W\d]+\s+){0,3}(?:[^\W\d]+\s+[^\W\d]+,\s+)?", re.DOTALL)  # "; of them, "
_OF_THOSE = re.compile(
    r"\s(?:[^\W\d]+\s){1,2}[^\W\d]+(?:\s[^\W\d]+\s(?:19|20)\d\d)?\s*[,(]"
)  # "1,024 | of the murders, | or"
_MARK = re.compile(r"[.,;:()]")
_CLOSES = re.compile(r"\s*[),;.–—]|\s*$")
_ALONE = re.compile(r"[^,;:()]*[.!]?\s*")
_ROUGH = (Bound.EXACT, Bound.APPROX, Bound.NEARLY)
Tie = tuple[Figure, Figure]


def tied_farther(share: Figure, sentence: Sequence[Figure], earlier: Sequence[Figure]) -> Tie | None:
    """Return the part and the whole that a share is surely of, None where the text leaves it open."""
    told = [figure for figure in earlier if figure.paragraph == share.paragraph]
    last = [figure for figure in told if figure.quote_span == told[-1].quote_span]
    found = _of_behind(share, sentence) or _of_those(share, sentence, last)
    found = found or _of_the_same(share, sentence, told) or _of_all(share, sentence, last)
    return found or _of_those_anywhere(share, sentence, earlier) or _of_what_goes_on(share, sentence)


def _of_behind(share: Figure, sentence: Sequence[Figure]) -> Tie | None:
    """Read "310,000 tonnes, 20 percent of Chile's output of 5.8 million tonnes", "212 booths, a tenth of the 920"."""
    ahead = [figure for figure in sentence if is_level(figure) and figure.span < share.span]
    whole = next((figure for figure in sentence if share.span < figure.span), None)
    if not ahead or whole is None or _UP_TO.fullmatch(between(ahead[-1], share)) is None:
        return None
    part, gap = ahead[-1], between(share, whole)
    alone = not any(alike_in_kind(other, part) for other in ahead[:-1]) or likeness(part, whole) >= Likeness.NARROWER
    reach = _OF_IT if whole.quantity.kind is Kind.COUNT else _OF_MASS
    tied = (
        reach.fullmatch(gap) is not None
        and not any_word(gap, "of_them")
        and not any_word(gap, "of_it")
        and _is_of_all_through(gap)
    )
    return (part, whole) if alone and tied and _ends_apposed(part, whole) and _may_be(part, whole) else None


def _ends_apposed(part: Figure, whole: Figure) -> bool:
    """Tell whether nothing but its noun stands behind a whole, and a count's is its part's: no "900 men being ill"."""
    named = concepts(_MARK.split(rest_of(whole))[0]) - concepts(f"{whole.noun or ''} {part.noun or ''}")
    more = {name for name in named if not any_word(name, "parted_by_sort")}  # "of the 920 booths in the department"
    one_thing = whole.quantity.kind is not Kind.COUNT or likeness(part, whole) > Likeness.DIFFERENT
    return not more and one_thing


def _is_of_all_through(gap: str) -> bool:
    """Tell whether a gap begins with "of", and small words alone stand between its last "of" and the whole."""
    words = gap.split()
    at = [place for place, word in enumerate(words) if any_word(word, "share_of")]
    return bool(at) and at[0] == 0 and not concepts(" ".join(words[at[-1] :]))


def _of_those(share: Figure, sentence: Sequence[Figure], last: Sequence[Figure]) -> Tie | None:
    """Read a part of the one amount told just before: "3,100 migrants; 1,290 of them were minors, or 42 percent"."""
    part = _told_again(share, sentence)
    if part is None or is_of_other(share):
        return None
    first = min(part, share, key=_at)
    ahead = [figure for figure in sentence if figure.span < first.span]
    told = ahead or last
    if len(told) != 1 or not is_level(told[0]) or not _may_be(part, told[0]):
        return None
    opening = between(told[0], first) if ahead else first.quote[: first.span.start - first.quote_span.start]
    parted = not ahead or any(mark in opening for mark in ",;:(")
    parted = parted and not tells_of_others(opening)
    return (part, told[0]) if parted and _OPENING.fullmatch(opening) and _is_part_of(part, first, told[0]) else None


def tells_of_others(gap: str) -> bool:
    """Tell whether a part is told between a whole and another: "3,100 migrants, most of them men; | 1,290 of them"."""
    clauses = [clause for clause in _MARK.split(gap)[:-1] if concepts(clause)]
    return any(any_word(clause, "part") for clause in clauses)


def _told_again(share: Figure, sentence: Sequence[Figure]) -> Figure | None:
    """Return the amount that a share says again, or that says the share again: "42 percent, or 1,290 of them,"."""
    levels = [figure for figure in sentence if is_level(figure) and figure.quantity.bound is Bound.EXACT]
    ahead = [figure for figure in levels if figure.span < share.span]
    if ahead and says_again(ahead[-1], share):
        return ahead[-1]
    behind = next((figure for figure in levels if share.span < figure.span), None)
    found = _OR.fullmatch(between(share, behind)) if behind is not None else None
    if behind is None or found is None:
        return None
    words = found["comma"] or ""
    said = found["bracket"] is not None or any_word(words, "worth") or any_word(words, "that_is")
    return behind if said and (_CLOSES.match(rest_of(behind)) or is_of_them(behind)) else None


def _is_part_of(part: Figure, first: Figure, whole: Figure) -> bool:
    """Tell whether a part is surely one of a whole: "1,290 of them", "420,", "1,024 of the murders,"."""
    if is_of_them(part) or any_word(before(first, _FAR), "part"):
        return True
    if is_narrowed(first) or (part.place, part.period) != (whole.place, whole.period):
        return False
    if _CLOSES.match(rest_of(part)) is not None:
        return part.basis_of("noun") in (Basis.SENTENCE, Basis.PARAGRAPH) and part.noun == whole.noun
    of_those = _OF_THOSE.match(rest_of(part)) is not None and any_word(rest_of(part).split()[0], "share_of")
    return of_those and _is_one_thing(part, whole)


def _is_one_thing(part: Figure, whole: Figure) -> bool:
    named = bool(part.measure) and part.measure == whole.measure
    return part.population == whole.population and (named or likeness(part, whole) is Likeness.SAME)


def _of_those_anywhere(share: Figure, sentence: Sequence[Figure], earlier: Sequence[Figure]) -> Tie | None:
    """Read "1,024 of the murders, or 12 percent," where the text told of one count of those murders before."""
    part = _told_again(share, sentence)
    if part is None or is_of_other(share) or is_narrowed(min(part, share, key=_at)):
        return None
    if _OF_THOSE.match(rest_of(part)) is None or not any_word(rest_of(part).split()[0], "share_of"):
        return None
    stated = [figure for figure in earlier if is_level(figure) and figure.modality is Modality.STATED]
    wholes = [figure for figure in stated if _may_be(part, figure) and _is_of_its_kind(part, figure)]
    return (part, wholes[-1]) if len({amount(figure.quantity) for figure in wholes}) == 1 else None


def _of_what_goes_on(share: Figure, sentence: Sequence[Figure]) -> Tie | None:
    """Read a part that leaves out the noun of its whole: "visited 850 farms and found 204 dry, that is, 24 percent"."""
    ahead = [figure for figure in sentence if is_level(figure) and figure.span < share.span]
    if len(ahead) != 2 or not says_again(ahead[1], share) or is_of_other(share):
        return None
    whole, part = ahead
    gap = between(whole, part)
    elided = bool(part.noun) and part.noun == whole.noun and part.basis_of("noun") is Basis.SENTENCE
    joined = ";" in gap or any_word(gap, "last_of_list")
    others = any(any_word(gap, name) for name in ("contrast", "beside", "down_to", "part"))
    lead = _MARK.split(gap)[-1][-_STEP:]
    own = concepts(lead) and any_word(lead, "narrows")  # "and in the south | 204"
    alike = (part.place, part.period, part.population) == (whole.place, whole.period, whole.population)
    sure = elided and joined and alike and not others and not own and part.modality is whole.modality
    return (part, whole) if sure and part.quantity.kind is Kind.COUNT and _may_be(part, whole, _ROUGH) else None


def _is_of_its_kind(part: Figure, whole: Figure) -> bool:
    """Tell whether an amount may be all of what a part is of: its measure, place and time, and nobody narrower."""
    timed = part.period == whole.period or not (part.period.stated and whole.period.stated)
    placed = ask_place(part, whole).standing in (Standing.SAME, Standing.ASSUMED)
    return timed and placed and not whole.population and _is_one_thing(part, whole)


def _of_the_same(share: Figure, sentence: Sequence[Figure], told: Sequence[Figure]) -> Tie | None:
    """Read a share of the one amount told under its noun: "900 valid votes. She won 300, 33% of the valid votes"."""
    ahead = [figure for figure in sentence if is_level(figure) and figure.span < share.span]
    named = concepts(share.noun or "")
    if not ahead or not named or concepts(after(share)) != named or not is_of_other(share):
        return None
    if share.basis_of("noun") is not Basis.TEXT or _UP_TO.fullmatch(between(ahead[-1], share)) is None:
        return None
    part = ahead[-1]
    wholes = [figure for figure in told if is_level(figure) and concepts(figure.noun or "") == named]
    if len(wholes) != 1 or not _may_be(part, wholes[0]):
        return None
    alike = (part.place, part.period, part.population) == (wholes[0].place, wholes[0].period, wholes[0].population)
    return (part, wholes[0]) if alike and likeness(part, wholes[0]) > Likeness.DIFFERENT else None


def _of_all(share: Figure, sentence: Sequence[Figure], last: Sequence[Figure]) -> Tie | None:
    """Read a sentence that says the one before again: "Of the 52, 39 were off duty. That is 75 percent of all."."""
    opening = split_at(share.quote[: share.span.start - share.quote_span.start], "says_again")
    if len(sentence) != 1 or opening is None or opening[0].strip() or concepts(opening[1]):
        return None
    if _ALONE.fullmatch(rest_of(share)) is None or (
        rest_of(share).strip(" .") and not any_word(rest_of(share), "of_those_told")
    ):
        return None
    if len(last) != 2 or not all(is_level(figure) for figure in last) or not opens_with(last[0]):
        return None
    return (last[1], last[0]) if _may_be(last[1], last[0]) else None


def _at(figure: Figure) -> int:
    return figure.span.start


def _may_be(part: Figure, whole: Figure, told: Sequence[Bound] = (Bound.EXACT,)) -> bool:
    """Tell whether an amount may be a part of another, and both are told well enough to divide them."""
    bounds = part.quantity.bound in told and whole.quantity.bound in _ROUGH
    return bounds and alike_in_kind(part, whole) and amount(whole.quantity) > amount(part.quantity) > 0
