"""Two figures in, one verdict out, with its reason."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from functools import partial

from ledger.compare import wording
from ledger.compare.accounts import are_two_accounts, is_denied_by
from ledger.compare.certainty import (
    is_part_of_list,
    may_agree,
    may_conflict,
    may_exceed,
    says_what_it_counts,
    told_by_two,
)
from ledger.compare.currencies import are_two_currencies, relate_currencies
from ledger.compare.evidence import UNKNOWN, Surroundings, is_long_swap
from ledger.compare.gates import Answers, Standing, ask_all, ask_place, said_on, same_origin
from ledger.compare.intervals import (
    amount,
    can_meet,
    difference,
    is_one_amount,
    magnitude_slip,
    rounds_to,
    swapped_digits,
    widened,
)
from ledger.compare.names import place_name
from ledger.compare.shares import is_of_them
from ledger.compare.words import any_word, before, is_withdrawn, says
from ledger.model.figure import Figure, Modality
from ledger.model.finding import Gate, Relation, Slip, Verdict
from ledger.model.quantity import Kind

_WITHIN = (Standing.FIRST_WITHIN, Standing.SECOND_WITHIN)
_FRESH, _LATER = timedelta(days=92), timedelta(days=14)  # a time just over, and a telling after it
_REVISED = Decimal("0.7")  # no count is revised so far: another was meant
_GROWN = Decimal("1.1")  # what comes in late adds little
_OF_ONE_THING = Decimal("0.3")  # amounts told as one thing, without its time or place, hardly differ by more
_ADDITIVE = (Kind.COUNT, Kind.MONEY, Kind.OTHER)  # a part of these is never more than its whole
_OPEN = Relation(Verdict.COMPATIBLE, "")


@dataclass(frozen=True, slots=True)
class _Passage:
    """How two figures went through the gates."""

    answers: Answers

    @property
    def failed(self) -> bool:
        """Whether the two surely differ."""
        return bool(self.standing(Standing.APART))

    def standing(self, *standings: Standing) -> tuple[Gate, ...]:
        """Return the gates that answered so, in their order."""
        return tuple(gate for gate, answer in self.answers.items() if answer.standing in standings)

    @property
    def assumed(self) -> tuple[Gate, ...]:
        """The gates passed although a part was unknown, found far off, or differs in words alone."""
        return self.standing(Standing.ASSUMED, Standing.DOUBTED)

    @property
    def doubted(self) -> tuple[Gate, ...]:
        return self.standing(Standing.DOUBTED)

    @property
    def within(self) -> tuple[Gate, ...]:
        return self.standing(*_WITHIN)


def relate(one: Figure, other: Figure, around: Surroundings = UNKNOWN) -> Relation:
    """Say how two figures stand to each other, and why; `around` knows what else their sentences tell.

    The gates are asked in order; the first that surely differs is the reason. Else the amounts decide: the same or a
    rounding agrees, intervals that meet are compatible, others conflict, where enough speaks for both telling one
    fact. Symmetric but for superseded: there `other` replaces `one`.
    """
    return _relate(one, other, _pass_gates(one, other, around), around)


def _relate(one: Figure, other: Figure, passage: _Passage, around: Surroundings) -> Relation:
    if are_two_currencies(one, other):
        return _in_two_currencies(one, other, around) or _differ(passage)
    if _are_two_accounts(one, other, around):
        return Relation(Verdict.CONFLICT, clash([one], [other]), None, _taken(passage), Slip.DISPUTE)
    if passage.failed:
        return _differ(passage)
    if (order := _order(one, other, passage, around)) is not None:
        return _replaced(other, order, passage)
    if _is_one_fact(one, other, passage, around):
        return Relation(Verdict.AGREE, _agreement(one, other), None, _taken(passage))
    if may_conflict(one, other, passage.answers, around):
        return Relation(Verdict.CONFLICT, clash([one], [other]), None, _taken(passage), _slip(one, other))
    if passage.doubted:
        return _differ(passage)
    return _relate_part(one, other, passage) if passage.within else _relate_amounts(one, other, passage.assumed)


def foresee(one: Figure, other: Figure, around: Surroundings) -> Relation | None:
    """Return, sooner than `relate` does, what it will say of two figures as far as that is known, without a reason.

    That is an agreement, or nothing: neither do they agree, nor clash, nor follow one another. Of the rest, which may
    clash or follow, only `relate` can tell; they come out as compatible.
    """
    if _are_two_accounts(one, other, around):
        return _OPEN
    if ask_place(one, other).standing is Standing.APART and not _are_tied(one, other, around):
        return None  # the commonest by far: one measure and year, and another place
    passage = _pass_gates(one, other, around)
    if are_two_currencies(one, other):
        return _OPEN
    if passage.failed:
        return None
    if _order(one, other, passage, around) is not None:
        return _OPEN
    if _is_one_fact(one, other, passage, around):
        return Relation(Verdict.AGREE, "", None, _taken(passage))
    if may_conflict(one, other, passage.answers, around):
        return _OPEN
    in_part = passage.within and not passage.doubted and not can_meet(one.quantity, other.quantity)
    return _OPEN if in_part else None


def _are_two_accounts(one: Figure, other: Figure, around: Surroundings) -> bool:
    """Tell whether a text sets one figure against the other: two sources side by side, or what another text tells."""
    here, there = around.sentence(one), around.sentence(other)
    if one.source.document == other.source.document:
        return are_two_accounts(one, other, here, there)
    return is_denied_by(one, other, here) or is_denied_by(other, one, there)


def is_set_against(one: Figure, other: Figure, around: Surroundings) -> bool:
    """Tell whether a text tells two amounts as what two sources say of one thing."""
    if one.source.document != other.source.document:
        return False
    return _are_two_accounts(one, other, around) or told_by_two(one, other, ask_all(one, other, stop=False))


def _in_two_currencies(one: Figure, other: Figure, around: Surroundings) -> Relation | None:
    """Relate two sums by everything but their unit."""
    answers = ask_all(one, other, tied=around.tie, units=False)
    if any(answer.standing is Standing.APART for answer in answers.values()):
        return None
    return relate_currencies(one, other, answers, around)


def is_printed(relation: Relation) -> bool:
    """Tell whether a pair is worth printing: it shares measure and unit, or more than these says that it does."""
    return relation.gate not in (Gate.MEASURE, Gate.UNIT) or relation.verdict is not Verdict.NOT_COMPARABLE


def counts_same(one: Figure, other: Figure) -> bool:
    """Tell whether two figures may stand in one range of low and high: amounts of one thing, none a part of another.

    Amounts that pass the gates by an assumption stand together unless they are far apart, or told side by side.
    """
    passage = _pass_gates(one, other)
    relation = _relate(one, other, passage, UNKNOWN)
    if relation.verdict in (Verdict.AGREE, Verdict.CONFLICT, Verdict.SUPERSEDED):
        return True
    if passage.failed or passage.within or passage.doubted:
        return False
    if one.quantity.vague or other.quantity.vague:
        return True
    beside = one.source.document == other.source.document and one.paragraph == other.paragraph
    if beside or Gate.POPULATION in passage.assumed:
        return is_one_amount(one.quantity, other.quantity)
    return relation.verdict is Verdict.COMPATIBLE or difference(one.quantity, other.quantity) < _OF_ONE_THING


def _pass_gates(one: Figure, other: Figure, around: Surroundings = UNKNOWN) -> _Passage:
    return _Passage(ask_all(one, other, tied=partial(_are_tied, around=around)))


def _are_tied(one: Figure, other: Figure, around: Surroundings) -> bool:
    """Tell whether what else two sentences tell, or a slip that no chance brings, makes them tell one thing."""
    return around.tie(one, other) or around.retell(one, other) or is_long_swap(one, other)


def _differ(passage: _Passage) -> Relation:
    """Say by the first gate that does not pass that two figures are of different things."""
    gate = passage.standing(Standing.DOUBTED, Standing.APART)[0]
    assumed = tuple(name for name in passage.standing(Standing.ASSUMED) if name != gate)
    return Relation(Verdict.NOT_COMPARABLE, passage.answers[gate].reason(), gate, assumed)


def _taken(passage: _Passage) -> tuple[Gate, ...]:
    """Return what is taken to be one: the parts that are not told alike on both sides."""
    return passage.standing(Standing.ASSUMED, Standing.DOUBTED, *_WITHIN)


def _is_one_fact(one: Figure, other: Figure, passage: _Passage, around: Surroundings) -> bool:
    """Tell whether two figures print one amount and enough speaks for it being one fact."""
    return is_one_amount(one.quantity, other.quantity) and may_agree(one, other, passage.answers, around)


def _relate_part(one: Figure, other: Figure, passage: _Passage) -> Relation:
    """Judge a pair of which one lies within the other, by place, time or population."""
    gate = passage.within[0]
    first = passage.answers[gate].standing is Standing.FIRST_WITHIN
    part, whole = (one, other) if first else (other, one)
    crossed = len({passage.answers[name].standing for name in passage.within}) > 1
    if crossed or one.quantity.kind not in _ADDITIVE or one.change is not None:
        return Relation(Verdict.NOT_COMPARABLE, _scopes_differ(part, whole, gate), gate, passage.assumed)
    return _judge_part(part, whole, gate, passage)


def _judge_part(part: Figure, whole: Figure, gate: Gate, passage: _Passage) -> Relation:
    least, most, assumed = widened(part.quantity).low, widened(whole.quantity).high, passage.assumed
    if least is not None and most is not None and least > most:
        if may_exceed(part, whole, gate, assumed, passage.answers):
            return Relation(Verdict.CONFLICT, _part_exceeds(part, whole), None, assumed, Slip.PART)
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


def _order(one: Figure, other: Figure, passage: _Passage, around: Surroundings) -> tuple[Figure, Figure] | None:
    """Return the older and the newer of two figures of one thing of which a source says that it replaces its own."""
    one_sentence = one.source.document == other.source.document and one.quote_span == other.quote_span
    if one_sentence and not (is_withdrawn(one) or is_withdrawn(other)):
        return None  # "412 tons, 260 of them rice": what one sentence tells replaces nothing unless it is taken back
    if passage.doubted or passage.within or difference(one.quantity, other.quantity) > _REVISED:
        return None
    if (taken_back := _taken_back(one, other, around)) is not None:
        return taken_back
    if is_part_of_list(one, other, around) or is_of_them(one) is not is_of_them(other):
        return None  # "of these, 412 were …" is no later count of the whole
    told = Gate.PERIOD not in passage.assumed or says_what_it_counts(one, other) or _are_near_versions(one, other)
    return _revision(one, other) if told else None


def _taken_back(one: Figure, other: Figure, around: Surroundings) -> tuple[Figure, Figure] | None:
    """Return the order of two amounts of one publisher that later tells the first as denied: "it was 62, not 68"."""
    first, second = said_on(one), said_on(other)
    if first is None or second is None or first == second or one.source.document == other.source.document:
        return None
    if not one.source.publisher or one.source.publisher != other.source.publisher:
        return None
    old, new = (one, other) if first < second else (other, one)
    denied = (figure for figure in around.sentence(new) if figure.modality is Modality.DENIED)
    told = any(amount(figure.quantity) == amount(old.quantity) for figure in denied)
    return (old, new) if told and new.modality is not Modality.DENIED else None


def _are_near_versions(one: Figure, other: Figure) -> bool:
    """Tell whether a paragraph tells one count in two numbers near each other: "last year's edition gave 397"."""
    beside = one.source.document == other.source.document and one.paragraph == other.paragraph
    return beside and difference(one.quantity, other.quantity) < _OF_ONE_THING


def _replaced(other: Figure, order: tuple[Figure, Figure], passage: _Passage) -> Relation:
    old, new = order
    verdict = Verdict.SUPERSEDED if new is other else Verdict.COMPATIBLE
    return Relation(verdict, f"{wording.placed(new)} {_replaces(new)} the earlier {_mid(old)}.", None, passage.assumed)


def _relate_amounts(one: Figure, other: Figure, assumed: tuple[Gate, ...]) -> Relation:
    """Judge a pair that passed every gate, and of which too little is known to agree or to clash."""
    if is_one_amount(one.quantity, other.quantity):
        return Relation(Verdict.COMPATIBLE, _agreement(one, other), None, assumed)
    if one.quantity.vague or other.quantity.vague or can_meet(one.quantity, other.quantity):
        reason = f"{wording.placed(one)} and {wording.inside(wording.placed(other), other)} can both be right."
        return Relation(Verdict.COMPATIBLE, reason, None, assumed)
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


def _revision(one: Figure, other: Figure) -> tuple[Figure, Figure] | None:
    """Return the older and the newer of two figures where a source replaces its own, or calls it preliminary."""
    if amount(one.quantity) == amount(other.quantity):
        return None
    orders = ((one, other), (other, one))
    if not _one_voice(one, other):
        return next((order for order in orders if _was_preliminary(*order)), None) or _grown(one, other)
    if one.source.document == other.source.document and one.quote_span == other.quote_span:
        return next((order for order in orders if _takes_its_place(*order)), None)
    for old, new in orders:
        if says(new, "replaces") or says(old, "replaced") or _was_preliminary(old, new):
            return old, new
    return _republished(one, other) or _completed(one, other) or _grown(one, other)


def _grown(one: Figure, other: Figure) -> tuple[Figure, Figure] | None:
    """Return the order of two tolls of one day of which the first was told within days of it: the dead are found late.

    A later toll that is lower is no update, nor what another side tells.
    """
    first, second = said_on(one), said_on(other)
    if first is None or second is None or first == second or not all(map(_tells_dead, (one, other))):
        return None
    old, new, when = (one, other, first) if first < second else (other, one, second)
    day = one.period.start
    one_day = (one.period.start, one.period.end) == (other.period.start, other.period.end) and _is_day(one)
    early = day is not None and timedelta() <= when - day <= _LATER and max(first, second) - day <= _FRESH
    if one.attribution and other.attribution and not same_origin(one, other):
        return None  # two sides that tell two tolls
    return (old, new) if one_day and early and amount(old.quantity) < amount(new.quantity) else None


def _tells_dead(figure: Figure) -> bool:
    told = " ".join([figure.noun or "", (figure.measure or "").replace("_", " "), *before(figure).split()[-1:]])
    return figure.quantity.kind is Kind.COUNT and any_word(told, "dying")


def _is_day(figure: Figure) -> bool:
    start, end = figure.period.start, figure.period.end
    return start is not None and end is not None and end - start <= timedelta(days=1)


def _takes_its_place(old: Figure, new: Figure) -> bool:
    """Tell whether a sentence puts one amount in place of another: "a sixth, no, strike that, a fifth"."""
    return any_word(before(new), "replaces") or (old.span < new.span and is_withdrawn(old))


def _was_preliminary(old: Figure, new: Figure) -> bool:
    """Tell whether the one was told as preliminary, and the other is not."""
    return says(old, "preliminary") and not says(new, "preliminary")


def _republished(one: Figure, other: Figure) -> tuple[Figure, Figure] | None:
    """Return the order of two counts of its own that a publisher told at two times: the later replaces the first."""
    if one.attribution or other.attribution or one.source.document == other.source.document:
        return None
    first, second = said_on(one), said_on(other)
    if first is None or second is None or first == second or not one.source.publisher:
        return None
    return (one, other) if first < second else (other, one)


def _completed(one: Figure, other: Figure) -> tuple[Figure, Figure] | None:
    """Return the order of two counts that others tell of one body: what came in late is added to a time just over."""
    first, second = said_on(one), said_on(other)
    if first is None or second is None or one.quantity.kind is not Kind.COUNT or _slip(one, other) is not Slip.DISPUTE:
        return None
    old, new, when = (one, other, first) if first < second else (other, one, second)
    fresh = old.period.end is not None and timedelta() <= when - old.period.end <= _FRESH
    one_time = (old.period.start, old.period.end) == (new.period.start, new.period.end)
    later = one_time and abs(second - first) >= _LATER
    grown = amount(old.quantity) < amount(new.quantity) <= _GROWN * amount(old.quantity)
    return (old, new) if fresh and later and grown and new.attribution and old.attribution else None


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
    return f"{told} {_apart_by(one[0], other[0])}."


def _slip(one: Figure, other: Figure) -> Slip:
    if magnitude_slip(one.quantity, other.quantity) is not None:
        return Slip.MAGNITUDE
    return Slip.TRANSPOSED if swapped_digits(one.quantity, other.quantity) else Slip.DISPUTE


def _apart_by(one: Figure, other: Figure) -> str:
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
