"""How a verdict reads: figures named as printed, with noun, place and time, in plain sentences."""

import re
from calendar import month_name
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from decimal import Decimal

from ledger.compare.names import currency, forces, listed, measure_name, place_name, spoken, teller, unit_name
from ledger.compare.words import concepts, is_common
from ledger.model.figure import Figure, Modality
from ledger.model.period import Period
from ledger.model.quantity import Bound, Kind, Quantity

_MODALITIES = {
    Modality.STATED: "told as a fact",
    Modality.PLANNED: "planned",
    Modality.PROJECTED: "expected",
    Modality.HYPOTHETICAL: "only supposed",
    Modality.DENIED: "denied",
}
_LONGEST_NOUN = 60
_FULL = 6  # digits up to which an amount is told in full
SCALES = ((Decimal(10) ** 12, "trillion"), (Decimal(10) ** 9, "billion"), (Decimal(10) ** 6, "million"))
_BOUNDS = {
    Bound.MORE_THAN: "more than",
    Bound.AT_LEAST: "at least",
    Bound.LESS_THAN: "less than",
    Bound.AT_MOST: "at most",
    Bound.APPROX: "about",
    Bound.NEARLY: "nearly",
}
_SPANISH = "es"
_GROUPED = (Kind.COUNT, Kind.MONEY)
_BARE_DIGITS = re.compile(r"(?<![\d.,])\d{4,}(?![.,]?\d)")  # "2000"; not "2,000", "2000.5"
_SPANISH_DIGITS = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+,\d+")  # "1.234,5", "3,3"
_NOUN_FOLLOWS = (Kind.COUNT, Kind.OTHER, Kind.DURATION)  # "13 officers"; but "$3 billion (aid)"
# What may stand between an amount and its noun: "751-page | file", "90 percent | of all | cases"
_JOINING = re.compile(r"-?\s*(?:(?:of|in|de|del|en|for|to|para)\s+(?:[^\W\d]+\s+){0,2})?")


def printed(figure: Figure) -> str:
    """Return the amount in the one style of our sentences, English digits: "2,850", "15%", "16.3 billion pesos".

    The words as printed stand in the quotes beneath. English words stay as they are but for their digits; a bare
    magnitude ("millones") has no digits to give.
    """
    if figure.amount_is_corrected:
        return f"{_reckoned(figure.quantity)} (as corrected)"
    words, quantity = " ".join(figure.surface.split()), figure.quantity
    if quantity.vague:
        return words
    if quantity.kind is Kind.PERCENT:
        return _hedged(quantity, lambda value: f"{_exact(value)}%")
    if figure.source.language != _SPANISH:
        return _BARE_DIGITS.sub(lambda digits: f"{int(digits[0]):,}", words) if quantity.kind in _GROUPED else words
    if quantity.total is not None and quantity.kind in (Kind.COUNT, Kind.RANK):
        return _hedged(quantity, lambda value: f"{_exact(value)} of {_exact(quantity.total or value)}")
    if quantity.kind is Kind.COUNT:
        return _hedged(quantity, _exact)
    if quantity.kind is Kind.MONEY and quantity.per is None:
        return _hedged(quantity, lambda value: _money(value, quantity.unit))
    return _SPANISH_DIGITS.sub(lambda digits: _in_english(digits[0], quantity), words)


def _reckoned(quantity: Quantity) -> str:
    """Return an amount by its value alone: no words of a text tell it."""
    if quantity.kind is Kind.PERCENT:
        return _hedged(quantity, lambda value: f"{_exact(value)}%")
    if quantity.kind is Kind.MONEY and quantity.per is None:
        return _hedged(quantity, lambda value: _money(value, quantity.unit))
    return _hedged(quantity, _exact)


def _hedged(quantity: Quantity, written: Callable[[Decimal], str]) -> str:
    """Return an amount with its bound: "more than 15%", "40 to 50"."""
    if quantity.bound is Bound.RANGE and quantity.low is not None and quantity.high is not None:
        return f"{written(quantity.low)} to {written(quantity.high)}"
    bound = _BOUNDS.get(quantity.bound, "")
    return f"{bound} {written(quantity.value)}".strip()


def _money(value: Decimal, code: str | None) -> str:
    name = currency(code)
    return f"{name.sign}{_exact(value)}" if name.sign else f"{_exact(value)} {name.plural}"


def _exact(value: Decimal) -> str:
    """Return a number with all its digits, scaled only where none is lost: 2.3 million, but 1,234,567."""
    for scale, word in SCALES:
        if abs(value) >= scale and value / scale * 1000 % 1 == 0:
            return f"{_trimmed(value / scale)} {word}"
    return _without_zeros(f"{value:,f}")


