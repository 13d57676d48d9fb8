"""Which part and which whole a sentence ties a share to: "of the 500 complaints, 310 (62%)"."""

import re
from collections.abc import Sequence

from ledger.compare.intervals import amount
from ledger.compare.part_lists import opens_with
from ledger.compare.sums import alike_in_kind, between, is_level
from ledger.compare.words import after, any_word, before, concepts, ends_with_word, rest_of, says_generic, split_at
from ledger.model.figure import Basis, Figure
from ledger.model.quantity import Bound, Kind

_STEP = 8  # characters of "of the " or "de los " before a whole
_OF_TOTAL = 16  # characters of " of the total" behind a share
_OF_BODY = 28  # characters of " of the membership," behind one
_OWNED = 28  # characters of "of the state's " before a whole
_BEHIND = 12  # characters of " of them" behind a part
_AHEAD = 16  # characters of "de los cuales " before one
_OF_IT = 3  # words of "of that amount" that close the clause of a share
_COMMAS = frozenset({",", "–", "—", "("})
_LINK = 12  # characters of "for " or "para atender a " between those who serve and what they serve
_PAIRED = re.compile(r"(?:\s[^\W\d]+){1,8}\s")  # "620 | volunteers were sent to the | 2,480 tables"
_STEP_ON = 60  # characters from "38 | officers and the courts convicted | six"
_MARK = re.compile(r"[.;:()\d]")
_AGAIN = re.compile(
    r"(?:[^.;:()\d]|(?<!\d)(?:19|20)\d\d|(?<!\d)\d{1,2}(?!\d)){0,56}?"  # " had not opened by 1 May"
    r"(?:\(\s*(?P<bracket>[^()\d]{0,12})|(?:,|\s[–—]|\s--)\s*(?P<comma>[^.;:()\d]{0,28})"
    r"|[:;]\s*(?P<clause>[^.;:()\d]{0,28}))"
)
_CLAUSE_END = re.compile(r"[.,;:()–—]")
_NEXT_TO_IT = re.compile(r"[^\W\d]+\s+$")  # "in " before an amount
_JOINED = re.compile(r"(?:\s[^\W\d]+){0,4}\s?[,(–—]\s*(?:[^\W\d]+\s){0,3}")  # "57 million | in hand, or | two thirds"
_WHICH = re.compile(r"(?:\s+[^\W\d]+){2,3},\s+")  # " of which, "
_OF_ITS = re.compile(r"(?:\s+[^\W\d]+){1,4}\s+\S?")  # " of its ", " pesos of the "
_CLOSES = re.compile(r"\s*[),;.–—]|\s*$")
_CLOSES_NOUN = re.compile(r"(?P<noun>(?:\s[^\W\d]+){0,2}?)\s?[,);.–—]|\s*$")  # "210 | people,"
_NOUN = re.compile(r"(?:\s[^\W\d]+(?:[-'’][^\W\d]+)*){0,5}\s?[,(–—]\s*(?:[^\W\d]+\s){0,2}")  # "900 | prisoners, | 450"
_LONG_NOUN = re.compile(
    _NOUN.pattern.replace("{0,5}", "{0,12}")
)  # "96 | murders of drivers in the north this year, | 27"
# "500 | complaints filed since 2018, only | 310"
_WHOLE = re.compile(r"(?:\s(?:[^\W\d]+(?:[-'’][^\W\d]+)*|(?:19|20)\d\d)){0,8},\s*(?:[^\W\d]+\s){0,3}")


def tied_to(share: Figure, sentence: Sequence[Figure], earlier: Sequence[Figure]) -> tuple[Figure, Figure] | None:
    """Return the part and the whole that a share is surely of, None where the text leaves it open."""
    levels = [figure for figure in sentence if is_level(figure) and figure.quantity.bound is Bound.EXACT]
    ahead = [figure for figure in levels if figure.span < share.span]
    behind = [figure for figure in levels if share.span < figure.span]
    if len(behind) >= 2 and (pair := _fraction_of(share, behind)) is not None:
        return pair
    if ahead and behind and _is_of_which(share, behind[0]) and _may_hold(behind[0], ahead[-1]):
        return behind[0], ahead[-1]
    if len(ahead) >= 2 and _is_of_it(ahead[-1], share) and alike_in_kind(ahead[-1], ahead[-2]):
        return ahead[-1], ahead[-2]
    if not ahead or not says_again(ahead[-1], share):
        return None
    part = ahead[-1]
    if len(ahead) >= 2 and is_of_its(ahead[-2], part) and _CLOSES.match(rest_of(share)) is not None:
        return ahead[-2], part
    if len(ahead) >= 2 and (_is_of(part, ahead[-2]) or _is_left_bare(part, ahead[-2])):
        return part, ahead[-2]
    if len(ahead) >= 2 and opens_with(ahead[0]) and _may_hold(part, ahead[0]):
        return part, ahead[0]
    told = [figure for figure in earlier if is_level(figure) and figure.paragraph == part.paragraph]
    if is_of_other(share):
        return None
    if len(ahead) == 1 and is_of_them(part) and told and _may_hold(part, told[-1]):
        return (part, told[-1]) if told[-1].quote_span == told[0].quote_span and len(told) == 1 else None
    whole = _left_unsaid(part, told) if len(ahead) == 1 and not is_narrowed(part) else None
    return (part, whole) if whole is not None else None


