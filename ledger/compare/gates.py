"""The seven gates: what two figures must share before their amounts may be compared.

Each gate is one function of two figures. It says how they stand to each other: the same, taken to be
the same though a part is unknown, one within the other, or apart (with the reason, both sides named).
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import Enum
from functools import partial

from ledger.compare import wording
from ledger.compare.doings import are_done_otherwise, are_of_two_events
from ledger.compare.intervals import amount, family, significant_digits
from ledger.compare.place_words import says_where
from ledger.compare.unit_sizes import are_of_one_sort
from ledger.compare.words import (
    Likeness,
    after,
    any_word,
    before,
    concepts,
    counts_measure,
    deeds,
    is_bare,
    likeness,
    qualifiers,
    rest_of,
    same_name,
    split_at,
    split_last,
)
from ledger.model.figure import Basis, Change, Figure, Modality
from ledger.model.finding import Gate
from ledger.model.period import Mode, Period
from ledger.model.quantity import Kind

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_A_YEAR, _MONTH = 366, 31  # days
_PECULIAR = 3  # digits
_ROOM = 24  # characters in which "was built for " stands before a count
_FATE, _FATE_WORDS = 40, 3  # characters, and words of them, behind a count that tell what befell those counted
_STAGE, _STAGE_BEHIND = 160, 60  # characters to what was done with a sum
_CLAUSE_END = re.compile(r"[.,;:()]")
_NAME = re.compile(r"[^\W\d_]+")
_DIGITS = re.compile(r"\d+")
_ANOTHER_DAY = timedelta(45)  # from one count of what there is to the next, which may be another
_AGAINST, _LED = 7, 4  # words behind "against" that name a body, and before it that say what is against it
_OWN = (Basis.TEXT, Basis.SENTENCE)
_FAR = (Basis.SECTION, Basis.DOCUMENT)  # found so far from the figure that it is an assumption


class Standing(Enum):
    """How one part of two figures stands."""

    SAME = "same"
    ASSUMED = "assumed"  # unknown on a side, or found far from the figure
    FIRST_WITHIN = "first within"  # the first figure's is part of the second's
    SECOND_WITHIN = "second within"
    DOUBTED = "doubted"  # they differ, but one was found so far from its figure that it may not be its own
    APART = "apart"


@dataclass(frozen=True, slots=True)
class Answer:
    """What a gate says; asked for its reason, a whole sentence where the two differ: most are never printed."""

    standing: Standing
    reason: Callable[[], str] = str


Answers = Mapping[Gate, Answer]

_SAME, _ASSUMED = Answer(Standing.SAME), Answer(Standing.ASSUMED)
_FIRST, _SECOND = Answer(Standing.FIRST_WITHIN), Answer(Standing.SECOND_WITHIN)


def ask_measure(one: Figure, other: Figure) -> Answer:
    """Ask for one measure; where a side has none, the counted nouns decide.

    Two nouns that say the same pass; nouns of one head, or one narrower than the other, pass as assumed. Different
    words are only doubted: what two texts count under them may be one thing.
    """
    apart = (_met_other_fates, _are_two_stages, are_done_otherwise, are_of_two_events)
    if _is_capacity(one) is not _is_capacity(other) or any(tell(one, other) for tell in apart):
        return _doubted(partial(wording.deeds_apart, one, other))
    if one.measure and other.measure:
        if one.measure == other.measure and not _tells_of_other_people(one, other):
            return _SAME
        if one.quantity.kind is other.quantity.kind is Kind.RATE and one.topics[:1] == other.topics[:1]:
            return _ASSUMED  # a rate told by what it counts: "the homicide rate", "27 homicides for each 100,000"
        return _doubted(
            partial(wording.counts_apart if one.measure != other.measure else wording.deeds_apart, one, other)
        )
    alike = likeness(one, other)
    if alike is not Likeness.DIFFERENT and _tells_of_other_people(one, other):
        return _doubted(partial(wording.deeds_apart, one, other))
    if alike is Likeness.SAME:
        return _SAME if one.measure == other.measure else _ASSUMED
    known = bool(one.noun and other.noun)
    return _doubted(partial(wording.counts_apart, one, other)) if known and alike is Likeness.DIFFERENT else _ASSUMED


def _is_capacity(figure: Figure) -> bool:
    """Tell how many a place has room for from how many are in it: "was built for 5,300 inmates"."""
    return any_word(before(figure, _ROOM), "capacity_for")


def _are_two_stages(one: Figure, other: Figure) -> bool:
    """Tell money set aside from money spent: "lawmakers approved 1,312 million", "the state spent 1,181 million"."""
    if not one.quantity.kind is other.quantity.kind is Kind.MONEY or amount(one.quantity) == amount(other.quantity):
        return False
    return {_stage(one), _stage(other)} == {"sets_aside", "has_spent"}


def _stage(figure: Figure) -> str | None:
    """Return what the words before a sum say was done with it, the nearest of them, else those behind it."""
    names = ("sets_aside", "has_spent")
    led = [(len(parted[1]), name) for name in names if (parted := split_last(before(figure, _STAGE), name)) is not None]
    rest = rest_of(figure)[:_STAGE_BEHIND]
    behind = [(len(parted[0]), name) for name in names if (parted := split_at(rest, name)) is not None]
    return min(led or behind)[1] if led or behind else None


def _met_other_fates(one: Figure, other: Figure) -> bool:
    """Tell the dead of one text from the wounded of another, who are told by what befell them: "54 were wounded"."""
    if one.quantity.kind is not Kind.COUNT or amount(one.quantity) == amount(other.quantity):
        return False
    fates = [(_befell(figure, "dying"), _befell(figure, "other_fates")) for figure in (one, other)]
    return (True, False) in fates and (False, True) in fates


def _befell(figure: Figure, fate: str) -> bool:
    """Tell whether a word of a kind of fate stands right beside a count: in its noun, behind it, before its number."""
    behind = " ".join(after(figure, _FATE).split()[:_FATE_WORDS])
    near = " ".join((before(figure).split()[-1:]) or [""])
    return any(any_word(text, fate) for text in (figure.noun or "", behind, near))


def _tells_of_other_people(one: Figure, other: Figure) -> bool:
    """Tell whether two counts share no more than the word "people": some died, others were rescued.

    Without a measure one bare noun is enough, and both must tell one deed; the same amount may be one fact in
    other words.
    """
    if amount(one.quantity) == amount(other.quantity):
        return False
    bare, done, met = (is_bare(one), is_bare(other)), deeds(one), deeds(other)
    if one.measure and other.measure:
        return all(bare) and bool(done and met) and not done & met
    return any(bare) and not done & met


def ask_unit(one: Figure, other: Figure) -> Answer:
    """Ask for one kind and unit, and that both are levels or both changes the same way."""
    if _is_one_price(one, other):
        return _ASSUMED
    if family(one.quantity) != family(other.quantity) or _are_of_others(one, other):
        return _apart(partial(wording.kinds_apart, one, other))
    if (one.change is None) != (other.change is None):
        return _doubted(
            partial(wording.level_and_change, one, other)
        )  # a change is told in many ways, not all of them read
    if one.change is not other.change and Change.DIFFERENCE not in (one.change, other.change):
        return _apart(partial(wording.changes_apart, one, other))
    if _is_bare_currency(one, other):
        return _ASSUMED
    if not _same_unit(one, other):
        # What is counted is read from the noun, by the day too: victims may be homicides.
        counts = one.quantity.kind is Kind.COUNT or (one.quantity.kind is Kind.RATE and not _is_paid(one, other))
        return (_doubted if counts else _apart)(partial(wording.units_apart, one, other))
    return _SAME


def _are_of_others(one: Figure, other: Figure) -> bool:
    """Tell two rates for each of something else; a rate that does not say for each of what may be of the same."""
    first, second = one.quantity, other.quantity
    if first.kind is second.kind is Kind.RATE and not (first.per and second.per) and not _is_paid(one, other):
        return False
    return first.per != second.per and concepts(first.per or "") != concepts(second.per or "")


def _is_one_price(one: Figure, other: Figure) -> bool:
    """Tell whether a sum of money is told again by what it buys: "a kilo costs 2,280 pesos", "2,280 pesos a kilo"."""
    first, second = one.quantity, other.quantity
    kinds = {first.kind, second.kind} == {Kind.MONEY, Kind.RATE}
    return kinds and bool(first.unit) and first.unit == second.unit and first.value == second.value


def _is_paid(one: Figure, other: Figure) -> bool:
    """Tell whether a rate is of money on either side."""
    return any((figure.quantity.unit or "").isupper() for figure in (one, other))


def _same_unit(one: Figure, other: Figure) -> bool:
    first, second = one.quantity.unit, other.quantity.unit
    if first == second or are_of_one_sort(one.quantity, other.quantity):
        return True
    if first and second and one.quantity.kind is not Kind.MONEY and concepts(first) == concepts(second):
        return True
    if one.quantity.kind is Kind.COUNT:  # victims of homicide and homicides are one count, states are another
        return first is None or second is None or _one_thing_counted(one, other)
    return family(one.quantity) == "share" or (
        family(one.quantity) in ("multiple", "score", "rank") and not (first and second)
    )


def _is_bare_currency(one: Figure, other: Figure) -> bool:
    """Tell whether two sums are in money of one name, of which one text does not tell the country: "pesos"."""
    if not one.quantity.kind is other.quantity.kind is Kind.MONEY or (one.quantity.unit is None) is (
        other.quantity.unit is None
    ):
        return False
    here, there = (concepts(" ".join(_NAME.findall(figure.surface)[-1:])) for figure in (one, other))
    return bool(here & there)


def _one_thing_counted(one: Figure, other: Figure) -> bool:
    if one.measure and one.measure == other.measure:
        return counts_measure(one) and counts_measure(other)
    return likeness(one, other) is not Likeness.DIFFERENT


def ask_place(one: Figure, other: Figure) -> Answer:
    """Ask for one place; a town, its state and its country lie within each other."""
    here, there = one.place, other.place
    if here is None or there is None:
        return _ASSUMED
    if here.name == there.name or (here.code is not None and here.code == there.code):
        return _ASSUMED if _is_far(one, "place") or _is_far(other, "place") else _SAME
    if there.code is not None and there.code in here.within:
        return _FIRST
    if here.code is not None and here.code in there.within:
        return _SECOND
    if here.name in there.parts:
        return _FIRST
    if there.name in here.parts:
        return _SECOND
    beside = one.basis_of("place") is other.basis_of("place") is Basis.TEXT
    if _is_one_number(one, other) and not beside:
        return _doubted(partial(wording.places_apart, one, other))  # a place may be read from the wrong words
    return _differs(one, other, "place", wording.places_apart)


def _is_one_number(one: Figure, other: Figure) -> bool:
    """Tell whether two figures print one number of three digits and more: hardly by chance."""
    same = one.quantity.value == other.quantity.value and one.quantity.kind is other.quantity.kind
    return same and len(significant_digits(amount(one.quantity))) >= _PECULIAR


def ask_period(one: Figure, other: Figure) -> Answer:
    """Ask for one period, covered the same way; a day lies within its year, a half-year within the year."""
    if not one.period.stated or not other.period.stated:
        return _ASSUMED
    if one.change or other.change or one.quantity.kind is Kind.MULTIPLE:
        if _same_window(one.period, other.period) or _run_to_now(one, other):
            return _SAME
        return _ASSUMED if _begin_alike(one.period, other.period) else _times_apart(one, other)
    first, second = _dates(one), _dates(other)
    if first == second and (one.window != other.window or _is_fiscal(one) is not _is_fiscal(other)):
        # a fiscal year and a year of the calendar, or of another country; one sum may be told of either
        return _ASSUMED if amount(one.quantity) == amount(other.quantity) else _times_apart(one, other)
    if first == second or _both_running(one.period, other.period):
        return _same_days(one, other)
    if _holds(second, first):
        return _within_a_month(one, other) or _FIRST
    if _holds(first, second):
        return _within_a_month(other, one) or _SECOND
    return _times_apart(one, other)


def _is_fiscal(figure: Figure) -> bool:
    """Tell whether a time is told as a fiscal year, the word stuck to its number or not: "FY2009"."""
    return any_word(_DIGITS.sub(" ", figure.period.text or ""), "fiscal_year")


def _times_apart(one: Figure, other: Figure) -> Answer:
    return _differs(one, other, "period", wording.periods_apart)


def _same_days(one: Figure, other: Figure) -> Answer:
    """One event of a year is part of the year's count, though both say "2019"."""
    point, long = _is_point(one.period), one.period.end is None or _days(one.period) > 31
    if long and point != _is_point(other.period) and None not in (one.period.mode, other.period.mode):
        return _FIRST if point else _SECOND
    if long and point:
        return _ASSUMED  # two events of one year may be two events
    return _ASSUMED if _is_far(one, "period") or _is_far(other, "period") else _SAME


