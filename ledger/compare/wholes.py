"""The whole that a share is told of where nothing ties the two: the total its text was speaking of, or the one named.

"Of the total, 13,835 were women (18 %)" stands sentences behind "76,862 people came back". The nearest larger amount
of one measure or noun is the likely whole, and so is one whose noun the share names: "174, a quarter of those charged".
"""

from collections.abc import Iterator, Sequence

from ledger.compare.collation import Collation
from ledger.compare.gates import Standing, ask_place
from ledger.compare.intervals import amount
from ledger.compare.sums import alike_in_kind, is_level
from ledger.compare.words import Likeness, any_word, concepts, likeness, rest_of
from ledger.model.figure import Figure
from ledger.model.quantity import Kind

_STEM = 5  # letters by which a word is known in another form: "charged", "charges"
_NAMES = 60  # characters behind a share that may name its whole
_WORDS = 3  # of a whole's own clause: "charged | roughly | 700"
_MOST = 3  # wholes of different amounts that are likely


def likely_wholes(part: Figure, share: Figure, collation: Collation) -> list[Figure]:
    """Return the amounts that a part told beside its share is most likely of, the nearest first."""
    told = [figure for figure in _earlier(share, collation) if _is_larger(part, figure)]
    named = _named(share)
    found: list[Figure | None] = [figure for figure in told if named and named & _stems(_own_words(figure))]
    if not named and share.quantity.kind is Kind.PERCENT:  # so many amounts make a third
        found = [next((figure for figure in told if _is_of_one_thing(part, figure)), None), *told[:1]]
    distinct = {amount(figure.quantity): figure for figure in reversed(found) if figure is not None}
    return [*distinct.values()][::-1][:_MOST]


def _earlier(share: Figure, collation: Collation) -> Iterator[Figure]:
    """Yield the amounts of a document before a share, the nearest first."""
    for sentence in reversed(collation.documents[share.source.document]):
        yield from (figure for figure in reversed(sentence) if figure.span < share.span and is_level(figure))


def _is_larger(part: Figure, whole: Figure) -> bool:
    """Tell whether an amount is more than a part, and not of a town in the part's state."""
    larger = alike_in_kind(part, whole) and amount(whole.quantity) > amount(part.quantity) > 0
    return larger and ask_place(part, whole).standing is not Standing.SECOND_WITHIN


def _is_of_one_thing(part: Figure, whole: Figure) -> bool:
    if part.measure and whole.measure:
        return part.measure == whole.measure
    return bool(part.noun and whole.noun) and likeness(part, whole) >= Likeness.NARROWER


def _named(share: Figure) -> frozenset[str]:
    """Return the stems of what a share says it is of: "a quarter | of those charged"; nothing of "of the total"."""
    words = rest_of(share)[:_NAMES].split()
    if not words or not any_word(words[0], "share_of"):
        return frozenset()
    clause = _until_mark(words)
    return _stems(frozenset() if any_word(clause, "of_total") else concepts(clause))


def _until_mark(words: Sequence[str]) -> str:
    end = next((at for at, word in enumerate(words) if word[-1] in ",.;:)"), len(words) - 1)
    return " ".join(words[: end + 1])


def _own_words(figure: Figure) -> frozenset[str]:
    """Return the noun of an amount and the words right around it: "Roughly 700 | were charged"."""
    at = figure.span.start - figure.quote_span.start
    before, after = figure.quote[:at].split()[-_WORDS:], figure.quote[at + len(figure.surface) :].split()[:_WORDS]
    return concepts(" ".join((*before, figure.noun or "", *after)))


def _stems(words: frozenset[str]) -> frozenset[str]:
    return frozenset(word[:_STEM] for word in words)
