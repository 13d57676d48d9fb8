"""The two amounts that a change lies between: told beside it, in the sentence before, in a table, or elsewhere."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import islice, pairwise, product

from ledger.compare.collation import Collation
from ledger.compare.gates import Standing, ask_place, same_origin
from ledger.compare.intervals import amount
from ledger.compare.sums import alike_in_kind, between
from ledger.compare.words import (
    Likeness,
    after,
    any_word,
    before,
    concepts,
    ends_with_word,
    is_bare,
    is_common,
    likeness,
    rest_of,
    says_generic,
    split_at,
)
from ledger.model.figure import Basis, Change, Figure, Modality
from ledger.model.quantity import Kind

_SENTENCES_BACK = 1
_SUBTRACTED = (Kind.COUNT, Kind.MONEY, Kind.OTHER)
_OWN = (Basis.TEXT, Basis.SENTENCE)
_WORD = re.compile(r"[^\W\d_]+")
_OF_BASE = ("since_when", "more_or_less", "of_time", "set_beyond", "versus")  # lists of words that lead to a base
_STEP = 6  # characters in which "from " or "desde " stands before an amount
_FEW = 4  # amounts of a base year
_ALIKE = (Decimal("0.8"), Decimal("1.25"))  # of an amount, against that of another text on the same thing
_STEM = 7  # letters by which a word is known in another gender
_STEP_NOW = 18  # characters of "and today there are " before an amount
_STEP_SINCE = 24  # the same of "when it was only "
_FAR_BACK = 3  # sentences before a multiple in which what it is of is told
_STEP_BACK = 16  # characters in which "compared with" stands before the amount that another is set against
_LINK = re.compile(r"[^.:\d]*?[,;–—(]?\s*(?:[^\W\d]+\s+){0,6}")  # " complaints, an increase of "
_DATED = re.compile(r"(?:\s+[^\W\d]+){1,5}\s+(?:19|20)\d\d,\s*(?:[^\W\d]+\s+){0,3}")  # " in 2019, a rise of "
# " more than in 2017, when it had "
_WHEN = re.compile(r"(?P<base>[^.,;:()]{1,40}),\s*(?P<when>[^\W\d]+)\s(?:[^\W\d]+\s+){1,5}")
_LONGEST_LINK = 60
_REACH_AFTER = 60  # characters behind a change that say since when, or of what
_YEARS = re.compile(r"\d\s+[^\W\d]+\s+(?=\d)")  # "2010 | and | 2019"
_SUBJECT, _SHARED = (
    30,
    2,
)  # characters before an amount, and words of them that two sentences share: "the fund paid out"
_UNEVEN = 1.25  # a time a quarter longer than the other
# ", up ", " claims, an increase of ", " claims in 2019, up "
_UP = re.compile(r"(?:\s+[^\W\d]+){0,5}(?:\s+(?:19|20)\d\d)?,\s*(?:[^\W\d]+\s+){0,3}")
# " of rain fell on the port in a day, ", " were held in December 2018, "
_TIMES = re.compile(r"(?:\s+[^\W\d]+){0,9}(?:\s+(?:19|20)\d\d)?,\s*(?:[^\W\d]+\s+){0,3}")
_WORDS = 4  # of " times as many as the " behind a multiple
_TIMES_BASE = 30  # characters of " the August average of " between a multiple and its base
_BASE = 32  # characters of " from " or " more than the " between a change and its base
_CLAUSE = re.compile(r"[.,;:()]")
_SAID = re.compile(r"[.,;:()\d]")  # where what is said right before a change begins
_YEAR = re.compile(r"(?:19|20)\d\d")


@dataclass(frozen=True, slots=True)
class Ends:
    """The two amounts a change lies between; `sure` where the text ties all three together."""

    old: Figure
    new: Figure
    sure: bool


def told_beside(
    change: Figure, sentence: Sequence[Figure], collation: Collation, may_end: Callable[[Figure], bool]
) -> Iterator[Ends]:
    """Yield the amounts told with a change: one before and its base after, two on one side, one a sentence before."""
    levels = [figure for figure in sentence if may_end(figure)]
    ahead = [figure for figure in levels if figure.span.start < change.span.start]
    behind = [figure for figure in levels if figure.span.start > change.span.start]
    if ahead and behind and _leads_to(ahead[-1], change, behind[0]):
        yield Ends(ahead[-1], behind[0], sure=True)
    elif (move := move_beside(ahead, behind)) is not None:
        yield from _ordered(*move, change, sure=True, as_told=True)
    elif ahead and behind and alike_in_kind(ahead[0], behind[0]):
        yield from _ordered(ahead[0], behind[0], change, sure=_is_set_against(behind[0], change))
    elif len(ahead) >= 2 and alike_in_kind(*ahead[-2:]):
        yield from _ordered(ahead[-2], ahead[-1], change, sure=len(ahead) == 2)
    elif len(behind) >= 2 and alike_in_kind(*behind[:2]):
        yield from _ordered(behind[0], behind[1], change, sure=len(behind) == 2)
    earlier = [figure for figure in collation.before(sentence, _SENTENCES_BACK) if may_end(figure)]
    if not levels:
        yield from _told_behind(change, [figure for figure in collation.behind(sentence) if may_end(figure)])
    if not levels and len(earlier) == 2 and alike_in_kind(*earlier):
        summed_up = _is_told_alone(change, sentence) and _sums_up(change, earlier, sentence)
        yield from _ordered(earlier[0], earlier[1], change, sure=summed_up, in_window=summed_up)
    closes = len(earlier) == len(levels) == 1 and (
        _says_no_more(levels[0], change)
        if ahead
        else _opens_with_it(change, behind[0], earlier[0]) or _ends_with_it(change, behind[0], earlier[0])
    )
    for one, other in product(earlier[-2:], [*behind[:1], *ahead[-1:]] or earlier[-2:]):
        if one is not other and alike_in_kind(one, other):
            tied = closes and (_counts_one_thing(one, other) or _are_then_and_now(one, other))
            yield from _ordered(one, other, change, sure=tied, in_window=_is_plain_more(change))


def _told_behind(change: Figure, levels: Sequence[Figure]) -> Iterator[Ends]:
    """Yield the two amounts that the rest of a paragraph tells for a change it opens with, of two times.

    "The budget is twice what it was in 2003. It stood at 310 million then, and is 640 million now."
    """
    if len(levels) != 2 or not alike_in_kind(*levels) or change.noun is None:
        return
    one, other = levels
    named = all(not figure.noun or figure.basis_of("noun") not in _OWN for figure in levels)
    one_thing = named or all(likeness(change, figure) >= Likeness.NARROWER for figure in levels)
    yield from _ordered(one, other, change, sure=one_thing and _are_as_far_apart(one, other, change), in_window=True)


def _are_as_far_apart(one: Figure, other: Figure, change: Figure) -> bool:
    """Tell whether two amounts are of years as far apart as a change tells: "five years ago" may be six."""
    years, told = _years(change), sorted(figure.period.start.year for figure in (one, other) if figure.period.start)
    since = change.period.start
    if years is None:
        return since is None or (len(told) > 1 and told[0] == since.year)
    return len(told) > 1 and told[1] - told[0] == years[1] - years[0] and told[0] - years[0] in (0, 1)


def told_since(
    change: Figure, sentence: Sequence[Figure], collation: Collation, may_end: Callable[[Figure], bool]
) -> Iterator[Ends]:
    """Yield the base of "it has tripled since May, when it was 400" with the one amount of its place told before."""
    behind = [figure for figure in sentence if may_end(figure) and figure.span.start > change.span.start]
    if len(behind) != 1 or not any_word(before(behind[0], _STEP_SINCE)[-_STEP_SINCE:], "base_told"):
        return
    base = behind[0]
    told = [figure for figure in collation.before(sentence, _FAR_BACK) if may_end(figure)]
    told += [figure for figure in sentence if may_end(figure) and figure.span < change.span]
    if not told:
        told = [figure for figure in collation.before(sentence, _FAR_BACK, far=True) if may_end(figure)]
    news = _latest([new for new in told if _is_now(new, base)])
    if len({amount(new.quantity) for new in news}) == 1:
        yield Ends(base, news[-1], sure=True)


def _latest(news: Sequence[Figure]) -> Sequence[Figure]:
    """Return the amounts of the latest year, where each is told of one."""
    years = [year for new in news if (year := _whole_year(new)) is not None]
    return [new for new in news if _whole_year(new) == max(years)] if len(years) == len(news) > 0 else news


def _is_now(new: Figure, base: Figure) -> bool:
    """Tell whether an amount may be what a base has become: of its unit, measure and place."""
    alike = alike_in_kind(new, base) and new.quantity.unit == base.quantity.unit and new.measure == base.measure
    return alike and new.place == base.place


def move_beside(ahead: Sequence[Figure], behind: Sequence[Figure]) -> tuple[Figure, Figure] | None:
    """Return the two amounts next to a change that its text tells as a move: "went from 132 to 171 million, up 30%"."""
    near = ((ahead[-2], ahead[-1]) if len(ahead) > 1 else None, (behind[0], behind[1]) if len(behind) > 1 else None)
    return next((pair for pair in near if pair is not None and _may_be_move(*pair) and _is_move(*pair)), None)


def _may_be_move(one: Figure, other: Figure) -> bool:
    """Tell whether two amounts are of one kind, or prices of which one says of what: "from $4 to $5 a gallon"."""
    prices = {one.quantity.kind, other.quantity.kind} == {Kind.MONEY, Kind.RATE}
    return alike_in_kind(one, other) or (prices and one.quantity.unit == other.quantity.unit)


def told_in_table(
    change: Figure, sentence: Sequence[Figure], collation: Collation, may_end: Callable[[Figure], bool]
) -> Iterator[Ends]:
    """Yield the lines of the one-column table that a sentence refers to, of the first and last year of its change."""
    years = _years(change)
    alone = len([figure for figure in sentence if figure.change is not None]) == 1
    if years is None or not alone or not any_word(change.quote, "table"):
        return
    lines = [line[0] for line in collation.documents[change.source.document] if len(line) == 1]
    cells = [line for line in lines if line.noun and line.basis.get("period") is not None and may_end(line)]
    olds, news = ([cell for cell in cells if _whole_year(cell) == year] for year in years)
    if len(olds) == len(news) == 1 and olds[0].noun == news[0].noun and alike_in_kind(olds[0], news[0]):
        yield Ends(olds[0], news[0], sure=True)


def told_elsewhere(
    change: Figure,
    collation: Collation,
    may_end: Callable[[Figure], bool],
    misses_far: Callable[[Figure, Figure], bool],
) -> Iterator[Ends]:
    """Yield the ledger's amounts for the first and last year of a change, of its measure or noun and its place.

    One origin, or one named measure with a great miss, ties a change to amounts told elsewhere.
    """
    years = _years(change)
    if years is None or change.place is None:
        return
    beside = collation.sentences[change.source.document, change.quote_span]
    if any(may_end(figure) and _is_base_beside(figure, change, years[0]) for figure in beside):
        return
    olds, told = (filter(may_end, collation.of_year(change, year)) for year in years)
    apart = (old for old in olds if old.quote_span != change.quote_span)  # told beside it, a base is told as such
    news = list(islice(told, _FEW))
    for old, new in product(islice(apart, _FEW), news):
        if alike_in_kind(old, new) and likeness(old, new) > Likeness.DIFFERENT:
            one_origin = same_origin(change, new) and same_origin(old, new)
            named = bool(change.measure) and change.measure == old.measure == new.measure
            sure = one_origin or (named and misses_far(old, new))
            yield Ends(
                old, new, sure=sure and _is_about(change, old, new) and not _counts_otherwise(change, old, new, news)
            )


def _counts_otherwise(change: Figure, old: Figure, new: Figure, news: Iterable[Figure]) -> bool:
    """Tell texts that have far other amounts for the last year: what one counts is not what the change is of."""
    others = {old.source.document, change.source.document} - {new.source.document}
    own = [figure for figure in news if figure.source.document in others]
    known = amount(new.quantity)
    return any(not _ALIKE[0] <= amount(figure.quantity) / known <= _ALIKE[1] for figure in own if known)


def _is_base_beside(figure: Figure, change: Figure, year: int) -> bool:
    """Tell whether a sentence itself tells what a change begins at: no amount told elsewhere takes its place."""
    return figure.measure == change.measure and figure.place == change.place and _whole_year(figure) == year


def told_up_to(
    change: Figure,
    sentence: Sequence[Figure],
    collation: Collation,
    may_end: Callable[[Figure], bool],
    misses_far: Callable[[Figure, Figure], bool],
) -> Iterator[Ends]:
    """Yield the one amount told with a change "since 2019", and the ledger's amounts of that year.

    One named measure, in one place, with a great miss, ties them together.
    """
    start = change.period.start
    news = [figure for figure in sentence if may_end(figure) and figure.measure == change.measure]
    if start is None or not change.period.running or change.place is None or not change.measure or len(news) != 1:
        return
    new = news[0]
    if any(may_end(figure) and _is_base_beside(figure, change, start.year) for figure in sentence):
        return
    if new.place != change.place or new.population != change.population or (_whole_year(new) or 0) <= start.year:
        return
    of_start = filter(may_end, collation.of_year(change, start.year))
    for old in islice((old for old in of_start if old.measure == change.measure), _FEW):
        if alike_in_kind(old, new) and old.population == new.population and old.quote_span != change.quote_span:
            yield Ends(old, new, sure=misses_far(old, new))


def _is_about(change: Figure, old: Figure, new: Figure) -> bool:
    """Tell whether the words before a change name nothing that those of its ends do not, but for its verb.

    "Air returns grew 30 percent" is not about all the people returned.
    """
    if change.noun and new.noun and likeness(change, new) is Likeness.DIFFERENT and not is_bare(new):
        return False
    said = concepts(_SAID.split(before(change, _LONGEST_LINK))[-1])
    known = concepts(f"{change.noun or ''} {(change.measure or '').replace('_', ' ')} {old.quote} {new.quote}")
    stems = {word[:_STEM] for word in known}  # "reportados", "reportadas"
    return len([word for word in said - known if word[:_STEM] not in stems]) <= 1


def _ordered(
    one: Figure, other: Figure, change: Figure, *, sure: bool, as_told: bool = False, in_window: bool = False
) -> Iterator[Ends]:
    """Yield the two ends as old and new: as told, else by their periods, else by the direction of the change."""
    tied = (
        _is_by_to_from(change, one, other)
        or _is_up_from(one, change, other)
        or _are_two_times(one, other)
        or _is_times(one, change, other)
        or _follows(one, other, change)
    )
    sure = sure and may_be_of_one_thing(one, other) and tied and not _may_be_of_two_times(one, other, change)
    sure = sure and _in_one_breath(one, other, change) and (_refers_back(change) or not _is_of_another(change))
    first, second = one.period.start, other.period.start
    if first is not None and second is not None and first != second:
        old, new = (one, other) if as_told or first < second else (other, one)
        yield Ends(old, new, sure and (in_window or _fits_window(old, change)))
        return
    if (told := _told_order(one, other)) is not None:
        yield Ends(*told, sure)
        return
    rises = change.change is Change.INCREASE or (change.quantity.kind is Kind.MULTIPLE and amount(change.quantity) > 1)
    small, large = sorted((one, other), key=lambda figure: amount(figure.quantity))
    yield Ends(small, large, sure) if rises else Ends(large, small, sure)


def _follows(one: Figure, other: Figure, change: Figure) -> bool:
    """Tell a change that a clause draws from two amounts: "who saw 4,100 a month saw 9,840 in March, so it doubled"."""
    last = max(one, other, key=_at)
    if not last.span < change.span or not one.quote_span == other.quote_span == change.quote_span:
        return False
    _, mark, led = between(last, change).partition(",")
    parted = split_at(led, "so_that")
    return bool(mark) and parted is not None and not parted[0].strip() and _CLAUSE.search(led) is None


def _told_order(one: Figure, other: Figure) -> tuple[Figure, Figure] | None:
    """Return two amounts of one sentence as old and new, where words tell it: "3.4 million, compared with 3.1"."""
    first, second = sorted((one, other), key=_at)
    if _are_then_and_now(first, second):
        return (first, second) if _is_of_now(second) else (second, first)
    if first.quote_span != second.quote_span:
        return None
    if _is_move(first, second):
        return first, second
    gap = between(first, second)[-_STEP_BACK:]
    back = any(ends_with_word(gap, name) for name in ("set_against", "down_from", "up_from"))
    return (second, first) if back else None


def _is_of_another(change: Figure) -> bool:
    """Tell whether the words behind a change say of what it is, and no other words of its sentence do: "in prices"."""
    if change.quantity.kind is not Kind.PERCENT:
        return False
    rest = rest_of(change)
    said = _CLAUSE.split(rest)[0]
    told = concepts(f"{change.quote[: len(change.quote) - len(rest)]} {rest[len(said) :]} {change.noun or ''}")
    names = (word for word in _WORD.findall(said) if is_common(word) and not _is_of_time(word))
    return any(concepts(word) - told for word in names)


def _is_of_time(word: str) -> bool:
    return any_word(word, "since_when") or any_word(word, "of_time")


def may_be_of_one_thing(one: Figure, other: Figure) -> bool:
    """Tell whether two amounts are of one measure or noun, in one place, and both facts."""
    if ask_place(one, other).standing is Standing.APART or not _hold_alike(one, other):
        return False
    if one.measure and other.measure:
        return one.measure == other.measure
    bare = any(not figure.noun or says_generic(figure.noun) for figure in (one, other))
    return bare or likeness(one, other) > Likeness.DIFFERENT


def _hold_alike(one: Figure, other: Figure) -> bool:
    """Tell whether two amounts are both facts, or both plans; one sentence may set a plan against a fact."""
    if one.quote_span == other.quote_span:
        return not {one.modality, other.modality} & {Modality.HYPOTHETICAL, Modality.DENIED}
    return one.modality is other.modality


def _counts_one_thing(one: Figure, other: Figure) -> bool:
    """Tell whether amounts of two sentences are surely of one thing: whole years of one measure, or of one noun."""
    if _whole_year(one) is None or _whole_year(other) is None or one.population != other.population:
        return False
    if one.place != other.place:
        return False
    if not one.noun and not other.noun:
        return len(concepts(before(one, _SUBJECT)) & concepts(before(other, _SUBJECT))) >= _SHARED
    return likeness(one, other) >= Likeness.NARROWER


def _are_two_times(one: Figure, other: Figure) -> bool:
    """Tell whether two amounts are of two times: both dated differently, or set against each other: "from 1 to 2"."""
    first, second = (one, other) if one.span < other.span else (other, one)
    gap = between(first, second)
    if _are_then_and_now(first, second):
        return True
    if one.period.stated and other.period.stated:
        return one.period != other.period and last_alike(one, other)
    if any_word(before(first, _STEP), "moves_from") and not any_word(gap, "last_of_list"):
        return any_word(gap, "moves_to")
    return any(any_word(gap[-_STEP_BACK:], name) for name in ("versus", "down_from", "up_from"))


def _are_then_and_now(one: Figure, other: Figure) -> bool:
    """Tell whether the one of two amounts is told of now, and the other of a time of its own."""
    if _is_of_now(one) == _is_of_now(other) or any_word(before(min(one, other, key=_at)), "told_now") != _is_of_now(
        min(one, other, key=_at)
    ):
        return False
    then = other if _is_of_now(one) else one
    return then.period.stated and one.measure == other.measure and one.place == other.place


def _is_of_now(figure: Figure) -> bool:
    return any_word(before(figure, _STEP_NOW), "told_now")


def _is_move(first: Figure, second: Figure) -> bool:
    """Tell whether two amounts that follow each other are told as from the one to the other."""
    gap = between(first, second)
    opened = any_word(before(first, _STEP), "moves_from") and not any_word(gap, "last_of_list")
    return opened and any_word(gap, "moves_to") and _CLAUSE.search(gap) is None


def _is_up_from(new: Figure, change: Figure, old: Figure) -> bool:
    """Tell whether a change stands right between its two amounts: "138,640, up 21 percent from 117,250"."""
    if not new.span < change.span < old.span or new.quote_span != old.quote_span:
        return False
    unlike = new.period.stated and old.period.stated and not last_alike(new, old)
    gap = between(change, old)
    return not unlike and _UP.fullmatch(between(new, change)) is not None and (_is_base(gap) or _is_base_when(gap))


def _leads_to(old: Figure, change: Figure, new: Figure) -> bool:
    """Tell a change that goes on from the amount before it: "rose to 164 in 2020 and fell by 25 percent, to 131"."""
    gap, said = between(change, new), between(old, change)
    led = any_word(gap, "moves_to") or (gap.strip() == ":" and change.quantity.kind is Kind.MULTIPLE)
    plain = all(any_word(word, "comes_to") for word in concepts(gap)) and _CLAUSE.search(gap) is None
    near = len(gap) <= _STEP or (len(gap) <= _STEP_SINCE and plain)
    told_on = not _names_other(
        _YEAR.sub("", said.rpartition(";")[2]), old
    )  # "86,000 in 1982; by 2019 it had fallen by"
    if not near or not led or any_word(gap, "last_of_list") or (";" in said and not told_on):
        return False
    named = old.noun and new.noun and change.noun and likeness(old, new) > Likeness.DIFFERENT
    return bool(named) and likeness(old, change) > Likeness.DIFFERENT and may_be_of_one_thing(old, new)


def _is_times(new: Figure, change: Figure, old: Figure) -> bool:
    """Tell whether a multiple stands right between its amounts: "20 pesos, three times the 10 pesos of 2020"."""
    placed = new.span < change.span < old.span and new.quote_span == old.quote_span
    if not placed or change.quantity.kind not in (Kind.MULTIPLE, Kind.RATIO) or ":" in between(change, old):
        return False
    return _TIMES.fullmatch(between(new, change)) is not None and _is_set_against(old, change)


def _may_be_of_two_times(one: Figure, other: Figure, change: Figure) -> bool:
    """Tell "fell 2 dollars to 80, from 90 in May", where the step is the last one, and the base of long ago."""
    first, second = sorted((one, other), key=_at)
    stepped = change.quantity.kind in _SUBTRACTED and change.span < first.span and first.quote_span == change.quote_span
    reached = stepped and any_word(between(change, first), "moves_to")
    back = reached and any_word(between(first, second)[-_BASE:], "moves_from")
    return back and not _is_by_to_from(change, first, second)


def _is_by_to_from(change: Figure, new: Figure, old: Figure) -> bool:
    """Tell whether a change stands before what it led to and what it began at: "widened by 64 | to 412, from 348"."""
    if not change.span < new.span < old.span or change.quote_span != old.quote_span:
        return False
    first, second = between(change, new), between(new, old)
    near = len(first) <= _BASE and len(second) <= _LONGEST_LINK and not _CLAUSE.search(first)
    dated = old.period.stated and not (_whole_year(old) and not _YEAR.search(old.period.text or ""))
    rest = _CLAUSE.split(rest_of(old))[0]  # not "from 90 at the peak"
    dated = dated or any(not any_word(word, "of_time") for word in _WORD.findall(rest) if concepts(word))
    near = near and not dated and any_word(before(change, _STEP), "moves_by")  # not "fell 2 to 80, from 90 in May"
    return near and any_word(first, "moves_to") and any_word(second[-_BASE:], "moves_from")


def _is_base(gap: str) -> bool:
    """Tell whether a gap leads to a base and names nothing else: no "more in the mines than the"."""
    named = (word for word in _WORD.findall(gap) if concepts(word))
    plain = all(any(any_word(word, name) for name in _OF_BASE) for word in named)
    return plain and len(gap) <= _BASE and any_word(gap, "versus") and _CLAUSE.search(gap) is None


def _is_base_when(gap: str) -> bool:
    """Tell whether a base stands in a clause of its own: "12 percent | more than in 2017, when it received | 3,900"."""
    found = _WHEN.fullmatch(gap)
    return found is not None and any_word(found["base"], "versus") and any_word(found["when"], "when")


def _opens_with_it(change: Figure, base: Figure, new: Figure) -> bool:
    """Tell whether a sentence sets what was told before against a base: "That was 40 percent more than the 2,775"."""
    opening = change.quote[: change.span.start - change.quote_span.start]
    return not _names_other(opening, new) and _is_base(between(change, base))


def _names_other(text: str, level: Figure) -> bool:
    """Tell whether words name anything but what an amount counts, a time, and that it rose or fell."""
    known = concepts(level.noun or "")
    plain = ("comes_to", "goes_up_or_down", "since_when", "of_time")
    words = (word for word in _WORD.findall(text) if not any(any_word(word, name) for name in plain))
    return any(concepts(word) - known for word in words)


def _ends_with_it(change: Figure, new: Figure, old: Figure) -> bool:
    """Tell "In 2020 there were 120 kidnappings. By 2021 the number had doubled to 150", which names nothing new."""
    gap = between(change, new)
    named = concepts(before(change, _LONGEST_LINK)) - concepts(f"{old.noun or ''} {old.quote}")
    plain = all(any_word(word, "since_when") or any_word(word, "comes_to") or says_generic(word) for word in named)
    closed = not concepts(_CLAUSE.split(rest_of(new))[0])
    return len(gap) <= _STEP and any_word(gap, "moves_to") and plain and closed


def last_alike(one: Figure, other: Figure) -> bool:
    """Tell whether two amounts cover times of one length: three months and a whole year are no ends of a change."""
    days = [(f.period.end - f.period.start).days for f in (one, other) if f.period.start and f.period.end]
    return len(days) < 2 or max(days) <= min(days) * _UNEVEN


def _fits_window(old: Figure, change: Figure) -> bool:
    """Tell whether a change told from one year to another may begin with an amount of its time."""
    years = _years(change)
    if any_word(after(change, _STEP), "moves_to"):  # "fell 20 percent to 310 in 2021 from 390 in 2020"
        return True
    if change.span < old.span and _is_base(between(change, old)):  # "20 percent more than the 390 of 2020"
        return True
    return years is None or (old.period.start is not None and old.period.start.year == years[0])


def _in_one_breath(one: Figure, other: Figure, change: Figure) -> bool:
    """Tell whether no clause about something else begins between a change and its amounts in one sentence."""
    told = sorted((figure for figure in (one, other, change) if figure.quote_span == change.quote_span), key=_at)
    gaps = [between(first, second) for first, second in pairwise(told)]
    beside = [gap for gap, ends in zip(gaps, pairwise(told), strict=True) if change in ends]
    apart = any(any_word(gap, name) for gap in gaps for name in ("contrast", "one_alone")) or any(
        _turns_to_another(gap) for gap in beside
    )
    # "In May 26 people had died; the 52 of this May mean that deaths went up by 100 percent"
    summed_up = bool(gaps) and any_word(gaps[-1], "comes_to") and change.measure is not None
    summed_up = summed_up and change.measure == one.measure == other.measure
    last = any(
        ";" in gap and _names_other(gap.rpartition(";")[2], one) for gap in beside
    )  # "in 2020 there were 120; in 2021 there were 150, 25 percent more"
    parted = any(";" in gap for gap in gaps) and not summed_up and (last or not _are_dated_alike(one, other, change))
    return not apart and (len(told) < 3 or not parted)


def _are_dated_alike(one: Figure, other: Figure, change: Figure) -> bool:
    """Tell whether two amounts of one noun are each told with a year of their own, and a change says no more."""
    dated = all(figure.basis_of("period") is Basis.TEXT for figure in (one, other)) and last_alike(one, other)
    said = _CLAUSE.split(before(change, _LONGEST_LINK))[-1] + " " + _CLAUSE.split(after(change, _LONGEST_LINK))[0]
    left = {word for word in concepts(said) - concepts(one.noun or "") if not any_word(word, "since_when")}
    return dated and one.noun == other.noun and one.period.start != other.period.start and not left


def _turns_to_another(gap: str) -> bool:
    """Tell "doubled and the fleet went from" from "doubled between 2010 and 2019, from"."""
    return any_word(_YEARS.sub(" ", gap), "last_of_list") and not (_is_base(gap) or _is_base_when(gap))


def _at(figure: Figure) -> int:
    return figure.span.start


def _is_set_against(base: Figure, change: Figure) -> bool:
    """Tell whether the amount behind a change is its base: "12.4 percent, from 41,320", "12 % más que los 1.099"."""
    gap = between(change, base)
    if change.quantity.kind in (Kind.MULTIPLE, Kind.RATIO) and len(gap) <= _TIMES_BASE and any_word(gap, "times_of"):
        return _CLAUSE.search(gap) is None and len(gap.split()) <= _WORDS
    return any_word(gap.rpartition(",")[2], "versus") or _is_base_when(gap)


def _says_no_more(level: Figure, change: Figure) -> bool:
    """Tell whether a change closes its sentence behind an amount, and is of nothing narrower than that amount.

    ", an increase of 20 percent over 2020", not "an increase of 20 percent in those against the army".
    """
    link = between(level, change)
    if len(link) > _LONGEST_LINK or not (_LINK.fullmatch(link) or _DATED.fullmatch(link)):
        return False
    rest = after(change, _REACH_AFTER)
    known = concepts(level.noun or "") | concepts(change.noun or "")
    years = _years(change)
    told = {int(year) for year in _YEAR.findall(rest)}
    left = {word for word in concepts(rest) - known if not any_word(word, "since_when")}
    return not left and (years is None or told <= {*years})


def _is_plain_more(change: Figure) -> bool:
    """Tell "In 2019 there were 1,460, 58 percent more.", which is more than was told before, whatever year that was."""
    said = after(change, _REACH_AFTER).split()
    return len(said) == 1 and any_word(said[0], "more_or_less")


def _sums_up(change: Figure, ends: Sequence[Figure], sentence: Sequence[Figure]) -> bool:
    """Tell whether a sentence only says what the move told before it comes to: "That is a rise of 30 percent."."""
    if _refers_back(change) and _is_told_move(*ends):
        return True
    years = _years(change) if change.basis_of("period") is Basis.SENTENCE else None
    times = {_whole_year(figure) for figure in ends}
    if not _counts_one_thing(*ends) or len(times) < len(ends) or (years is not None and times != {*years}):
        return False
    said = f"{before(change, _REACH_AFTER)} {after(change, _REACH_AFTER)}"
    for length in (figure for figure in sentence if figure.quantity.kind is Kind.DURATION):
        said = said.replace(length.surface, " ")
    return not _names_other(said, ends[0])


def _is_told_alone(change: Figure, sentence: Sequence[Figure]) -> bool:
    """Tell whether a sentence tells nothing beside a change but how long it took: "It fell by half in four years."."""
    return all(figure is change or figure.quantity.kind is Kind.DURATION for figure in sentence)


def _refers_back(change: Figure) -> bool:
    """Tell the change told before: "The 22 percent jump", "That rise of 5 percent", "El alza fue del 9 por ciento"."""
    opening = change.quote[: change.span.start - change.quote_span.start].strip()
    first, _, rest = opening.partition(" ")
    if not any_word(first, "the_same_change"):
        return False
    said = rest or rest_of(change).strip().partition(" ")[0]
    names = [word for word in _WORD.findall(said) if concepts(word) or any_word(word, "rise_or_fall")]
    return bool(names) and any_word(names[0], "rise_or_fall") and all(_says_change(word) for word in names[1:])


def _says_change(word: str) -> bool:
    return any_word(word, "comes_to") or any_word(word, "amounts_to") or _is_of_time(word)


def _is_told_move(one: Figure, other: Figure) -> bool:
    """Tell two amounts that one sentence tells as those of two times of one thing."""
    beside = one.quote_span == other.quote_span and may_be_of_one_thing(one, other)
    timed = one.period.stated and other.period.stated and one.period != other.period and last_alike(one, other)
    return beside and (timed or _is_move(*sorted((one, other), key=_at)))


def _years(change: Figure) -> tuple[int, int] | None:
    """Return the first and the last year of a change that is told from one year to another."""
    start, end = change.period.start, change.period.end
    if start is None or end is None or end.year - start.year < 2:
        return None
    return start.year, end.year - 1


def _whole_year(figure: Figure) -> int | None:
    start, end = figure.period.start, figure.period.end
    return start.year if start is not None and end is not None and 360 <= (end - start).days <= 366 else None