def _without_zeros(digits: str) -> str:
    return digits.rstrip("0").rstrip(".") if "." in digits else digits


def _in_english(digits: str, quantity: Quantity) -> str:
    """Return Spanish digits as English ones where the amount shows that they are Spanish: "3,3" of 3.3."""
    value = Decimal(digits.replace(".", "").replace(",", "."))
    same = value and quantity.value and _leading(value) == _leading(quantity.value)
    return f"{value:,f}" if same else digits


def _leading(value: Decimal) -> tuple[tuple[int, ...], int]:
    """Return the digits of a number and where its point stands, thousands left out: 3.3 and 3,300 alike."""
    return value.normalize().as_tuple().digits, value.adjusted() % 3


def named(figure: Figure) -> str:
    """Return the amount with what it counts: "1,695 complaints", "$1.4 billion antidrug program"."""
    noun = noun_of(figure)
    if not noun or noun in printed(figure):
        return printed(figure)
    tail = _as_written(figure)
    if tail is not None:
        return printed(figure) + in_prose(tail, figure)
    return f"{printed(figure)} {noun}" if figure.quantity.kind in _NOUN_FOLLOWS else f"{printed(figure)} ({noun})"


def _as_written(figure: Figure) -> str | None:
    """Return what follows an amount up to the end of its noun, where the sentence tells them in one breath."""
    end = figure.span.end - figure.quote_span.start
    noun = figure.noun or ""
    at = figure.quote.find(noun, end - len(figure.surface))
    after = at + len(noun)
    if at < 0 or after <= end or after - end > _LONGEST_NOUN:
        return None
    gap = figure.quote[end : max(at, end)]
    return " ".join(f"|{figure.quote[end:after]}".split())[1:] if _JOINING.fullmatch(gap) else None


def noun_of(figure: Figure) -> str:
    """Return what a figure counts, without the amount, cut to a readable length."""
    words = in_prose(" ".join((figure.noun or "").split()), figure)
    return words if len(words) <= _LONGEST_NOUN else words[:_LONGEST_NOUN].rsplit(" ", 1)[0] + " …"


def in_prose(words: str, figure: Figure) -> str:
    """Return words of a headline as they stand in a sentence; names keep their capitals."""
    return words.lower() if figure.quote.isupper() or is_common(words) else words


def inside(phrase: str, figure: Figure) -> str:
    """Return what begins with a figure as it reads within a sentence: "At least 412" began one of its own."""
    first = phrase.split(" ", 1)[0]
    opens = figure.span.start - figure.quote_span.start <= 1
    return (
        phrase[0].lower() + phrase[1:] if opens and len(first) > 1 and first.isalpha() and first.istitle() else phrase
    )


def quoted(figure: Figure) -> str:
    """Return the amount as printed, as it stands at the end of a sum: "70 of 211 is 33.2 %: a third"."""
    return inside(named(figure) if figure.quantity.kind is Kind.COUNT else printed(figure), figure)


def told(figure: Figure) -> str:
    """Return the amount with what it counts, and with its measure where the noun says too little."""
    measure = _unsaid_measure(figure)
    if not measure:
        return named(figure)
    if not figure.noun:
        return (
            f"{printed(figure)} {measure}" if figure.quantity.kind is Kind.COUNT else f"{printed(figure)} ({measure})"
        )
    return f"{printed(figure)} {measure}" if _is_covered(figure, measure) else f"{named(figure)} ({measure})"


def counted(figures: Sequence[Figure]) -> str:
    """Return what figures of one thing count, in English where one of them is."""
    figure = next((figure for figure in figures if figure.source.language == "en" and figure.noun), figures[0])
    measure, noun = _unsaid_measure(figure), noun_of(figure)
    if not noun or (measure and _is_covered(figure, measure)):
        return measure or ""
    return f"{noun} ({measure})" if measure else noun


def _unsaid_measure(figure: Figure) -> str:
    """Return the measure's name where neither noun nor unit says it: "officers" are not yet officers killed."""
    if not figure.measure:
        return ""
    measure, noun = measure_name(figure.measure), concepts(figure.noun or "")
    if not noun:
        return measure
    if figure.quantity.kind is not Kind.COUNT or concepts(measure.rpartition(" ")[2]) <= noun:
        return ""
    return "" if concepts(figure.quantity.unit or "") & concepts(measure) else measure


def _is_covered(figure: Figure, measure: str) -> bool:
    """Tell whether a measure's name says all that the noun says: "police officers killed" of "officers"."""
    noun = figure.noun or ""
    return figure.source.language == "en" and is_common(noun) and len(noun.split()) <= 2 and bool(measure)


def placed(figure: Figure) -> str:
    """Return the figure with noun, population, place and time."""
    return f"{told(figure)}{scope(figure)}"


