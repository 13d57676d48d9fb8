"""An amount and its worth in another currency, held against the real rates of the year."""

from collections import defaultdict
from collections.abc import Iterator, Set
from dataclasses import replace
from decimal import Decimal

from ledger.compare import wording
from ledger.compare.collation import Collation
from ledger.compare.exchange import LEEWAY, Rate, at_rate, local_first, rate_between, times_off, was_steady
from ledger.compare.intervals import amount
from ledger.compare.names import namesakes
from ledger.compare.sums import comes_out, goes_wrong, may_be_worths, worth_before, worths
from ledger.compare.told_rates import check_like_rates, check_told_rate
from ledger.model.figure import Figure
from ledger.model.finding import Finding, FindingKind
from ledger.model.quantity import Kind

_NAME = "implied_exchange_rate"
_WRONG = Decimal("1.5")  # from here on no rate of the year excuses it
_OFF_IF_STEADY = Decimal("1.25")  # and so from here on, where the rate hardly moved for years
_AS_WRITTEN = "currency as written"
_ROUNDED = Decimal("1.06")  # how far off two sums may be that nothing but their size ties together
_COUNTRY = 2  # letters of a currency's code: those of its country
_FAR_OFF = 200  # against a rate of another year only a lost thousand is told


def check_implied_exchange_rate(collation: Collation) -> Iterator[Finding]:
    """Test each amount told with its worth in another currency against the lowest and highest rate of the time.

    Every such pair is tested by itself, for two slips in one text confirm each other. Without a known
    rate the check is silent; with one of another year it tells only a lost or gained thousand. A rate that the text
    tells itself, or shows by another such pair, holds as well.
    """
    told = [*_told_worths(collation)]
    known = {_currency_of(figure, worth) for figure, worth in told if _comes_out(figure, worth)}
    countries = _countries(collation) if told else {}
    wrong: set[str] = set()
    for couple in told:
        known_there = _currency_of(*couple) in known
        sentence = collation.sentences[couple[1].source.document, couple[1].quote_span]
        found = [*check_told_rate(couple, sentence)] or [
            *_test(*couple, countries[couple[0].source.document], known=known_there)
        ]
        if any(finding.kind is FindingKind.ARITHMETIC for finding in found):
            wrong |= {figure.id for figure in couple}
        yield from found
    yield from check_like_rates([couple for couple in told if couple[0].id not in wrong])
    tested = {figure.id for couple in told for figure in couple}
    for sentence in collation.sentences.values():
        for figure, worth in may_be_worths(sentence):
            if not tested & {figure.id, worth.id} and _comes_out(figure, worth, _ROUNDED):
                yield from _test(figure, worth, frozenset(), known=True)


def _told_worths(collation: Collation) -> Iterator[tuple[Figure, Figure]]:
    """Yield each amount that a text tells with its worth, in one sentence or in the next."""
    for sentence in collation.sentences.values():
        across = worth_before(sentence, collation.before(sentence, 1))
        yield from ((across,) if across is not None else ())
        yield from worths(sentence, Kind.MONEY)


def _countries(collation: Collation) -> dict[str, set[str]]:
    """Return the countries that each document's figures are of: only a currency of theirs may be meant by its name."""
    found: dict[str, set[str]] = defaultdict(set)
    for figure in collation.figures:
        if figure.place is not None and figure.place.code is not None:
            found[figure.source.document].add(figure.place.within[-1] if figure.place.within else figure.place.code)
    return found


def _currency_of(figure: Figure, worth: Figure) -> tuple[str, str | None]:
    """Return the currency that a document's amounts are told in, beside dollars."""
    return figure.source.document, local_first(figure, worth)[0].quantity.unit


def _comes_out(figure: Figure, worth: Figure, leeway: Decimal = LEEWAY) -> bool:
    local, other = local_first(figure, worth)
    rate = rate_between(local, other)
    return rate is not None and rate.near and times_off(local, other, rate) <= leeway


def _test(figure: Figure, worth: Figure, countries: Set[str], *, known: bool) -> Iterator[Finding]:
    """Test an amount with its worth; a currency `known` by another amount of its document is no other of its name."""
    local, other = local_first(figure, worth)
    rate = rate_between(local, other)
    if rate is None or not amount(other.quantity):
        return
    off = times_off(local, other, rate)
    if rate.near and off <= LEEWAY:
        implied = wording.rounded(amount(local.quantity) / amount(other.quantity))
        reason = (
            f"{at_rate(local, other, rate)}; {wording.quoted(other)}, as printed, makes it {wording.plain(implied)}."
        )
        yield comes_out(_NAME, (figure, worth), reason)
    elif off >= _fewest_off(local, other, rate) and (known or not _may_mean_another(local, other, countries)):
        reason = f"{at_rate(local, other, rate)}, not {wording.quoted(other)}{_factor(local, other, rate)}."
        yield goes_wrong(_NAME, (figure, worth), reason, 0.95 if off > 5 else 0.8)


def _fewest_off(local: Figure, other: Figure, rate: Rate) -> Decimal:
    """Return by what factor a worth must miss the rates to be wrong."""
    if not rate.near:
        return Decimal(_FAR_OFF)
    return _OFF_IF_STEADY if was_steady(local, other) else _WRONG


def _may_mean_another(local: Figure, other: Figure, countries: Set[str]) -> bool:
    """Tell whether an amount comes out in another currency of its name, where only the place told which is meant.

    Where the text is of one country's places alone, no other country's pesos are meant.
    """
    if not any(told.part == "unit" and told.rule != _AS_WRITTEN for told in local.evidence):
        return False
    for code in namesakes(local.quantity.unit):
        if countries == {(local.quantity.unit or "")[:_COUNTRY]} and code[:_COUNTRY] not in countries:
            continue
        meant = replace(local, quantity=replace(local.quantity, unit=code))
        rate = rate_between(meant, other)
        if rate is not None and rate.near and times_off(meant, other, rate) <= LEEWAY:
            return True
    return False


def _factor(local: Figure, other: Figure, rate: Rate) -> str:
    """Say the power of ten that explains the miss, where one does."""
    middle = (rate.low + rate.high) / 2
    ratio = amount(local.quantity) / middle / amount(other.quantity)
    times = max(ratio, 1 / ratio)
    power = Decimal(10) ** int(times.log10().to_integral_value())
    if not rate.near:
        return f": off by a factor of about {wording.plain(power)} (rates of another year)"
    explains = power > 1 and Decimal("0.5") <= times / power <= 2
    return f": off by a factor of {wording.plain(power if explains else wording.rounded(times))}"
