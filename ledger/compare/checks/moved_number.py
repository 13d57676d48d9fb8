"""One number told of two years or of two places, in nearly the same words: one of them is misdated or misplaced."""

from collections.abc import Collection, Iterator

from ledger.compare import wording
from ledger.compare.collation import Collation
from ledger.compare.evidence import words_in_common
from ledger.compare.gates import Answers, Standing, ask_all
from ledger.compare.intervals import amount, significant_digits
from ledger.model.figure import Basis, Figure
from ledger.model.finding import Finding, FindingKind, Gate, Verdict

_PECULIAR, _VERY_PECULIAR = 3, 4  # digits of a number that is hardly told twice by chance: in the same words, in most
_SAME_WORDS, _MOST_WORDS = 0.75, 0.5
_WITHIN = (Standing.FIRST_WITHIN, Standing.SECOND_WITHIN)
_OWN = (Basis.TEXT, Basis.SENTENCE)
_APART = {
    Gate.PLACE: wording.places_apart,
    Gate.PERIOD: wording.periods_apart,
}


def check_moved_number(collation: Collation) -> Iterator[Finding]:
    """Warn where two documents tell one peculiar number in the same words of two years, or of two places.

    The two clash with nothing, so it is no conflict; where the other year's true number is known, that is one.
    """
    told = {
        (one.id, other.source.document)
        for pair in collation.pairs_of(Verdict.AGREE)
        for one, other in ((pair.one, pair.other), (pair.other, pair.one))
    }
    for one, other in collation.repeats(_PECULIAR):
        # What two figures part at is asked last: hardly any two sentences share so many words.
        if not _is_told_alike(one, other, told):
            continue
        if (gate := _moved(one, other)) is not None:
            two = "places" if gate is Gate.PLACE else "times"
            reason = f"One number is told of two {two}: {_APART[gate](one, other)}"
            yield Finding(FindingKind.WARNING, "moved_number", 0.5, (one, other), reason)


def _moved(one: Figure, other: Figure) -> Gate | None:
    """Return the gate at which two figures part, where it is place or time alone."""
    answers: Answers = ask_all(one, other, stop=False)
    if answers[Gate.UNIT].standing in (Standing.DOUBTED, Standing.APART):
        return None
    parted = [gate for gate in _APART if answers[gate].standing in (Standing.DOUBTED, Standing.APART, *_WITHIN)]
    if len(parted) != 1 or any(figure.basis_of(str(parted[0])) not in _OWN for figure in (one, other)):
        return None  # what a sentence is given from another may be given wrongly
    return parted[0]


def _is_told_alike(one: Figure, other: Figure, told: Collection[tuple[str, str]]) -> bool:
    """Tell whether two sentences are near copies, or share most words and a very peculiar number.

    The latter says nothing where a figure is `told` by the document of the other as well.
    """
    if one.quote == other.quote:
        return False  # one sentence, read differently
    shared = words_in_common(one, other)
    digits = len(significant_digits(amount(one.quantity)))
    if shared >= _SAME_WORDS or shared < _MOST_WORDS or digits < _VERY_PECULIAR:
        return shared >= _SAME_WORDS
    return (one.id, other.source.document) not in told and (other.id, one.source.document) not in told
