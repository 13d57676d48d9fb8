"""Places won or lost held against two ranks: 97 to 99 is down two places."""

import re
from collections.abc import Iterator, Sequence
from itertools import combinations

from ledger.compare import wording
from ledger.compare.collation import Collation
from ledger.compare.gates import Standing, ask_place
from ledger.compare.intervals import amount
from ledger.compare.sums import between, comes_out, goes_wrong
from ledger.compare.words import after, any_word, before, concepts, ends_with_word, rest_of
from ledger.model.figure import Figure
from ledger.model.finding import Finding
from ledger.model.quantity import Kind

_NAME = "rank_difference"
_STEP = 20  # characters in which "from " or "del puesto " stands before a rank
# "from | 31 | st to" before a rank
_FROM = re.compile(r"(?P<from>[^\W\d]+)\s+(?P<rank>\d{1,3})(?:st|nd|rd|th|\.?[ºª°o])?\s+(?P<to>[^\W\d]+)\s+$")
_CLAUSE = re.compile(r"[.,;:()\d]")
_SHORT_STEP = 5  # the same of a bare number: "del | 87"
_BACK = re.compile(r"(?:\s[^\W\d]+){0,3}\s+")  # "to 54th | from | 47th", "al puesto 54 | desde el | 47"
# "nine | places higher,", "nueve | puestos más arriba."
# "dieciséis | peldaños abajo en cuatro años."
_FAR = re.compile(
    r"\s+[^\W\d]+\s(?:[^\W\d]+\s){0,1}?(?P<far>(?:[^\W\d]+\s)??[^\W\d]+)(?:\s(?P<over>[^\W\d]+)\s\w+\s[^\W\d]+)?\s*(?:[.,;:)]|$)"
)
_TO = re.compile(r"(?:\s+(?:[^\W\d]+|(?:19|20)\d\d)){1,8}\s+")  # "40th | to | 45th", "124 | en 2020 al lugar | 130"


def check_rank_difference(collation: Collation) -> Iterator[Finding]:
    """Report places won or lost that the ranks told with them bear out or do not.

    Where the field itself grew (126 countries, then 128) nothing is said: the official change may differ.
    """
    for sentence in collation.sentences.values():
        for places in (figure for figure in sentence if _is_places(figure) and not _is_rank(figure)):
            earlier = collation.before(sentence, 2)
            yield from _test(places, [f for f in sentence if _is_rank(f)], [f for f in earlier if _is_rank(f)])


def _is_places(figure: Figure) -> bool:
    return figure.quantity.kind is Kind.COUNT and (figure.change is not None or figure.quantity.unit == "place")


def _is_rank(figure: Figure) -> bool:
    """Tell whether a figure is a place in a list: read as one, or "del 87 … al 92" beside places won or lost."""
    if figure.quantity.kind is Kind.RANK:
        return True
    of_places = figure.quantity.kind is Kind.COUNT and figure.quantity.unit == "place" and figure.change is None
    ahead = before(figure, _SHORT_STEP)
    return of_places and (any_word(ahead, "moves_from") or any_word(ahead, "moves_to"))


def _test(places: Figure, beside: Sequence[Figure], earlier: Sequence[Figure]) -> Iterator[Finding]:
    ranks = [*earlier, *beside]
    for one, other in combinations(ranks, 2):
        if one.place == other.place and abs(_rank(one) - _rank(other)) == amount(places.quantity):
            yield comes_out(_NAME, (places, one, other), f"{_sum(one, other)}: {_quoted(places)}.")
            return
    if len(beside) == 1 and (told := _told_before(beside[0])) is not None:
        apart, path = abs(told - _rank(beside[0])), f"From place {told} to place {_rank(beside[0])} is"
        if apart == amount(places.quantity):
            yield comes_out(_NAME, (places, beside[0]), f"{path} {apart} places: {_quoted(places)}.")
        else:
            yield goes_wrong(_NAME, (places, beside[0]), f"{path} {apart} places, not {_quoted(places)}.", 0.7)
        return
    if len(beside) > 2:
        beside = [rank for rank in beside if rank.place is not None and rank.place == places.place]
        ranks = [*earlier, *beside]
    if len(beside) == 2:
        sums_up = _is_that_far(places) or (_opens(places, beside[0]) and _are_of_one_list(*beside))
        apart = (sums_up and _now_and_then(*beside)) or ((sums_up or places.change is not None) and _two_times(*beside))
        moved = (_is_from_to(*beside) and _is_of_move(places, beside[-1])) or _is_counted_from(places, *beside)
        sure = (_one_field(*beside) and (moved or apart)) or _sums_up(places, *beside)
    else:
        sure = len(earlier) == len(beside) == 1 and beside[0].span < places.span and places.change is not None
        sure = sure and _one_field(*ranks) and _two_times(*ranks)
    if sure:
        yield goes_wrong(_NAME, (places, *ranks[-2:]), f"{_sum(*ranks[-2:])}, not {_quoted(places)}.", 0.7)


