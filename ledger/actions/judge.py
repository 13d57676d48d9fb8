"""Judgements on figures and findings, and taking them back."""

from collections.abc import Mapping, Sequence
from dataclasses import fields, replace
from datetime import UTC, datetime
from typing import Any

from ledger.actions.check import Asked, check_figures, find_finding
from ledger.actions.corrections import read_changes
from ledger.actions.ids import FINDING
from ledger.actions.own_topics import load_own_topics
from ledger.actions.reviewer import reviewer
from ledger.actions.typed import Typed
from ledger.errors import BadValue, FindingNamed, NoOpinion
from ledger.exports.judged import Judged
from ledger.model.correction import changes_of, finding_digest, reading_digest
from ledger.model.figure import Figure
from ledger.model.finding import Finding
from ledger.model.judgement import Changes, Judgement, Verb
from ledger.model.standing import finding_status, opinions
from ledger.store.engine import Ledger, open_ledger
from ledger.store.queries import fetch_figure
from ledger.store.reads import fetch_finding, fetch_judgements
from ledger.store.rows import storable
from ledger.store.seen import require_as_seen
from ledger.store.told import fetch_rival_readings
from ledger.store.writes import add_judgements, add_undo


def judge_figures(
    target: str,
    names: Sequence[str],
    verb: Verb,
    *,
    by: str | None = None,
    because: str | None = None,
    typed: Typed | None = None,
    as_read: bool = False,
    agree_with: str | None = None,
    seen: Mapping[str, str] | None = None,
) -> list[Judged]:
    """Judge figures, each named by its id or a beginning of it; all are judged or none.

    An acceptance is of the figure as the ledger shows it, corrections in force included; `as_read` is of what the
    source says, `agree_with` of what that reviewer says. With `seen`, as `fetch_seen` told it, nothing is judged that
    stands otherwise by now.

    Raises:
        UnknownId, AmbiguousId: a name fits none or several.
        FindingNamed: it is that of a finding.
        ChangedMeanwhile: a figure is not as it was seen.
        NothingTyped, BadValue, UnknownTopic: a correction that says nothing, or nothing that can be understood.
        NoOpinion: who is to be agreed with says nothing of a figure, or that it is none.

    """
    if finding := next((name for name in names if name.startswith(FINDING)), None):
        raise FindingNamed(finding)
    own = load_own_topics(target)
    with open_ledger(target, write=True) as ledger:
        with ledger.reading() as connection:  # before what is typed is held against something else
            require_as_seen(connection, seen or {}, ())
        figures = {figure.id: figure for figure in (fetch_figure(ledger, name) for name in names)}
        said: list[Judgement] = []
        for figure in figures.values():
            changes: Changes = ()
            of: str | None = reading_digest(figure)
            if verb is Verb.CORRECT and typed is not None:
                changes = read_changes(target, own.tell(figure) if own else figure, _storable(typed))
            elif verb is Verb.ACCEPT and agree_with is not None:
                changes, of = _agreed(ledger, figure, agree_with)
            elif verb is Verb.ACCEPT and not as_read:
                changes = changes_of(figure)
            said.append(Judgement(figure.id, verb, reviewer(by), datetime.now(UTC), because, changes, of))
        kept = add_judgements(ledger, said, seen=seen)
        return [_judged_figure(ledger, one) for one in kept]


def judge_findings(
    target: str, names: Sequence[str], verb: Verb, *, by: str | None = None, because: str | None = None
) -> list[Judged]:
    """Judge findings of the ledger as it stands, each named by its id or a beginning of it; all or none.

    Raises:
        UnknownId, AmbiguousId: a name fits none or several.
        FigureNamed: it is that of a figure.

    """
    every = check_figures(target, Asked())
    findings = {finding.id: finding for finding in (find_finding(every, name) for name in names)}
    now = datetime.now(UTC)
    said = [
        Judgement(name, verb, reviewer(by), now, because, of=finding_digest(finding))
        for name, finding in findings.items()
    ]
    with open_ledger(target, write=True) as ledger:
        kept = add_judgements(ledger, said, findings=tuple(findings.values()))
        return [_judged_so(ledger, one, findings[one.target]) for one in kept]


def add_note(target: str, name: str, text: str, *, by: str | None = None) -> Judged:
    """Note something on a figure or a finding; it changes nothing else.

    Raises:
        BadValue: nothing is noted.
        UnknownId, AmbiguousId: the name fits none or several.

    """
    if not text.strip():
        raise BadValue("TEXT", text, "a note: say what there is to know")
    if name.startswith(FINDING):
        return judge_findings(target, [name], Verb.NOTE, by=by, because=text)[0]
    return judge_figures(target, [name], Verb.NOTE, by=by, because=text)[0]


def take_back(target: str, name: str | None = None, *, by: str | None = None, because: str | None = None) -> Judged:
    """Take back the latest judgement that holds: of the whole ledger, or on this figure or finding.

    Raises:
        NothingToUndo: there is none.
        UnknownId, AmbiguousId: the name fits none or several.

    """
    with open_ledger(target, write=True) as ledger:
        on = None if name is None else _judged_name(ledger, name)
        kept, undone = add_undo(ledger, by=reviewer(by), because=because, target=on)
        of_finding = kept.target.startswith(FINDING)
        judged = _judged_finding(ledger, kept) if of_finding else _judged_figure(ledger, kept)
        return replace(judged, undone=undone)


def _judged_name(ledger: Ledger, name: str) -> str:
    if name.startswith(FINDING):
        return fetch_finding(ledger, name).id
    return fetch_figure(ledger, name).id


def _judged_figure(ledger: Ledger, one: Judgement) -> Judged:
    history, figure = tuple(fetch_judgements(ledger, one.target)), fetch_figure(ledger, one.target)
    return Judged(one, figure=figure, history=history, readings=fetch_rival_readings(ledger, figure))


def _judged_finding(ledger: Ledger, one: Judgement) -> Judged:
    history = tuple(fetch_judgements(ledger, one.target))
    return Judged(one, finding=fetch_finding(ledger, one.target), history=history)


def _judged_so(ledger: Ledger, one: Judgement, finding: Finding) -> Judged:
    """Return what a judgement did to a finding as it reads now, and what else was said of it as it reads now."""
    history = tuple(said for said in fetch_judgements(ledger, one.target) if said.of in (None, one.of))
    return Judged(one, finding=replace(finding, status=finding_status(history)), history=history)


def _agreed(ledger: Ledger, figure: Figure, name: str) -> tuple[Changes, str | None]:
    """Return how a reviewer says that a figure ought to read, and of which reading of it that was said."""
    held = {opinion.by: opinion for opinion in opinions(fetch_judgements(ledger, figure.id))}
    if not name.strip():
        others = f"one of {', '.join(held)}" if held else "a reviewer, and nobody has judged it"
        raise BadValue("--with", name, others)
    if name not in held:
        raise NoOpinion(name, figure.id, "says nothing of")
    if held[name].rejects:
        raise NoOpinion(name, figure.id, "rejects")
    return tuple(sorted(held[name].changes.items())), held[name].of


def _storable(typed: Typed) -> Typed:
    """Return what was typed with what no database keeps written out."""
    told: dict[str, Any] = {field.name: getattr(typed, field.name) for field in fields(typed)}
    clean: dict[str, Any] = {name: storable(text) if isinstance(text, str) else text for name, text in told.items()}
    return Typed(**clean)
