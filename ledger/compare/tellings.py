"""What else the documents of two clashing figures tell: most clashes are two facts, not two versions of one.

A text tells one amount for one thing. Where the second document itself gives the first figure's amount for it, its
other amounts are of other things; and of several amounts a text gives, one at most can be its version.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace

from ledger.compare import wording
from ledger.compare.evidence import Surroundings, is_slip, points_of_agreement, points_of_conflict
from ledger.compare.gates import ask_all
from ledger.compare.intervals import amount, family
from ledger.compare.keys import Key, index_by, keys
from ledger.compare.relate import is_set_against, relate
from ledger.compare.words import is_withdrawn
from ledger.model.figure import Figure, Modality
from ledger.model.finding import Gate, Pair, Verdict

_DOCUMENTS = 8  # of documents that tell both amounts so many are asked
_FIGURES = 40  # of one document's figures of one thing so many are weighed


class Tellings:
    """The figures of a ledger by what each document tells."""

    def __init__(self, figures: Iterable[Figure], around: Surroundings) -> None:
        self._around = around
        self._amounts: dict[tuple[str, str], dict[str, list[Figure]]] = defaultdict(lambda: defaultdict(list))
        self._documents: dict[str, list[Figure]] = defaultdict(list)
        self._things: dict[str, dict[Key, list[Figure]]] = {}  # of the documents that a clash has asked for
        for figure in figures:
            if _is_taken_back(figure):
                continue
            self._amounts[_amount_key(figure)][figure.source.document].append(figure)
            self._documents[figure.source.document].append(figure)

    def settle(self, pair: Pair) -> Pair:
        """Return a conflict as it is, or as not comparable where the documents themselves tell the two apart."""
        if pair.relation.verdict is not Verdict.CONFLICT:
            return pair
        one, other = pair.one, pair.other
        if not is_slip(one, other) and (told := self._told_apart(one, other)) is not None:
            relation = replace(pair.relation, verdict=Verdict.NOT_COMPARABLE, gate=Gate.MEASURE, reason=told)
            return replace(pair, relation=relation)
        return pair

    def _told_apart(self, one: Figure, other: Figure) -> str | None:
        """Say how the documents tell two figures apart, if they do."""
        likely = self._conflict(one, other)
        if one.source.document == other.source.document:
            if self._disputes(one, other):
                return None
            both = next(self._tell_both(one, other, likely), None)
            return None if both is None else _two_facts(one, other, both)
        for figure, against in ((one, other), (other, one)):
            if (same := self._telling(figure, against.source.document, likely)) is not None:
                return None if self._disputes(same, against) else _two_facts(one, other, same)
            if (nearer := self._nearer(figure, against, likely)) is not None:
                return _answered(figure, against, nearer)
        return None

    def _disputes(self, one: Figure, other: Figure) -> bool:
        """Tell whether a document sets one amount against the other: "96 by the union's count; the ministry has 74"."""
        return is_set_against(one, other, self._around)

    def _telling(self, figure: Figure, document: str, likely: int) -> Figure | None:
        """Return the figure of a document that more likely tells the same fact than the clash is one."""
        found = self._amounts[_amount_key(figure)].get(document, ())
        return next((same for same in found if self._agrees(figure, same, likely)), None)

    def _tell_both(self, one: Figure, other: Figure, likely: int) -> Iterator[Figure]:
        """Yield figures of other documents that tell both amounts of one document."""
        for document in self.documents_of_both(one, other):
            same = self._telling(one, document, likely)
            if same is not None and self._telling(other, document, likely) is not None:
                yield same

    def documents_of_both(self, one: Figure, other: Figure) -> list[str]:
        """Return the documents that are asked what they make of two amounts of another: those that tell both."""
        first, second = (self._amounts.get(_amount_key(figure), {}) for figure in (one, other))
        return sorted((first.keys() & second.keys()) - {one.source.document})[:_DOCUMENTS]

    def _nearer(self, figure: Figure, against: Figure, likely: int) -> Figure | None:
        """Return another figure of the second's document that is more likely the first's counterpart."""
        document = against.source.document
        if document not in self._things:
            self._things[document] = index_by(self._documents[document], keys)
        things = self._things[document]
        near = {id(found): found for key in keys(figure) for found in things.get(key, ())[:_FIGURES]}
        rivals = (found for found in near.values() if found is not against)
        return next((found for found in rivals if self._is_likelier(figure, found, likely)), None)

    def _is_likelier(self, figure: Figure, found: Figure, likely: int) -> bool:
        verdict = relate(figure, found, self._around).verdict
        if verdict is Verdict.CONFLICT:
            return self._conflict(figure, found) > likely
        return verdict is Verdict.AGREE and self._agrees(figure, found, likely)

    def _agrees(self, figure: Figure, same: Figure, likely: int) -> bool:
        if relate(figure, same, self._around).verdict is not Verdict.AGREE:
            return False
        return points_of_agreement(figure, same, ask_all(figure, same, stop=False), self._around) >= likely

    def _conflict(self, one: Figure, other: Figure) -> int:
        return points_of_conflict(one, other, ask_all(one, other, stop=False), self._around)


def _is_taken_back(figure: Figure) -> bool:
    """Tell an amount that its text only denies: "212 on the register, and not | 312"."""
    return figure.modality is Modality.DENIED or is_withdrawn(figure)


def _amount_key(figure: Figure) -> tuple[str, str]:
    return family(figure.quantity), str(amount(figure.quantity).normalize())


def _two_facts(one: Figure, other: Figure, same: Figure) -> str:
    beside = f"{wording.placed(one)} and {wording.inside(wording.placed(other), other)}"
    return f"{beside} are two facts: {same.source.name} tells {wording.inside(wording.printed(same), same)} as well."


def _answered(figure: Figure, against: Figure, nearer: Figure) -> str:
    beside = f"{wording.placed(figure)} and {wording.inside(wording.placed(against), against)}"
    return f"{beside} are two facts: the first is told there as {wording.inside(wording.printed(nearer), nearer)}."
