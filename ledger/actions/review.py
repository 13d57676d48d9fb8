"""The review queue, most doubtful first, and a walk through it that knows nothing of terminals."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from ledger.actions.check import Asked, check_figures, find_finding
from ledger.actions.figures import Wanted, list_figures
from ledger.actions.ids import FINDING
from ledger.actions.judge import judge_figures
from ledger.actions.reviewer import reviewer
from ledger.actions.show import show_figure
from ledger.actions.typed import Typed
from ledger.errors import ChangedMeanwhile, UnknownId
from ledger.exports.blocks import Detail
from ledger.exports.judged import Judged
from ledger.exports.review import Card, Queued, Tally, is_asking, is_unmeasured, taken_from_afar
from ledger.model.correction import finding_digest
from ledger.model.figure import Basis, Figure, Status
from ledger.model.finding import ALARMING, Finding
from ledger.model.judgement import Judgement, Verb
from ledger.model.standing import finding_status, opinions
from ledger.store.engine import Ledger, open_ledger
from ledger.store.filters import FigureFilter
from ledger.store.queries import fetch_figure, fetch_figures
from ledger.store.reads import fetch_judgements, fetch_judgements_on
from ledger.store.seen import fetch_seen
from ledger.store.writes import add_judgements, add_undo

WAITING = f"{Status.UNREVIEWED},{Status.DISPUTED}"  # what is reviewed where no status is asked for
_FARNESS = {Basis.PARAGRAPH: 1, Basis.SECTION: 2, Basis.DOCUMENT: 3}
_NO_MEASURE, _NOTHING_COUNTED, _VAGUE = 2, 4, 2  # as doubtful as so many parts taken from an earlier sentence
_MOVING = (Verb.ACCEPT, Verb.REJECT, Verb.CORRECT)

Doubt = tuple[int, float, int, int]
"""What the queue is ordered by, the smallest first: the class of doubt, how strong, the finding, the place in it."""


def review_queue(target: str, wanted: Wanted, finding: str | None = None) -> list[Queued]:
    """Return the figures wanted that wait for a word, most doubtful first.

    First come those in open conflicts and wrong sums, by severity, the figures of one finding one after the other; then
    those in other findings that ask for a look, the disputed, and the rest by how much of each was taken from
    afar. With `finding`, the figures of that finding alone.

    Raises:
        UnknownId, AmbiguousId: no finding, or several, have this id.
        BadValue, UnknownTopic: what is wanted cannot be understood.

    """
    asked = replace(wanted, status=wanted.status or WAITING)
    figures = list_figures(target, asked)
    findings = check_figures(target, Asked())
    only = None if finding is None else {one.id for one in figures_of(find_finding(findings, finding))}
    return by_doubt((figure for figure in figures if only is None or figure.id in only), findings)


def by_doubt(figures: Iterable[Figure], findings: Iterable[Finding]) -> list[Queued]:
    """Return figures as they wait to be looked at, the most doubtful first, each with the findings it is in."""
    by_figure = _by_figure(findings)
    queue = [
        (_doubt(figure, by_figure.get(figure.id, ())), Queued(figure, _findings_of(by_figure.get(figure.id, ()))))
        for figure in figures
    ]
    return [queued for _, queued in sorted(queue, key=lambda pair: pair[0])]  # of one doubt by path and place


@dataclass(frozen=True, slots=True)
class _Part:
    """The part that a figure has in a finding: the how manieth finding it is, and the how manieth of its figures."""

    finding: Finding
    number: int
    place: int


def _by_figure(findings: Iterable[Finding]) -> dict[str, list[_Part]]:
    parts: dict[str, list[_Part]] = {}
    for number, finding in enumerate(findings):
        for place, figure in enumerate(figures_of(finding)):
            parts.setdefault(figure.id, []).append(_Part(finding, number, place))
    return parts


def figures_of(finding: Finding) -> Sequence[Figure]:
    """Return the figures that a finding is about, each once: those it rests on, then those that tell the same."""
    return list({figure.id: figure for figure in (*finding.figures, *finding.also)}.values())


def _findings_of(parts: Iterable[_Part]) -> tuple[Finding, ...]:
    """Return the findings of a figure: those that ask for a look first, each kind the most severe first."""
    ordered = sorted(parts, key=lambda part: (not is_asking(part.finding), part.number))
    return tuple(part.finding for part in ordered)


def _doubt(figure: Figure, parts: Iterable[_Part]) -> Doubt:
    """Return by what a figure is put into the queue."""
    asking = [part for part in parts if is_asking(part.finding)]
    if asking:
        return min(
            (int(part.finding.kind not in ALARMING), -part.finding.severity, part.number, part.place) for part in asking
        )
    return (2, 0, 0, 0) if figure.status is Status.DISPUTED else (3, -_guessed(figure), 0, 0)


def _guessed(figure: Figure) -> int:
    """Return how much of a figure rests on what its own sentence does not say."""
    afar = sum(_FARNESS[basis] for _, basis in taken_from_afar(figure))
    counted = (_NO_MEASURE if figure.noun else _NOTHING_COUNTED) * is_unmeasured(figure)
    return afar + counted + _VAGUE * figure.quantity.vague


@dataclass(frozen=True, slots=True)
class _Done:
    """A judgement of this sitting, and at which place of the queue it was made."""

    place: int
    judgement: Judgement


class Session:
    """One walk through the queue: what is shown, what was done, and the way back.

    Each judgement is kept at once. `card` is what the reviewer sees; what is judged is that and nothing else: where
    it reads otherwise by now, or somebody else has said a word on it, nothing is kept and it is to be shown anew.
    """

    def __init__(self, target: str, queue: Sequence[Queued], *, statuses: str | None = None, by: str | None = None):
        self.queue = queue
        self.by = reviewer(by)
        self._target = target
        self._statuses = frozenset(word.strip() for word in (statuses or WAITING).split(","))
        self._place = 0
        self._seen: dict[str, str] = {}  # what is shown, by the digests of it
        self._done: list[_Done] = []
        self._skipped: set[str] = set()
        self._meanwhile: set[str] = set()

    @property
    def queued(self) -> Queued:
        """The entry of the queue that is shown."""
        return self.queue[self._place]

    def card(self) -> Card | None:
        """Return the figure whose turn it is, as the ledger has it now; None at the end of the queue.

        What somebody else has judged since the queue was made is passed over.
        """
        while self._place < len(self.queue):
            card = self._read(self.queue[self._place])
            if card is not None:
                return card
            self._meanwhile.add(self.queue[self._place].figure.id)
            self._place += 1
        return None

    def tally(self) -> Tally:
        """Return how far the walk has come."""
        verbs = {one.judgement.target: one.judgement.verb for one in self._done if one.judgement.verb is not Verb.NOTE}
        figures = {name: verb for name, verb in verbs.items() if not name.startswith(FINDING)}
        return Tally(
            place=min(self._place + 1, len(self.queue)),
            of=len(self.queue),
            by=self.by,
            said=Counter(figures.values()),
            findings=Counter(verb for name, verb in verbs.items() if name not in figures),
            skipped=len(self._skipped - set(figures)),
            meanwhile=len(self._meanwhile - set(figures)),
        )

    def decide(
        self, verb: Verb, because: str | None = None, *, typed: Typed | None = None, agree_with: str | None = None
    ) -> Judged:
        """Judge the figure that is shown, and go on to the next; a note stays with it.

        Raises:
            ChangedMeanwhile: it is not what was shown any more.
            NothingTyped, BadValue, UnknownTopic, NoOpinion: as for `judge_figures`.

        """
        name = self.queued.figure.id
        (judged,) = judge_figures(
            self._target,
            [name],
            verb,
            by=self.by,
            because=because,
            typed=typed,
            agree_with=agree_with,
            seen={name: self._seen[name]},
        )
        self._done.append(_Done(self._place, judged.judgement))
        if verb in _MOVING:
            self._place += 1
        return judged

    def judge_finding(self, finding: Finding, verb: Verb, because: str | None = None) -> Judged:
        """Confirm or dismiss a finding that is shown; the figure stays.

        The finding is not looked for anew: it rests on its figures, which are the same.

        Raises:
            ChangedMeanwhile: one of its figures reads otherwise by now, or somebody has spoken of it.

        """
        if finding.id not in self._seen:
            raise ChangedMeanwhile(finding.id)
        seen = self._seen[finding.id]
        judged = judge_shown_finding(self._target, finding, verb, seen, by=self.by, because=because)
        self._done.append(_Done(self._place, judged.judgement))
        return judged

    def skip(self) -> None:
        """Leave the figure as it is, and go on."""
        self._skipped.add(self.queued.figure.id)
        self._place += 1

    def back(self) -> bool:
        """Go back to the figure before; False where there is none."""
        before = [place for place in range(self._place) if self.queue[place].figure.id not in self._meanwhile]
        self._place = before[-1] if before else self._place
        return bool(before)

    def undo(self) -> Judged | None:
        """Take back what was done last in this sitting, and go back to it; None where nothing was done.

        Raises:
            NothingToUndo: somebody has taken it back already.

        """
        if not self._done:
            return None
        last = self._done.pop()
        self._place = last.place
        return undo_judgement(self._target, last.judgement, self.by)

    def _read(self, queued: Queued) -> Card | None:
        """Return a figure as it is now, None where it is gone or somebody else has judged it meanwhile."""
        mine = {one.judgement.target for one in self._done}
        with open_ledger(self._target, write=False) as ledger:
            seen = fetch_seen(ledger, queued.figure.id, queued.findings)
        try:
            detail = show_figure(self._target, queued.figure.id)
        except UnknownId:
            return None
        if detail.figure.id not in mine and detail.figure.status not in self._statuses:
            return None
        card = make_card(self._target, detail, queued.findings, self.tally())
        self._seen = {name: seen[name] for name in (detail.figure.id, *(finding.id for finding in card.findings))}
        return card


def make_card(target: str, detail: Detail, findings: Sequence[Finding], tally: Tally) -> Card:
    """Return a figure as it is shown to be judged, with findings it was in as they are now."""
    now, outdated, said = findings_now(target, findings)
    others = tuple(one.by for one in opinions(detail.history) if one.by != tally.by and not one.rejects)
    told = {finding.id: said[finding.id] for finding in now if finding.id in said}
    return Card(detail, tally, now, outdated, others, told)


def findings_now(
    target: str, findings: Sequence[Finding]
) -> tuple[tuple[Finding, ...], tuple[Finding, ...], Mapping[str, Sequence[Judgement]]]:
    """Return findings as they are now, those that hold no more, and what was said of each."""
    with open_ledger(target, write=False) as ledger:
        said = fetch_judgements_on(ledger, [finding.id for finding in findings])
        return *_as_now(ledger, findings, said), said


def judge_shown_finding(
    target: str, finding: Finding, verb: Verb, seen: str, *, by: str | None = None, because: str | None = None
) -> Judged:
    """Confirm or dismiss a finding as it is shown, or note something on it; `seen` is its digest from before.

    It is not looked for anew: it rests on its figures, which must be the same.

    Raises:
        ChangedMeanwhile: one of its figures reads otherwise by now, or somebody has spoken of it.

    """
    with open_ledger(target, write=True) as ledger:
        one = Judgement(finding.id, verb, reviewer(by), datetime.now(UTC), because, of=finding_digest(finding))
        (kept,) = add_judgements(ledger, [one], findings=[finding], seen={finding.id: seen})
        told = tuple(fetch_judgements(ledger, finding.id))
    return Judged(kept, finding=replace(finding, status=finding_status(told, kept.of)), history=told)


def _as_now(
    ledger: Ledger, findings: Sequence[Finding], judged: Mapping[str, Sequence[Judgement]]
) -> tuple[tuple[Finding, ...], tuple[Finding, ...]]:
    """Return findings with their figures and their reviewers' word as they are now, and those that hold no more."""
    names = dict.fromkeys(figure.id for finding in findings for figure in finding.figures)
    if not names:
        return (), ()
    figures = {figure.id: figure for figure in fetch_figures(ledger, FigureFilter.of_ids(*names))}
    now: list[Finding] = []
    outdated: list[Finding] = []
    for finding in findings:
        told = tuple(figures[figure.id] for figure in finding.figures if figure.id in figures)
        fresh, digest = replace(finding, figures=told), finding_digest(finding)
        if any(one.status is Status.REJECTED for one in told) or finding_digest(fresh) != digest:
            outdated.append(fresh)
        else:
            now.append(replace(fresh, status=finding_status(judged.get(finding.id, ()), digest)))
    asking = {finding.id for finding in findings if is_asking(finding)}
    return tuple(now), tuple(finding for finding in outdated if finding.id in asking)


def undo_judgement(target: str, judgement: Judgement, by: str) -> Judged:
    """Take back this judgement and no other.

    Raises:
        NothingToUndo: somebody has taken it back already.

    """
    with open_ledger(target, write=True) as ledger:
        kept, undone = add_undo(ledger, by=by, target=judgement.target, only=judgement.id)
        figure = None if judgement.target.startswith(FINDING) else fetch_figure(ledger, judgement.target)
        return Judged(kept, figure=figure, undone=undone, history=tuple(fetch_judgements(ledger, judgement.target)))
