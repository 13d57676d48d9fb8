"""What disagrees, within and across documents."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from ledger.actions.ids import FIGURE, FINDING
from ledger.actions.known_findings import known_findings
from ledger.actions.own_topics import load_own_topics, require_topic
from ledger.errors import AmbiguousId, BadValue, FigureNamed, UnknownId
from ledger.exports.blocks import finding_block, finding_line, findings_count, single_source_line
from ledger.exports.plain import listed
from ledger.exports.screens import words
from ledger.model.correction import finding_digest
from ledger.model.finding import ALARMING, Finding, FindingKind, FindingStatus
from ledger.model.judgement import Judgement
from ledger.model.standing import finding_status, said_of
from ledger.store.engine import open_ledger
from ledger.store.reads import fetch_finding_judgements

_NAMED = 5


class Reach(StrEnum):
    """Between which figures a finding is looked for."""

    ANY = "any"
    WITHIN = "within"  # all of one document
    ACROSS = "across"  # of several documents


@dataclass(frozen=True, slots=True)
class Asked:
    """Which findings the user asks for."""

    topic: str | None = None
    kinds: Sequence[str] = ()
    min_severity: float = 0
    reach: Reach = Reach.ANY


def check_figures(target: str, asked: Asked) -> list[Finding]:
    """Return the findings asked for, most severe first, each with its reviewers' word.

    All figures are compared whatever the topic: a finding belongs to a topic by any of its figures, for the parts
    of a sum or the other side of a dispute may stand under none.
    """
    wanted = _kinds(asked.kinds)
    require_topic(asked.topic, load_own_topics(target))
    return asked_of(judged_now(target, known_findings(target)), asked, wanted)


def asked_of(findings: Iterable[Finding], asked: Asked, kinds: Collection[FindingKind] | None = None) -> list[Finding]:
    """Return those of all findings of a ledger that are asked for.

    Raises:
        BadValue: a kind is not known.

    """
    wanted = _kinds(asked.kinds) if kinds is None else kinds
    return [
        finding
        for finding in findings
        if finding.kind in wanted and finding.severity >= asked.min_severity and _is_asked(finding, asked)
    ]


def _judged(finding: Finding, said: Sequence[Judgement]) -> Finding:
    """Return a finding with what was said of it as it reads now."""
    if not said:
        return finding
    now = said_of(said, finding_digest(finding))
    return replace(finding, status=finding_status(now), said=tuple(now))


def find_finding(findings: Iterable[Finding], name: str) -> Finding:
    """Return the finding with this id, or the only one whose id begins so.

    Raises:
        UnknownId, AmbiguousId: none, or several, begin so.
        FigureNamed: the id is that of a figure.

    """
    if name.startswith(FIGURE):
        raise FigureNamed(name)
    begin = name if name.startswith(FINDING) else f"{FINDING}{name}"
    found = {finding.id: finding for finding in findings if finding.id.startswith(begin)}
    if not found:
        raise UnknownId("finding", name)
    if len(found) > 1:
        raise AmbiguousId("finding", name, sorted(found)[:_NAMED])
    return next(iter(found.values()))


def judged_findings(target: str) -> frozenset[str]:
    """Return the ids of the findings of which anything was ever said."""
    with open_ledger(target, write=False) as ledger:
        return frozenset(fetch_finding_judgements(ledger))


def judged_now(target: str, findings: Iterable[Finding]) -> list[Finding]:
    """Return findings with what reviewers have said of them by now."""
    with open_ledger(target, write=False) as ledger:
        judged = fetch_finding_judgements(ledger)
    return [_judged(finding, judged.get(finding.id, ())) for finding in findings]


def _is_asked(finding: Finding, asked: Asked) -> bool:
    documents = {figure.source.document for figure in finding.figures}
    reaches = {Reach.WITHIN: len(documents) == 1, Reach.ACROSS: len(documents) > 1}
    on_topic = asked.topic is None or any(asked.topic in figure.topics for figure in finding.figures)
    return on_topic and reaches.get(asked.reach, True)


def nothing_found(asked: Asked, others: Sequence[Finding] = ()) -> str:
    """Say that nothing was found, of what was looked for and of no more; `others` are findings that ask for no work.

    >>> nothing_found(Asked("aid", ["circular"]))
    "Nothing was found on the topic 'aid' of the kind circular; other kinds were not looked for."
    """
    on = f" on the topic '{asked.topic}'" if asked.topic else ""
    on += {Reach.WITHIN: " within one document", Reach.ACROSS: " across documents"}.get(asked.reach, "")
    least = f" with a severity of {asked.min_severity:g} or more" if asked.min_severity else ""
    if asked.kinds:
        named = list(dict.fromkeys(words(kind) for kind in _kinds(asked.kinds)))
        kinds = f"kind {named[0]}" if len(named) == 1 else f"kinds {listed(named, most=len(named))}"
        return f"Nothing was found{on} of the {kinds}{least}; other kinds were not looked for."
    if least:
        found = "Nothing disagrees" if others else "Nothing was found"
        return f"{found}{on}{least}; what is less severe was not looked for."
    if asked.reach is not Reach.ANY:
        return f"{'Nothing disagrees' if others else 'Nothing was found'}{on}; the rest was not looked at."
    sources = "no two sources conflict" if others else "no two sources disagree"
    dismissed = any(one.kind in ALARMING and one.status is FindingStatus.DISMISSED for one in others)
    but = ", but for what was dismissed" if dismissed else ""
    return f"{'Nothing disagrees' if others else 'Nothing was found'}{on}: {sources}, and no sum is wrong{but}."


def is_alarming(findings: Sequence[Finding], kinds: Sequence[str]) -> bool:
    """Tell whether a script should stop: on a conflict or a wrong sum, or on any of the kinds it asked for.

    What a reviewer has dismissed stops nothing.
    """
    stopping = _kinds(kinds) if kinds else ALARMING
    return any(finding.kind in stopping and finding.status != FindingStatus.DISMISSED for finding in findings)


def lay_out_findings(findings: Sequence[Finding], *, kinds: bool, limit: int | None, command: str) -> Iterator[str]:
    """Yield findings as a person reads them: what is wrong with its quotes, what comes out in a line each, a count.

    Unless `kinds` were asked for, figures that one source alone tells are only counted: they would drown the rest.
    """
    alone = [] if kinds else [finding for finding in findings if finding.kind is FindingKind.SINGLE_SOURCE]
    told = [finding for finding in findings if kinds or finding.kind is not FindingKind.SINGLE_SOURCE]
    shown = told[:limit]
    short = [] if kinds else [finding for finding in shown if finding.kind is FindingKind.CORROBORATION]
    yield from (finding_block(finding) for finding in shown if kinds or finding.kind is not FindingKind.CORROBORATION)
    if short:
        yield "".join(["What comes out, and what sources agree on:\n", *map(finding_line, short)])
    ending = single_source_line(len(alone), command) if alone else ""
    if told or alone:
        yield findings_count(told, len(shown)) * bool(told) + ending


def _kinds(names: Sequence[str]) -> Collection[FindingKind]:
    typed = [word.strip() for name in names for word in name.split(",")]
    try:
        return [FindingKind(word) for word in typed] or list(FindingKind)
    except ValueError as error:
        raise BadValue("--kind", ", ".join(typed), f"one of {', '.join(FindingKind)}") from error
