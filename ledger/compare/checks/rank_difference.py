"""Places won or lost held against two ranks: 97 to 99 is down two places."""

import re
from collections.abc import Iterator, Sequence
from itertools import combinations

from ledger.compare import wording
from ledger.compare.collation import Collation
from ledger.compare.gates import Standing, ask_place
from ledger.compare.intervals import amount
from ledger.compare.rank_tellings import RankTellings, two_ends
from ledger.compare.sums import between, comes_out, goes_wrong
from ledger.compare.words import after, any_word, before, concepts, ends_with_word, rest_of, split_last
from ledger.model.figure import Figure
from ledger.model.finding import Finding, FindingKind
from ledger.model.quantity import Bound, Kind

_NAME = "rank_difference"
_STEP = 20  # characters in which "from " or "del puesto " stands before a rank
# "from | 31 | st to" before a rank
_FROM = re.compile(r"(?P<from>[^\W\d]+)\s+(?P<rank>\d{1,3})(?:st|nd|rd|th|\.?[ºª°o])?\s+(?P<to>[^\W\d]+)\s+$")
_LEAD = 6  # words of ", which makes it a fall of" before places
_SHORT_LEAD = 5  # words of "It has since dropped"
_NOUN, _CLOSED = re.compile(r"^\s*[^\W\d]+"), re.compile(r"\s*(?:[.,;:)!?”\"]|$)")  # "16 | rungs | ."
_MARK = re.compile(r"[,;]")
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
    tellings = RankTellings(collation)
    for sentence in collation.sentences.values():
        beside, told = [f for f in sentence if _is_rank(f)], []
        for places in (figure for figure in sentence if _is_places(figure) and not _is_rank(figure)):
            found = [*_test(places, beside, [f for f in collation.before(sentence, 2) if _is_rank(f)])]
            told.append(found or [*_test_farther(places, beside, tellings, sentence)])
        yield from _unless_borne_out([finding for found in told for finding in found])


def _unless_borne_out(found: Sequence[Finding]) -> Sequence[Finding]:
    """Leave aside places that do not come out of ranks which others do: "11 places, four more than Peru"."""
    right = [finding for finding in found if finding.kind is FindingKind.CORROBORATION]
    told = {figure.id for finding in right for figure in finding.figures[1:]}
    return [one for one in found if one in right or not told.intersection(figure.id for figure in one.figures[1:])]


def _is_places(figure: Figure) -> bool:
    return figure.quantity.kind is Kind.COUNT and (figure.change is not None or figure.quantity.unit == "place")


def _is_rank(figure: Figure) -> bool:
    """Tell whether a figure is a place in a list: read as one, or "del 87 … al 92" beside places won or lost."""
    if figure.quantity.kind is Kind.RANK:
        return True
    of_places = figure.quantity.kind is Kind.COUNT and figure.quantity.unit == "place" and figure.change is None
    ahead = before(figure, _SHORT_STEP)
    if figure.noun and figure.noun in after(figure):
        return False  # "a loss of | six | places"
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
        dated = (sums_up or _is_of_way(places, *beside)) and _two_times(*beside)
        apart = dated or (sums_up and _now_and_then(*beside))
        move = _is_from_to(*beside) and _is_of_move(places, beside[-1]) and _is_told_with(places, *beside)
        moved = move or _is_counted_from(places, *beside)
        sure = (_one_field(*beside) and (moved or apart)) or _sums_up(places, *beside)
    else:
        sure = len(earlier) == len(beside) == 1 and beside[0].span < places.span and places.change is not None
        sure = sure and _one_field(*ranks) and _two_times(*ranks) and _are_of_one_list(*ranks)
        sure = sure and not any_word(after(places), "counted_since")
    fits = _is_that_far(places) or _fits_times(places, ranks[-2:]) or (len(ranks) > 1 and _sums_up(places, *ranks[-2:]))
    if sure and fits and not _goes_on(beside, places):
        yield goes_wrong(_NAME, (places, *ranks[-2:]), f"{_sum(*ranks[-2:])}, not {_quoted(places)}.", 0.7)


def _test_farther(
    places: Figure, beside: Sequence[Figure], tellings: RankTellings, sentence: Sequence[Figure]
) -> Iterator[Finding]:
    """Hold places against the only two ranks told of their list, in sentences near by, or in other texts too."""
    near = [*beside, *tellings.near(sentence)]
    alone = _is_counted_alone(places, sentence) and not _goes_on(beside, places)
    for ranks in (near, [*near, *tellings.elsewhere(places)]) if alone else ():
        timed = two_ends(places, ranks)
        ends = timed if timed is not None and _are_told_alike(*timed) else _of_one_move(places, ranks)
        if ends is not None and abs(_rank(ends[0]) - _rank(ends[1])) == amount(places.quantity):
            yield comes_out(_NAME, (places, *ends), f"{_sum(*ends)}: {_quoted(places)}.")
            return