def _within_a_month(short: Figure, long: Figure) -> Answer | None:
    """Take a day and its month for one time where nothing is added up over it.

    So it is of an event, both told as points; of a share or a rate; and of what stood at the month's end: "30 June",
    "at the end of June".
    """
    if _is_point(short.period) and _is_point(long.period):
        return _ASSUMED
    first, after = long.period.start, long.period.end
    month = first is not None and after is not None and (after - first).days <= _MONTH
    day = _is_point(short.period) and short.period.end is not None
    adds_up = short.quantity.kind in (Kind.COUNT, Kind.MONEY, Kind.OTHER)
    return _ASSUMED if month and day and (not adds_up or short.period.end == after) else None


def _same_window(one: Period, other: Period) -> bool:
    """Tell whether two changes have one window: "in 2020" is from 2019 to 2020, its base named or not."""
    if (one.start, one.end) == (other.start, other.end):
        return True
    if one.end != other.end or one.start is None or other.start is None:
        return False
    longer, shorter = (one, other) if one.start < other.start else (other, one)
    return 360 <= _days(shorter) <= 366 and 725 <= _days(longer) <= 731


def _begin_alike(one: Period, other: Period) -> bool:
    """Tell whether two changes begin at one time, and one of them leaves its end open: "since 2019"."""
    return one.start is not None and one.start == other.start and (one.running or other.running)


