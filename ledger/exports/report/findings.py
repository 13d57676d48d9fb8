"""The findings of a report: what disagrees first, each with its quotes side by side, what agrees folded away."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from ledger.exports.colours import tone_of
from ledger.exports.markup import escaped
from ledger.exports.plain import counted, listed, one_line
from ledger.exports.quotes import locator, printed, short_name, told_by
from ledger.exports.report.content import FindingShown, Report, Shown
from ledger.exports.report.parts import lang, page_link, place_in_text, said_lines, sentence, tone_class, verdict
from ledger.exports.screens import CLIP, words
from ledger.model.figure import Figure
from ledger.model.finding import ALARMING, Finding, FindingKind, FindingStatus, Gate

_AGREEING = (FindingKind.CORROBORATION,)
_OPEN = 40  # findings of a section that are not folded
_SHARES = 6  # of figures named in a line


def finding_sections(report: Report) -> Iterator[str]:
    """Yield what disagrees, what asks for a second look, what agrees, and what reviewers dismissed."""
    held = [one for one in report.findings if one.finding.status is not FindingStatus.DISMISSED]
    wrong = [one for one in held if one.finding.kind in ALARMING]
    right = [one for one in held if one.finding.kind in _AGREEING]
    doubtful = [one for one in held if one.finding.kind not in (*ALARMING, *_AGREEING)]
    dismissed = [one for one in report.findings if one.finding.status is FindingStatus.DISMISSED]
    yield '<section aria-labelledby="disagrees">\n<h2 id="disagrees">What disagrees</h2>\n'
    if not wrong:
        yield '<p class="none">No two sources contradict each other here, and no sum is wrong.</p>\n'
    yield from _first_cards(wrong, report.figures)
    yield "</section>\n"
    if doubtful:
        title = "What was replaced, and what to look at again"
        yield f'<section aria-labelledby="doubtful">\n<h2 id="doubtful">{title}</h2>\n'
        yield from _first_cards(doubtful, report.figures)
        yield "</section>\n"
    yield from _folded("agrees", "What agrees", counted(len(right), "finding"), right, report.figures)
    yield from _folded(
        "dismissed", "Dismissed by reviewers", counted(len(dismissed), "finding"), dismissed, report.figures
    )


def _folded(
    name: str, title: str, number: str, findings: Sequence[FindingShown], figures: Mapping[str, Shown]
) -> Iterator[str]:
    if findings:
        yield (
            f'<section aria-labelledby="{name}">\n<h2 id="{name}">{title}</h2>\n'
            f"<details>\n<summary>Show {number}</summary>\n"
        )
        yield from _cards(findings, figures)
        yield "</details>\n</section>\n"


def _first_cards(findings: Sequence[FindingShown], figures: Mapping[str, Shown]) -> Iterator[str]:
    """Yield the findings, of very many all but the first folded."""
    yield from _cards(findings[:_OPEN], figures)
    if rest := findings[_OPEN:]:
        yield f"<details>\n<summary>Show {counted(len(rest), 'further finding')}</summary>\n"
        yield from _cards(rest, figures)
        yield "</details>\n"


def _cards(findings: Iterable[FindingShown], figures: Mapping[str, Shown]) -> Iterator[str]:
    for one in findings:
        yield from _card(one, figures)


def _card(shown: FindingShown, figures: Mapping[str, Shown]) -> Iterator[str]:
    finding = shown.finding
    yield (
        f'<article class="finding {tone_class(tone_of(finding.kind))}" id="{finding.id}" '
        f'aria-labelledby="{finding.id}-t">\n'
        f'<p class="eyebrow">{verdict(finding.kind)}{_check(finding)} '
        f"<span>severity {finding.severity:.2f}</span> <code>{finding.id[:CLIP]}</code></p>\n"
        f'<h3 id="{finding.id}-t">{escaped(one_line(finding.reason))}</h3>\n'
    )
    if finding.assumed:
        names = ", ".join(words(gate) for gate in Gate if gate in finding.assumed)
        yield f'<p class="assumed">Assumed to be the same: {names}.</p>\n'
    if finding.status is not FindingStatus.OPEN or shown.said:
        yield f'<p class="judged">{verdict(finding.status)} {" ".join(said_lines(shown.said))}</p>\n'
    if finding.kind in _AGREEING:
        yield from _tellings(finding, figures)
    else:
        yield '<div class="quotes">\n'
        for told in by_sentence(finding.figures):
            yield _quote(told, figures)
        yield "</div>\n"
    if finding.also:
        links = ", ".join(_link(figure, figures) for figure in finding.also)
        yield f'<p class="also">The same is told in {links}.</p>\n'
    yield "</article>\n"


def _tellings(finding: Finding, figures: Mapping[str, Shown]) -> Iterator[str]:
    """Yield who tells what is agreed on, a line each; the quotes stand once, in the sources."""
    yield '<ul class="told">\n'
    for figure in finding.figures:
        amount = escaped(printed(figure))
        link = f'<a href="{place_in_text(figure)}">{amount}</a>' if figure.id in figures else amount
        told = f"{told_by(figure)} · {short_name(figure.source.path)}, {locator(figure)}"
        yield f"<li {lang(None)}>{link} {escaped(one_line(told))}</li>\n"
    yield "</ul>\n"


def _check(finding: Finding) -> str:
    return f" <span>{escaped(words(finding.check))}</span>" if finding.check != finding.kind else ""


def by_sentence(figures: Iterable[Figure]) -> list[list[Figure]]:
    """Return figures by the sentences they stand in, so that each is quoted once."""
    sentences: dict[tuple[object, ...], list[Figure]] = defaultdict(list)
    for figure in figures:
        sentences[figure.source.document, figure.quote_span, figure.attribution].append(figure)
    return list(sentences.values())


def _quote(told: Sequence[Figure], figures: Mapping[str, Shown]) -> str:
    first = told[0]
    said = escaped(listed((printed(figure) for figure in told), most=_SHARES))
    shown = figures.get(first.id)
    page = page_link(shown, "on its page") if shown else ""
    return (
        f'<figure class="quote">\n<p class="amount" {lang(first.source.language)}>{said}</p>\n'
        f"<blockquote {lang(first.source.language)}><p>{sentence(told)}</p></blockquote>\n"
        f"<figcaption><cite>{escaped(one_line(told_by(first)))}</cite> "
        f'<span class="where">{escaped(short_name(first.source.path))}, {locator(first)}</span> '
        f'<span class="ways"><a href="{place_in_text(first)}">in its text</a>{page}</span>'
        f"</figcaption>\n</figure>\n"
    )


def _link(figure: Figure, figures: Mapping[str, Shown]) -> str:
    name = f"{one_line(told_by(figure))} ({one_line(figure.surface)})"
    return f'<a href="{place_in_text(figure)}">{escaped(name)}</a>' if figure.id in figures else escaped(name)
