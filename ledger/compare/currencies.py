"""Two amounts in two currencies: never converted, only said to be of the same size, or one number under two names."""

from decimal import Decimal

from ledger.compare import wording
from ledger.compare.evidence import Surroundings, points_of_one_thing, share_most_words
from ledger.compare.exchange import LEEWAY, Rate, at_rate, local_first, rate_between
from ledger.compare.gates import Answers, Standing
from ledger.compare.intervals import amount, significant_digits
from ledger.compare.words import concepts, noun_head
from ledger.lexicon.evidence import Needed, Sign, load_weights
from ledger.model.figure import Basis, Figure
from ledger.model.finding import Relation, Slip, Verdict
from ledger.model.quantity import Kind

_AS_WRITTEN = "currency as written"
_PECULIAR = 4  # digits
_MOST_DIGITS, _COMMON_DIGITS = 5, 2
_PARITY = Decimal(2)  # currencies so near each other may well show one number


def are_two_currencies(one: Figure, other: Figure) -> bool:
    """Tell whether two figures are sums of money in two known currencies."""
    first, second = one.quantity, other.quantity
    if first.kind is not second.kind or first.kind not in (Kind.MONEY, Kind.RATE):
        return False
    if concepts(first.per or "") != concepts(second.per or ""):
        return False
    if first.kind is Kind.RATE and not (_is_currency(first.unit) and _is_currency(second.unit)):
        return False
    return bool(first.unit and second.unit) and first.unit != second.unit and not (first.vague or second.vague)


def _is_currency(unit: str | None) -> bool:
    return bool(unit) and str(unit).isupper()


def relate_currencies(one: Figure, other: Figure, answers: Answers, around: Surroundings) -> Relation | None:
    """Say that two sums are of the same size, or one number in two currencies; None where neither can be said."""
    needed, points = load_weights().needed, points_of_one_thing(one, other, answers, around)
    taken = tuple(gate for gate, answer in answers.items() if answer.standing is not Standing.SAME)
    local, foreign = local_first(one, other)
    rate = rate_between(local, foreign)
    if rate is None or not amount(foreign.quantity):
        return None
    one_number = amount(one.quantity) == amount(other.quantity) and _names_both(one, other)
    told_of_one = not _are_of_two_things(one, other) and points + _peculiar(one) >= needed[Needed.CURRENCY]
    if told_of_one and rate.low > 1 / _PARITY and rate.high < _PARITY:  # so near, two round sums may well be two
        told_of_one = points >= needed[Needed.CURRENCY] and (_peculiar(one) >= 0 or _names_one_thing(one, other))
    if one_number and told_of_one:
        told = wording.both([one], [other], one_origin=False)
        return Relation(Verdict.CONFLICT, f"{told} differ in their currency.", None, taken, Slip.CURRENCY)
    if points >= needed[Needed.WORTH] and rate.near and _is_worth(local, foreign, rate):
        reason = f"{at_rate(local, foreign, rate)}: {wording.quoted(foreign)} {wording.verb(foreign)} of that size."
        return Relation(Verdict.AGREE, reason, None, taken)
    return None


def _are_of_two_things(one: Figure, other: Figure) -> bool:
    """Tell whether two round sums are told of two things: "the bridge", "the bridge's dike"; "a loan", "a bond"."""
    if len(significant_digits(amount(one.quantity))) >= _PECULIAR or not (one.noun and other.noun):
        return False
    if noun_head(one) == noun_head(other) or share_most_words(one, other):
        return False
    return not (_is_told_by(noun_head(one), other) and _is_told_by(noun_head(other), one))


def _names_one_thing(one: Figure, other: Figure) -> bool:
    """Tell whether what either sum is told of is named with the other, too, or most else is told alike."""
    if share_most_words(one, other):
        return True
    told = ((noun_head(one), other), (noun_head(other), one))
    return all(named is None or _is_told_by(named, figure) for named, figure in told)


def _is_told_by(named: str | None, figure: Figure) -> bool:
    """Tell whether a figure's sentence names a thing, be it by a verb: "exports", "exported lemons worth"."""
    return bool(named) and any(told.startswith(str(named)) for told in concepts(figure.quote))


def _peculiar(figure: Figure) -> int:
    """Return what one number under two currencies says by itself: 92,250 hardly comes up twice, 12 does.

    What one gets each day is told so seldom that any number of it says more.
    """
    points = load_weights().points
    digits = min(len(significant_digits(amount(figure.quantity))), _MOST_DIGITS)
    told = points[Sign.RATE_OF_MONEY] if figure.quantity.kind is Kind.RATE else 0
    return told + (digits - _COMMON_DIGITS) * points[Sign.DIGIT]


def _is_worth(local: Figure, foreign: Figure, rate: Rate) -> bool:
    """Tell whether the amounts as printed lie within the rates of the time, give or take a budget's own rate."""
    implied = amount(local.quantity) / amount(foreign.quantity)
    return rate.low / LEEWAY <= implied <= rate.high * LEEWAY


def _names_both(one: Figure, other: Figure) -> bool:
    """Tell whether both currencies are told with their amounts: a bare "$" may be of any country.

    Of a number of four digits one may be that of the place: 92,250 million dollars for 92,250 million.
    """
    written = any(e.part == "unit" and e.rule == _AS_WRITTEN for figure in (one, other) for e in figure.evidence)
    if written and len(significant_digits(amount(one.quantity))) >= _PECULIAR:
        return True
    return all(figure.basis_of("unit") is Basis.TEXT for figure in (one, other))
