"""A total told behind the list of its parts: "A: 120; B: 85; total: 205", "A had 120 and B 85. Together, 205"."""

import re
from collections.abc import Sequence
from itertools import pairwise

from ledger.compare.intervals import amount
from ledger.compare.part_lists import is_nested, is_remainder
from ledger.compare.sums import alike_in_kind, between, is_level, plain_sum
from ledger.compare.words import Likeness, after, any_word, before, likeness, rest_of
from ledger.model.figure import Basis, Figure, Modality
from ledger.model.quantity import Bound, Kind

_MONTHS, _FEWEST_TIMES = 3, 2
_NEAR = 24  # characters of " in the quarter" around a total
_OPENING = 60  # characters of "En total, las tres ciudades registraron "
_HARDLY = 20  # a list short of its total by less than a twentieth is all of it
_JOINT = re.compile(r"(?:\s[^\W\d]+){0,3}\s*(?:[,;:]|\s[–—])\s*(?:[^\W\d]+\s+){0,3}")  # " on Wednesday, or "
_ENDS = re.compile(r"\s*\)\s*[.;]")
_AFTER_BRACKET = re.compile(r"\s*\)")
_IN_LIST = re.compile(r"\s*\)\s*(?:,|(?:,\s*)?[^\W\d]+)\s+[^\d().;:]{1,40}\(")  # "), Sergipe (", ") and Alagoas ("
_OPENS_LIST = re.compile(r"[^.;:()\d,]{1,60}\(")  # " people in Bahia ("
_BREAK = re.compile(r"[.;:]\s")
_LABEL = r"(?:[^\W\d][\w.'’&/-]*\s+){0,4}[^\W\d][\w.'’&/-]*"
_NEXT = re.compile(rf"(?:\s+[^\W\d]+){{0,2}}\s*(?:[;,|/]|\s[–—-])\s*{_LABEL}\s*[:,=–—-]?\s*\(?\S?")  # "; NAKURU: "
_TOTAL = re.compile(
    r"(?:\s+[^\W\d]+){0,2}\s*[;,.|/(]\s*(?:[^\W\d]+\s+)?(?P<word>[^\W\d]+)\s*[:,=–—-]?\s*\S?"
)  # "; TOTAL: "
Total = tuple[Figure, Sequence[Figure]]


def labelled_total(run: Sequence[Figure]) -> Total | None:
    """Return the total that ends a list of amounts, each behind its label and a mark, with all of them."""
    for at in range(2, len(run)):
        found = _TOTAL.fullmatch(between(run[at - 1], run[at]))
        if found is not None and any_word(found["word"], "total_line"):
            parts = run[:at]
            labelled = all(_NEXT.fullmatch(between(one, other)) for one, other in pairwise(parts))
            return (run[at], parts) if labelled or (_is_list(parts) and len(run) == at + 1) else None
    return None


def total_of_time(run: Sequence[Figure], sentence: Sequence[Figure]) -> Total | None:
    """Return the total behind days or months: "41 in April, 38 in May and 52 in June, 131 in the quarter".

    It is of the quarter, or of as many days or months as the list has parts: "65 over the three days".
    """
    *parts, whole = run
    if len(parts) < _FEWEST_TIMES or not ends_list(parts) or not _are_in_times(parts):
        return None
    gap, behind = between(parts[-1], whole), after(whole, _NEAR)
    lengths = [figure for figure in sentence if figure.quantity.kind is Kind.DURATION and figure.span > whole.span]
    as_long = bool(lengths) and lengths[0].quantity.value == len(parts) and len(between(whole, lengths[0])) <= _NEAR
    quarter = len(parts) == _MONTHS and any_word(behind, "whole_of_months")
    return (whole, parts) if _JOINT.fullmatch(gap) and (as_long or quarter) else None


