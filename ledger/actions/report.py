"""The report of a ledger, or of a topic: its findings, its measures, its sources, gathered to be laid out."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from importlib.metadata import version
from itertools import groupby

from ledger.actions.check import Asked, check_figures
from ledger.actions.figures import Wanted, list_figures
from ledger.actions.measuring import choose, findings_by_figure, measures_of, worst_tone
from ledger.actions.topics import topic_title
from ledger.errors import UnknownMeasure
from ledger.exports.citing.links import Page, quote_link
from ledger.exports.judged import last_words
from ledger.exports.report.content import FindingShown, LeftOut, Making, Measured, Report, Shown, SourceShown
from ledger.exports.report.passages import excerpts
from ledger.exports.suggestions import close_to
from ledger.model.document import NOTHING_KNOWN
from ledger.model.figure import Figure, Status
from ledger.model.finding import Finding, FindingKind
from ledger.model.judgement import Judgement
from ledger.model.standing import by_target
from ledger.store.engine import Ledger, open_ledger
from ledger.store.made import fetch_head, fetch_readers
from ledger.store.reads import fetch_documents, fetch_judgements
from ledger.store.works import fetch_text


@dataclass(frozen=True, slots=True)
class Room:
    """How many figures and findings a page has room for."""

    figures: int = 10_000
    findings: int = 2_500


_EVERY_STATUS = ",".join(Status)


def make_report(target: str, topic: str | None, command: str, room: Room | None = None) -> Report:
    """Return the report on a topic, or on the whole ledger; rejected figures are in it, marked as such.

    With a finding on the topic come its figures that are on none, or another. What there is no room for is told.
    """
    listed = list(list_figures(target, Wanted(topic, status=_EVERY_STATUS)))
    every = check_figures(target, Asked(topic))
    found = [finding for finding in every if finding.kind is not FindingKind.SINGLE_SOURCE]
    findings = found[: room.findings if room else None]
    tones = _Tones(findings_by_figure(found), findings_by_figure(findings))
    kept, missing = choose([tones.show(figure) for figure in listed], room.figures if room else len(listed))
    rows = {one.figure.id for one in kept}
    beside = {figure.id: figure for finding in findings for figure in (*finding.figures, *finding.also)}
    others = (tones.show(figure, has_row=False) for name, figure in beside.items() if name not in rows)
    with open_ledger(target, write=False) as ledger:
        judged = by_target(fetch_judgements(ledger))
        pages = list(_pages(ledger, [*kept, *others], judged))
        sources = tuple(source for source, _ in pages)
        shown = {one.figure.id: one for _, figures in pages for one in figures}
        read_by = fetch_readers(ledger, {source.sha256 for source in sources})
        head, entries = fetch_head(ledger)
    measures, single = measures_of([shown[one.figure.id] for one in kept])
    days = [source.metadata.published for source in sources]
    days += [one.figure.source.published for one in shown.values()]
    return Report(
        title=topic_title(target, topic) if topic else "All figures of the ledger",
        topic=topic,
        figures=shown,
        findings=tuple(FindingShown(one, tuple(last_words(judged.get(one.id, ())))) for one in findings),
        alone=len(every) - len(found),
        measures=tuple(measures),
        single=tuple(single),
        sources=sources,
        newest=max((day for day in days if day), default=None),
        making=Making(
            program=f"figure-ledger {version('figure-ledger')}",
            readers=tuple(dict.fromkeys(reader for reader, _ in read_by)),
            lexicons=tuple(dict.fromkeys(lexicon for _, lexicon in read_by)),
            entries=entries,
            head=head,
            command=command,
        ),
        left_out=LeftOut(len(listed) - len(kept), len(found) - len(findings), missing),
    )


def find_measure(report: Report, name: str | None) -> Measured:
    """Return the measure of a report that is called so and has a chart; without a name the first that has one."""
    charted = [measured for measured in report.measures if measured.chart is not None]
    keys = list(dict.fromkeys(measured.key for measured in charted))
    fits = [measured for measured in charted if name is None or name in (measured.key, measured.title)]
    if not fits:
        raise UnknownMeasure(name, keys, close_to(name, keys) if name else ())
    return fits[0]


# Figures


@dataclass(frozen=True, slots=True)
class _Tones:
    """The findings by their figures: all of them, which give a figure its colour, and those on the page."""

    every: Mapping[str, Sequence[Finding]]
    shown: Mapping[str, Sequence[Finding]]

    def show(self, figure: Figure, *, has_row: bool = True) -> Shown:
        """Return a figure with what the findings make of it."""
        tone = worst_tone(figure, self.every.get(figure.id, ()))
        return Shown(figure, tuple(self.shown.get(figure.id, ())), tone, has_row=has_row)


def _pages(
    ledger: Ledger, shown: Iterable[Shown], judged: Mapping[str, Sequence[Judgement]]
) -> Iterator[tuple[SourceShown, list[Shown]]]:
    """Yield each document with its figures and what reviewers said of them, one text at hand at a time."""
    entries = {entry.sha256: entry for entry in fetch_documents(ledger)}
    ordered = sorted(shown, key=lambda one: (one.figure.source.path, one.figure.source.document, one.figure.span))
    for document, of_one in groupby(ordered, lambda one: one.figure.source.document):
        text, figures = fetch_text(ledger, document), list(of_one)
        page, entry = Page(text), entries.get(document)
        source = SourceShown(
            sha256=document,
            path=figures[0].figure.source.path,
            metadata=entry.metadata if entry else NOTHING_KNOWN,
            excerpts=excerpts(text, (one.figure.span for one in figures)),
            figures=len(figures),
        )
        yield source, [_told(one, page, judged) for one in figures]


def _told(shown: Shown, page: Page, judged: Mapping[str, Sequence[Judgement]]) -> Shown:
    figure = shown.figure
    link = quote_link(figure.source.url, page, figure)
    return replace(shown, said=tuple(last_words(judged.get(figure.id, ()))), link=link)