def _run_to_now(one: Figure, other: Figure) -> bool:
    """Tell whether two changes have one base, and the end that one leaves open is near the other's: "since 2019"."""
    if not _begin_alike(one.period, other.period):
        return False
    ends = (_dates(one)[1], _dates(other)[1])
    return max(ends) != date.max and (max(ends) - min(ends)).days <= _A_YEAR


def _both_running(one: Period, other: Period) -> bool:
    """Tell whether two are running totals that begin in one year: one total, told at two times."""
    if one.start is None or other.start is None or not (one.running and other.running):
        return False
    return one.start.year == other.start.year


def _is_point(period: Period) -> bool:
    return period.mode is Mode.POINT


def _days(period: Period) -> int:
    return ((period.end or date.max) - (period.start or date.min)).days


def _dates(figure: Figure) -> tuple[date, date]:
    """Return the days a figure covers; an open end runs to the day it was said."""
    said = said_on(figure)
    end = figure.period.end or (said + timedelta(1) if said else date.max)
    return figure.period.start or date.min, end


def _holds(long: tuple[date, date], short: tuple[date, date]) -> bool:
    return long[0] <= short[0] and short[1] <= long[1]


def ask_population(one: Figure, other: Figure) -> Answer:
    """Ask for one population; who is told without one counts all, so the narrower lies within.

    Where one measure is told with more words, the words narrow it as well: "agents killed off duty".
    """
    first, second = _narrowing(one, other), _narrowing(other, one)
    if first != second and not (one.population or other.population):
        where = says_where(one, other)  # "inflación argentina" beside the "inflation" of Argentina
        first, second = first - where, second - where
    if _is_against_others(one, other):
        return _doubted(partial(wording.populations_apart, one, other))
    if first == second:
        return _SAME
    if not first or not second:
        return _FIRST if first else _SECOND
    if one.population or other.population:
        return _doubted(partial(wording.populations_apart, one, other))
    return _ASSUMED