def _told_before(rank: Figure) -> int | None:
    """Return the place that a move to a rank begins at, where it is told in digits: "from 31st to | 38th"."""
    found = _FROM.search(before(rank, _STEP))
    opened = found is not None and any_word(found["from"], "moves_from") and any_word(found["to"], "moves_to")
    return int(found["rank"]) if found is not None and opened else None


def _sums_up(places: Figure, one: Figure, other: Figure) -> bool:
    """Tell whether a sentence of two ranks ends with the places between them: "…, so that it rose five places"."""
    ahead = one.span < places.span and other.span < places.span and places.place in (None, one.place, other.place)
    field = (
        ask_place(one, other).standing is not Standing.APART and len({one.quantity.total, other.quantity.total}) == 1
    )
    return ahead and field and _two_times(one, other) and any_word(between(other, places), "so_that")


def _one_field(one: Figure, other: Figure) -> bool:
    """Tell whether two ranks may be of one place and one list of unchanged length."""
    totals = {one.quantity.total, other.quantity.total} - {None}
    return one.place == other.place and len(totals) <= 1 and one.measure in (None, other.measure or one.measure)


def _two_times(one: Figure, other: Figure) -> bool:
    return one.period.stated and other.period.stated and one.period != other.period


def _now_and_then(one: Figure, other: Figure) -> bool:
    """Tell whether a rank is set against the one of now: "it stood 61st …, and now it is 78th"."""
    return any_word(between(one, other), "told_now") and not any_word(before(one), "told_now")


def _are_of_one_list(one: Figure, other: Figure) -> bool:
    """Tell whether no words behind two ranks put them in two lists: "61st on rule of law … 78th on press freedom"."""
    first, second = (concepts(_CLAUSE.split(after(rank))[0]) for rank in (one, other))
    return not first or not second or first == second


def _is_from_to(one: Figure, other: Figure) -> bool:
    """Tell whether two ranks are the ends of one move: "from 40th to 45th", "del puesto 124 al 130"."""
    ahead, gap = before(one, _STEP), between(one, other)
    if _BACK.fullmatch(gap) is not None and any_word(ahead, "moves_to"):  # "fell to 54th from 47th place"
        return any_word(gap, "moves_from") and not any_word(ahead, "versus")
    return (any_word(ahead, "versus") or any_word(ahead, "share_of")) and _TO.fullmatch(gap) is not None


def _is_of_move(places: Figure, last: Figure) -> bool:
    """Tell whether places are those of the move beside them: no "from 62nd to 54th, five places below Chile"."""
    beside = last.span < places.span and between(last, places).rstrip().endswith(",") and _is_placed_before(places)
    apart = not beside and places.place not in (None, last.place)
    apart = apart or (any_word(after(places), "that_far") and not _is_that_far(places))
    return not apart and (places.span < last.span or ";" not in between(last, places))


def _is_counted_from(places: Figure, one: Figure, other: Figure) -> bool:
    """Tell "ranked fifth, up three places | from | ninth"."""
    gap = between(places, other) if one.span < places.span < other.span else ""
    return 0 < len(gap) <= _STEP and any_word(gap, "moves_from") and "," not in gap


def _opens(places: Figure, rank: Figure) -> bool:
    """Tell whether places open a sentence that goes on to tell the ranks: "fell three places: it was 8th …"."""
    return places.span < rank.span and between(places, rank).count(":") == 1 and not places.period.stated


def _is_placed_before(places: Figure) -> bool:
    """Tell whether what tells the place of "to 26th in Latin America, four places" stands before it."""
    told = next((evidence.span for evidence in places.evidence if evidence.part == "place"), None)
    return told is not None and told < places.span


def _is_that_far(places: Figure) -> bool:
    """Tell whether places say how far two ranks lie apart, and no more: "in 2019 it was 47th, nine places higher"."""
    rest = rest_of(places)
    found = _FAR.match(rest)
    ended = found is not None and (found["over"] is None or any_word(found["over"], "within_time"))
    return found is not None and ended and ends_with_word(found["far"], "that_far")


def _rank(figure: Figure) -> int:
    return int(amount(figure.quantity))


def _sum(one: Figure, other: Figure) -> str:
    return f"From place {_rank(one)} to place {_rank(other)} is {abs(_rank(one) - _rank(other))} places"


def _quoted(places: Figure) -> str:
    return wording.inside(wording.named(places), places)
