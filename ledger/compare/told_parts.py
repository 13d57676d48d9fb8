"""Amounts that words make a part of another: "4,100 of them", "Of that sum, $18 million", "among them 12 minors".

Where a part stands in the sentence of its whole, that is the amount before it; else the sentence before tells it.
"""

import re
from collections.abc import Sequence

from ledger.compare.part_lists import goes_on_with, opens_with
from ledger.compare.sums import alike_in_kind, between, is_level
from ledger.compare.words import after, any_word, concepts, rest_of, split_at
from ledger.model.figure import Basis, Figure
from ledger.model.quantity import Kind

_BEHIND = 16  # characters in which "of them" stands behind a part
_OWNED = re.compile(r"\s[^\W\d]+['’]")
_LONGEST_STEP = 60  # characters from a whole to ", 135 of them"
_OF_WHICH = re.compile(r"[^.;:()\d,]{0,30},\s*(?:[^\W\d]+\s){2}")  # "500 | million pesos, of which | 620"
# " prisoners injured in Quito, some ", " hours of news a week, the channel devotes "
_FROM_OPENING = re.compile(r"(?:[^.;:()\d,]|(?:19|20)\d\d){0,80},\s*(?P<words>(?:[^\W\d]+\s+){0,6})\S?")
_WORDS = 2  # before a part that tells what it counts
_OF_THE = re.compile(r"\s+[^\W\d]+(?:\s[^\W\d]+){1,2}\s+\S?")  # " of the ", " of its "
# " of its incubators were", " of the board's members voted", " de los miembros del"
_OF_NAMED = re.compile(r"\s+(?P<of>[^\W\d]+\s[^\W\d]+)\s(?:(?P<owner>[^\W\d]+)['’]s?\s)?(?P<noun>[^\W\d]+)(?P<rest>.*)")
_OPENED = re.compile(r"(?P<mark>,?)(?:\s+[^\W\d]+){0,2}(?:\s+\S)?\s*")  # "Of these | , at least "
_HEDGES = re.compile(r"(?:\s*[^\W\d]+){0,2}\s*\S?$")  # "including | at least "


def is_whole(figure: Figure) -> bool:
    """Tell whether an amount may have parts: a level, or a length of time of which some units are told."""
    return is_level(figure) or (figure.quantity.kind is Kind.DURATION and not figure.quantity.vague)


def may_be_part(part: Figure, whole: Figure) -> bool:
    """Tell whether two amounts are of one kind, or a part leaves out the unit: "of the 72 hours, | 15 | went to"."""
    bare = part.quantity.kind is Kind.COUNT and part.noun is None and whole.quantity.kind is Kind.DURATION
    return alike_in_kind(part, whole) or bare


def wholes_of(part: Figure, sentence: Sequence[Figure], earlier: Sequence[Figure]) -> list[Figure]:
    """Return the amounts that a part may be of, the likeliest last, where words make it a part; `earlier` are told."""
    ahead = [figure for figure in sentence if figure.span < part.span]
    if is_level(part) and (is_of_opening(part, ahead) or _is_included(part, ahead)):
        return [figure for figure in ahead if is_whole(figure) and may_be_part(part, figure)]
    if is_level(part) and (whole := _behind(part, sentence)) is not None:
        return [whole]
    if is_level(part) and not ahead and (whole := _of_named(part, earlier)) is not None:
        return [whole]
    if not is_level(part) or not is_of_them(part, ahead):
        return []
    beside = [figure for figure in ahead if is_whole(figure) and may_be_part(part, figure)]
    if beside:
        return beside if len(between(beside[-1], part)) <= _LONGEST_STEP else []
    last = [figure for figure in earlier if figure.quote_span == earlier[-1].quote_span] if not ahead else []
    told = [figure for figure in last if is_whole(figure) and may_be_part(part, figure)]
    return told if len(told) == 1 else []  # "180 men and 120 women; 190 of them": of both


def is_of_them(part: Figure, ahead: Sequence[Figure]) -> bool:
    """Tell whether an amount is told as of one before: "135 of them", ", of which | 150"."""
    money = part.quantity.kind is Kind.MONEY and any_word(after(part, _BEHIND), "of_it")
    if money or any_word(after(part, _BEHIND), "of_them") or _is_of_those(part):
        return True
    if not ahead and _is_opened(part):
        return True
    gap = between(ahead[-1], part) if ahead else ""
    return _OF_WHICH.match(gap) is not None and any_word(gap.partition(",")[2][:_BEHIND], "of_them")


