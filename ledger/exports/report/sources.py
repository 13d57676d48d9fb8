"""The sources of a report: what is known about each document, and its text around the figures, each of them marked."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from ledger.exports.markup import address, escaped
from ledger.exports.plain import counted, one_line
from ledger.exports.quotes import printed
from ledger.exports.report.content import Report, Shown, SourceShown
from ledger.exports.report.parts import FOLDED, lang, look_of
from ledger.exports.report.passages import Passage, paragraphs
from ledger.exports.screens import words
from ledger.model.figure import Figure, Status
from ledger.model.finding import FindingKind
from ledger.model.span import Span

_NOTED = 3  # findings named beside a figure in its text


def source_sections(report: Report) -> Iterator[str]:
    """Yield the documents, each with the passages in which figures of the report stand."""
    if not report.sources:
        return
    yield '<section aria-labelledby="sources">\n<h2 id="sources">Sources</h2>\n'
    yield (
        '<p class="dek">The words of the documents, unchanged, around each figure of this report. A figure leads back '
        "to its row above; what lies between the passages is left out, and how much of it is told.</p>\n"
    )
    by_document: dict[str, list[Shown]] = {}
    for shown in report.figures.values():
        by_document.setdefault(shown.figure.source.document, []).append(shown)
    for number, source in enumerate(report.sources, 1):
        inside = sorted(by_document.get(source.sha256, []), key=lambda one: (_start(one), -one.figure.span.end))
        yield from _source(source, number, inside)
    yield "</section>\n"


def source_name(source: SourceShown) -> str:
    """Return what a document is called: its title, else its file."""
    return one_line(source.metadata.title or source.path.rpartition("/")[2])


def _source(source: SourceShown, number: int, figures: Sequence[Shown]) -> Iterator[str]:
    known, name = source.metadata, f"source-{number}"
    yield (
        f'<article class="source" aria-labelledby="{name}">\n'
        f'<h3 id="{name}" {lang(known.language)}>{escaped(source_name(source))}</h3>\n<dl>\n'
    )
    url = address(known.url)
    followed = (
        f'<a href="{url}" rel="noopener noreferrer">{escaped(known.url or "")}</a>' if url else escaped(known.url or "")
    )
    facts = (
        ("Publisher", escaped(one_line(known.publisher or ""))),
        ("Author", escaped(one_line(known.author or ""))),
        ("Date", f'<time datetime="{known.published}">{known.published}</time>' if known.published else ""),
        ("Address", followed),
        ("File", escaped(source.path)),
        ("SHA-256", f"<code>{escaped(source.sha256)}</code>"),
        ("Shown", _shown_words(source)),
    )
    for what, told in facts:
        if told:
            yield f"<div><dt>{what}</dt><dd {lang(None)}>{told}</dd></div>\n"
    yield "</dl>\n"
    is_long = len(figures) > FOLDED
    if is_long:
        yield f"<details>\n<summary>Its words around {counted(len(figures), 'figure')}</summary>\n"
    yield f'<div class="text" {lang(known.language)}>\n'
    for passage in source.excerpts.passages:
        yield _gap(passage.left_out)
        yield from _passage(passage, figures)
    yield _gap(source.excerpts.left_out_behind)
    yield "</div>\n</details>\n</article>\n" if is_long else "</div>\n</article>\n"


def _shown_words(source: SourceShown) -> str:
    shown = source.excerpts.length - source.excerpts.left_out
    share = f"{shown:,} of {source.excerpts.length:,} characters"
    return f"{counted(source.figures, 'figure')}, {share}"


def _gap(left_out: int) -> str:
    return f'<p class="gap" lang="en" dir="ltr">… {counted(left_out, "character")} left out …</p>\n' if left_out else ""


def _passage(passage: Passage, figures: Sequence[Shown]) -> Iterator[str]:
    """Yield the paragraphs of a passage; the figures come in the order of the text."""
    start = passage.span.start
    for paragraph in paragraphs(passage):
        span = Span(start + paragraph.start, start + paragraph.end)
        first, last = (bisect_left(figures, end, key=_start) for end in span)
        yield f"<p>{''.join(_marked(passage, span, figures[first:last]))}</p>\n"


def _start(shown: Shown) -> int:
    return shown.figure.span.start


def _marked(passage: Passage, span: Span, figures: Sequence[Shown]) -> Iterator[str]:
    """Yield the words of a paragraph with its figures marked; of two that overlap the later is a mark beside."""
    offset, at = passage.span.start, span.start
    for place, shown in enumerate(figures):
        start, end = shown.figure.span
        if start < at:
            continue
        yield escaped(passage.text[at - offset : start - offset])
        yield _figure(shown, passage.text[start - offset : end - offset])
        within = place + 1
        while within < len(figures) and _start(figures[within]) < end:
            yield _figure(figures[within], figures[within].figure.surface, beside=True)
            within += 1
        at = end
    yield escaped(passage.text[at - offset : span.end - offset])


def _figure(shown: Shown, text: str, *, beside: bool = False) -> str:
    figure = shown.figure
    target = f"#r-{figure.id}" if shown.has_row else (f"#{shown.findings[0].id}" if shown.findings else f"#{figure.id}")
    told = f' title="{escaped(told)}"' if (told := _beyond_the_words(figure)) else ""
    notes = "".join(
        f'<a class="note" href="#{finding.id}">{escaped(words(finding.kind))}</a>'
        for finding in [one for one in shown.findings if one.kind is not FindingKind.CORROBORATION][:_NOTED]
    )
    look = f"{look_of(shown)} beside" if beside else look_of(shown)
    return f'<mark id="{figure.id}" class="{look}"><a href="{target}"{told}>{escaped(text)}</a></mark>{notes}'


def _beyond_the_words(figure: Figure) -> str:
    """Return what the marked words alone do not tell: a unit that stands elsewhere, what reviewers said."""
    amount = printed(figure)
    status = str(figure.status) if figure.status is not Status.UNREVIEWED else ""
    return " · ".join(part for part in (amount if amount != one_line(figure.surface) else "", status) if part)
