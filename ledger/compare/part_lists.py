"""Whether a text tells a list of amounts as all the parts of one whole."""

import re
from collections.abc import Sequence
from decimal import Decimal
from itertools import combinations, pairwise

from ledger.compare.intervals import amount
from ledger.compare.sums import alike_in_kind, between, has_colon, is_level, may_add_up, plain_sum
from ledger.compare.words import after, any_word, before, concepts, rest_of, split_at
from ledger.lexicon.comparison import fold
from ledger.model.figure import Basis, Figure, Modality
from ledger.model.quantity import Kind

_MOST_TRIED = 8  # parts of which every choice is tried
_FEWEST_PARTS = 3
_FEWEST_EXCEEDING = 2
_EXCESS = Decimal("1.4")
_LEFT_OUT = (Basis.SENTENCE, Basis.PARAGRAPH)  # a noun told before, which the amount goes on with
_OPENING = 28  # characters of "Del presupuesto total de "
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_CLAUSES = re.compile(r"[.;:]\s")
_OF_WHICH = re.compile(r"[^.;:()\d]{0,60},\s*(?:[^\W\d]+\s+){2,3}\S{0,3}")  # " disbursed, of which $"
_NEAR = 20  # characters in which "of these", "the remaining" stand before an amount
_BEHIND = 14  # characters in which "restantes" stands behind one
_BEHIND_TOTAL = 24  # characters in which "people in all" stands behind an amount
_LONGEST_STEP = 60
_FAR_BEHIND = 80  # of "; the register gives no sex for the others"
_WORD = re.compile(r"[^\W\d_]+")
_BREAK = re.compile(r"[.;:]")
_APPOSED = re.compile(r"[^.;:()\d]{1,60}[,(–—]\s*")  # "84 | bodies in the graves, | 61 men"
_NEXT = re.compile(r"\s+[^\W\d]+(?:\s[^\W\d]+){0,2}(?:,|,?\s[^\W\d]+)\s+")  # "61 | men and | 23 women"
_RIGHT_BEHIND = re.compile(r"(?:\s[^\W\d]+){0,2}\s?[,:(–—]\s*\S?")  # "64 | people, | 31 in"
_NEXT_CLAUSE = re.compile(r"[^.;:()\d]{0,40};\s*\S?")  # "45 | seats; | 24 went to"
_CLOSED = re.compile(r"\s*(?:[,.;)–—]|$)")


def is_whole_list(whole: Figure, previous: Figure, run: Sequence[Figure]) -> bool:
    """Tell whether a list in the sentence of its whole names all the parts, or parts that may not exceed it."""
    if len(run) < 2 or _is_open(previous, run):
        return False
    ends_with_and = any_word(between(run[-2], run[-1]), "last_of_list")
    opening = between(previous, run[0])
    if ends_with_and and (has_colon(opening) or any_word(opening, "closed_list")):
        return True
    more = plain_sum(run) > amount(whole.quantity)
    if ends_with_and and more and len(run) == 2 and any_word(opening, "part"):
        return True
    return ends_with_and and whole is previous and _is_apposed(whole, run)


def is_list_of_all(sentence: Sequence[Figure], run: Sequence[Figure]) -> bool:
    """Tell whether a sentence holds a list and nothing else, of three parts and more that go on with one noun."""
    if len(run) < _FEWEST_PARTS or [*sentence] != [*run] or any(map(is_nested, run)):
        return False
    elided = all(part.basis_of("noun") in (Basis.SENTENCE, Basis.PARAGRAPH) for part in run[1:])
    if not elided or not any_word(between(run[-2], run[-1]), "last_of_list"):
        return False
    return not any(any_word(text, "open_list") for text in (run[0].quote, after(run[-1], _LONGEST_STEP)))


def opens_with(whole: Figure) -> bool:
    """Tell whether a sentence or clause opens with what its parts are of: "Of the 37 officers killed, 21 …"."""
    opening = _CLAUSES.split(whole.quote[: whole.span.start - whole.quote_span.start])[-1]
    return len(opening) <= _OPENING and any_word(opening.strip().partition(" ")[0], "share_of")


def goes_on_with(whole: Figure, part: Figure) -> bool:
    """Tell whether an amount names nothing that its whole does not: it leaves out the noun, or tells it again."""
    elided = part.basis_of("noun") in (Basis.SENTENCE, Basis.PARAGRAPH)
    return not part.noun or elided or part.noun == whole.noun