def _is_opened(part: Figure) -> bool:
    """Tell whether a sentence opens by making its first amount a part of what was told: "Of these, some | 38"."""
    parted = split_at(part.quote[: part.span.start - part.quote_span.start], "of_them")
    found = _OPENED.fullmatch(parted[1]) if parted is not None and not parted[0].strip() else None
    return found is not None and (bool(found["mark"]) or not _tells_noun(part))  # "Of these 38" are the 38


def _tells_noun(part: Figure) -> bool:
    """Tell whether a sentence that opens with "of these" may mean the amount behind: "Of these | 38 |, 12 were"."""
    opening = part.quote[: part.span.start - part.quote_span.start]
    return any_word(opening, "of_those")


def _is_of_those(part: Figure) -> bool:
    """Tell "31 tables opened late, and 38 of those lacked paper" from "38 of those who came", "38 of those in Lima"."""
    parted = split_at(after(part, _LONGEST_STEP), "of_those")
    words = parted[1].split() if parted is not None and not parted[0].strip() else []
    if words and any_word(words[0], "that_restrict"):  # "5,940 voted, and 6,310 of those who | voted"
        said = concepts(" ".join(words[1:3]))
        return bool(said) and said <= concepts(part.quote[: part.span.start - part.quote_span.start])
    return bool(words) and not any_word(words[0], "narrows")


def _of_named(part: Figure, earlier: Sequence[Figure]) -> Figure | None:
    """Return the 14 of "The clinic owns 14 incubators. Nineteen of its incubators", the one amount told there."""
    last = [figure for figure in earlier if figure.quote_span == earlier[-1].quote_span]
    found = _OF_NAMED.match(after(part, _LONGEST_STEP))
    if len(last) != 1 or found is None or not any_word(found["of"], "of_the") or last[0].paragraph != part.paragraph:
        return None
    named = concepts(found["noun"])
    owner = concepts(f"{found['owner'] or ''} {found['of'] if found['owner'] else ''}")
    one_thing = bool(named) and named == concepts(last[0].noun or "") and owner <= concepts(last[0].quote)
    closed = _is_unnarrowed(found["rest"].split(), concepts(last[0].quote))
    timed = part.period == last[0].period or not part.period.stated
    timed = timed and not any_word(rest_of(part), "since_when")  # "20 of its tractors were sold last year"
    return last[0] if one_thing and closed and timed and alike_in_kind(part, last[0]) else None


def _is_unnarrowed(rest: Sequence[str], known: frozenset[str]) -> bool:
    """Tell whether nothing new stands behind a noun: no "38 of its buses | in Lima", but "members | of the board"."""
    if not rest or not any(any_word(rest[0], name) for name in ("narrows", "that_restrict")):
        return True
    said = next((named for word in rest[1:] if (named := concepts(word))), frozenset())
    return bool(said) and said <= known


def _behind(part: Figure, sentence: Sequence[Figure]) -> Figure | None:
    """Return the 34 of "41 | of the | 34 buses"; where it is the larger, the two are read as one amount."""
    following = [figure for figure in sentence if figure.span > part.span]
    if not following or part.noun is not None or not alike_in_kind(part, following[0]) or not is_level(following[0]):
        return None
    gap = between(part, following[0])
    if _OWNED.match(rest_of(following[0])):
        return None  # "41 of the 34 families' children"
    return following[0] if any_word(gap, "of_the") and _OF_THE.fullmatch(gap) else None


def is_of_opening(part: Figure, ahead: Sequence[Figure]) -> bool:
    """Tell the part of "Of the 54 prisoners injured, 61 were taken to hospital", "Of its 72 hours, it gives 15 to"."""
    if len(ahead) != 1 or not opens_with(ahead[0]) or not goes_on_with(ahead[0], part):
        return False
    found = _FROM_OPENING.fullmatch(between(ahead[0], part))
    elided = part.noun is None or part.basis_of("noun") is Basis.SENTENCE
    return found is not None and (elided or len(found["words"].split()) <= _WORDS)


def _is_included(part: Figure, ahead: Sequence[Figure]) -> bool:
    """Tell "64 people, | including at least | 12 minors", where both are counted alike: people, or dollars."""
    if not ahead or ahead[-1].quantity.unit != part.quantity.unit:
        return False
    gap = between(ahead[-1], part)
    parted = split_at(gap, "that_includes") if len(gap) <= _LONGEST_STEP else None
    return parted is not None and parted[0].rstrip().endswith(",") and _HEDGES.fullmatch(parted[1]) is not None
