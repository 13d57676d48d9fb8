"""Documents that agree: independent ones support each other, copies of one origin do not."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from ledger.compare import wording
from ledger.compare.accounts import is_same_account
from ledger.compare.certainty import is_telling
from ledger.compare.collation import Collation
from ledger.compare.copies import Copies
from ledger.compare.evidence import points_of_one_thing
from ledger.compare.gates import ask_all, origins, same_origin
from ledger.compare.names import listed, spoken, teller
from ledger.model.figure import Figure, Modality
from ledger.model.finding import Finding, FindingKind, Gate, Pair, Verdict
from ledger.model.quantity import Kind

_UNTOLD = {Modality.DENIED, Modality.HYPOTHETICAL}
_OF_ONE_THING = 2  # points of evidence that two figures are about one thing, their amounts aside
_TRIFLE = 10  # "the two countries", "four pillars": told everywhere, corroborating nothing


def check_corroboration(collation: Collation) -> Iterator[Finding]:
    """Report amounts that several documents tell: a corroboration, or circular where one origin stands behind all.

    Figures that agree one after the other make one finding; a trivial count ("the two countries") makes none.
    """
    told = [pair for pair in collation.pairs_of(Verdict.AGREE) if _is_across(pair)]
    for figures in _chains(told):
        apart = _one_of_each_text(figures, collation.copies)
        first, several = apart[0], len(apart) > 1
        if all(same_origin(first, other) for other in apart[1:]) and (origins(first) or not several):
            every = "both" if len({figure.source.document for figure in figures}) == 2 else "all"
            cited = spoken(first) if first.attribution else next(iter(origins(first)), "")
            why = f"{every} after {cited}" if several or (first.attribution and cited) else f"{every} print one text"
            reason = f"{_told(figures, named=True)}, but {why}."
            yield Finding(FindingKind.CIRCULAR, "circular", 0.2, tuple(figures), reason)
        else:
            copied = len({figure.source.document for figure in figures}) > len({f.source.document for f in apart})
            once = " (copies of one text count once)" if copied else ""
            reason = f"{_told(figures)}, each from a source of its own{once}: {listed(map(teller, apart))}."
            yield Finding(FindingKind.CORROBORATION, "corroboration", 0.0, tuple(figures), reason)
    for sentence in collation.sentences.values():
        yield from _of_two_voices(sentence, collation.before(sentence, 1))


def _of_two_voices(sentence: Sequence[Figure], earlier: Sequence[Figure]) -> Iterator[Finding]:
    """Report amounts that a text lets two sources tell, one sentence after the other."""
    for figure in sentence:
        again = next((told for told in reversed(earlier) if is_same_account(told, figure)), None)
        if again is not None:
            reason = f"{spoken(again)} and {spoken(figure)} both give {wording.inside(wording.named(again), again)}."
            yield Finding(FindingKind.CORROBORATION, "corroboration", 0.0, (again, figure), reason)


def _one_of_each_text(figures: Sequence[Figure], copies: Copies) -> list[Figure]:
    """Return the figures without those of copies: of documents that print one text the first that tells it."""
    texts = {figure.source.document: copies.text_of(figure.source.document) for figure in figures}
    chosen: dict[str, str] = {}
    for document, text in texts.items():
        chosen[text] = text if text in texts else chosen.get(text, document)
    return [figure for figure in figures if chosen[texts[figure.source.document]] == figure.source.document]


def _is_across(pair: Pair) -> bool:
    """Tell whether two documents agree on something worth telling: not a small count without measure or time.

    Who denies an amount, or asks whether it is right, does not tell it.
    """
    if pair.one.source.document == pair.other.source.document or {pair.one.modality, pair.other.modality} & _UNTOLD:
        return False
    quantity = pair.one.quantity
    if quantity.kind is Kind.DURATION or quantity.vague:
        return False
    if Gate.PERIOD in pair.relation.assumed and not pair.one.measure:
        telling = is_telling(pair.one) and is_telling(pair.other)
        return telling or _are_of_one_thing(pair)
    return bool(pair.one.measure) or quantity.kind is not Kind.COUNT or quantity.value >= _TRIFLE


def _are_of_one_thing(pair: Pair) -> bool:
    """Tell whether the words of two sentences, not their amounts, say that they tell of one thing."""
    answers = ask_all(pair.one, pair.other, stop=False)
    return points_of_one_thing(pair.one, pair.other, answers) >= _OF_ONE_THING


def _chains(pairs: Sequence[Pair]) -> Iterator[list[Figure]]:
    """Yield the figures that agree, each with all that agree with it."""
    near: dict[str, dict[str, Figure]] = defaultdict(dict)
    for pair in pairs:
        for one, other in ((pair.one, pair.other), (pair.other, pair.one)):
            near[one.id] |= {one.id: one, other.id: other}
    seen: set[str] = set()
    for name in near:
        if name not in seen:
            chain = _reached(name, near)
            seen.update(chain)
            yield sorted(chain.values(), key=lambda figure: (figure.source.path, figure.source.document, figure.span))


def _reached(name: str, near: dict[str, dict[str, Figure]]) -> dict[str, Figure]:
    chain, waiting = {name: near[name][name]}, [name]
    while waiting:
        for other, figure in near[waiting.pop()].items():
            if other not in chain:
                chain[other] = figure
                waiting.append(other)
    return chain


def _told(figures: Sequence[Figure], *, named: bool = False) -> str:
    count = len({figure.source.document for figure in figures})
    documents = f" ({listed(figure.source.name for figure in figures)})" if named else ""
    return f"{count} documents{documents} give {wording.inside(wording.placed(figures[0]), figures[0])}"