def exceed(wholes: Sequence[Figure], run: Sequence[Figure]) -> tuple[Figure, Sequence[Figure]] | None:
    """Return a whole and parts of it that come to more: "of the 37, 21 were off duty, 11 on patrol and 8 in court"."""
    if not wholes or len(run) < _FEWEST_EXCEEDING or not any_word(between(run[-2], run[-1]), "last_of_list"):
        return None
    whole, gap = wholes[-1], _YEAR.sub("", between(wholes[-1], run[0]))
    of_which = _OF_WHICH.fullmatch(gap) is not None and any_word(gap[-_NEAR:], "of_them")
    of_them = (
        is_nested(run[0]) and _APPOSED.fullmatch(gap) is not None and _are_led_alike(run)
    )  # "1,573 homes, 948 of them in town and 652 …"
    shared = whole is wholes[0] and _is_shared_out(whole, run)
    if not of_which and not of_them and not shared and not (whole is wholes[0] and opens_with(whole)):
        return None
    if any(is_nested(part) or not (goes_on_with(whole, part) or of_which or shared) for part in run[of_them:]):
        return None
    if any(_BREAK.search(between(one, other)) for one, other in pairwise(run)):
        return None
    money = whole.quantity.kind is Kind.MONEY
    told, added = amount(whole.quantity), plain_sum(run)
    # far beyond it they overlap: "of the 48 million, 41 million was obligated and 30 million spent"
    more = told < added and (not money or added <= told * _EXCESS) and all(amount(part.quantity) < told for part in run)
    return (whole, run) if more and not may_be_both(whole, run) else None


def _is_shared_out(whole: Figure, run: Sequence[Figure]) -> bool:
    """Tell a list right behind its whole that leaves out the noun: "40 seats; 21 to the left, 14 to …", "9 million, …".

    Each part must go on with one small word, and with no time of its own: "500 in all, 320 in 2018" may be a series.
    """
    gap = between(whole, run[0])
    apposed = _RIGHT_BEHIND.fullmatch(gap) is not None or (len(run) >= _FEWEST_PARTS and _NEXT_CLAUSE.fullmatch(gap))
    elided = [part.basis_of("noun") in _LEFT_OUT and part.noun == whole.noun for part in run]
    if not apposed or not (all(elided) or whole.quantity.kind is Kind.MONEY):
        return False
    leads = {fold(words[0]) if (words := _WORD.findall(_behind_noun(part))) else "" for part in run[-2:]}
    timed = any(part.period != whole.period for part in run)
    led = any(any_word(lead, name) for lead in leads for name in ("narrows", "moves_to"))
    return len(leads) == 1 and led and not timed and not _is_open(whole, run)


def _behind_noun(part: Figure) -> str:
    """Return the words behind an amount and its noun, up to the next mark."""
    behind, noun = after(part, _LONGEST_STEP).lstrip(), part.noun or ""
    return behind[len(noun) :] if noun and behind.startswith(noun) else behind


def _are_led_alike(run: Sequence[Figure]) -> bool:
    """Tell whether all parts are told by one sort: "948 of them | in | town and 652 | in | the country"."""
    first, *others = (_WORD.findall(after(part, _NEAR)) for part in run)
    parted = split_at(" ".join(first), "of_them")
    opening = _WORD.findall(parted[1])[:1] if parted is not None else []
    return bool(opening) and all([fold(word) for word in words[:1]] == opening for words in others)


def left_over(
    wholes: Sequence[Figure], earlier: Sequence[Figure], run: Sequence[Figure]
) -> tuple[Figure, Sequence[Figure]] | None:
    """Return the whole and its parts where a list ends with what is left: "of the 45, 20 … and the remaining 25".

    The whole stands before the list, "of the 45 arrested", or in the sentence before where the list takes it up
    again with "of these".
    """
    last = next((at for at, part in enumerate(run) if at and is_remainder(part)), None)
    if last is None or any(is_nested(part) for part in run[: last + 1]):
        return None
    parts = run[: last + 1]
    if len(wholes) == 1 and any_word(before(wholes[0], _NEAR), "share_of"):
        return wholes[0], parts
    told = [figure for figure in earlier if is_level(figure) and alike_in_kind(figure, run[0])]
    if not wholes and told and any_word(before(run[0], _NEAR), "part") and told[-1].paragraph == run[0].paragraph:
        return told[-1], parts
    return None


def leaves_rest_untold(run: Sequence[Figure]) -> bool:
    """Tell whether a list ends with what is left, and no number of it: "812 boys, 415 men and the rest women"."""
    rest = rest_of(run[-1])
    return not is_remainder(run[-1]) and (
        any_word(rest[:_LONGEST_STEP], "remainder") or any_word(rest[:_FAR_BEHIND], "others_untold")
    )


def may_be_both(whole: Figure, run: Sequence[Figure]) -> bool:
    """Tell whether parts may be the same ones: told by what they lack, "49 light and 51 water", or anew as of them all.

    So are "280 found work and 190 of the graduates went abroad".
    """
    if any(any_word(after(part, _NEAR), "of_the") for part in run[1:]):
        return True
    gaps = (between(run[0], run[1]), rest_of(run[-1]), between(whole, run[0]))
    return any(any_word(gap, "has_or_lacks") for gap in gaps)


