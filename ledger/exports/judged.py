"""Judgements in words: what a reviewer did, how a part ought to read, what was taken back."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from ledger.exports.plain import grouped, listed, one_line
from ledger.exports.quotes import BOUND_WORDS, named, span_words
from ledger.exports.screens import CLIP
from ledger.model.correction import CORRECTED, Field, field_text
from ledger.model.figure import Figure, Status
from ledger.model.finding import Finding
from ledger.model.judgement import Changes, Judgement, Verb, holding
from ledger.model.period import Period
from ledger.model.quantity import Bound

_NOTHING = "nothing"
_DONE = {
    Verb.ACCEPT: "accepted it",
    Verb.REJECT: "rejected it",
    Verb.NOTE: "noted",
    Verb.CONFIRM: "confirmed it",
    Verb.DISMISS: "dismissed it",
}


@dataclass(frozen=True, slots=True)
class Judged:
    """What a judgement did: the figure or finding as it stands behind it, with all that was said of it.

    `undone` is the judgement that an undo took back.
    """

    judgement: Judgement
    figure: Figure | None = None
    finding: Finding | None = None
    history: tuple[Judgement, ...] = ()
    undone: Judgement | None = None


def history_lines(judgements: Iterable[Judgement]) -> Iterator[str]:
    """Yield a line for each judgement on one figure or finding, in the order in which they were made."""
    made = list(judgements)
    known = {one.id: one for one in made}
    for one in made:
        yield f"{moment_words(one.at)} {one_line(one.by)} {judgement_words(one, known.get(one.undoes or ''))}"


def judgement_words(one: Judgement, undone: Judgement | None = None) -> str:
    """Return what a reviewer did to "it", and why: "corrected value to 412: the ministry's table says so"."""
    if one.verb is Verb.UNDO:
        words = f"took back what {one_line(undone.by)} did: {_done(undone)}" if undone else "took back a judgement"
    else:
        words = _done(one)
    return f"{words}: {one_line(one.because)}" if one.because else words


def _done(one: Judgement) -> str:
    if one.verb is Verb.CORRECT:
        return f"corrected {changes_words(one.changes)}"
    if one.verb is Verb.ACCEPT and one.changes:
        return f"accepted it as corrected ({changes_words(one.changes)})"
    return _DONE[one.verb]


def changes_words(changes: Changes) -> str:
    """Return how parts ought to read: "value to 412, period to 2019"."""
    told = [f"{name.replace('_', ' ')} to {text_words(Field(name), text)}" for name, text in changes]
    return listed(told, most=len(told))


def read_words(figure: Figure) -> str:
    """Return how the fields of a figure that were put right read in its source: "value 1,965, place nothing"."""
    read = figure.as_read or figure
    fields = [Field(one.part) for one in figure.evidence if one.rule == CORRECTED]
    return ", ".join(f"{name.replace('_', ' ')} {text_words(name, field_text(read, name))}" for name in fields)


def text_words(part: Field, text: str) -> str:
    """Return the text of a part as a person would write it.

    >>> text_words(Field.TOPICS, '["aid", "homicides"]'), text_words(Field.PLACE, "null")
    ('aid, homicides', 'nothing')
    """
    told = json.loads(text)
    if part is Field.VALUE:
        return _value_words(told)
    if part is Field.PERIOD:
        start, end = (told[name] and date.fromisoformat(told[name]) for name in ("start", "end"))
        return span_words(Period(start, end)) or _NOTHING
    if part is Field.PLACE and told:
        return one_line(told["name"])
    if part is Field.TOPICS:
        return ", ".join(told) or _NOTHING
    return one_line(str(told)) if told else _NOTHING


def _value_words(told: dict[str, str | None]) -> str:
    bound = Bound(str(told["bound"]))
    if bound is Bound.RANGE:
        low, high = (grouped(Decimal(end)) if end else "any number" for end in (told["low"], told["high"]))
        return f"{BOUND_WORDS[bound]}{low} and {high}"
    return BOUND_WORDS[bound] + grouped(Decimal(str(told["value"])))


def moment_words(moment: datetime) -> str:
    """Return a point in time to the minute, in UTC: "2026-05-01 09:30"."""
    return f"{moment:%Y-%m-%d %H:%M}"


def judged_lines(judged: Judged) -> Iterator[str]:
    """Yield the figure or finding that was judged, what was done, and how it stands behind it."""
    one, figure, finding = judged.judgement, judged.figure, judged.finding
    yield _named(judged)
    done = f"  {one_line(one.by)} {judgement_words(one, judged.undone)}"
    said = last_words(judged.history)
    if figure is None and finding is None:
        yield f"{done} · no longer listed: it is not read any more, and nobody's word holds it"
    elif one.verb is Verb.NOTE:
        yield done
    elif figure is not None and figure.status is Status.DISPUTED:
        yield f"{done} · disputed now: the source's own reading is used until reviewers agree"
        yield from (f"  - {one_line(word.by)} {judgement_words(word)}" for word in said)
        short = figure.id[:CLIP]
        yield f"  To settle it: ledger accept {short} --with NAME, or take one back: ledger undo {short}"
    elif figure is not None:
        yield f"{done} · {figure.status} now"
    elif len({word.verb for word in said}) > 1:
        yield f"{done} · reviewers differ, so it stays open"
        yield from (f"  - {one_line(word.by)} {judgement_words(word)}" for word in said)
    elif finding is not None:
        yield f"{done} · {finding.status} now"


def _named(judged: Judged) -> str:
    figure, finding = judged.figure, judged.finding
    if figure is not None:
        return named(figure, figure.id[:CLIP])
    return f"{finding.id[:CLIP]} {finding.reason}" if finding is not None else judged.judgement.target


def last_words(judgements: Iterable[Judgement]) -> list[Judgement]:
    """Return the latest verdict of each reviewer that holds."""
    said = {one.by: one for one in holding(judgements) if one.verb is not Verb.NOTE}
    return list(said.values())
