"""A sentence that parts what the text told before: "Of the victims, 320 were men, 41 women and nine children"."""

import re
from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise

from ledger.compare.intervals import amount
from ledger.compare.part_lists import goes_on_with, is_nested, leaves_rest_untold, may_be_both, opens_with
from ledger.compare.sums import alike_in_kind, between, is_level, may_add_up, plain_sum
from ledger.compare.words import after, any_word, concepts, says_generic
from ledger.model.figure import Basis, Figure, Modality
from ledger.model.quantity import Bound, Kind

_MISS = Decimal("0.2")  # share of a whole by which its parts exceed it, or leave it short, in error
_CLEARLY = 3  # times nearer than any other amount that may be the whole
_OPENING = 60  # characters of "Among those sent from the United States were "
_NEAR = 20  # characters in which " in the senate" stands behind an amount
_BEHIND = 40  # characters of " could not be identified"
_CLAUSE = re.compile(r"[,;:]")
_WORD = re.compile(r"[^\W\d_]+")
_CLAUSE_END = re.compile(r"[.;:]\s")
_STEM = 5  # letters by which a word is known in another form: "approved", "approval"
_SEXES = 2


def parted_before(run: Sequence[Figure], earlier: Sequence[Figure]) -> Figure | None:
    """Return the amount told before that a sentence surely names the parts of, and that they do not make."""
    if len(run) < _SEXES or any(is_nested(part) for part in run) or not _is_joined(run):
        return None
    opening = run[0].quote[: run[0].span.start - run[0].quote_span.start]
    words = _WORD.findall(opening)
    if not words or len(opening) > _OPENING:
        return None
    if any_word(words[0], "parts_of"):
        clause = _CLAUSE.split(opening)[0]
        named = frozenset() if any_word(clause, "part") else concepts(clause)
        wholes = [figure for figure in earlier if _may_be_whole(figure, run) and _is_meant(named, figure, run)]
    elif (
        len(run) > _SEXES and any_word(words[0], "parted_by") and any_word(opening.partition(",")[0], "parted_by_sort")
    ):
        wholes = [figure for figure in earlier if _may_be_whole(figure, run)]
    else:
        return None
    if any(may_add_up(whole, run) for whole in wholes):
        return None
    whole = _nearest(wholes, run)
    return whole if whole is not None and is_missed(whole, run) else None


def is_missed(whole: Figure, run: Sequence[Figure]) -> bool:
    """Tell whether parts exceed their whole, or fall short of it although they are told as all."""
    missed = plain_sum(run) - amount(whole.quantity)
    by_sex = any(any_word(part.population or "", "all_sexes") for part in run)
    if by_sex and not all(part.population for part in run) and not are_all(run):
        return False  # "25 were women and 30 spoke Quechua"
    if missed == 0 or abs(missed) > amount(whole.quantity) * _MISS:
        return False
    return not _is_one_of_the_rest(run) and (missed > 0 or are_all(run))


def _is_one_of_the_rest(run: Sequence[Figure]) -> bool:
    """Tell whether parts go on to part one of their own: "61 were state police: 44 in the north, 12 …"."""
    return any(
        plain_sum(run[at + 1 : end]) == amount(part.quantity)
        for at, part in enumerate(run)
        for end in range(at + 2, len(run) + 1)
    )


def are_all(run: Sequence[Figure]) -> bool:
    """Tell whether a list names all the parts: men and women; or the last is "the rest", "others", "not identified"."""
    sexes = {part.population for part in run}
    if len(run) == _SEXES and len(sexes) == _SEXES and all(any_word(sex or "", "all_sexes") for sex in sexes):
        return True
    near = f"{between(run[-2], run[-1])[-_BEHIND:]} {after(run[-1], _BEHIND)}"
    return len(run) > _SEXES and any_word(near, "all_others")


def _is_joined(run: Sequence[Figure]) -> bool:
    """Tell whether a list ends with "and", and no clause of its own begins in it."""
    closed = any_word(between(run[-2], run[-1]), "last_of_list")
    return closed and not any(_CLAUSE_END.search(between(one, other)) for one, other in pairwise(run))


def _may_be_whole(figure: Figure, run: Sequence[Figure]) -> bool:
    """Tell whether an amount told before is of the kind of the parts, and more than each of them."""
    exact = is_level(figure) and figure.quantity.bound is Bound.EXACT
    told = exact and figure.modality in (Modality.STATED, Modality.PLANNED)
    return (
        told and alike_in_kind(figure, run[0]) and all(amount(part.quantity) < amount(figure.quantity) for part in run)
    )


def _is_meant(named: frozenset[str], whole: Figure, run: Sequence[Figure]) -> bool:
    """Tell whether what a sentence takes up, "of the victims", is what an amount counts, and nothing else is named.

    People told by sex and age are surely those told before: "among those sent home were 40 men, 12 women and …".
    """
    told = {word[:_STEM] for word in concepts(f"{whole.noun or ''} {whole.quote}")}
    meant = {name for name in named if name[:_STEM] in told or says_generic(name) or any_word(name, "anybody")}
    by_sex = len(run) > _SEXES and all(part.population for part in run)
    return meant == named or (by_sex and bool(meant))


def _nearest(wholes: Sequence[Figure], run: Sequence[Figure]) -> Figure | None:
    """Return the amount nearest to a sum, where no other is nearly as near."""
    made = plain_sum(run)
    ranked = sorted({amount(whole.quantity): whole for whole in wholes}.items(), key=lambda told: abs(told[0] - made))
    if len(ranked) > 1 and abs(ranked[1][0] - made) < _CLEARLY * abs(ranked[0][0] - made):
        return None
    return ranked[0][1] if ranked else None


def parted_here(wholes: Sequence[Figure], run: Sequence[Figure]) -> Figure | None:
    """Return the one amount a sentence opens with, where its parts miss it: "Of the 46 observers, 25 were women and …".

    The parts go on with its noun, or are people told by sex or age.
    """
    if len(wholes) != 1 or len(run) < _SEXES or any(is_nested(part) for part in run) or not _is_joined(run):
        return None
    whole = wholes[0]
    told = all(goes_on_with(whole, part) or part.population for part in run)
    placed = opens_with(whole) and not _CLAUSE_END.search(between(whole, run[0]))
    placed = placed and not leaves_rest_untold(run) and not may_be_both(whole, run)
    return whole if told and placed and _may_be_whole(whole, run) and is_missed(whole, run) else None


def over_total(run: Sequence[Figure]) -> Decimal | None:
    """Return the total that the first of a list names and that the list exceeds: "14 of the 30 seats, B 11 and C 7"."""
    total = run[0].quantity.total
    if not total or len(run) < _SEXES or not _is_joined(run) or any(is_nested(part) for part in run):
        return None
    elided = all(part.noun == run[0].noun and part.basis_of("noun") is Basis.SENTENCE for part in run[1:])
    counts = all(part.quantity.kind is Kind.COUNT and not part.quantity.total for part in run[1:])
    counts = counts and not any(any_word(after(part, _NEAR).strip().partition(" ")[0], "narrows") for part in run[1:])
    return total if elided and counts and total < plain_sum(run) <= total * (1 + _MISS) else None