def each_of(share: Figure, sentence: Sequence[Figure]) -> tuple[Figure, Figure] | None:
    """Return the two amounts that "one for every six" is made of: "620 volunteers for 2,480 tables, one for …"."""
    ahead = [figure for figure in sentence if figure.span < share.span]
    if share.quantity.kind is not Kind.RATIO or len(ahead) < 2 or not any_word(share.surface, "apiece"):
        return None
    few, many = ahead[-2:]
    counts = all(is_level(figure) and figure.quantity.kind is Kind.COUNT for figure in (few, many))
    beside = _PAIRED.fullmatch(between(few, many)) is not None and any_word(between(few, many)[-_LINK:], "for_each")
    closed = _NOUN.fullmatch(between(many, share)) is not None
    return (few, many) if counts and beside and closed and 0 < amount(few.quantity) < amount(many.quantity) else None


def _is_of_it(part: Figure, share: Figure) -> bool:
    """Tell "promised $30 million and has sent $12 million, | two-fifths | of it", whichever of the two is more."""
    rest = _CLAUSE_END.split(rest_of(share))[0]
    return between(part, share).strip() in _COMMAS and len(rest.split()) <= _OF_IT and any_word(rest, "of_it")


def _left_unsaid(part: Figure, told: Sequence[Figure]) -> Figure | None:
    """Return the amount of the sentence before whose noun a part goes on with: "1,268 complaints. Only | 74"."""
    if part.basis_of("noun") is not Basis.PARAGRAPH or not told:
        return None
    near = [figure for figure in told if figure.quote_span == told[-1].quote_span]
    own_time = part.period.stated and part.basis_of("period") in (Basis.TEXT, Basis.SENTENCE)
    near = [figure for figure in near if not own_time or figure.period == part.period]
    wholes = [figure for figure in near if figure.noun == part.noun and _may_hold(part, figure)]
    return wholes[0] if len(wholes) == 1 and wholes[0].quantity.bound is Bound.EXACT else None


def of_the_sum(share: Figure, levels: Sequence[Figure]) -> tuple[Figure, Figure] | None:
    """Return the part and the whole of "asked for 152 million and had 57 million, two thirds of the sum."."""
    ahead = [figure for figure in levels if figure.span < share.span]
    rest = rest_of(share)
    closed = any_word(_CLAUSE_END.split(rest)[0], "of_the_sum") and len(_CLAUSE_END.split(rest)[0]) <= _STEP_ON
    if len(ahead) < 2 or not closed or _JOINED.fullmatch(between(ahead[-1], share)) is None:
        return None
    whole = next((figure for figure in reversed(ahead[:-1]) if alike_in_kind(figure, ahead[-1])), None)
    return (ahead[-1], whole) if whole is not None and _may_hold(ahead[-1], whole) else None


def is_of_them(part: Figure) -> bool:
    """Tell whether a part is one of what was told before: "310 of them", "of these, 310"."""
    return any_word(after(part, _BEHIND), "of_them") or any_word(before(part, _AHEAD), "part")


def is_of_its(part: Figure, whole: Figure) -> bool:
    """Tell whether a whole stands right behind its part: "3,120 million pesos | of its | 4,800 million"."""
    gap = between(part, whole)
    return _OF_ITS.fullmatch(gap) is not None and any_word(gap[-_STEP:], "share_of") and _may_hold(part, whole)


def _is_left_bare(part: Figure, whole: Figure) -> bool:
    """Tell whether a part names nothing of its own behind what it is of: "charged 38 officers and convicted | six"."""
    gap = between(whole, part)
    rest = rest_of(part)
    counted = bool(whole.noun) and whole.measure in (None, part.measure)
    joined = any_word(gap, "last_of_list") and len(gap) <= _STEP_ON and _MARK.search(gap) is None
    return counted and joined and _CLOSES.match(rest) is not None and _may_hold(part, whole)