def _of_one_move(places: Figure, ranks: Sequence[Figure]) -> tuple[Figure, Figure] | None:
    """Return the ends of the one move told, "from third to ninth", of which the next sentence counts the places."""
    if len(ranks) != len({rank.id for rank in ranks}) or len(ranks) != 2 or places.quote_span == ranks[0].quote_span:
        return None
    one, other = ranks
    beside = one.quote_span == other.quote_span and one.source.document == places.source.document
    return (one, other) if beside and one.span < other.span < places.span and _is_from_to(one, other) else None


def _fits_times(places: Figure, ranks: Sequence[Figure]) -> bool:
    """Tell whether places are of the time of one of two ranks, where all three tell theirs."""
    starts = [figure.period.start for figure in (places, *ranks)]
    years = [start.year for start in starts if start is not None]
    return len(years) < len(starts) or years[0] in years[1:]


def _goes_on(beside: Sequence[Figure], places: Figure) -> bool:
    """Tell places behind an "and", which are of something else: "from 4th to 9th, and lost three in mathematics"."""
    ahead = [rank for rank in beside if rank.span < places.span]
    return bool(ahead) and _turns(between(ahead[-1], places).rpartition(";")[2])


def _turns(gap: str) -> bool:
    """Tell "and" that goes on to something else from that of "between 2022 and 2023", "entre un año y otro"."""
    parted = split_last(gap, "last_of_list")
    following = parted[1].split()[:1] if parted is not None else []
    return bool(following) and not following[0][0].isdecimal() and not any_word(following[0], "beside")


def _is_counted_alone(places: Figure, sentence: Sequence[Figure]) -> bool:
    """Tell whether a sentence counts no other places, and none that part two lists: "five places below Chile"."""
    others = [figure for figure in sentence if figure is not places and _is_places(figure) and not _is_rank(figure)]
    apart = any_word(after(places), "that_far") and not _is_that_far(places)
    ranked = any(_is_rank(figure) for figure in sentence)
    beside = (ranked and not any_word(after(places), "counted_since")) or _is_all_told(places)
    return not others and not apart and beside and places.quantity.bound is Bound.EXACT


def _is_all_told(places: Figure) -> bool:
    """Tell "It has since dropped 16 rungs." from "Its school of law lost four places", "16 rungs among the small"."""
    lead, rest = places.quote[: places.span.start - places.quote_span.start].split(), _NOUN.sub("", rest_of(places), 1)
    return len(lead) <= _SHORT_LEAD and (_CLOSED.match(rest) is not None or any_word(rest.split()[0], "that_far"))


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


def _are_told_alike(one: Figure, other: Figure) -> bool:
    return one.quote_span != other.quote_span or _are_of_one_list(*sorted((one, other), key=lambda rank: rank.span))


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
    return not apart and (places.span < last.span or not _turns_away(between(last, places)))


def _is_of_way(places: Figure, one: Figure, other: Figure) -> bool:
    """Tell places won or lost: "down five places", and "94th in 2013 and 83rd in 2016, having climbed | 15 places"."""
    ends = (one.period.start, other.period.end)
    of_both = (places.period.start, places.period.end) == ends and places.place == one.place
    return places.change is not None or (of_both and ends_with_word(before(places), "goes_up_or_down"))


def _turns_away(gap: str) -> bool:
    """Tell a clause of its own that says more than that a place was won or lost: not "…; it dropped | five places"."""
    _, mark, said = gap.rpartition(";")
    return bool(mark) and any(concepts(word) and not any_word(word, "goes_up_or_down") for word in said.split())


def _is_counted_from(places: Figure, one: Figure, other: Figure) -> bool:
    """Tell "ranked fifth, up three places | from | ninth"."""
    gap = between(places, other) if one.span < places.span < other.span else ""
    return 0 < len(gap) <= _STEP and any_word(gap, "moves_from") and "," not in gap


def _opens(places: Figure, rank: Figure) -> bool:
    """Tell whether places open a sentence that goes on to tell the ranks: "fell three places: it was 8th …"."""
    return places.span < rank.span and between(places, rank).count(":") == 1 and not places.period.stated


def _is_told_with(places: Figure, first: Figure, last: Figure) -> bool:
    """Tell whether places stand right beside a move: no "from 9th to 5th, after gaining six places the year before"."""
    if any_word(after(places), "counted_since"):
        return False
    if places.span < first.span:
        gap = between(places, first)
        return not _turns(gap) and not any_word(gap, "contrast")
    lead = _MARK.split(between(last, places))[-1]
    return len(lead.split()) <= _LEAD and not any_word(lead, "contrast") and not any_word(lead, "when_before")


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
