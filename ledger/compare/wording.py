"""How a verdict reads: figures named as printed, with noun, place and time, in plain sentences."""

from calendar import month_name
from datetime import date, timedelta
from decimal import Decimal

from ledger.model.figure import Figure, Modality
from ledger.model.period import Period
from ledger.model.quantity import Kind

_MODALITIES = {
    Modality.STATED: "told as a fact",
    Modality.PLANNED: "planned",
    Modality.PROJECTED: "expected",
    Modality.HYPOTHETICAL: "only supposed",
    Modality.DENIED: "denied",
}
_LONGEST_NOUN = 60


def printed(figure: Figure) -> str:
    """Return the amount as printed, on one line."""
    return " ".join(figure.surface.split())


def named(figure: Figure) -> str:
    """Return the amount with what it counts: "1,695 complaints"."""
    noun = noun_of(figure)
    return f"{printed(figure)} {noun}" if noun and noun not in printed(figure) else printed(figure)


def noun_of(figure: Figure) -> str:
    """Return what a figure counts, without the amount, cut to a readable length."""
    words = " ".join((figure.noun or "").split())
    if figure.quantity.kind in (Kind.MONEY, Kind.PERCENT, Kind.RATIO, Kind.MULTIPLE, Kind.RANK, Kind.SCORE) and words:
        words = f"({words})"
    return words if len(words) <= _LONGEST_NOUN else words[:_LONGEST_NOUN].rsplit(" ", 1)[0] + " …"


def placed(figure: Figure) -> str:
    """Return the figure with noun, population, place and time."""
    return f"{named(figure)}{scope(figure)}"


def scope(figure: Figure) -> str:
    """Return population, place and time as they follow a noun: " (army) in Mexico in 2011"."""
    population = figure.population if figure.population and figure.population not in (figure.noun or "") else None
    parts = [f"({population})" if population else "", in_place(figure), in_period(figure.period)]
    return "".join(f" {part}" for part in parts if part)


def in_place(figure: Figure) -> str:
    """Return "in Mexico", or nothing where no place is known."""
    return f"in {figure.place.name}" if figure.place else ""


def in_period(period: Period) -> str:
    """Return the time in words.

    >>> in_period(Period(date(2011, 1, 1), date(2012, 1, 1)))
    'in 2011'
    >>> in_period(Period(date(2007, 1, 1)))
    'since 2007'
    """
    start, end = period.start, period.end
    if start is None or end is None:
        return f"since {_since(start)}" if start else (f"until {_day(end - timedelta(1))}" if end else "")
    if (end - start).days == 1:
        return f"on {_day(start)}"
    if _is_new_year(start) and _is_new_year(end):
        years = end.year - start.year
        return f"in {start.year}" if years == 1 else f"from {start.year} to {end.year - 1}"
    if start.day == end.day == 1 and _months(start, end) == 1:
        return f"in {month_name[start.month]} {start.year}"
    return f"from {_day(start)} to {_day(end - timedelta(1))}"


def _since(start: date) -> str:
    return str(start.year) if _is_new_year(start) else _day(start)


def _is_new_year(day: date) -> bool:
    return (day.month, day.day) == (1, 1)


def _months(start: date, end: date) -> int:
    return 12 * (end.year - start.year) + end.month - start.month


def _day(day: date) -> str:
    return f"{day.day} {month_name[day.month]} {day.year}"


def percent(share: Decimal) -> str:
    """Return a share as a percentage to one decimal: "2.2 %"."""
    return f"{share * 100:.1f} %".replace(".0 %", " %")


def plain(value: Decimal) -> str:
    """Return a number as a reader writes it: 17,300 million, 1.43 billion, 1,255, 8.0.

    >>> plain(Decimal("17300000000")), plain(Decimal(1255)), plain(Decimal("8.00"))
    ('17.3 billion', '1,255', '8')
    """
    for scale, word in ((Decimal(10) ** 12, "trillion"), (Decimal(10) ** 9, "billion"), (Decimal(10) ** 6, "million")):
        if abs(value) >= scale:
            return f"{_trimmed(value / scale)} {word}"
    return _trimmed(value)


def _trimmed(value: Decimal) -> str:
    text = f"{value:,.4f}" if abs(value) < 1 else f"{value:,.3f}"
    return text.rstrip("0").rstrip(".")


def counts_apart(one: Figure, other: Figure) -> str:
    """Say that two figures count different things."""
    return f"{named(one)} and {named(other)} count different things{_measures(one, other)}."


def _measures(one: Figure, other: Figure) -> str:
    if one.measure and other.measure:
        return f" ({one.measure.replace('_', ' ')}, {other.measure.replace('_', ' ')})"
    return ""


def kinds_apart(one: Figure, other: Figure) -> str:
    """Say that two figures are of different kinds."""
    return f"{named(one)} and {named(other)} are a {_kind(one)} and a {_kind(other)}."


def _kind(figure: Figure) -> str:
    kind = {Kind.MONEY: "sum of money", Kind.OTHER: "measurement"}.get(figure.quantity.kind, str(figure.quantity.kind))
    return f"{kind} per {figure.quantity.per}" if figure.quantity.per else kind


def units_apart(one: Figure, other: Figure) -> str:
    """Say that two figures are in different units."""
    return (
        f"{named(one)} and {named(other)} are in different units "
        f"({one.quantity.unit or 'none'}, {other.quantity.unit or 'none'})."
    )


def level_and_change(one: Figure, other: Figure) -> str:
    """Say that one figure is a level and the other a change."""
    level, change = (one, other) if one.change is None else (other, one)
    return f"{named(level)} is a level, {named(change)} is a change."


def changes_apart(one: Figure, other: Figure) -> str:
    """Say that two changes go different ways."""
    return f"{named(one)} is told as a rise or fall and {named(other)} the other way."


def places_apart(one: Figure, other: Figure) -> str:
    """Say that two figures are of different places."""
    return f"{named(one)} {in_place(one)} and {named(other)} {in_place(other)}: different places."


def periods_apart(one: Figure, other: Figure) -> str:
    """Say that two figures are of different times."""
    return f"{named(one)} {in_period(one.period)} and {named(other)} {in_period(other.period)}: different times."


def populations_apart(one: Figure, other: Figure) -> str:
    """Say that two figures count different people."""
    return f"{named(one)} {_whom(one)}and {named(other)} {_whom(other)}count different people."


def _whom(figure: Figure) -> str:
    return f"({figure.population}) " if figure.population else ""


def modalities_apart(one: Figure, other: Figure) -> str:
    """Say that one figure is no fact like the other."""
    if one.modality is other.modality:
        return f"{named(one)} and {named(other)} are both {_MODALITIES[one.modality]}."
    return f"{named(one)} is {_MODALITIES[one.modality]}, {named(other)} is {_MODALITIES[other.modality]}."


def both(one: Figure, other: Figure) -> str:
    """Return two like figures in one breath: "1,695 and 1,659 complaints (army) in Mexico in 2011"."""
    noun = noun_of(one) or noun_of(other)
    fuller = max((one, other), key=lambda figure: (len(scope(figure)), figure.id))
    return f"{printed(one)} and {printed(other)}{f' {noun}' if noun else ''}{scope(fuller)}"
