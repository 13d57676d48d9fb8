"""The report as one page: no script, no address that is loaded, the same bytes for the same ledger."""

import base64
import hashlib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from ledger.exports.look import shared_style
from ledger.exports.markup import escaped
from ledger.exports.plain import counted, one_line
from ledger.exports.report.content import LeftOut, Report
from ledger.exports.report.findings import finding_sections
from ledger.exports.report.measures import measure_sections
from ledger.exports.report.parts import lang
from ledger.exports.report.sources import source_name, source_sections
from ledger.model.finding import ALARMING, FindingStatus

_MEASURES_NAMED = 40  # in the contents


def report_page(report: Report) -> Iterator[str]:
    """Yield the page: its head, findings, measures, sources, and how it was made."""
    title = escaped(one_line(report.title))
    yield (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f"<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src '{style_hash()}'\">\n"
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="referrer" content="no-referrer">\n<meta name="color-scheme" content="light dark">\n'
        f"<title>{title} – figure ledger</title>\n<style>{style()}</style>\n</head>\n<body>\n"
        '<a class="skip" href="#main">Skip to the report</a>\n'
    )
    yield from _header(report, title)
    yield from _contents(report)
    yield '<main id="main" tabindex="-1">\n'
    yield from finding_sections(report)
    yield from measure_sections(report)
    yield from source_sections(report)
    yield from _making(report)
    yield "</main>\n</body>\n</html>\n"


@cache
def style() -> str:
    """Return the style of the page."""
    return shared_style() + (files("ledger.exports.report") / "report.css").read_text(encoding="utf-8")


@cache
def style_hash() -> str:
    """Return the one style that the page lets a browser use."""
    return f"sha256-{base64.b64encode(hashlib.sha256(style().encode()).digest()).decode()}"


def _header(report: Report, title: str) -> Iterator[str]:
    held = [one.finding for one in report.findings if one.finding.status is not FindingStatus.DISMISSED]
    wrong = sum(finding.kind in ALARMING for finding in held)
    newest = f", the newest of {report.newest.isoformat()}" if report.newest else ""
    facts = (
        (len(report.sources), "document" if len(report.sources) == 1 else "documents", ""),
        (report.number, "figure" if report.number == 1 else "figures", ""),
        (wrong, "contradiction" if wrong == 1 else "contradictions", " wrong" if wrong else ""),
        (len(held) - wrong, "other findings", ""),
    )
    yield (
        f'<header class="top">\n<p class="eyebrow">Figure ledger <span>report</span></p>\n<h1>{title}</h1>\n'
        f'<p class="lead">{counted(report.number, "figure")} from {counted(len(report.sources), "document")}{newest}, '
        "each with its words and its place in the text.</p>\n"
        '<dl class="facts">\n'
    )
    for number, what, look in facts:
        yield f'<div class="fact{look}"><dt>{what}</dt><dd>{number:,}</dd></div>\n'
    yield "</dl>\n"
    yield from _left_out(report)
    yield "</header>\n"


def _left_out(report: Report) -> Iterator[str]:
    """Yield what the page has no room for, and where all of it is."""
    missing = report.left_out
    if not missing.figures and not missing.findings:
        return
    told = [counted(number, noun) for number, noun in _numbers(missing) if number]
    topic = f" {escaped(report.topic)}" if report.topic else ""
    yield (
        f'<p class="cut"><b>Left out of this page: {" and ".join(told)}.</b> All figures are in '
        f"<code>ledger figures{topic} -o figures.xlsx</code>, all findings in "
        f"<code>ledger check{topic} -o findings.xlsx</code>; a page of one topic is "
        "<code>ledger report TOPIC</code>, a longer one <code>ledger report --limit N</code>.</p>\n"
    )
    if missing.measures:
        yield '<details>\n<summary>What is left out, by measure</summary>\n<ul class="cut">\n'
        for title, number in missing.measures:
            yield f"<li {lang(None)}>{escaped(one_line(title))}: {number:,}</li>\n"
        yield "</ul>\n</details>\n"


def _numbers(missing: LeftOut) -> tuple[tuple[int, str], ...]:
    return (missing.figures, "figure"), (missing.findings, "finding")


def _contents(report: Report) -> Iterator[str]:
    yield '<nav class="contents" aria-label="Contents">\n<ul>\n<li><a href="#disagrees">What disagrees</a></li>\n'
    kinds = {one.finding.kind for one in report.findings if one.finding.status is not FindingStatus.DISMISSED}
    if any(kind not in ALARMING and kind != "corroboration" for kind in kinds):
        yield '<li><a href="#doubtful">What to look at again</a></li>\n'
    if "corroboration" in kinds:
        yield '<li><a href="#agrees">What agrees</a></li>\n'
    if report.measures:
        yield '<li><a href="#measures">Figures by measure</a>\n<ol>\n'
        for number, measured in enumerate(report.measures[:_MEASURES_NAMED], 1):
            look = ' class="wrong"' if measured.disagreeing else ""
            link = f'<a href="#measure-{number}">{escaped(measured.title)}</a>'
            yield f"<li{look}>{link} <span>{measured.number}</span></li>\n"
        rest = len(report.measures) - _MEASURES_NAMED
        yield f"<li>and {rest} more</li>\n</ol></li>\n" if rest > 0 else "</ol></li>\n"
    if report.single:
        yield '<li><a href="#single">Figures that stand alone</a></li>\n'
    if report.sources:
        yield '<li><a href="#sources">Sources</a>\n<ol>\n'
        for number, source in enumerate(report.sources[:_MEASURES_NAMED], 1):
            yield f'<li><a href="#source-{number}">{escaped(source_name(source))}</a></li>\n'
        rest = len(report.sources) - _MEASURES_NAMED
        yield f"<li>and {rest} more</li>\n</ol></li>\n" if rest > 0 else "</ol></li>\n"
    yield '<li><a href="#made">How it was made</a></li>\n</ul>\n</nav>\n'


def _making(report: Report) -> Iterator[str]:
    made = report.making
    facts = (
        ("Command", f"<code>{escaped(made.command)}</code>"),
        ("Program", escaped(made.program)),
        ("Texts read by", escaped(", ".join(made.readers))),
        ("Word tables", "<br>".join(f"<code>{escaped(one)}</code>" for one in made.lexicons)),
        (
            "History",
            f"{counted(made.entries, 'entry').replace('entrys', 'entries')}, the last of them <code>{made.head}</code>",
        ),
    )
    yield '<section aria-labelledby="made">\n<h2 id="made">How this report was made</h2>\n<dl class="made">\n'
    for what, told in facts:
        yield f"<div><dt>{what}</dt><dd>{told}</dd></div>\n" if told else ""
    yield "</dl>\n"
    yield (
        '<p class="dek">The figures were read by rules, not by hand: check each against its words before you print it. '
        "Amounts in different units or currencies are never converted. Whether the ledger is still what its history "
        "tells: <code>ledger verify --history</code>.</p>\n</section>\n"
    )
