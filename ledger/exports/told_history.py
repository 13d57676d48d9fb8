"""The history of a ledger in sentences: who did what, when, to which figure, finding or document."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ledger.exports.judged import changes_words, moment_words, reading_words
from ledger.exports.plain import counted, listed, one_line
from ledger.exports.quotes import file_and_line, printed, short_name, subject
from ledger.exports.screens import CLIP
from ledger.exports.table import Cell, Column, Shape, Table
from ledger.model.correction import reading_digest
from ledger.model.event import Act, Event
from ledger.model.figure import Figure
from ledger.model.judgement import Judgement, Verb

HISTORY_COLUMNS = (
    Column("at", "at", Shape.CODE),
    Column("by", "by"),
    Column("act", "act", Shape.CODE),
    Column("verb", "verb", Shape.CODE, optional=True),
    Column("about", "about", Shape.CODE, clip=CLIP),
    Column("path", "path", Shape.FILE, weight=2),
    Column("surface", "surface"),
    Column("what", "what", weight=2),
    Column("words", "words", weight=5),
    Column("because", "because", weight=3),
    Column("chain", "chain", Shape.CODE),
    Column("position", "position", Shape.NUMBER),
    Column("hash", "hash", Shape.CODE, clip=CLIP),
)
_SHORT = ("at", "words", "because")
_PAGE = ("at", "words", "because", "hash")
_JUDGED = {Verb.ACCEPT: "accepted", Verb.REJECT: "rejected", Verb.CONFIRM: "confirmed", Verb.DISMISS: "dismissed"}
_UNKNOWN = "somebody"
_HEAD = "NAME"  # what stands for it in a command to be typed


@dataclass(frozen=True, slots=True)
class Told:
    """An entry of the history with what it is about, as far as the ledger has it.

    `judgement` is the one that was made, `undone` the one it took back. `readings` are the figure as its source was
    read, each time, and `path` that of the document. `own` tells the entries of this ledger from those that came by
    merging.
    """

    event: Event
    judgement: Judgement | None = None
    undone: Judgement | None = None
    readings: tuple[Figure, ...] = ()
    path: str | None = None
    reason: str | None = None
    own: bool = True

    @property
    def figure(self) -> Figure | None:
        """The figure as its source reads, by the last reading."""
        return self.readings[-1] if self.readings else None

    @property
    def because(self) -> str | None:
        """Why it was done, where somebody said so."""
        return None if self.judgement is None or self.judgement.verb is Verb.NOTE else self.judgement.because


def history_table(told: Iterable[Told]) -> Table:
    """List entries with all that is known of each."""
    return Table.of(HISTORY_COLUMNS, map(_record, told), _SHORT, title="History", page=_PAGE)


def history_line(told: Told) -> str:
    """Return an entry as one line: when, what, and why."""
    parts = [moment_words(told.event.at), sentence(told), told.because and one_line(told.because)]
    return " · ".join(part for part in parts if part)


def head_line(name: str, entries: int) -> str:
    """Return how the history ends, and what that is good for."""
    told = "1 entry" if entries == 1 else f"{entries:,} entries"
    return (
        f"The history ends in {name} ({told}). Note that down elsewhere: with it, ledger verify --history --head "
        f"{_HEAD} will prove that nothing before was changed."
    )


def sentence(told: Told) -> str:
    """Return what was done, in one sentence."""
    words = _SENTENCES[told.event.act](told)
    return words if told.own else f"{words} (in another ledger)"


def _begun(told: Told) -> str:
    had = told.event.detail.get("documents")
    if not isinstance(had, int):
        return "the ledger was begun"
    were = "document was" if had == 1 else "documents were"
    return f"the ledger was brought up to date; {had:,} {were} in it"


def _added(told: Told) -> str:
    return f"{_document(told)} was added: {_figures(told.event.detail)}"


def _read_again(told: Told) -> str:
    found = told.event.detail
    return f"{_document(told)} was read again{f': {_figures(found)}' if 'figures' in found else ', with nothing new'}"


def _edited(told: Told) -> str:
    detail = told.event.detail
    fields = detail.get("fields")
    known = fields if isinstance(fields, Mapping) else {}
    values = listed((f"{name} {one_line(str(value))}" for name, value in known.items()), most=len(known))
    section = "" if detail.get("section") is None else f"section {detail['section']} of "
    by = "" if told.event.by is None else f" (by {one_line(told.event.by)})"
    return f"what is known of {section}{_document(told)} was corrected: {values}{by}"


def _kept(told: Told) -> str:
    return f"finding {_name(told)} was kept, to be judged: {_reason(told)}"


def _merged(told: Told) -> str:
    detail = told.event.detail
    brought = [(detail.get(name), name[:-1]) for name in ("documents", "figures", "judgements")]
    counts = listed((counted(number, noun) for number, noun in brought if isinstance(number, int)), most=len(brought))
    who = "" if told.event.by is None else f" (by {one_line(told.event.by)})"
    return f"{one_line(str(detail.get('from', 'another ledger')))} was merged in: {counts} were new{who}"


def _judged(told: Told) -> str:
    one, who = told.judgement, one_line(told.event.by or _UNKNOWN)
    if one is None:
        return f"{who} judged {_name(told)}; what was said is not there as it was made"
    return f"{who} {_said(told, one)}"


def _said(told: Told, one: Judgement) -> str:
    on, name, undone = _subject(told), _name(told), told.undone
    if one.verb is Verb.NOTE and one.because:
        return f"noted on {name}{on}: {one_line(one.because)}"
    if one.verb is not Verb.UNDO:
        return f"{_done(one, name)}{on}"
    if undone is None:
        return f"took back a judgement on {name}{on}"
    return f"took back that {'they' if undone.by == one.by else one_line(undone.by)} {_done(undone, name)}{on}"


def _done(one: Judgement, name: str) -> str:
    """Return what a judgement does to a figure or a finding of this name."""
    match one.verb:
        case Verb.CORRECT if len(one.changes) == 1:
            part, _, value = changes_words(one.changes).partition(" to ")
            return f"corrected {part} of {name} to {value}"
        case Verb.CORRECT:
            return f"corrected {changes_words(one.changes)} of {name}"
        case Verb.ACCEPT if one.changes:
            return f"accepted {name} as corrected, {changes_words(one.changes)}"
        case Verb.NOTE:
            return f"noted something on {name}"
        case Verb.UNDO:
            return f"took back a judgement on {name}"
    return f"{_JUDGED[one.verb]} {name}"


def _subject(told: Told) -> str:
    """Return what a figure is: ": 414 members of police institutions (digest.txt:11)"; of a finding its reason."""
    if told.figure is not None:
        figure = told.figure
        return f": {printed(figure)} {subject(figure)}".rstrip() + f" ({file_and_line(figure)}){_reads(told)}"
    return f": {_reason(told)}" if told.reason else ""


def _reads(told: Told) -> str:
    """Return which of several readings of a figure was judged: ", reading period 2019"."""
    of = told.judgement.of if told.judgement else None
    judged = next((figure for figure in reversed(told.readings) if reading_digest(figure) == of), None)
    words = reading_words(judged, told.readings) if judged else ""
    return f", reading {words}" if words else ""


def _reason(told: Told) -> str:
    """Return what a finding says, as part of a sentence."""
    return one_line(told.reason or "").removesuffix(".")


def _name(told: Told) -> str:
    return (told.event.about or "")[:CLIP]


def _document(told: Told) -> str:
    path = told.event.detail.get("path")
    return one_line(short_name(path if isinstance(path, str) else told.path or _name(told)))


def _figures(detail: Mapping[str, object]) -> str:
    number = detail.get("figures")
    return counted(number, "figure") if isinstance(number, int) else "its figures"


_SENTENCES = {
    Act.BEGIN: _begun,
    Act.ADD: _added,
    Act.REREAD: _read_again,
    Act.EDIT: _edited,
    Act.FIND: _kept,
    Act.JUDGE: _judged,
    Act.MERGE: _merged,
}


def _record(told: Told) -> dict[str, Cell]:
    event, figure = told.event, told.figure
    path = event.detail.get("path")
    return {
        "at": event.at.isoformat(timespec="microseconds"),
        "by": event.by,
        "act": str(event.act),
        "verb": None if told.judgement is None else str(told.judgement.verb),
        "about": event.about,
        "path": figure.source.path if figure else path if isinstance(path, str) else told.path,
        "surface": figure and figure.surface,
        "what": subject(figure) if figure else told.reason,
        "words": sentence(told),
        "because": told.because,
        "chain": event.chain,
        "position": event.position,
        "hash": event.hash,
    }