def _is_against_others(one: Figure, other: Figure) -> bool:
    """Tell complaints against one body from those against another, where the population read tells not both."""
    if one.population and other.population:
        return False
    here, there = _body_against(one), _body_against(other)
    if one.population or other.population:
        return bool(here and there) and not here & there
    return bool(here and there) and not (here <= there or there <= here)


def _body_against(figure: Figure) -> frozenset[str]:
    """Return the words for the body that a figure's complaints are against: its population, else told by "against"."""
    parts = split_at(figure.quote, "against_whom")
    if figure.population or parts is None or not _counts_what_is_against(figure, parts[0]):
        return concepts(figure.population or "") if parts else frozenset()
    return concepts(" ".join(_NAME.findall(_CLAUSE_END.split(parts[1])[0])[:_AGAINST]))


def _counts_what_is_against(figure: Figure, led: str) -> bool:
    """Tell whether it is what a figure counts that is against somebody: "quejas contra", not "in a protest against"."""
    said = concepts(" ".join(_NAME.findall(led)[-_LED:]))
    named = concepts(f"{figure.noun or ''} {(figure.measure or '').replace('_', ' ')}")
    return led.rstrip()[-1:].isdigit() or not (said and named) or bool(said & named)


def _narrowing(figure: Figure, other: Figure) -> frozenset[str]:
    """Return the words that narrow what a figure counts, beyond the measure it shares with the other."""
    named = concepts(figure.population) if figure.population else frozenset()
    return named | qualifiers(figure) if figure.measure and figure.measure == other.measure else named


