"""The figures to cite, those that count the same together, each with what is said of it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from ledger.actions.check import judged_now
from ledger.actions.figures import Wanted, list_figures
from ledger.actions.known_findings import known_findings
from ledger.actions.own_topics import load_own_topics, require_topic
from ledger.compare.grouping import group_comparable
from ledger.exports.citing.citation import Citation
from ledger.exports.citing.keys import Standing, work_keys
from ledger.exports.citing.links import Page, quote_link
from ledger.exports.judged import last_words
from ledger.model.figure import Figure
from ledger.model.finding import ALARMING, Finding, FindingKind, FindingStatus, Group
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
            groups=_groups(figures),
        )
        first = _together(figures, desk)[:limit]
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
    groups: Mapping[str, Group]


def _tells(finding: Finding) -> bool:
    return finding.kind in _TELLING and finding.status is not FindingStatus.DISMISSED


def _by_figure(findings: Iterable[Finding]) -> dict[str, list[Finding]]:
    told: dict[str, list[Finding]] = {}
    for finding in findings:
        for figure in dict.fromkeys(figure.id for figure in (*finding.figures, *finding.also)):
            told.setdefault(figure, []).append(finding)
    return told


def _groups(figures: Iterable[Figure]) -> dict[str, Group]:
    """Return the group of each figure that is not alone in it."""
    several = (group for group in group_comparable(figures) if len(group.figures) > 1)
    return {figure.id: group for group in several for figure in group.figures}


def _cite(ledger: Ledger, figures: Sequence[Figure], desk: _Desk) -> Iterator[Citation]:
    """Yield the citations, the text of one document at hand at a time."""
    for document, of_one in groupby(figures, lambda figure: figure.source.document):
        page = Page(fetch_text(ledger, document))
        yield from (_citation(figure, page, desk) for figure in of_one)


def _citation(figure: Figure, page: Page, desk: _Desk) -> Citation:
    source, (start, end), group = figure.source, figure.span, desk.groups.get(figure.id)
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


def _together(figures: Sequence[Figure], desk: _Desk) -> list[Figure]:
    """Return the figures so that those told of one thing stand together, at the place of the first of them."""
    order = {figure.id: at for at, figure in enumerate(figures)}
    earlier = {name: name for name in order}

    def first(name: str) -> str:
        while earlier[name] != name:
            earlier[name] = name = earlier[earlier[name]]
        return name

    for names in _told_of_one_thing(desk):
        here = [name for name in names if name in order]
        for one, other in pairwise(here):
            ahead, behind = sorted((first(one), first(other)), key=order.__getitem__)
            earlier[behind] = ahead

    def place(figure: Figure) -> tuple[int, str, int]:
        group = desk.groups.get(figure.id)
        return order[first(figure.id)], group.key if group else "", order[figure.id]

    return sorted(figures, key=place)


def _told_of_one_thing(desk: _Desk) -> Iterator[list[str]]:
    for group in {group.key: group for group in desk.groups.values()}.values():
        yield [figure.id for figure in group.figures]
    for finding in {finding.id: finding for several in desk.findings.values() for finding in several}.values():
        if finding.kind in _ONE_THING:
            yield [figure.id for figure in finding.figures]