def is_of_other(share: Figure) -> bool:
    """Tell whether a share says what it is of: "31 percent of the women", "420, or 70 percent, of the women"."""
    words = re.sub(r"^\s*[,)]\s*", " ", rest_of(share)).split()[:2]
    of_those = any(any_word(" ".join(words), name) for name in ("of_them", "of_it"))
    return any_word(" ".join(words[:1]), "share_of") and not of_those


def is_narrowed(part: Figure) -> bool:
    """Tell whether a clause puts an amount elsewhere, or among others, before it: "in the south, 200", "of the men"."""
    ahead = part.quote[: part.span.start - part.quote_span.start]
    opening = _CLAUSE_END.split(ahead)
    words = ",".join(opening[-1:] if opening[-1].strip() or not ahead.rstrip().endswith(",") else opening[-2:])
    words = _NEXT_TO_IT.sub("", words) if ends_with_word(words, "narrows") else words  # "in | 540 there was no water"
    if any_word(f"{words} {part.surface}", "beside"):  # "another 200"
        return True
    return any_word(words, "narrows") and not any_word(words, "part")


def says_again(part: Figure, share: Figure) -> bool:
    """Tell whether a share says an amount again: "310 (62%)", "39 of the 524 officers, or 17 percent"."""
    gap = between(part, share)
    found = _AGAIN.fullmatch(gap)
    if found is None:
        return False
    rest = rest_of(share)
    if found["bracket"] is not None:
        return rest.lstrip().startswith(")")
    words = (found["comma"] or "").strip()
    if found["clause"]:  # "; that is, | 12 percent", ": una tasa del | 12 %"
        return any_word(found["clause"], "that_is")
    return (
        any_word(words, "worth")
        or any_word(words, "that_is")
        or (_says_how_few(words) and (_CLOSES.match(rest) is not None or is_of_total(share)))
    )  # ", un 35 %."


def is_of_total(share: Figure) -> bool:
    """Tell whether a share is told of all there are, and nothing else: "of the total", "of the fleet,"."""
    rest = rest_of(share)
    return any_word(rest[:_OF_TOTAL], "of_total") or is_of_body(share)


def is_of_body(share: Figure) -> bool:
    """Tell whether a share is told of a body of things or people, and ends there: "two thirds | of the fleet,"."""
    parted = split_at(rest_of(share)[:_OF_BODY], "of_the_body")
    return parted is not None and not parted[0].strip() and _CLOSES.match(parted[1]) is not None


def _says_how_few(words: str) -> bool:
    """Tell whether nothing stands before a share but what says how small it is: "apenas el", "some"."""
    return all(any_word(word, "only_so_many") or not concepts(word) for word in words.split())


def _is_of_which(share: Figure, part: Figure) -> bool:
    """Tell whether a part between two marks says a share "of them" again: "40 trucks, a quarter of which, 20, were"."""
    gap = between(share, part)
    rest = rest_of(part)
    return _WHICH.fullmatch(gap) is not None and any_word(gap, "of_them") and _CLOSES.match(rest) is not None


def _fraction_of(share: Figure, behind: Sequence[Figure]) -> tuple[Figure, Figure] | None:
    """Read "a third of the 900 prisoners, 450, had": the whole, and then the part between two marks."""
    whole, part = behind[:2]
    rest = rest_of(part)
    gap = between(share, whole)
    tied = len(gap) <= _OWNED and any_word(gap.split()[0] if gap.split() else "", "share_of")
    found = _CLOSES_NOUN.match(rest) if _LONG_NOUN.fullmatch(between(whole, part)) is not None else None
    closed = found is not None and _is_plain(found["noun"] or "", whole) and not _goes_on_of(rest[found.end() :])
    return (part, whole) if tied and closed and _may_hold(part, whole) else None


def _is_plain(noun: str, whole: Figure) -> bool:
    """Tell "210 people" from "120 boys", who are some of those a share is of."""
    named = concepts(noun) - concepts(whole.noun or "")
    return all(says_generic(name) or any_word(name, "anybody") or any_word(name, "in_all") for name in named)


def _goes_on_of(rest: str) -> bool:
    """Tell whether a pair is of something named behind it: "half, 210, | of the jobs"."""
    words = rest.split()
    return bool(words) and any_word(words[0], "share_of")


def _is_of(part: Figure, whole: Figure) -> bool:
    """Tell whether a part is told right behind its whole: "of the 500 complaints, 310"."""
    opened = any_word(before(whole, _STEP), "share_of")
    return opened and _WHOLE.fullmatch(between(whole, part)) is not None and _may_hold(part, whole)


def _may_hold(part: Figure, whole: Figure) -> bool:
    return alike_in_kind(part, whole) and amount(whole.quantity) > amount(part.quantity) > 0
