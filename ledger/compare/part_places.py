"""Amounts of a place that a text puts inside another: "a town in Sonora", "in the state capital", "in all of Peru".

No list of places is needed: the words say which is the narrower.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta

from ledger.compare.collation import Collation
from ledger.compare.operands import tell_one_thing
from ledger.compare.sums import alike_in_kind, is_level
from ledger.compare.words import any_word, is_bare, split_last
from ledger.lexicon.comparison import fold
from ledger.model.figure import Basis, Figure, Modality
from ledger.model.period import Period
from ledger.model.quantity import Kind

_NEAR = (Basis.TEXT, Basis.SENTENCE)
_SENTENCES_BACK = 2
_MOST_BETWEEN = 10  # words from "in the whole state" to an amount
_MOST_NAMED = 8  # the same from "in the state capital, Villa Rica,"
_WEEK = timedelta(days=7)
_MARKS = re.compile(r"[.;:]\s")
_NAME = r"[A-ZÀ-Þ][\w'’-]*(?:\s(?:de\s|del\s|la\s|los\s|las\s|el\s|of\s)*[A-ZÀ-Þ][\w'’-]*){0,3}"  # "San Juan del Río"
# "San Blas, | a town in | Sonora,", "Chuy, | en el departamento de | Rocha."
_IN_OUTER = re.compile(
    rf"(?:^|\W)(?P<inner>{_NAME}),?\s(?P<sort>[^,;.A-ZÀ-Þ]{{2,50}})\s(?P<outer>{_NAME})(?=[,;.]|\s[a-z])"
)
_IN_REGION = re.compile(rf"(?P<sort>(?:[^\W\dA-ZÀ-Þ]+\s){{3,5}})(?P<outer>{_NAME})")  # "in the department of | Rocha"
Couple = tuple[Figure, Figure]


def placed_couples(collation: Collation) -> Iterator[Couple]:
    """Yield each amount of a place with that of the place which its text puts it in."""
    by_place = _by_place(collation.figures)
    for sentence in collation.sentences.values():
        earlier = collation.before(sentence, _SENTENCES_BACK)
        for part in filter(_is_firm, sentence):
            yield from ((part, whole) for whole in _of_outer_place(part, by_place))
            if _is_of_capital(part):
                yield from ((part, whole) for whole in _last(_of_state(part, earlier)))
            if _is_of_all(part) and part is sentence[0]:
                yield from ((inner, part) for inner in _last([one for one in earlier if _is_inner(one, part)]))


def _by_place(figures: Sequence[Figure]) -> Mapping[str, Sequence[Figure]]:
    found: dict[str, list[Figure]] = defaultdict(list)
    for figure in figures:
        if figure.place is not None and _is_firm(figure) and figure.basis_of("place") in _NEAR:
            found[fold(figure.place.name)].append(figure)
    return found


def _is_firm(figure: Figure) -> bool:
    stated = figure.modality is Modality.STATED and figure.quantity.kind is Kind.COUNT
    return stated and is_level(figure) and not any_word(figure.quote, "capacity_for")


def _of_outer_place(part: Figure, by_place: Mapping[str, Sequence[Figure]]) -> Iterator[Figure]:
    """Yield the amounts of the place that a sentence puts its own in: "San Blas, a town in | Sonora"."""
    name = _outer_place(part.quote) or _region_beside(part)
    for whole in by_place.get(name, ()) if name else ():
        own = _outer_place(whole.quote) == name
        if whole is not part and not own and whole.quote_span != part.quote_span and _is_one_thing(part, whole):
            yield whole


def _outer_place(quote: str) -> str:
    """Return the place that another, named first, is told to lie in, folded; none where no sentence says so."""
    told = (found for found in _IN_OUTER.finditer(quote) if any_word(found["sort"], "town_of"))
    return next((fold(found["outer"]) for found in told), "")


def _region_beside(part: Figure) -> str:
    """Return the region that a sentence names beside a figure's own place: "In Chuy … in the department of | Rocha"."""
    if part.place is None or part.place.name not in part.quote or part.basis_of("place") not in _NEAR:
        return ""
    _, _, rest = part.quote.partition(part.place.name)
    told = [found for found in _IN_REGION.finditer(rest) if any_word(found["sort"], "in_region")]
    return fold(told[0]["outer"]) if len(told) == 1 and told[0]["outer"] != part.place.name else ""


def _is_of_capital(figure: Figure) -> bool:
    """Tell "in the state capital, Villa Rica, there were | 385": nothing but a name and a verb stands between."""
    parted = split_last(_clause_before(figure), "in_capital")
    return parted is not None and len(parted[1].split()) <= _MOST_NAMED


def _of_state(part: Figure, earlier: Sequence[Figure]) -> list[Figure]:
    """Return the amounts told before of the place whose capital an amount is of."""
    told = [one for one in earlier if _is_firm(one) and not _is_of_capital(one) and _is_one_thing(part, one)]
    elided = part.basis_of("noun") is Basis.PARAGRAPH
    return [one for one in told if elided or (one.place is not None and one.basis_of("place") in _NEAR)]


def _is_of_all(figure: Figure) -> bool:
    """Tell "in the whole state, that town included, there were | 1,032"."""
    parted = split_last(_clause_before(figure), "in_all_of")
    return parted is not None and len(parted[1].split()) <= _MOST_BETWEEN and not re.search(r"\d", parted[1])


def _is_inner(part: Figure, whole: Figure) -> bool:
    return _is_firm(part) and _is_one_thing(part, whole) and not _is_of_all(part) and not _is_of_capital(part)


def _last(figures: Sequence[Figure]) -> Sequence[Figure]:
    return figures[-1:]


def _clause_before(figure: Figure) -> str:
    return _MARKS.split(figure.quote[: figure.span.start - figure.quote_span.start])[-1]


def _is_one_thing(part: Figure, whole: Figure) -> bool:
    """Tell whether two amounts count one thing of one time, as far as both tell it, and whom both count."""
    alike = alike_in_kind(part, whole) and part.quantity.unit == whole.quantity.unit and tell_one_thing(part, whole)
    people = is_bare(part) or is_bare(whole)  # of whom what befell them must be told
    alike = alike and not (people and (part.measure is None or part.measure != whole.measure))
    return alike and part.population == whole.population and _lies_in(part, whole)


def _lies_in(part: Figure, whole: Figure) -> bool:
    one, other = part.period, whole.period
    if not (one.stated and other.stated):
        return part.source.document == whole.source.document and one.stated is other.stated
    return _holds(other, one) or (_holds(one, other) and one.end == other.end and _is_week(one))


def _is_week(period: Period) -> bool:
    """Tell a week, of which another text may name the last day alone."""
    return period.start is not None and period.end is not None and period.end - period.start <= _WEEK


def _holds(long: Period, short: Period) -> bool:
    if long.start is None or long.end is None or short.start is None or short.end is None:
        return (long.start, long.end) == (short.start, short.end)
    return long.start <= short.start and short.end <= long.end
