"""A multiple held against the two amounts it lies between: from 1,200 to 2,400 is no tripling."""

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal

from ledger.compare import wording
from ledger.compare.collation import Collation
from ledger.compare.ends import Ends, told_beside, told_elsewhere, told_in_table, told_since, told_up_to
from ledger.compare.ends_elsewhere import told_by_another
from ledger.compare.farther import rings_of_change
from ledger.compare.intervals import amount
from ledger.compare.operands import Couple, chance_beside, fitting
from ledger.compare.sums import as_written, comes_out, goes_wrong, is_level, near, quotient
from ledger.compare.words import Likeness, after, any_word, before, likeness
from ledger.model.figure import Figure, Modality
from ledger.model.finding import Finding
from ledger.model.quantity import Interval, Kind

_NAME = "multiple"
_TOLD = (Modality.STATED, Modality.PLANNED)
_STEP = 12  # characters in which "fell to " stands before "half"
_AS_MANY = 12  # characters of " as many as" behind it
_OTHER = 3  # a factor so many times higher or lower is of other amounts
_NEAR = Decimal("0.1")  # "tripled" is said of a factor of 2.8 or 3.2
_HEDGED = Decimal("0.2")  # "nearly tripled" of one of 2.5
_MORE = Decimal("1.5")  # "more than doubled" of one of 2.9, hardly of 4


def check_multiple(collation: Collation) -> Iterator[Finding]:
    """Report multiples ("doubled", "fell to half") that the amounts told with them bear out, and those they do not.

    The amounts are looked for where those of a change in percent are. "Since 2007" asks for the amount of 2007.
    """
    for sentence in collation.sentences.values():
        for figure in sentence:
            if (factor := _factor_told(figure)) is not None and figure.modality in _TOLD:
                found = [*_test(figure, factor, [*_ends(figure, sentence, collation)])]
                yield from found or _test_farther(
                    figure, factor, rings_of_change(figure, sentence, collation, is_level)
                )


def _factor_told(figure: Figure) -> Interval | None:
    """Return the factors that a multiple, or a share to which an amount fell, may be said of."""
    quantity, value = figure.quantity, figure.quantity.value
    if quantity.kind is Kind.RATIO and figure.change is None and _tells_factor(figure):
        return Interval(value * (1 - _NEAR), value * (1 + _NEAR))
    if quantity.kind is not Kind.MULTIPLE or quantity.vague or not value:
        return None
    if quantity.low is None or quantity.high is None:
        return Interval(value, value * _MORE) if quantity.high is None else Interval(value / _MORE, value)
    hedged = any(evidence.part == "bound" for evidence in figure.evidence)
    reach = _HEDGED if hedged else _NEAR
    return Interval(quantity.low * (1 - reach), quantity.high * (1 + reach))


def _tells_factor(share: Figure) -> bool:
    """Tell a share that one amount is of another of its kind: "fell to half", "half as many as the 840 of 2019"."""
    return any_word(before(share, _STEP), "down_to") or any_word(after(share, _AS_MANY), "as_many")


def _ends(figure: Figure, sentence: Sequence[Figure], collation: Collation) -> Iterator[Ends]:
    as_long = any_word(figure.quote, "as_long")

    def may_end(other: Figure) -> bool:
        lasted = as_long and other.quantity.kind is Kind.DURATION and not other.quantity.vague
        paced = other.quantity.kind is Kind.RATE and other.change is None and not other.quantity.vague
        return other is not figure and (is_level(other) or lasted or paced) and amount(other.quantity) > 0

    def misses_far(old: Figure, new: Figure) -> bool:
        made, value = amount(new.quantity) / amount(old.quantity), figure.quantity.value
        return abs(made - value) > value * _HEDGED

    yield from told_since(figure, sentence, collation, may_end)
    yield from told_beside(figure, sentence, collation, may_end)
    yield from told_in_table(figure, sentence, collation, may_end)
    yield from told_elsewhere(figure, collation, may_end, misses_far)
    yield from told_up_to(figure, sentence, collation, may_end, misses_far)
    yield from told_by_another(figure, sentence, collation, may_end)


def _test(figure: Figure, factor: Interval, ends: Sequence[Ends]) -> Iterator[Finding]:
    right = next((pair for pair in ends if _made(pair, as_written).meets(factor) and _tells_one_thing(pair)), None)
    wrong = next((pair for pair in ends if pair.sure and _goes_its_way(figure, pair)), None)
    if right is not None:
        yield comes_out(_NAME, (figure, right.old, right.new), f"{_sum(right)}: {wording.quoted(figure)}.")
    elif wrong is not None and not _made(wrong, near).meets(factor) and not _is_that_much_more(figure, wrong):
        reason = f"{_sum(wrong)}, not {wording.quoted(figure)}."
        yield goes_wrong(_NAME, (figure, wrong.old, wrong.new), reason, 0.75)


def _test_farther(figure: Figure, factor: Interval, rings: Iterator[Sequence[Couple]]) -> Iterator[Finding]:
    """Hold a multiple against amounts farther off: only those that come out, and hardly by chance, are told."""
    chance = chance_beside(figure.quantity.value)
    for ring in rings:
        found = fitting(ring, lambda old, new: quotient(new, old, as_written), factor, chance)
        if found is not None:
            ends = Ends(*found, sure=False)
            yield comes_out(_NAME, (figure, ends.old, ends.new), f"{_sum(ends)}: {wording.quoted(figure)}.")
            return


def _tells_one_thing(ends: Ends) -> bool:
    """Tell two ends of one count from eight ships and forty tents, which make a factor of five by chance."""
    old, new = ends.old, ends.new
    if ends.sure or (old.measure and old.measure == new.measure):
        return True
    return not (old.noun and new.noun) or likeness(old, new) is not Likeness.DIFFERENT


def _goes_its_way(figure: Figure, ends: Ends) -> bool:
    """Tell whether two amounts rise where a rise is told, and not many times more; if not, others are meant."""
    made, told = amount(ends.new.quantity) / amount(ends.old.quantity), figure.quantity.value
    return (made > 1) == (told > 1) and told / _OTHER <= made <= told * _OTHER


def _is_that_much_more(figure: Figure, ends: Ends) -> bool:
    """Tell whether "two times more" is said of three times as many."""
    made = _made(ends, near)
    more = Interval(figure.quantity.value + 1 - _NEAR, figure.quantity.value + 1 + _NEAR)
    return any_word(figure.quote, "times_more") and made.meets(more)


def _made(ends: Ends, reading: Callable[[Figure], Interval]) -> Interval:
    return quotient(ends.new, ends.old, reading)


def _sum(ends: Ends) -> str:
    old, new = amount(ends.old.quantity), amount(ends.new.quantity)
    return f"From {wording.plain(old)} to {wording.plain(new)} is a factor of {wording.plain(round(new / old, 2))}"