def is_total_behind(last: Figure, whole: Figure) -> bool:
    """Tell whether an amount is told as the sum of those before it: ", for a total of 25", ", 50 people in all"."""
    gap = between(last, whole)
    if len(gap) > _LONGEST_STEP or _BREAK.search(gap) is not None or "," not in gap:
        return False
    return any_word(gap.rpartition(",")[2], "adds_up_to") or any_word(after(whole, _BEHIND_TOTAL), "in_all")


def is_listed_part(figure: Figure, sentence: Sequence[Figure]) -> bool:
    """Tell whether a figure counts a part of what the noun it goes on with names: "540 in copper, 411 in salt".

    It is one of several of its sentence, or told as "of which".
    """
    if not is_level(figure) or figure.basis_of("noun") not in _LEFT_OUT:
        return False
    if any_word(before(figure, _NEAR), "part"):
        return True
    return any(_is_listed_beside(figure, other) for other in sentence if other is not figure)


def own_words(figure: Figure, sentence: Sequence[Figure]) -> frozenset[str]:
    """Return what is told between the amounts of a sentence before and behind a figure, without its noun."""
    start = max((other.span.end for other in sentence if other.span < figure.span), default=figure.quote_span.start)
    end = min((other.span.start for other in sentence if figure.span < other.span), default=figure.quote_span.end)
    words = figure.quote[figure.span.end - figure.quote_span.start : end - figure.quote_span.start]
    opening = figure.quote[start - figure.quote_span.start : figure.span.start - figure.quote_span.start]
    return concepts(f"{opening} {words}") - concepts(figure.noun or "")


def _is_listed_beside(one: Figure, other: Figure) -> bool:
    """Tell whether two amounts of a sentence are of one noun, place, time and voice, and so of two parts."""
    first, second = (one, other) if one.span < other.span else (other, one)
    gap = between(first, second)
    joined = "," in gap or ";" in gap or any_word(gap, "last_of_list")
    one_thing = one.noun == other.noun and one.place == other.place and one.period == other.period
    one_voice = one.attribution == other.attribution and other.modality is Modality.STATED
    level = is_level(other) and alike_in_kind(one, other) and amount(one.quantity) != amount(other.quantity)
    return joined and one_thing and one_voice and level


def is_remainder(figure: Figure) -> bool:
    """Tell whether an amount is told as what is left of a whole: "the remaining 230", "los 41 restantes".

    Not where it is what the rest is of: "las restantes, de otros siete departamentos".
    """
    led = " ".join(_WORD.findall(before(figure, _NEAR))[-2:-1])
    if any_word(led, "share_of") or any_word(led, "for_each"):
        return False
    return any_word(before(figure, _NEAR)[-_NEAR:], "remainder") or any_word(after(figure, _BEHIND), "remainder")


def some_make(whole: Figure, parts: Sequence[Figure]) -> bool:
    """Tell whether some of the amounts make the whole: the others are then parts of those, or something else."""
    if len(parts) > _MOST_TRIED:
        return False
    return any(may_add_up(whole, chosen) for count in range(2, len(parts)) for chosen in combinations(parts, count))


def _is_open(previous: Figure, run: Sequence[Figure]) -> bool:
    """Tell whether words such as "including" or "another" say that the list is not the whole."""
    gaps = [between(previous, run[0]), *(between(one, other) for one, other in pairwise(run))]
    if is_remainder(run[-1]):
        gaps.pop()  # "and the rest, 550," closes it
    return any(any_word(gap, "open_list") or any_word(gap, "beside") for gap in gaps)


def is_nested(part: Figure) -> bool:
    """Tell whether a part is one of the part before: "20, five of them women"."""
    return any_word(after(part, 12), "part")


def _is_apposed(whole: Figure, run: Sequence[Figure]) -> bool:
    """Tell whether people are told again by what they are, between marks: "84 bodies, 61 men and 19 women, …".

    Not what became of them: "12 dead, eight wounded and three missing" is three counts.
    """
    by_sex = _are_told_by_sex(run) and bool(whole.noun)  # "1,150 farm hands, 640 men and 410 women"
    anybody = by_sex or whole.quantity.unit == "person" or any_word(whole.noun or "", "anybody")
    if not anybody or not (by_sex or any_word(whole.noun or "", "anybody")):
        return False
    if any(not part.noun or any_word(part.noun, "fates") or part.quantity.unit != "person" for part in run):
        return False
    gaps = [between(one, other) for one, other in pairwise(run)]
    joined = _APPOSED.fullmatch(between(whole, run[0])) and all(_NEXT.fullmatch(gap) for gap in gaps)
    return bool(joined) and _ends_with_noun(run[-1]) and len({concepts(part.noun or "") for part in run}) == len(run)


def _are_told_by_sex(run: Sequence[Figure]) -> bool:
    return len(run) == 2 and all(part.population for part in run)


def _ends_with_noun(figure: Figure) -> bool:
    """Tell whether a mark follows a figure's noun, so that nothing more is said of it."""
    rest = rest_of(figure)
    noun = figure.noun or ""
    return rest.lstrip().startswith(noun) and _CLOSED.match(rest.lstrip()[len(noun) :]) is not None
