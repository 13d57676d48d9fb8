"""Running footnotes, as the notes of the Chicago manual: in full at the first citation of a text, short afterwards."""

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ledger.exports.citing.telling import doubting, quoted, single, stopped
from ledger.exports.citing.works import cited_works, day_words, flat
from ledger.exports.plain import listed
from ledger.exports.quotes import locator, marked_quote
from ledger.model.finding import FindingKind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from ledger.exports.citing.citation import Citation
    from ledger.exports.citing.works import CitedWork
    from ledger.model.finding import Finding

_SHORT = 4  # words of a title in a short form
_LEAST = 2
_LITTLE = 3  # letters of a word that ends no short title
_WHOLE = 5  # a title of so many words is never cut
_NAMED = 3  # authors of a text; of more the first stands for all
_MARKS = ",;:.–—-"
_VERDICTS = {
    FindingKind.CONFLICT: "contradicted by",
    FindingKind.ARITHMETIC: "does not come out beside",
    FindingKind.SUPERSEDED: "superseded by",
}


@dataclass(frozen=True, slots=True)
class Manner:
    """How the parts of a note are written: words as they are, the title of a whole, an address."""

    words: "Callable[[str], str]"
    whole: "Callable[[str], str]"
    address: "Callable[[str], str]"


PLAIN = Manner(flat, flat, flat)


def render_notes(cited: "Sequence[Citation]") -> "Iterator[str]":
    """Yield a note for each figure, numbered from 1, each on one line."""
    names = {one.figure.id: str(number) for number, one in enumerate(cited, 1)}
    for number, text in enumerate(note_texts(cited, names, PLAIN), 1):
        yield f"{number}. {text}\n"


def note_texts(cited: "Sequence[Citation]", names: "Mapping[str, str]", manner: Manner) -> "Iterator[str]":
    """Yield what each note says; `names` are those of all notes by their figures' ids."""
    works = {one.figure.id: work for work in cited_works(cited) for one in work.citations}
    shorts = _short_forms(list({work.citations[0].work: work for work in works.values()}.values()))
    seen: set[str] = set()
    for one in cited:
        work = works[one.figure.id]
        reference = _short(work, shorts[one.work], one, manner) if one.work in seen else _full(work, one, manner)
        seen.add(one.work)
        quote = manner.words(quoted(flat(marked_quote(one.figure))))
        verdicts = [_verdict(finding, one, names, manner) for finding in doubting(one)]
        yield " ".join([f"{reference}.", *map(stopped, [quote, *verdicts])])


def _full(work: "CitedWork", citation: "Citation", manner: Manner) -> str:
    source = work.source
    where = [
        manner.whole(work.container) if work.container else "",
        manner.words(source.publisher or "") if _publisher_is_news(work) else "",
        day_words(source.published) if source.published else "",
        _place(citation, manner),
        manner.address(source.url) if source.url else "",
    ]
    whose = [name.whole for name in work.authors]
    return _joined(manner.words(_named(whose)), work.title, where, manner)


def _publisher_is_news(work: "CitedWork") -> bool:
    """Tell a publisher whom neither the author's name nor the title of the whole tells."""
    publisher = flat(work.source.publisher).lower()
    told = [flat(work.container).lower(), *(name.whole.lower() for name in work.authors)]
    return bool(publisher) and not any(text.startswith(publisher) for text in told)


def _short(work: "CitedWork", title: str, citation: "Citation", manner: Manner) -> str:
    return _joined(manner.words(_families(work)), title, [_place(citation, manner)], manner)


def _joined(whose: str, title: str, where: "Sequence[str]", manner: Manner) -> str:
    """Put a reference together: the comma behind a title stands within its quotation marks."""
    rest = ", ".join(part for part in where if part)
    return f"{f'{whose}, ' if whose else ''}{manner.words(f'“{single(flat(title))},”')} {rest}"


def _place(citation: "Citation", manner: Manner) -> str:
    """Return where the figure stands, and the figure: "line 9 (90 percent, according to a prosecutor)"."""
    figure = citation.figure
    speaker = f", according to {flat(figure.attribution)}" if figure.attribution else ""
    return manner.words(f"{locator(figure)} ({flat(figure.surface)}{speaker})")


def _short_forms(works: "Sequence[CitedWork]") -> dict[str, str]:
    """Return the short title of each text, the whole one where a short one would be that of two texts."""
    cut = {work.citations[0].work: _cut(work.title) for work in works}
    times = Counter((_families(work), cut[work.citations[0].work]) for work in works)
    for work in works:
        key = work.citations[0].work
        if times[_families(work), cut[key]] > 1:
            cut[key] = work.title
    return cut


def _cut(title: str) -> str:
    """Return the first words of a long title, no "of" or "de la" at their end."""
    words = flat(title).split()
    if len(words) <= _WHOLE:
        return title
    last = _SHORT
    while last > _LEAST and words[last - 1].islower() and len(words[last - 1]) <= _LITTLE:
        last -= 1
    return f"{' '.join(words[:last]).rstrip(_MARKS)}…"


def _families(work: "CitedWork") -> str:
    return _named([name.family for name in work.authors])


def _named(names: "Sequence[str]") -> str:
    """Return names as a note has them: "A", "A and B", "A, B, and C", "A et al."."""
    if len(names) > _NAMED:
        return f"{names[0]} et al."
    return f"{', '.join(names[:-1])}, and {names[-1]}" if len(names) == _NAMED else " and ".join(names)


def _verdict(finding: "Finding", citation: "Citation", names: "Mapping[str, str]", manner: Manner) -> str:
    """Return what doubts a figure, with the notes on the other figures: "Contradicted by note 7: …"."""
    mine = citation.figure
    others = (figure for figure in (*finding.figures, *finding.also) if figure.id != mine.id)
    if finding.kind is FindingKind.CONFLICT:  # who tells the same amount contradicts nobody
        others = (figure for figure in others if figure.quantity.value != mine.quantity.value)
    places = {name: place for place, name in enumerate(names.values())}
    noted = sorted({names[other.id] for other in others if other.id in names}, key=places.__getitem__)
    told = _VERDICTS[finding.kind]
    if noted:
        told = f"{told} {'note' if len(noted) == 1 else 'notes'} {listed(noted, len(noted))}"
    else:
        told = told.removesuffix(" by").removesuffix(" beside")
    return manner.words(f"{told[0].upper()}{told[1:]}: {flat(finding.reason)}")
