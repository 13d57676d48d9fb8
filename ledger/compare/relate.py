"""Two figures in, one verdict out, with its reason."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from ledger.compare import wording
from ledger.compare.certainty import is_slip, may_agree, may_conflict, may_exceed, says_what_it_counts
from ledger.compare.gates import GATES, Standing, said_on, same_origin
from ledger.compare.intervals import (
    amount,
    can_meet,
    difference,
    magnitude_slip,
    rounds_to,
    swapped_digits,
    widened,
)
from ledger.compare.names import place_name
from ledger.compare.words import says
from ledger.model.figure import Figure
from ledger.model.finding import Gate, Relation, Verdict
from ledger.model.period import Mode
from ledger.model.quantity import Kind

_WITHIN = (Standing.FIRST_WITHIN, Standing.SECOND_WITHIN)
_OF_ONE_THING = Decimal("0.3")  # amounts told as one thing, without its time or place, hardly differ by more
_ADDITIVE = (Kind.COUNT, Kind.MONEY, Kind.OTHER)  # a part of these is never more than its whole


@dataclass(frozen=True, slots=True)
class _Passage:
    """How two figures went through the gates."""

    relation: Relation | None = None  # set where a gate failed
    assumed: tuple[Gate, ...] = ()
    within: tuple[tuple[Gate, Standing], ...] = ()


def relate(one: Figure, other: Figure) -> Relation:
    """Say how two figures stand to each other, and why.

    The gates are asked in order; the first that fails is the reason. Where all pass, the amounts
    decide: the same or a rounding agrees, intervals that meet are compatible, others conflict, if it
    is sure enough that both count one thing. Symmetric but for superseded: there `other` replaces `one`.
    """
    passage = _pass_gates(one, other)
    if passage.relation is not None:
        return passage.relation
    if passage.within:
        return _relate_part(one, other, passage)
    return _relate_amounts(one, other, passage.assumed)


def passes_measure_and_unit(one: Figure, other: Figure) -> bool:
    """Tell whether a pair is worth printing: it shares measure and unit."""
    return all(ask(one, other).standing is not Standing.APART for _, ask in GATES[:2])


def counts_same(one: Figure, other: Figure) -> bool:
    """Tell whether two figures may stand in one range of low and high: amounts of one thing, none a part of another.

    Amounts that pass the gates by an assumption stand together unless they are far apart, or told side by side.
    """
    relation = relate(one, other)
    if relation.verdict in (Verdict.AGREE, Verdict.CONFLICT, Verdict.SUPERSEDED):
        return True
    passage = _pass_gates(one, other)
    if passage.relation is not None or passage.within:
        return False
    if one.quantity.vague or other.quantity.vague:
        return True
    beside = one.source.document == other.source.document and one.paragraph == other.paragraph
    if beside or Gate.POPULATION in passage.assumed:
        return _one_amount(one, other)
    return relation.verdict is Verdict.COMPATIBLE or difference(one.quantity, other.quantity) < _OF_ONE_THING


def _pass_gates(one: Figure, other: Figure) -> _Passage:
    assumed: list[Gate] = []
    within: list[tuple[Gate, Standing]] = []
    for gate, ask in GATES:
        answer = ask(one, other)
        if answer.standing is Standing.APART:
            return _Passage(Relation(Verdict.NOT_COMPARABLE, answer.reason, gate, tuple(assumed)))
        if answer.standing is Standing.ASSUMED:
            assumed.append(gate)
        elif answer.standing in _WITHIN:
            within.append((gate, answer.standing))
    return _Passage(assumed=tuple(assumed), within=tuple(within))


def _relate_part(one: Figure, other: Figure, passage: _Passage) -> Relation:
    """Judge a pair of which one lies within the other, by place, time or population."""
    standings = {standing for _, standing in passage.within}
    gate, standing = passage.within[0]
    part, whole = (one, other) if standing is Standing.FIRST_WITHIN else (other, one)
    if len(standings) > 1 or one.quantity.kind not in _ADDITIVE or one.change is not None:
        return Relation(Verdict.NOT_COMPARABLE, _scopes_differ(part, whole, gate), gate, passage.assumed)
    if _leaves_out_population(one, other, passage):
        taken = {*passage.assumed, *(gate for gate, _ in passage.within)}
        return _relate_amounts(one, other, tuple(gate for gate in Gate if gate in taken))
    return _judge_part(part, whole, gate, passage.assumed)


def _leaves_out_population(one: Figure, other: Figure, passage: _Passage) -> bool:
    """Tell whether a population named on one side was only left out on the other: one amount, or a slip of it."""
    if any(gate is not Gate.POPULATION for gate, _ in passage.within):
        return _is_event_told_wider(one, other, passage)
    assumed = (*passage.assumed, Gate.POPULATION)
    if _one_amount(one, other):
        return may_agree(one, other, assumed)
    return is_slip(one, other) and same_origin(one, other) and may_conflict(one, other, assumed)


def _is_event_told_wider(one: Figure, other: Figure, passage: _Passage) -> bool:
    """Tell whether one event is told with a wider place: 13 killed in the state, and in a headline in the country."""
    places = all(gate in (Gate.PLACE, Gate.POPULATION) for gate, _ in passage.within)
    event = any(figure.period.mode is Mode.POINT or not figure.period.stated for figure in (one, other))
    return places and event and Gate.MEASURE not in passage.assumed and _one_amount(one, other)


def _judge_part(part: Figure, whole: Figure, gate: Gate, assumed: tuple[Gate, ...]) -> Relation:
    least, most = widened(part.quantity).low, widened(whole.quantity).high
    if least is not None and most is not None and least > most:
        if may_exceed(part, whole, gate, assumed):
            return Relation(Verdict.CONFLICT, _part_exceeds(part, whole), None, assumed)
        return Relation(Verdict.NOT_COMPARABLE, _scopes_differ(part, whole, gate), gate, assumed)
    if gate is Gate.AS_OF:
        reason = f"{wording.placed(whole)} is a later state of the running total of {_mid(part)}."
        return Relation(Verdict.COMPATIBLE, reason, None, assumed)
    if Gate.MEASURE in assumed and part.source.document != whole.source.document:
        return Relation(Verdict.NOT_COMPARABLE, _scopes_differ(part, whole, gate), gate, assumed)
    reason = f"{wording.placed(part)} {wording.verb(part)} part of {wording.inside(wording.placed(whole), whole)}."
    return Relation(Verdict.COMPATIBLE, reason, None, assumed)


def _replaces(figure: Figure) -> str:
    return "replace" if wording.verb(figure) == "are" else "replaces"


def _mid(figure: Figure) -> str:
    return wording.inside(wording.printed(figure), figure)


def _relate_amounts(one: Figure, other: Figure, assumed: tuple[Gate, ...]) -> Relation:
    """Judge a pair that passed every gate by its amounts."""
    told = Gate.PERIOD not in assumed or says_what_it_counts(one, other)
    if told and (order := _revision(one, other)) is not None:
        old, new = order
        verdict = Verdict.SUPERSEDED if new is other else Verdict.COMPATIBLE
        return Relation(verdict, f"{wording.placed(new)} {_replaces(new)} the earlier {_mid(old)}.", None, assumed)
    if _one_amount(one, other):
        verdict = Verdict.AGREE if may_agree(one, other, assumed) else Verdict.COMPATIBLE
        return Relation(verdict, _agreement(one, other), None, assumed)
    if one.quantity.vague or other.quantity.vague or can_meet(one.quantity, other.quantity):
        reason = f"{wording.placed(one)} and {wording.inside(wording.placed(other), other)} can both be right."
        return Relation(Verdict.COMPATIBLE, reason, None, assumed)
    if may_conflict(one, other, assumed):
        return Relation(Verdict.CONFLICT, clash([one], [other]), None, assumed)
    if _may_be_part(one, other, assumed):
        part, whole = sorted((one, other), key=lambda figure: (amount(figure.quantity), figure.id))
        reason = f"{wording.placed(part)} may be part of {wording.inside(wording.placed(whole), whole)}."
        return Relation(Verdict.COMPATIBLE, reason, None, assumed)
    gate = assumed[0] if assumed else Gate.POPULATION
    return Relation(Verdict.NOT_COMPARABLE, _unsure(one, other, gate), gate, assumed)


def _may_be_part(one: Figure, other: Figure, assumed: tuple[Gate, ...]) -> bool:
    """Tell whether two counts of one text, of nouns akin, may be whole and part: "four officers", "three who left"."""
    one_text = one.source.document == other.source.document
    return one_text and Gate.MEASURE in assumed and one.quantity.kind is Kind.COUNT


def _one_amount(one: Figure, other: Figure) -> bool:
    """Tell whether two figures print the same amount, or one rounds the other as written."""
    first, second = one.quantity, other.quantity
    if first.vague or second.vague:
        return first.vague and second.vague and first.value == second.value
    if amount(first) == amount(second) and (first.bound is second.bound or _says_exactly(one, other)):
        return True
    return rounds_to(first, second) or rounds_to(second, first)


def _says_exactly(one: Figure, other: Figure) -> bool:
    """Tell whether the bounds take the number in: "at least 18" is said of 18 as well, "more than 18" is not."""
    return not {one.quantity.bound, other.quantity.bound} & {"more_than", "less_than"}


def _revision(one: Figure, other: Figure) -> tuple[Figure, Figure] | None:
    """Return the older and the newer of two figures where a source says that it replaces its own."""
    if amount(one.quantity) == amount(other.quantity) or not _one_voice(one, other):
        return None
    for old, new in ((one, other), (other, one)):
        if says(new, "replaces") or says(old, "replaced"):
            return old, new
    return _republished(one, other)


def _republished(one: Figure, other: Figure) -> tuple[Figure, Figure] | None:
    """Return the order of two counts of its own that a publisher told at two times: the later replaces the first."""
    if one.attribution or other.attribution or one.source.document == other.source.document:
        return None
    first, second = said_on(one), said_on(other)
    if first is None or second is None or first == second or not one.source.publisher:
        return None
    return (one, other) if first < second else (other, one)


def _one_voice(one: Figure, other: Figure) -> bool:
    return one.source.document == other.source.document or same_origin(one, other)


def _agreement(one: Figure, other: Figure) -> str:
    if amount(one.quantity) == amount(other.quantity):
        return f"{wording.placed(one)} and {wording.inside(wording.placed(other), other)} are the same amount."
    fine, coarse = (one, other) if rounds_to(one.quantity, other.quantity) else (other, one)
    return f"{wording.placed(coarse)} {wording.verb(coarse)} {wording.inside(wording.printed(fine), fine)}, rounded."


def clash(one: Sequence[Figure], other: Sequence[Figure]) -> str:
    """Say why two amounts cannot both be right, with all who tell the one and the other."""
    told = wording.both(one, other, one_origin=same_origin(one[0], other[0]))
    return f"{told} {_slip(one[0], other[0])}."


def _slip(one: Figure, other: Figure) -> str:
    factor, digits = magnitude_slip(one.quantity, other.quantity), swapped_digits(one.quantity, other.quantity)
    if factor is not None:
        return f"differ by a factor of {factor:,}"
    apart = f"differ by {wording.percent(difference(one.quantity, other.quantity))}"
    return f"{apart}; the digits {digits[0]} and {digits[1]} are swapped" if digits else apart


def _scopes_differ(part: Figure, whole: Figure, gate: Gate) -> str:
    """Say that what the second figure is about is wider than the first's, by place, time, population or date."""
    wider = {
        Gate.PERIOD: "the second covers a longer time",
        Gate.POPULATION: "the first may count only a part of what the second counts",
        Gate.AS_OF: "the second was told later",
    }
    if gate is Gate.PLACE and part.place is not None and whole.place is not None:
        why = f"{place_name(part.place)} is only a part of {place_name(whole.place)}"
    else:
        why = wider.get(gate, "the second covers a wider place")
    return f"{wording.placed(part)}, but {wording.inside(wording.placed(whole), whole)}: {why}."


def _part_exceeds(part: Figure, whole: Figure) -> str:
    wide = wording.inside(wording.placed(whole), whole)
    return f"{wording.placed(part)} cannot be part of {wide}: the part is more than the whole."


def _unsure(one: Figure, other: Figure, gate: Gate) -> str:
    beside = f"{wording.placed(one)} and {wording.inside(wording.placed(other), other)}"
    if gate is Gate.POPULATION:
        return f"{beside} are told side by side: they may be parts of a list."
    missing = {
        Gate.MEASURE: "it is not certain that both count the same thing",
        Gate.PLACE: "the place is not stated for both",
    }
    return f"{beside} differ, but {missing.get(gate, 'the time is not stated for both')}."