def bracketed_list(wholes: Sequence[Figure], run: Sequence[Figure]) -> Total | None:
    """Return the whole and the parts of "killed 33 people in Bahia (18), Sergipe (9) and Alagoas (6)"."""
    if len(wholes) != 1 or len(run) < _FEWEST_TIMES or not _is_exact(wholes[0]):
        return None
    opening = between(wholes[0], run[0])
    in_brackets = all(before(part, 1) == "(" and _AFTER_BRACKET.match(rest_of(part)) for part in run)
    named = all(_IN_LIST.fullmatch(between(one, other)) for one, other in pairwise(run))
    placed = _OPENS_LIST.fullmatch(opening) is not None and ends_list(run)
    opened = any(any_word(opening, name) for name in ("open_list", "beside"))
    all_told = plain_sum(run) > amount(wholes[0].quantity) or _ENDS.match(rest_of(run[-1])) is not None
    return (wholes[0], run) if in_brackets and named and placed and all_told and not opened else None


def total_in_next(sentence: Sequence[Figure], earlier: Sequence[Figure]) -> Total | None:
    """Return the total that a sentence opens with, of the list that the sentence before is."""
    parts = [figure for figure in earlier if figure.quote_span == earlier[-1].quote_span] if earlier else []
    whole = next(
        (figure for figure in sentence if is_level(figure) and parts and alike_in_kind(figure, parts[0])), None
    )
    counted = whole is not None and whole.quantity.kind is Kind.COUNT and amount(whole.quantity) == len(parts)
    if counted:  # "the three | towns had"
        behind = [figure for figure in sentence if whole is not None and figure.span > whole.span]
        whole = behind[0] if behind and alike_in_kind(behind[0], parts[0]) else None
    if whole is None or not _is_list(parts) or whole.paragraph != parts[0].paragraph or not _is_exact(whole):
        return None
    opening = before(whole, _OPENING)
    if whole.span.start - whole.quote_span.start > _OPENING or _BREAK.search(opening) or is_remainder(whole):
        return None
    others = [figure for figure in earlier if is_level(figure) and figure.quote_span != parts[0].quote_span]
    if any(alike_in_kind(one, whole) and plain_sum((*parts, one)) == amount(whole.quantity) for one in others):
        return None  # of what was told before, too
    if any(any_word(opening, name) for name in ("beside", "open_list", "contrast", "apiece")):
        return None
    quarter = any_word(opening, "whole_of_months")
    if any_word(opening, "so_far") and not quarter:
        return None  # "los dos meses anteriores", not "el primer trimestre"
    if counted or any_word(opening, "taken_together"):
        return whole, parts
    if quarter and len(parts) == _MONTHS and _are_in_times(parts):
        return whole, parts
    surely = any_word(opening, "in_all") and likeness(whole, parts[0]) > Likeness.DIFFERENT
    return (whole, parts) if surely and _is_hardly_missed(whole, parts) else None


def _is_hardly_missed(whole: Figure, parts: Sequence[Figure]) -> bool:
    """Tell whether a total is less than its list, which cannot be, or so little more that the list is all of it."""
    return (amount(whole.quantity) - plain_sum(parts)) * _HARDLY < amount(whole.quantity)


def _is_list(parts: Sequence[Figure]) -> bool:
    """Tell whether all the amounts of a sentence are a list of one noun, ended with "and"."""
    if len(parts) < 2 or not all(_is_exact(part) and alike_in_kind(part, parts[0]) for part in parts):
        return False
    if any(is_nested(part) for part in parts) or parts[0].quantity.total:
        return False
    if not ends_list(parts):
        return False
    elided = all(part.noun == parts[0].noun or part.basis_of("noun") is not Basis.TEXT for part in parts)
    opened = any_word(parts[0].quote, "open_list")
    return elided and not opened


def ends_list(run: Sequence[Figure]) -> bool:
    """Tell whether "and" leads to the last of a list: not "24,907 in two towns and a port, down from 35,581"."""
    return any_word(between(run[-2], run[-1]).rpartition(",")[2], "last_of_list")


def _is_exact(figure: Figure) -> bool:
    return is_level(figure) and figure.quantity.bound is Bound.EXACT and figure.modality is Modality.STATED


def _are_in_times(parts: Sequence[Figure]) -> bool:
    """Tell whether each part is told of a month or a day of its own."""
    near = [f"{before(part, _NEAR)} {after(part, _NEAR)}" for part in parts]
    return any(all(any_word(told, name) for told in near) for name in ("month_names", "weekday_names"))
