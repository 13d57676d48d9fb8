"""The figures to cite, those that count the same together, each with what is said of it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, islice

from ledger.actions.check import judged_now
from ledger.actions.figures import Wanted, list_figures
from ledger.actions.known_findings import known_findings
from ledger.actions.own_topics import load_own_topics, require_topic
from ledger.compare.grouping import Drawers
from ledger.exports.citing.citation import Citation
from ledger.exports.citing.keys import Standing, work_keys
from ledger.exports.citing.links import Page, quote_link
from ledger.exports.judged import last_words
from ledger.model.figure import Figure
from ledger.model.finding import ALARMING, Finding, FindingKind, FindingStatus
from ledger.model.judgement import Judgement, holding
from ledger.model.standing import by_target
from ledger.store.engine import Ledger, open_ledger
from ledger.store.reads import fetch_documents, fetch_judgements
from ledger.store.works import fetch_text, fetch_works

_BESIDE = 32  # characters on either side, as annotation clients keep them
_TELLING = (*ALARMING, FindingKind.SUPERSEDED, FindingKind.CORROBORATION, FindingKind.CIRCULAR)
_ONE_THING = (FindingKind.CONFLICT, FindingKind.SUPERSEDED)  # the figures of these findings count the same


def cite_figures(target: str, topic: str | None, limit: int | None = None) -> list[Citation]:
    """Return the figures on a topic as citations, the first of them where a limit is given.

    They come by path and place; but with the first figure of a group come all that are compared with it.
    """
    require_topic(topic, load_own_topics(target))
    every = list(list_figures(target, Wanted()))
    wanted = [figure for figure in every if topic is None or topic in figure.topics]
    return _cite_those(target, wanted, judged_now(target, known_findings(target, every)), limit)


def cite_wanted(target: str, wanted: Wanted, every: Iterable[Finding]) -> list[Citation]:
    """Return the figures wanted as citations, `every` being all the findings of the ledger."""
    return _cite_those(target, list(list_figures(target, wanted)), every)


def _cite_those(
    target: str, figures: Sequence[Figure], every: Iterable[Finding], limit: int | None = None
) -> list[Citation]:
    findings = _by_figure(finding for finding in every if _tells(finding))
    with open_ledger(target, write=False) as ledger:
        desk = _Desk(
            keys=work_keys(fetch_works(ledger)),
            titles={entry.sha256: entry.metadata.title for entry in fetch_documents(ledger)},
            judgements=by_target(holding(fetch_judgements(ledger))),
            findings=findings,
            groups=Drawers(figures),
        )
        first = [*islice(_together(figures, desk), limit)]
        chosen = {figure.id for figure in first}
        cited = {one.figure.id: one for one in _cite(ledger, [one for one in figures if one.id in chosen], desk)}
    return [cited[figure.id] for figure in first]


@dataclass(frozen=True, slots=True)
class _Desk:
    """What lies ready when a figure is cited: keys by text, titles by document, the rest by figure."""

    keys: Mapping[Standing, str]
    titles: Mapping[str, str | None]
    judgements: Mapping[str, list[Judgement]]
    findings: Mapping[str, list[Finding]]
    groups: Drawers


def _tells(finding: Finding) -> bool:
    return finding.kind in _TELLING and finding.status is not FindingStatus.DISMISSED


def _by_figure(findings: Iterable[Finding]) -> dict[str, list[Finding]]:
    told: dict[str, list[Finding]] = {}
    for finding in findings:
        for figure in dict.fromkeys(figure.id for figure in (*finding.figures, *finding.also)):
            told.setdefault(figure, []).append(finding)
    return told


def _cite(ledger: Ledger, figures: Sequence[Figure], desk: _Desk) -> Iterator[Citation]:
    """Yield the citations, the text of one document at hand at a time."""
    for document, of_one in groupby(figures, lambda figure: figure.source.document):
        page = Page(fetch_text(ledger, document))
        yield from (_citation(figure, page, desk) for figure in of_one)


def _citation(figure: Figure, page: Page, desk: _Desk) -> Citation:
    source, (start, end), group = figure.source, figure.span, desk.groups.group_of(figure)
    whole = desk.titles.get(source.document)
    told = desk.judgements.get(figure.id, [])
    said = last_words(told)
    return Citation(
        figure=figure,
        work=desk.keys[source.document, source.section],
        group=group.title if group else None,
        findings=tuple(desk.findings.get(figure.id, ())),
        judgement=next(iter((said or told)[::-1]), None),
        said=tuple(said),
        before=page.text[max(0, start - _BESIDE) : start],
        after=page.text[end : end + _BESIDE],
        link=quote_link(source.url, page, figure),
        container=whole if whole != source.title else None,
    )


def _together(figures: Sequence[Figure], desk: _Desk) -> Iterator[Figure]:
    """Yield the figures so that those told of one thing stand together, at the place of the first of them."""
    order, seen = {figure.id: at for at, figure in enumerate(figures)}, set[int]()

    def place(at: int) -> tuple[str, int]:
        group = desk.groups.group_of(figures[at])
        return group.key if group else "", at

    for first in range(len(figures)):
        together, asked = [first], [first]
        if first not in seen:
            seen.add(first)
            while asked:
                near = {order[name] for name in _told_of_one_thing(figures[asked.pop()], desk) if name in order} - seen
                seen |= near
                together += near
                asked += near
            yield from (figures[at] for at in sorted(together, key=place))


def _told_of_one_thing(figure: Figure, desk: _Desk) -> Iterator[str]:
    """Yield the figures that are compared with one, by their ids."""
    if (group := desk.groups.group_of(figure)) is not None:
        yield from (member.id for member in group.figures)
    for finding in desk.findings.get(figure.id, ()):
        names = [member.id for member in finding.figures]
        if finding.kind in _ONE_THING and figure.id in names:
            yield from names
