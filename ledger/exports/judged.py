"""Judgements in words: what a reviewer did, how a part ought to read, what was taken back."""

import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

from ledger.exports.plain import grouped, listed, one_line
from ledger.exports.quotes import BOUND_WORDS, bounded, named, span_words
from ledger.exports.screens import CLIP
from ledger.model.correction import CORRECTED, Field, field_text, field_texts, reading_digest
from ledger.model.figure import Figure, Status
from ledger.model.finding import Finding
from ledger.model.judgement import Changes, Judgement, Verb, holding
from ledger.model.period import Period, mode_of
from ledger.model.quantity import Bound
from ledger.model.standing import opinions

_NOTHING = "nothing"
_TWO = 2
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

    `undone` is the judgement that an undo took back, `readings` the figure in every reading of its text.
    """

    judgement: Judgement
    figure: Figure | None = None
    finding: Finding | None = None
    history: tuple[Judgement, ...] = ()
    undone: Judgement | None = None
    readings: tuple[Figure, ...] = ()


def history_lines(judgements: Iterable[Judgement]) -> Iterator[str]:
    """Yield a line for each judgement on one figure or finding, in the order in which they were made."""
    made = list(judgements)
    known = {one.id: one for one in made}
    among = _tells_changes(made)
    for one in made:
        words = judgement_words(one, known.get(one.undoes or ""), among_others=among)
        yield f"{moment_words(one.at)} {one_line(one.by)} {words}"


def judgement_words(one: Judgement, undone: Judgement | None = None, *, among_others: bool = False) -> str:
    """Return what a reviewer did to "it", and why: "corrected value to 412: the ministry's table says so".

    Beside others that put the figure right (`among_others`) an acceptance without changes says what it is of.
    """
    if one.verb is Verb.UNDO:
        words = f"took back what {_undone(undone, among_others=among_others)}" if undone else "took back a judgement"
    else:
        words = _done(one, among_others=among_others)
    return f"{words}: {one_line(one.because)}" if one.because else words


def _undone(undone: Judgement, *, among_others: bool) -> str:
    by = one_line(undone.by)
    if undone.verb is Verb.NOTE:
        return f"{by} noted, “{one_line(undone.because or '')}”"
    return f"{by} did: {_done(undone, among_others=among_others)}"


def _done(one: Judgement, *, among_others: bool) -> str:
    if one.verb is Verb.CORRECT:
        return f"corrected {changes_words(one.changes)}"
    if one.verb is Verb.ACCEPT and one.changes:
        return f"accepted it as corrected ({changes_words(one.changes)})"
    if one.verb is Verb.ACCEPT and among_others:
        return "accepted it as the source reads"
    return _DONE[one.verb]


def _tells_changes(judgements: Iterable[Judgement]) -> bool:
    return any(one.changes for one in judgements)


def changes_words(changes: Changes) -> str:
    """Return how parts ought to read: "value to 412, period to 2019"."""
    told = [f"{field_words(Field(name))} to {text_words(Field(name), text)}" for name, text in changes]
    return listed(told, most=len(told))


def read_words(figure: Figure) -> str:
    """Return how the fields of a figure that were put right read in its source: "value 1,965, place nothing"."""
    read = figure.as_read or figure
    fields = [Field(one.part) for one in figure.evidence if one.rule == CORRECTED]
    return _fields_words(read, fields)


def field_words(part: Field) -> str:
    """Return what a part is called: "value", "as-of date"."""
    return "as-of date" if part is Field.AS_OF else part.replace("_", " ")


def _fields_words(figure: Figure, parts: Iterable[Field]) -> str:
    return ", ".join(f"{field_words(part)} {text_words(part, field_text(figure, part))}" for part in parts)


def readings_words(judgements: Iterable[Judgement], readings: Iterable[Figure]) -> str | None:
    """Return on what the readings differ that reviewers vouch for, None where all vouch for one.

    "The text was read otherwise once: Ana vouches for period 2019, Ben for period 2020."
    """
    meant: dict[str, list[str]] = {}
    for opinion in opinions(judgements):
        if opinion.of is not None:
            meant.setdefault(opinion.of, []).append(one_line(opinion.by))
    if len(meant) < _TWO:
        return None
    known = {reading_digest(figure): figure for figure in readings}
    told = [
        f"{listed(names, most=len(names))} {'vouches' if len(names) == 1 else 'vouch'} for {_reading(of, meant, known)}"
        for of, names in meant.items()
    ]
    return f"Reviewers judged different readings of the text: {'; '.join(told)}."


def _reading(of: str, meant: Collection[str], known: Mapping[str, Figure]) -> str:
    """Return what a reading tells otherwise than the others that somebody vouches for."""
    if of not in known:
        return "a reading that this ledger does not have"
    return reading_words(known[of], (known[other] for other in meant if other in known)) or "one that tells the same"


def reading_words(figure: Figure, others: Iterable[Figure]) -> str:
    """Return the parts of a figure that other readings of it tell otherwise: "period 2019, place Puebla"."""
    told, beside = field_texts(figure), [field_texts(other) for other in others]
    return _fields_words(figure, [part for part in Field if any(other[part] != told[part] for other in beside)])


def text_words(part: Field, text: str) -> str:
    """Return the text of a part as a person would write it.

    >>> text_words(Field.TOPICS, '["aid", "homicides"]'), text_words(Field.PLACE, "null")
    ('aid, homicides', 'nothing')
    """
    told = json.loads(text)
    if part is Field.VALUE:
        return _value_words(told)
    if part is Field.PERIOD:
        return _period_words(told) or _NOTHING
    if part is Field.PLACE and told:
        return one_line(told["name"])
    if part is Field.TOPICS:
        return ", ".join(told) or _NOTHING
    return one_line(str(told)) if told else _NOTHING


def _period_words(told: dict[str, str | None]) -> str:
    """Return a period in the words that gave it, and what these mean: "May 2019 (2019-05-01 to 2019-05-31)"."""
    start, end = (date.fromisoformat(day) if (day := told[name]) else None for name in ("start", "end"))
    short, text = span_words(Period(start, end)), one_line(told["text"] or "")
    if not short:
        return ""
    first, last = start and start.isoformat(), end and (end - timedelta(1)).isoformat()
    dates = f"{first} to {last}" if first and last else f"{first} on" if first else f"up to {last}"
    meant = [last if first == last else dates] if text not in ("", short) else []
    mode = told["mode"]
    if mode is not None and mode != mode_of(start, end):
        meant.append(mode)
    return f"{text or short} ({', '.join(map(str, meant))})" if meant else short


def _value_words(told: dict[str, str | None]) -> str:
    bound = Bound(str(told["bound"]))
    if bound is Bound.RANGE:
        low, high = (grouped(Decimal(end)) if end else "any number" for end in (told["low"], told["high"]))
        return f"{BOUND_WORDS[bound]}{low} and {high}"
    return bounded(bound, grouped(Decimal(str(told["value"]))))


def moment_words(moment: datetime) -> str:
    """Return a point in time to the minute, in UTC: "2026-05-01 09:30"."""
    return f"{moment:%Y-%m-%d %H:%M}"


def judged_lines(judged: Judged) -> Iterator[str]:
    """Yield the figure or finding that was judged, what was done, and how it stands behind it."""
    one, figure, finding = judged.judgement, judged.figure, judged.finding
    among = _tells_changes(judged.history)
    yield _named(judged)
    done = f"  {one_line(one.by)} {judgement_words(one, judged.undone, among_others=among)}"
    said = last_words(judged.history)
    differ = (f"  - {words}" for words in dispute_lines(judged.history, judged.readings))
    if figure is None and finding is None:
        yield f"{done} · no longer listed: it is not read any more, and nobody's word holds it"
    elif one.verb is Verb.NOTE:
        yield done
    elif figure is not None and figure.status is Status.DISPUTED:
        yield f"{done} · disputed now: the source's own reading is used until reviewers agree"
        yield from differ
        short = figure.id[:CLIP]
        yield f"  To settle it: ledger accept {short} --with NAME, or take one back: ledger undo {short}"
    elif figure is not None:
        as_read = one.verb is Verb.CORRECT and figure.status is Status.ACCEPTED
        yield f"{done} · {figure.status} now{', as the source reads' if as_read else ''}"
    elif len({word.verb for word in said}) > 1:
        yield f"{done} · reviewers differ, so it stays open"
        yield from differ
    elif finding is not None:
        yield f"{done} · {finding.status} now"
    yield from (f"  {told}" for told in unknown_places(one))


def dispute_lines(judgements: Iterable[Judgement], readings: Iterable[Figure] = ()) -> Iterator[str]:
    """Yield what each reviewer says last, and on what the readings differ where they judged different ones."""
    said = list(judgements)
    among = _tells_changes(said)
    yield from (f"{one_line(one.by)} {judgement_words(one, among_others=among)}" for one in last_words(said))
    if apart := readings_words(said, readings):
        yield apart


def unknown_places(one: Judgement) -> Iterator[str]:
    """Yield that a place was typed of which the program knows no more than the name."""
    place = json.loads(dict(one.changes).get(Field.PLACE, "null")) if one.verb is Verb.CORRECT else None
    if place and place["code"] is None and not place["within"]:
        yield f"No place called '{one_line(place['name'])}' is known: it is kept as typed, in no country."


def _named(judged: Judged) -> str:
    figure, finding = judged.figure, judged.finding
    if figure is not None:
        return named(figure, figure.id[:CLIP])
    return f"{finding.id[:CLIP]} {finding.reason}" if finding is not None else judged.judgement.target[:CLIP]


def last_words(judgements: Iterable[Judgement]) -> list[Judgement]:
    """Return the latest verdict of each reviewer that holds."""
    said = {one.by: one for one in holding(judgements) if one.verb is not Verb.NOTE}
    return list(said.values())
