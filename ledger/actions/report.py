"""The report of a ledger, or of a topic: its findings, its measures, its sources, gathered to be laid out."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from importlib.metadata import version
from itertools import groupby

from ledger.actions.check import Asked, check_figures
from ledger.actions.figures import Wanted, list_figures
from ledger.actions.measuring import findings_by_figure, measures_of, worst_tone
from ledger.actions.topics import topic_title
from ledger.errors import UnknownMeasure
from ledger.exports.citing.links import Page, quote_link
from ledger.exports.judged import last_words
from ledger.exports.report.content import FindingShown, Making, Measured, Report, Shown, SourceShown
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

_EVERY_STATUS = ",".join(Status)


def make_report(target: str, topic: str | None, command: str) -> Report:
    """Return the report on a topic, or on the whole ledger; rejected figures are in it, marked as such.

    With a finding on the topic come its figures that are on none, or another.
    """
    listed = list(list_figures(target, Wanted(topic, status=_EVERY_STATUS)))
    every = check_figures(target, Asked(topic))
    findings = [finding for finding in every if finding.kind is not FindingKind.SINGLE_SOURCE]
    beside = {figure.id: figure for finding in findings for figure in (*finding.figures, *finding.also)}
    rows = {figure.id for figure in listed}
    figures = [*listed, *(figure for name, figure in beside.items() if name not in rows)]
    told = findings_by_figure(findings)
    with open_ledger(target, write=False) as ledger:
        judged = by_target(fetch_judgements(ledger))
        shown = {one.figure.id: one for one in _show(ledger, figures, told, judged, rows)}
        sources = tuple(_sources(ledger, shown.values()))
        read_by = fetch_readers(ledger, {source.sha256 for source in sources})
        head, entries = fetch_head(ledger)
    measures, single = measures_of([shown[figure.id] for figure in listed])
    days = [source.metadata.published for source in sources] + [figure.source.published for figure in figures]
    return Report(
        title=topic_title(target, topic) if topic else "All figures of the ledger",
        topic=topic,
        figures=shown,
        findings=tuple(FindingShown(one, tuple(last_words(judged.get(one.id, ())))) for one in findings),
        alone=len(every) - len(findings),
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


def _show(
    ledger: Ledger,
    figures: Iterable[Figure],
    told: Mapping[str, Sequence[Finding]],
    judged: Mapping[str, Sequence[Judgement]],
    rows: set[str],
) -> Iterator[Shown]:
    """Yield the figures with what is said of each, the text of one document at hand at a time."""
    ordered = sorted(figures, key=lambda figure: (figure.source.path, figure.source.document, figure.span))
    for document, of_one in groupby(ordered, lambda figure: figure.source.document):
        page = Page(fetch_text(ledger, document))
        for figure in of_one:
            findings = tuple(told.get(figure.id, ()))
            yield Shown(
                figure=figure,
                findings=findings,
                tone=worst_tone(figure, findings),
                said=tuple(last_words(judged.get(figure.id, ()))),
                link=quote_link(figure.source.url, page, figure),
                has_row=figure.id in rows,
            )


def _sources(ledger: Ledger, shown: Iterable[Shown]) -> Iterator[SourceShown]:
    entries = {entry.sha256: entry for entry in fetch_documents(ledger)}
    for document, of_one in groupby(shown, lambda one: one.figure.source.document):
        figures = [one.figure for one in of_one]
        entry = entries.get(document)
        yield SourceShown(
            sha256=document,
            path=figures[0].source.path,
            metadata=entry.metadata if entry else NOTHING_KNOWN,
            excerpts=excerpts(fetch_text(ledger, document), (figure.span for figure in figures)),
            figures=len(figures),
        )