def ask_as_of(one: Figure, other: Figure) -> Answer:
    """Ask of running totals that they were told at one time; the earlier is part of the later.

    A multiple or change since one year is no total: its end was asked of with its time.
    """
    if one.change or other.change or one.quantity.kind is Kind.MULTIPLE:
        return _SAME
    if any(figure.period.end is not None and not figure.period.running for figure in (one, other)):
        return _SAME
    first, second = said_on(one), said_on(other)
    if one.period.start is None and not _are_of_two_days(one, other):
        return _SAME
    if first is None or second is None:
        return _ASSUMED
    if first == second:
        return _SAME
    return _FIRST if first < second else _SECOND


def _are_of_two_days(one: Figure, other: Figure) -> bool:
    """Tell whether two counts of what there is, or has come to be, were taken so far apart that both may be right."""
    first, second = said_on(one), said_on(other)
    points = one.period.mode is other.period.mode is Mode.POINT and other.period.start is None
    return points and first is not None and second is not None and abs(first - second) >= _ANOTHER_DAY


def ask_modality(one: Figure, other: Figure) -> Answer:
    """Ask that both are facts, or both plans: a target is not a result, and what is denied is neither."""
    facts = (Modality.STATED, Modality.PLANNED, Modality.PROJECTED)
    if one.modality is other.modality and one.modality in facts:
        return _SAME
    known = one.modality is other.modality or {one.modality, other.modality} <= {*facts} or _is_one_number(one, other)
    return (_doubted if known else _apart)(partial(wording.modalities_apart, one, other))


GATES: tuple[tuple[Gate, Callable[[Figure, Figure], Answer]], ...] = (
    (Gate.MEASURE, ask_measure),
    (Gate.UNIT, ask_unit),
    (Gate.PLACE, ask_place),
    (Gate.PERIOD, ask_period),
    (Gate.POPULATION, ask_population),
    (Gate.AS_OF, ask_as_of),
    (Gate.MODALITY, ask_modality),
)


def _untied(_one: Figure, _other: Figure) -> bool:
    return False


def ask_all(
    one: Figure,
    other: Figure,
    *,
    tied: Callable[[Figure, Figure], bool] = _untied,
    units: bool = True,
    stop: bool = True,
) -> Answers:
    """Ask the gates in their order, up to the first that surely differs, if the rest is not wanted too.

    Where two sentences are `tied` by what else they tell, another place or time is only doubted. Sums of money in two
    currencies are asked for everything but their `units`.
    """
    answers: dict[Gate, Answer] = {}
    for gate, ask in GATES:
        if gate is Gate.UNIT and not units:
            continue
        answers[gate] = ask(one, other)
        if answers[gate].standing is Standing.APART and _may_be_misread(gate, one, other) and tied(one, other):
            answers[gate] = replace(answers[gate], standing=Standing.DOUBTED)
        if stop and answers[gate].standing is Standing.APART:
            break
    return answers


def _may_be_misread(gate: Gate, one: Figure, other: Figure) -> bool:
    """Tell whether a place or time that differs may be taken from the wrong words: no year or name beside it."""
    if gate is Gate.PERIOD:
        here, there = (frozenset(_YEAR.findall(figure.quote)) for figure in (one, other))
        return not (here and there) or bool(here & there)
    return gate is Gate.PLACE and not all(figure.place and figure.place.name in figure.quote for figure in (one, other))


def said_on(figure: Figure) -> date | None:
    """Return the day on which a figure was said: its own as-of date, else its source's."""
    return figure.as_of or figure.source.published


def same_origin(one: Figure, other: Figure) -> bool:
    """Tell whether two figures are told after one body: named by both, or speaking for itself in one."""
    return any(same_name(said, told) for said in origins(one) for told in origins(other))


def origins(figure: Figure) -> tuple[str, ...]:
    """Return who a figure comes from: the one it is attributed to, else those who publish it."""
    if figure.attribution:
        return (figure.attribution,)
    return tuple(name for name in (figure.source.publisher, figure.source.author) if name)


def _is_far(figure: Figure, part: str) -> bool:
    return figure.basis_of(part) in _FAR


def _differs(one: Figure, other: Figure, part: str, reason: Callable[[Figure, Figure], str]) -> Answer:
    """Answer that a part differs: for sure where both figures' own sentences tell it, else it is doubted."""
    told = all(figure.basis_of(part) in _OWN for figure in (one, other))
    return (_apart if told else _doubted)(partial(reason, one, other))


def _doubted(reason: Callable[[], str]) -> Answer:
    return Answer(Standing.DOUBTED, reason)


def _apart(reason: Callable[[], str]) -> Answer:
    return Answer(Standing.APART, reason)