def scope(figure: Figure) -> str:
    """Return population, place and time as they follow a noun: " against the army in Mexico in 2011"."""
    parts = [population_of(figure), in_place(figure), in_period(figure.period)]
    return "".join(f" {part}" for part in parts if part)


def population_of(figure: Figure) -> str:
    """Return whom alone a figure counts, where its noun does not say so: "against the army", "(women)"."""
    if not figure.population:
        return ""
    words, measure = figure.population.replace("_", " "), measure_name(figure.measure or "")
    if concepts(words) <= concepts(figure.noun or "") | concepts(measure):
        return ""
    complaint = figure.population in forces() and "complaint" in concepts(measure) | concepts(figure.noun or "")
    return f"against the {words}" if complaint else f"({words})"


def in_place(figure: Figure) -> str:
    """Return "in Mexico", or nothing where no place is known."""
    return f"in {place_name(figure.place)}" if figure.place else ""


def in_period(period: Period) -> str:
    """Return the time in words.

    >>> in_period(Period(date(2011, 1, 1), date(2012, 1, 1)))
    'in 2011'
    >>> in_period(Period(date(2007, 1, 1)))
    'since 2007'
    >>> in_period(Period(date(2021, 1, 1), date(2021, 6, 1)))
    'from January to May 2021'
    """
    start, end = period.start, period.end
    if start is None or end is None:
        return f"since {_since(start)}" if start else (f"until {_until(end)}" if end else "")
    last = end - timedelta(1)
    if start == last:
        return f"on {_day(start)}"
    if _is_new_year(start) and _is_new_year(end):
        return f"in {start.year}" if start.year == last.year else f"from {start.year} to {last.year}"
    if start.day == end.day == 1:
        return _months(start, last)
    return f"from {_day(start)} to {_day(last)}"


def _months(start: date, last: date) -> str:
    """Return whole months: "in March 2021", "from January to May 2021"."""
    ending = f"{month_name[last.month]} {last.year}"
    if (start.year, start.month) == (last.year, last.month):
        return f"in {ending}"
    year = f" {start.year}" if start.year != last.year else ""
    return f"from {month_name[start.month]}{year} to {ending}"


def _since(start: date) -> str:
    return str(start.year) if _is_new_year(start) else _day(start)


def _until(end: date) -> str:
    return str(end.year - 1) if _is_new_year(end) else _day(end - timedelta(1))


def _is_new_year(day: date) -> bool:
    return (day.month, day.day) == (1, 1)


def _day(day: date) -> str:
    return f"{day.day} {month_name[day.month]} {day.year}"


def verb(figure: Figure) -> str:
    """Return "are" where a figure counts several things, "is" where it is one amount or one thing."""
    return "are" if figure.quantity.kind in _NOUN_FOLLOWS and figure.quantity.value != 1 else "is"


def percent(share: Decimal) -> str:
    """Return a share as a percentage to one decimal: "2.2%"."""
    return f"{share * 100:.1f}%".replace(".0%", "%")


def plain(value: Decimal) -> str:
    """Return a number as a reader writes it: 17,300 million, 1.43 billion, 1,255, 8.0.

    >>> plain(Decimal("17300000000")), plain(Decimal("1234.5E6")), plain(Decimal(1255)), plain(Decimal("8.00"))
    ('17.3 billion', '1.2345 billion', '1,255', '8')
    """
    for scale, word in SCALES:
        if abs(value) >= scale:
            scaled = (value / scale).normalize()
            written = f"{scaled:,f}" if len(scaled.as_tuple().digits) <= _FULL else _trimmed(scaled)
            return f"{written} {word}"
    return _trimmed(value)


def _trimmed(value: Decimal) -> str:
    text = f"{value:,.4f}" if abs(value) < 1 else f"{value:,.3f}"
    return text.rstrip("0").rstrip(".")


def counts_apart(one: Figure, other: Figure) -> str:
    """Say that two figures count different things."""
    return f"{named(one)} and {inside(named(other), other)} count different things{_measures(one, other)}."


def _measures(one: Figure, other: Figure) -> str:
    if one.measure and other.measure:
        return f": {measure_name(one.measure)}, and {measure_name(other.measure)}"
    return ""


def deeds_apart(one: Figure, other: Figure) -> str:
    """Say that two figures share only the word for people."""
    return f"{named(one)} and {inside(named(other), other)} are people of whom different things are told."


def kinds_apart(one: Figure, other: Figure) -> str:
    """Say that two figures are of different kinds."""
    return f"{named(one)} is {_kind(one)}, {inside(named(other), other)} is {_kind(other)}."


