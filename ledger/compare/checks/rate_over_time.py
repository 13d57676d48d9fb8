"""A rate per day, week, month or year held against the count of the time: 211 in 181 days is 1.2 a day."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal

from ledger.compare import wording
from ledger.compare.collation import Collation
from ledger.compare.intervals import amount, widened
from ledger.compare.operands import BY_CHANCE, chance_of
from ledger.compare.sums import as_written, between, comes_out, goes_wrong, is_level
from ledger.compare.words import Likeness, after, any_word, concepts, likeness, rest_of, says
from ledger.model.figure import Basis, Figure
from ledger.model.finding import Finding
from ledger.model.quantity import Interval, Kind

_NAME = "rate_over_time"
_DAYS = {"day": Decimal(1), "week": Decimal(7), "month": Decimal("30.4375"), "year": Decimal("365.25")}
_WRONG = Decimal("1.3")  # a rate a third too high is no other way of counting days
_NEAR = (Basis.TEXT, Basis.SENTENCE)
_SHARED = 3  # words of two sentences about one thing
_SENTENCES_BACK = 3
_BESIDE = 30  # characters of ", or an average of" before a rate
_WHOLE = Decimal("0.05")  # of a month or year: so near a time is told in whole ones


def check_rate_over_time(collation: Collation) -> Iterator[Finding]:
    """Report rates over time that the count told with them bears out, or misses by a third and more.

    A rate is wrong only where it is told as what the count makes: ", or five a day", "an average of 150 a month".
    """
    by_time = _by_time(collation.figures)
    for sentence in collation.sentences.values():
        for rate in sentence:
            if rate.quantity.per in _DAYS and rate.quantity.kind is Kind.RATE and rate.change is None:
                told = [*collation.before(sentence, _SENTENCES_BACK), *sentence]
                found = [*_test(rate, sentence)] or [*_test_farther(rate, told)]
                yield from found or _test_elsewhere(rate, by_time.get((rate.period.start, rate.period.end), ()))


def _by_time(figures: Sequence[Figure]) -> dict[tuple[date | None, date | None], list[Figure]]:
    """Return the counts that tell a whole time of their own near by, by that time."""
    found: dict[tuple[date | None, date | None], list[Figure]] = defaultdict(list)
    for figure in figures:
        if is_level(figure) and figure.period.start is not None and figure.basis_of("period") in _NEAR:
            found[figure.period.start, figure.period.end].append(figure)
    return found


def _test_elsewhere(rate: Figure, told: Sequence[Figure]) -> Iterator[Finding]:
    """Hold an average over a time against the one count of the same thing that another text tells of that time."""
    start, end = rate.period.start, rate.period.end
    if start is None or end is None or rate.basis_of("period") not in _NEAR or not says(rate, "on_average"):
        return
    if any_word(" ".join(rest_of(rate).split()[:1]), "of_group"):  # "4,500 plates a month | to children"
        return
    others = [one for one in told if one.source.document != rate.source.document and _tells_all(one, rate)]
    if len({amount(one.quantity) for one in others}) != 1:
        return
    count, days = others[0], [*_times(others[0], rate, ())]
    if any(_made(count, time, rate).meets(as_written(rate)) for time in days):
        fits = next(time for time in days if _made(count, time, rate).meets(as_written(rate)))
        yield comes_out(_NAME, (rate, *others), f"{_sum(count, fits, rate)}: {wording.quoted(rate)}.")


def _tells_all(count: Figure, rate: Figure) -> bool:
    """Tell whether a count is of the thing of a rate and of its place, as the words of both sentences say."""
    one_thing = count.noun is not None and rate.noun is not None and likeness(count, rate) >= Likeness.NARROWER
    shared = concepts(count.quote) & concepts(rate.quote)
    placed = count.place is None or rate.place is None or count.place == rate.place
    return one_thing and placed and len(shared) >= _SHARED and count.population == rate.population


def _test(rate: Figure, sentence: Sequence[Figure]) -> Iterator[Finding]:
    """Hold a rate against the counts before it, over the time told with them, or a length of time in the sentence."""
    counts = [figure for figure in sentence if is_level(figure) and figure.span < rate.span and _fits(figure, rate)]
    told = [(count, time) for count in counts for time in _times(count, rate, sentence)]
    for count, time in told:
        if _made(count, time, rate).meets(as_written(rate)):
            yield comes_out(_NAME, (rate, count), f"{_sum(count, time, rate)}: {wording.quoted(rate)}.")
            return
    far = all(_is_far(_rate(count, time, rate), amount(rate.quantity)) for count, time in told)
    if len(counts) == 1 and told and far and _is_made_of(rate, counts[0]):
        yield goes_wrong(_NAME, (rate, counts[0]), f"{_sum(*told[0], rate)}, not {wording.quoted(rate)}.", 0.7)


def _test_farther(rate: Figure, told: Sequence[Figure]) -> Iterator[Finding]:
    """Hold a rate against the counts before it, whatever they are called, where chance would hardly make it."""
    counts = [figure for figure in told if is_level(figure) and figure.span < rate.span and _may_make(figure, rate)]
    made = [(count, days) for count in counts for days in _times(count, rate, told) if amount(count.quantity) > 0]
    chance, said = chance_of(as_written(rate), Decimal(0)), as_written(rate)
    for count, days in made:
        ends = _made(count, days, rate)
        if ends.meets(said) and chance(ends) * len(made) <= BY_CHANCE:
            yield comes_out(_NAME, (rate, count), f"{_sum(count, days, rate)}: {wording.quoted(rate)}.")
            return


def _may_make(count: Figure, rate: Figure) -> bool:
    if count.quantity.kind is Kind.MONEY:
        return count.quantity.unit == rate.quantity.unit
    return count.quantity.kind is Kind.COUNT


def _fits(count: Figure, rate: Figure) -> bool:
    """Tell whether a count and a rate are of one thing: one currency, or things that nothing tells apart."""
    if count.quantity.kind is Kind.MONEY:
        return count.quantity.unit == rate.quantity.unit
    if count.measure and count.measure == rate.measure:
        return True
    return not (count.noun and rate.noun) or likeness(count, rate) > Likeness.DIFFERENT


def _is_made_of(rate: Figure, count: Figure) -> bool:
    gap = between(count, rate)
    made = any_word(gap[-_BESIDE:], "makes_rate") and not any_word(gap, "other_rate") and ";" not in gap
    made = made and not any_word(after(rate), "apiece")  # "38 a day for each inmate"
    one_time = not rate.period.stated or rate.period == count.period
    return made and one_time and rate.place == count.place and not any_word(gap, "contrast")


def _is_far(made: Decimal, told: Decimal) -> bool:
    return bool(made and told) and max(made / told, told / made) >= _WRONG


def _made(count: Figure, days: Decimal, rate: Figure) -> Interval:
    """Return the rates that a count makes, between what rounding allows."""
    ends, share = widened(count.quantity), _DAYS[rate.quantity.per or "day"] / days
    return Interval(None if ends.low is None else ends.low * share, None if ends.high is None else ends.high * share)


def _rate(count: Figure, days: Decimal, rate: Figure) -> Decimal:
    return amount(count.quantity) * _DAYS[rate.quantity.per or "day"] / days


def _times(count: Figure, rate: Figure, sentence: Sequence[Figure]) -> Iterator[Decimal]:
    """Yield the days over which a count may be spread: its period, and each length of time told beside it."""
    start, end = count.period.start, count.period.end
    if start is not None and end is not None and (end - start).days > 1:
        if start.day == end.day == 1 and rate.quantity.per in ("month", "year"):  # "90 a month" from January to June
            yield ((end.year - start.year) * 12 + end.month - start.month) * _DAYS["month"]
        yield Decimal((end - start).days)
    for length in sentence:
        quantity = length.quantity
        if quantity.kind is Kind.DURATION and quantity.unit in _DAYS and not quantity.vague and quantity.value > 0:
            yield amount(quantity) * _DAYS[quantity.unit]


def _sum(count: Figure, days: Decimal, rate: Figure) -> str:
    unit = rate.quantity.per or "day"
    made, length = _rate(count, days, rate), days / _DAYS[unit]
    whole = round(length)
    time = wording.plain(Decimal(whole) if abs(length - whole) <= _WHOLE else round(length, 1))
    return f"{wording.named(count)} in {time} {unit}s are {made:.2f} a {unit}"
