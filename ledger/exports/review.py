"""A review on a terminal: one figure with what makes it doubtful, the findings it is in, and the keys."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import IntEnum

from ledger.exports.blocks import Detail, detail_block, reading_line
from ledger.exports.judged import Judged, judged_lines, judgement_words, moment_words, unknown_places
from ledger.exports.plain import counted, listed, one_line, visible
from ledger.exports.quotes import (
    excerpt,
    file_and_line,
    marked_quote,
    period_words,
    printed,
    subject,
    teller,
    told_by,
)
from ledger.exports.screens import CLIP, ROOMY, words
from ledger.exports.table import Cell, Column, Shape, Table
from ledger.exports.terminal_table import hanging, terminal_width
from ledger.model.figure import Basis, Figure, Status
from ledger.model.finding import ALARMING, Finding, FindingKind, FindingStatus
from ledger.model.judgement import Judgement, Verb, holding
from ledger.model.quantity import Kind
from ledger.model.span import Span

DOUBTED = (*ALARMING, FindingKind.SUPERSEDED, FindingKind.CIRCULAR, FindingKind.WARNING)  # somebody ought to look
MOST_KEYS = 9  # findings that a digit can choose between
_TAKEN = ("unit", "noun", "measure", "population", "place", "period", "attribution")
_DISTANT = {
    Basis.PARAGRAPH: "an earlier sentence",
    Basis.SECTION: "the section",
    Basis.DOCUMENT: "the document",
}
_SENTENCE = 900  # characters of a sentence that are shown on either side of its figure: rows of a table have none
_CLOSE = 200  # and where there is room for no more
_QUOTE = 220  # characters of a quote beside a finding
_OTHERS = 4  # figures of a finding that are quoted
_COUNTING = (Kind.COUNT, Kind.MONEY, Kind.PERCENT, Kind.RATE)  # a length of time, a rank may stand for itself
_BLOCKS = 4  # that a figure is laid out in: what it says, its quote, its parts, its history
_KEYS_PART = 4  # the keys take no more than this part of a screen
_LETTERS, _HELP, _QUIT = "arcnsubm", "?", "q"
_SAID, _READS = 3, 2  # lines of what was said, and of what a figure reads, where there is hardly room
_SENTENCES = (2 * _SENTENCE, _SENTENCE, 400, 220, 120, 80)  # characters of one, ever fewer
_WHY = 3  # findings of a kind that a line on doubts tells the severity of

KEYS = "[a]ccept [r]eject [c]orrect [n]ote [s]kip [u]ndo [b]ack [m]ore [?]help [q]uit"
END_KEYS = "[u] take back the last · [b] back to the one before · any other key leaves"
HELP = (
    ("a", "accept the figure as it reads here, and go on to the next"),
    ("A", "the same, with a reason"),
    ("r", "reject it: misread, made up, or no figure at all; and go on"),
    ("R", "the same, with a reason"),
    ("c or e", "correct what it reads: value=1695 place=Puebla because=the digits are swapped; and go on"),
    ("n", "note something on it; it changes nothing else"),
    ("s", "skip it, also with the space bar: it comes again next time"),
    ("u", "take back what was done last in this review, again and again, and go back to it"),
    ("b", "go back to the figure before, with all that was said of it kept"),
    ("w", "of a disputed figure: agree with the other reviewer"),
    ("y", "confirm the finding that the figure is in: somebody has looked, and it is so"),
    ("d", "dismiss it: no conflict, or none that matters"),
    ("m", "show everything, however long"),
    ("q", "leave, also with Ctrl-D; what was judged is kept, each judgement at once"),
)


@dataclass(frozen=True, slots=True)
class Queued:
    """A figure that waits to be looked at, with the findings it takes part in, the worst first."""

    figure: Figure
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Tally:
    """How far a review has come: what was said of how many figures and findings, in this sitting, and by whom.

    `meanwhile` are figures that somebody else judged before it was their turn.
    """

    place: int
    of: int
    by: str
    said: Mapping[Verb, int] = field(default_factory=dict)
    findings: Mapping[Verb, int] = field(default_factory=dict)
    skipped: int = 0
    meanwhile: int = 0

    @property
    def left(self) -> int:
        """How many figures nobody has judged yet."""
        return self.of - sum(self.said.values()) - self.meanwhile


@dataclass(frozen=True, slots=True)
class Card:
    """A figure as it is shown to be judged, with its findings as they are now.

    `outdated` are findings that rest on what a figure read when the review began, and reads no more; with their figures
    as they are now. `others` are reviewers who say how the figure ought to read, `said` what was said of each finding.
    """

    detail: Detail
    tally: Tally
    findings: tuple[Finding, ...] = ()
    outdated: tuple[Finding, ...] = ()
    others: tuple[str, ...] = ()
    said: Mapping[str, Sequence[Judgement]] = field(default_factory=dict)

    @property
    def figure(self) -> Figure:
        """The figure that is shown."""
        return self.detail.figure

    @property
    def asked(self) -> tuple[Finding, ...]:
        """The findings that wait for a word, in the order of their keys."""
        return tuple(finding for finding in self.findings if is_asking(finding))[:MOST_KEYS]


class Room(IntEnum):
    """How much room the findings of a figure have on a screen."""

    WHOLE = 0  # all there is
    QUOTES = 1  # the first figures of each finding, with their quotes, and a line on what bears the figure out
    BRIEF = 2  # what bears it out is counted
    PLAIN = 3  # and there are no quotes
    TERSE = 4  # and only the first finding tells its reason


def is_asking(finding: Finding) -> bool:
    """Tell whether a finding says that something may be wrong, and nobody has said a word on it."""
    return finding.kind in DOUBTED and finding.status is FindingStatus.OPEN


# Why a figure is looked at


def taken_from_afar(figure: Figure) -> Iterator[tuple[str, Basis]]:
    """Yield the parts of a figure that its own sentence does not tell, with how far away each was found."""
    for part in _TAKEN:
        basis = figure.basis.get(part)
        if basis in _DISTANT:
            yield part, basis


def is_unmeasured(figure: Figure) -> bool:
    """Tell whether nobody knows of what an amount is that ought to be of something."""
    return figure.measure is None and figure.quantity.kind in _COUNTING


def doubts(queued: Queued) -> list[str]:
    """Return what makes a figure doubtful, the worst first: "conflict (0.83)", "place from the document"."""
    figure = queued.figure
    asking: dict[FindingKind, list[str]] = {}
    for one in queued.findings:
        if is_asking(one):
            asking.setdefault(one.kind, []).append(f"{one.severity:.2f}")
    said = [f"{words(kind)} ({listed(found, most=_WHY)})" for kind, found in asking.items()]
    if figure.status is Status.DISPUTED:
        said.append("reviewers disagree")
    for basis, where in reversed(_DISTANT.items()):
        if parts := [part for part, found in taken_from_afar(figure) if found is basis]:
            said.append(f"{listed(parts, most=len(parts))} from {where}")
    if is_unmeasured(figure):
        said.append("no measure" if figure.noun else "nothing says what it counts")
    return [*said, "vague"] if figure.quantity.vague else said


def queue_table(queue: Iterable[Queued]) -> Table:
    """Return the queue as a listing: the figure, what makes it doubtful, its quote."""
    columns = (
        Column("id", "id", Shape.CODE, clip=CLIP),
        Column("figure", "figure", weight=2),
        Column("what", "what", weight=2),
        Column("place", "place"),
        Column("period", "period"),
        Column("says", "says"),
        Column("status", "status", Shape.VERDICT),
        Column("doubts", "doubts", weight=3),
        Column("findings", "findings"),
        Column("quote", "quote", weight=6),
        Column("path", "path", Shape.FILE, weight=4),
        Column("line", "line", Shape.NUMBER),
    )
    return Table.of(columns, map(_record, queue), screen=lambda width: _queue_screen(queue, width))


def _queue_screen(queue: Iterable[Queued], width: int) -> Table:
    columns = (
        Column("id", "id", Shape.CODE, clip=CLIP),
        Column("figure", "figure", weight=2),
        Column("what", "what", weight=2),
        Column("doubts", "why doubtful", weight=3),
        Column("where", "where", Shape.FILE, weight=2),
        Column("quote", "quote", Shape.BELOW),
    )
    shown = columns if width >= ROOMY else (*columns[:4], columns[5])
    return Table.of(shown, map(_record, queue))


def _record(queued: Queued) -> dict[str, Cell]:
    figure = queued.figure
    return {
        "id": figure.id,
        "figure": printed(figure),
        "what": subject(figure),
        "place": figure.place.name if figure.place else None,
        "period": period_words(figure),
        "says": teller(figure),
        "status": str(figure.status),
        "doubts": "; ".join(doubts(queued)),
        "findings": " ".join(finding.id for finding in queued.findings if is_asking(finding)),
        "quote": excerpt(marked_quote(figure), _QUOTE),
        "path": figure.source.path,
        "line": figure.line,
        "where": file_and_line(figure),
    }


# Screens


def card_screen(card: Card, queued: Queued, said: Iterable[str], height: int) -> str:
    """Lay out a figure to be judged, as much of it as fits on a terminal of this height.

    The more room there is, the more stands beside the figure and its findings; where there is little, the end of the
    findings is left out, and where there is less the figure's sentence comes first. The keys stand at the foot, so that
    the eye finds them in one place, and take no more than a fourth of the screen.
    """
    told = list(said)
    head, keys = [*_head(card, queued, told), ""], list(_key_lines(card))
    if len(keys) > max(height // _KEYS_PART, 1):
        keys = [_short_keys(card)]
    room = height - len(keys) - 1
    shown: list[str] = []
    figure: list[str] = []
    for detail, roominess in _shorter(card.detail):
        figure = [*head, *_detail_lines(card, detail)]
        shown = [*figure, *_finding_lines(card, roominess)]
        if len(shown) <= room:
            break
    if len(figure) >= room:
        room, shown = room + 1, _sentence_first(card, told, room + 1)
    else:
        shown = _cut(shown, room)
    return _screen([*shown, *[""] * (height - len(shown) - len(keys)), *keys])


def whole_screen(card: Card, queued: Queued, said: Iterable[str]) -> str:
    """Lay out a figure with all that there is to show, however long."""
    lines = [*_head(card, queued, said), "", *_detail_lines(card, card.detail), *_finding_lines(card, Room.WHOLE)]
    return _screen([*lines, "", *_key_lines(card)])


def help_screen() -> str:
    """Tell what the keys do."""
    lines = [line for key, told in HELP for line in hanging(f"{key:<7} {told}", 2, 8)]
    after = hanging(
        "A correction is typed as field=value, one behind the other; a value goes on to the next field=, and nothing "
        "behind = empties the field. Fields: value low high bound unit per kind noun topics measure population change "
        "place period mode as_of attribution modality, and because."
    )
    return _screen(["Keys", "", *lines, "", *after, "", "Any key goes back."])


def end_screen(tally: Tally, said: Iterable[str]) -> str:
    """Say that the queue is at its end."""
    return _screen([*said, "", "That was the last one.", *hanging(tally_words(tally)), "", *hanging(END_KEYS)])


def tally_words(tally: Tally) -> str:
    """Say what was done in a review, and what is left: "3 of 57 figures judged: 2 accepted, 1 rejected; 54 left"."""
    done = sum(tally.said.values())
    told = [f"{done:,} of {counted(tally.of, 'figure')} judged{': ' * bool(done)}{', '.join(_counts(tally.said))}"]
    if tally.findings:
        told.append(f"findings: {', '.join(_counts(tally.findings))}")
    if tally.meanwhile:
        told.append(f"{tally.meanwhile:,} judged by others meanwhile")
    skipped = f", {tally.skipped:,} of them skipped" if tally.skipped else ""
    told.append(f"{tally.left:,} left{skipped}" if tally.left else "none left")
    return f"{'; '.join(told)}."


def decided_words(judgements: Iterable[Judgement], known: int) -> str:
    """Say what was kept of a file of decisions: "Kept 3 decisions: 2 accepted, 1 noted; 1 already there"."""
    said = Counter(one.verb for one in judgements)
    done = [*_counts(said), *([f"{said[Verb.NOTE]:,} noted"] if said[Verb.NOTE] else [])]
    held = f"; {known:,} already there" if known else ""
    return f"Kept {counted(said.total(), 'decision')}{': ' * bool(done)}{', '.join(done)}{held}."


def act_lines(judged: Judged) -> list[str]:
    """Return what a judgement did, for the line above the next figure; of a dispute all there is to say."""
    figure, finding = judged.figure, judged.finding
    if figure is not None and figure.status is Status.DISPUTED:
        return list(judged_lines(judged))
    what = judged.judgement.target[:CLIP]
    if figure is not None:
        what = f"{figure.id[:CLIP]} {printed(figure)} {subject(figure)}".strip()
    elif finding is not None:
        what = f"{finding.id[:CLIP]} {finding.reason}"
    done = judgement_words(judged.judgement, judged.undone, among_others=any(one.changes for one in judged.history))
    return [f"{done} · {one_line(what)}", *unknown_places(judged.judgement)]


def _sentence_first(card: Card, said: Sequence[str], room: int) -> list[str]:
    """Lay out a figure where there is hardly room for its sentence: as much of that as fits, then what it reads.

    Where something was said, a part of that has its place too: it may be why the figure is shown again.
    """
    told = [line for text in said for line in hanging(one_line(text), 0, 0)][:_SAID]
    reads = hanging(reading_line(card.figure), 0, 0)[:_READS]
    for length in _SENTENCES:
        sentence = hanging(excerpt(marked_quote(card.figure), length), 0, 0)
        if len(sentence) + len(told) + 1 <= room:
            break
    sentence = sentence[: max(room - len(told), 1)]
    place = [f"{card.tally.place:,} of {card.tally.of:,}"]
    reads = reads[: room - len(told) - len(sentence)]
    place = place[: room - len(told) - len(sentence) - len(reads)]
    lines = [*place, *told, *sentence, *reads]
    return [*lines, *_cut(list(_finding_lines(card, Room.TERSE)), room - len(lines))]


def _cut(lines: list[str], room: int) -> list[str]:
    """Return the lines that there is room for, and where others are."""
    if len(lines) <= room:
        return lines
    return [*lines[: room - 1], "… (the rest: [m])"] if room > _READS else []


def _head(card: Card, queued: Queued, said: Iterable[str]) -> Iterator[str]:
    tally = card.tally
    yield from hanging(" · ".join([f"{tally.place:,} of {tally.of:,}", one_line(tally.by), *_counts(tally.said)]))
    yield from (line for text in said for line in hanging(one_line(text), len(text) - len(text.lstrip())))
    now = replace(queued, figure=card.figure, findings=card.findings)
    if card.figure.status in (Status.UNREVIEWED, Status.DISPUTED) and (why := doubts(now)):
        yield from hanging(f"doubtful: {'; '.join(why)}")


def _counts(said: Mapping[Verb, int]) -> list[str]:
    done = {
        Verb.ACCEPT: "accepted",
        Verb.REJECT: "rejected",
        Verb.CORRECT: "corrected",
        Verb.CONFIRM: "confirmed",
        Verb.DISMISS: "dismissed",
    }
    return [f"{said[verb]:,} {word}" for verb, word in done.items() if said.get(verb)]


def _shorter(detail: Detail) -> Iterator[tuple[Detail, Room]]:
    """Yield a figure with ever less beside it, and how much room its findings have; its sentence always stays.

    Left out first are the parts that the amount's own words tell: nobody doubts them.
    """
    near = _near(detail)
    inferred = replace(near, parts=tuple(part for part in near.parts if part.evidence.basis is not Basis.TEXT))
    bare = replace(near, parts=(), history=near.history[-2:])
    yield near, Room.QUOTES
    yield from ((inferred, room) for room in (Room.QUOTES, Room.BRIEF, Room.PLAIN))
    yield bare, Room.PLAIN
    alone = replace(bare, before="", after="")
    yield alone, Room.TERSE
    yield _near(alone, _CLOSE), Room.TERSE


def _detail_lines(card: Card, detail: Detail) -> list[str]:
    """Return the lines of a figure, without those that say nothing: a table of no parts, that nobody has judged it."""
    told = detail_block(detail).split("\n\n")
    if len(told) != _BLOCKS:  # a source without a name leaves a line empty
        return detail_block(detail).splitlines()
    head, quote, parts, status = told
    left_out = len(card.detail.parts) - len(detail.parts)
    hint = f"\n({counted(left_out, 'part')} more: [m])" if left_out else ""
    blocks = [head, quote, f"{parts}{hint}"] if detail.parts else [head, f"{quote}{hint}"]
    if detail.history or detail.figure.status is not Status.UNREVIEWED:
        blocks.append(status)
    return "\n\n".join(block for block in blocks if block).splitlines()


def _near(detail: Detail, around: int = _SENTENCE) -> Detail:
    """Return a figure with what is near it in its sentence, where that is as long as a page."""
    figure = detail.figure
    start = max(figure.quote_span.start, figure.span.start - around)
    end = min(figure.quote_span.end, figure.span.end + around)
    if (start, end) == (figure.quote_span.start, figure.quote_span.end):
        return detail
    first = figure.quote_span.start
    cut = replace(figure, quote=figure.quote[start - first : end - first], quote_span=Span(start, end))
    before = detail.before if start == first else "… "
    after = detail.after if end == figure.quote_span.end else " …"
    return replace(detail, figure=cut, before=before, after=after)


def _finding_lines(card: Card, room: Room) -> Iterator[str]:
    keys = {finding.id: number for number, finding in enumerate(card.asked, start=1)}
    doubted = [finding for finding in card.findings if finding.kind in DOUBTED]
    fine = [finding for finding in card.findings if finding.kind is FindingKind.CORROBORATION]
    for number, finding in enumerate(doubted):
        name = f" · {words(finding.check)}" if finding.check != finding.kind else ""
        key = f" · key {keys[finding.id]}" if len(keys) > 1 and finding.id in keys else ""
        head = f"{words(finding.kind)}{name} · severity {finding.severity:.2f} · {finding.id[:CLIP]}{key}"
        status = "" if finding.status is FindingStatus.OPEN else f" · {finding.status}"
        if number == 0 or room is not Room.TERSE:
            yield ""
        yield from hanging(head + status)
        if number == 0 or room is not Room.TERSE:
            yield from hanging(one_line(finding.reason), 2, 0)
            yield from _other_figures(finding, card.figure, room)
        for one in holding(card.said.get(finding.id, ())):
            yield from hanging(f"{moment_words(one.at)} {one_line(one.by)} {judgement_words(one)}", 2)
    if fine:
        yield ""
    if fine and room in (Room.WHOLE, Room.QUOTES):
        for finding in fine:
            yield from hanging(f"{words(finding.kind)} · {one_line(finding.reason)} ({finding.id[:CLIP]})")
    elif fine:
        yield f"corroboration · {counted(len(fine), 'finding')} bear{'s' * (len(fine) == 1)} it out: [m]"
    for finding in card.outdated:
        judged = [one for one in finding.figures if one.status in (Status.REJECTED, Status.CORRECTED)]
        why = listed(f"{one.id[:CLIP]} is {one.status} now" for one in judged) or "a figure of it reads otherwise now"
        yield ""
        yield from hanging(f"{words(finding.kind)} · {finding.id[:CLIP]} · was found before: {why}.")


def _other_figures(finding: Finding, figure: Figure, room: Room) -> Iterator[str]:
    """Yield the figures that a finding sets beside this one, quoted where they do not stand in its own sentence."""
    others = [one for one in finding.figures if one.id != figure.id]
    beside = [one for one in others if _sentence(one) == _sentence(figure)]
    apart = [one for one in others if one not in beside]
    if beside:
        told = listed((" ".join([printed(one), one.id[:CLIP], *_stands(one)]) for one in beside), most=len(beside))
        yield from hanging(one_line(f"in the same sentence: {told}"), 4)
    most = {Room.WHOLE: len(apart), Room.TERSE: 2}.get(room, _OTHERS)
    quoted = set()
    for one in apart[:most]:
        told = " · ".join([_teller(one, figure), file_and_line(one), one.id[:CLIP], *_stands(one)])
        yield from hanging(one_line(f"beside it: {printed(one)} — {told}"), 4)
        if room in (Room.WHOLE, Room.QUOTES, Room.BRIEF) and _sentence(one) not in quoted:
            yield from hanging(excerpt(marked_quote(one), _QUOTE), 6, 0)
        quoted.add(_sentence(one))
    if len(apart) > most:
        yield f"    … and {len(apart) - most} more: [m]"


def _sentence(figure: Figure) -> tuple[str, Span]:
    return figure.source.document, figure.quote_span


def _teller(figure: Figure, shown: Figure) -> str:
    """Return who says so; of what stands in the text that is shown its own source is not told again."""
    same = figure.source.document == shown.source.document and figure.attribution == shown.attribution
    return "the same source" if same else told_by(figure)


def _stands(figure: Figure) -> list[str]:
    return [] if figure.status is Status.UNREVIEWED else [str(figure.status)]


def _key_lines(card: Card) -> Iterator[str]:
    if card.asked:
        which = "a finding" if len(card.asked) > 1 else "the finding"
        yield from hanging(f"{which}: [y] confirm it  [d] dismiss it")
    if card.figure.status is Status.DISPUTED and card.others:
        yield from hanging(f"disputed: [w] agree with {listed(map(one_line, card.others))}")
    yield from hanging(KEYS)


def _short_keys(card: Card) -> str:
    """Return the keys as letters on one line."""
    keys = [*_LETTERS]
    keys += ["y", "d"] * bool(card.asked) + ["w"] * (card.figure.status is Status.DISPUTED and bool(card.others))
    keys += [_HELP, _QUIT]
    return min((" ".join(keys), "".join(keys)), key=lambda line: len(line) > terminal_width())


def _screen(lines: Sequence[str]) -> str:
    return "".join(f"{visible(line)}\n" for line in lines)