def _kind(figure: Figure) -> str:
    kind = {Kind.MONEY: "sum of money", Kind.OTHER: "measurement", Kind.PERCENT: "percentage"}.get(
        figure.quantity.kind, str(figure.quantity.kind)
    )
    return f"a {kind} per {figure.quantity.per}" if figure.quantity.per else f"a {kind}"


def units_apart(one: Figure, other: Figure) -> str:
    """Say that two figures are in different units."""
    first, second = (unit_name(figure.quantity.unit) if figure.quantity.unit else "none" for figure in (one, other))
    if first == second:
        first, second = one.quantity.unit or "", other.quantity.unit or ""
    return f"{named(one)} and {inside(named(other), other)} are in different units: {first}, and {second}."


def level_and_change(one: Figure, other: Figure) -> str:
    """Say that one figure is a level and the other a change."""
    level, change = (one, other) if one.change is None else (other, one)
    return f"{named(level)} is a level, {inside(named(change), change)} is a change."


def changes_apart(one: Figure, other: Figure) -> str:
    """Say that two changes go different ways."""
    return f"{named(one)} is told as {_change(one)}, {inside(named(other), other)} as {_change(other)}."


def _change(figure: Figure) -> str:
    return f"{'an' if figure.change == 'increase' else 'a'} {figure.change}"


def places_apart(one: Figure, other: Figure) -> str:
    """Say that two figures are of different places."""
    return f"{named(one)} {in_place(one)} and {inside(named(other), other)} {in_place(other)}: different places."


def periods_apart(one: Figure, other: Figure) -> str:
    """Say that two figures are of different times."""
    first, second = in_period(one.period), in_period(other.period)
    if first == second:  # a year of the calendar and a fiscal year: say it in their words
        first, second = (f"in “{figure.period.text}”" for figure in (one, other))
    return f"{named(one)} {first} and {inside(named(other), other)} {second}: different times."


def populations_apart(one: Figure, other: Figure) -> str:
    """Say that two figures count different people."""
    return f"{named(one)}{_whom(one)} and {inside(named(other), other)}{_whom(other)} count different people."


def _whom(figure: Figure) -> str:
    return f" {population}" if (population := population_of(figure)) else ""


def modalities_apart(one: Figure, other: Figure) -> str:
    """Say that one figure is no fact like the other."""
    if one.modality is other.modality:
        return f"{named(one)} and {inside(named(other), other)} are both {_MODALITIES[one.modality]}."
    return (
        f"{named(one)} is {_MODALITIES[one.modality]}, {inside(named(other), other)} is {_MODALITIES[other.modality]}."
    )


def both(one: Sequence[Figure], other: Sequence[Figure], *, one_origin: bool) -> str:
    """Return two amounts of one thing in one breath, each with who tells it.

    "1,695 (River Monitor) and 1,659 (Ana Ruiz) complaints against the army in Mexico in 2011, both citing the
    State Department,": whom both cite is said once.
    """
    first, second = one[0], other[0]
    cited = one_origin and bool(first.attribution and second.attribution)
    names, others = (_names(side, cited=cited) for side in (one, other))
    what = counted((*one, *other))
    if first.quantity.kind not in _NOUN_FOLLOWS and what:
        what = f"({what})"
    fuller = max((first, second), key=lambda figure: (len(scope(figure)), figure.id))
    amounts = f"{_said(first, names, others)} and {inside(_said(second, others, names), second)}"
    common = f", both from {names}," if names == others else ""
    if cited:
        cited_by = max(
            (first, second), key=lambda figure: (figure.source.language == "en", len(figure.attribution or ""))
        )
        common = f", both citing {spoken(cited_by)},"
    return f"{amounts}{f' {what}' if what else ''}{scope(fuller)}{common}"


def _names(side: Sequence[Figure], *, cited: bool) -> str:
    return listed(figure.source.name if cited else teller(figure) for figure in side)


def _said(figure: Figure, names: str, others: str) -> str:
    """Return an amount with the names of those who tell it, unless they tell both."""
    return f"{printed(figure)} ({names})" if names != others else printed(figure)


def money_range(low: Decimal, high: Decimal, code: str | None) -> str:
    """Return the range of a sum of money, in one scale: "$2.99–3.33 billion", "688–931 million pesos".

    >>> money_range(Decimal("2990000000"), Decimal("3330000000"), "USD")
    '$2.99–3.33 billion'
    """
    scale, word = next(((size, f" {word}") for size, word in SCALES if abs(low) >= size), (Decimal(1), ""))
    name = currency(code)
    span = f"{_trimmed(rounded(low / scale))}–{_trimmed(rounded(high / scale))}{word}"
    return f"{name.sign}{span}" if name.sign else f"{span} {name.plural}"


def rounded(value: Decimal) -> Decimal:
    """Return a number to three digits: what a reckoning on paper needs."""
    return Decimal(f"{value:.3g}").normalize() + 0
