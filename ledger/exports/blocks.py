"""Groups, findings and single figures laid out to be read on a terminal, quotes under each other."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from ledger.exports.columns import CLIP, Comparison, source_names
from ledger.exports.plain import grouped, one_line, visible
from ledger.exports.quotes import credit, marked_quote, standing
from ledger.exports.table import Column, Shape, Table
from ledger.exports.terminal_table import render_terminal_table, terminal_width, wrap
from ledger.model.figure import Evidence, Figure
from ledger.model.finding import Finding, Group, Pair, Verdict
from ledger.model.judgement import Judgement

_SAID = {
    Verdict.CONFLICT: "disagree",
    Verdict.SUPERSEDED: "replaced",
    Verdict.AGREE: "agree",
    Verdict.COMPATIBLE: "fit",
}
_RELATIONS_SHOWN = 12  # of a group on a terminal; `--pairs` lists them all


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a figure: what it reads, from which words, by which rule."""

    evidence: Evidence
    reading: object
    words: str | None


@dataclass(frozen=True, slots=True)
class Detail:
    """One figure with all that is known about it: the text around its sentence, its parts, its history."""

    figure: Figure
    before: str
    after: str
    parts: tuple[Part, ...]
    history: tuple[Judgement, ...] = ()


def comparison_block(comparison: Comparison) -> str:
    """Lay out a group: low, best and high, what agrees and disagrees, and each figure's quote."""
    group, pairs = comparison
    lines = [*_indented(group.title, 0), *_indented(_range_words(group), 2)]
    told = [pair for verdict in _SAID for pair in pairs if pair.relation.verdict is verdict]
    for pair in told[:_RELATIONS_SHOWN]:
        lines += _indented(f"{_SAID[pair.relation.verdict]}: {_reason(pair)}", 2)
    if len(told) > _RELATIONS_SHOWN:
        lines += _indented(f"… and {len(told) - _RELATIONS_SHOWN} more relations; see: ledger compare --pairs", 2)
    return _block([*lines, *_quotes(group.figures)])


def finding_block(finding: Finding) -> str:
    """Lay out a finding: how severe and of what kind, its reason, then its figures' quotes."""
    head = f"{finding.kind} {finding.severity:.2f} · {finding.check} · {finding.id[:CLIP]}"
    status = "" if finding.status == "open" else f" · {finding.status}"
    assumed = [f"assumed the same: {', '.join(finding.assumed)}"] if finding.assumed else []
    reasons = [line for text in [finding.reason, *assumed] for line in _indented(text, 2)]
    return _block([*_indented(head + status, 0), *reasons, *_quotes(finding.figures)])


def detail_block(detail: Detail) -> str:
    """Lay out one figure: its sentence in its paragraph, its parts, its history."""
    figure = detail.figure
    head = f"{figure.id} · {one_line(figure.surface)}"
    place = f"{credit(figure.source)} — {standing(figure)}"
    context = f"{detail.before}{marked_quote(figure)}{detail.after}"
    lines = [*_indented(head, 0), *_indented(place, 0), "", *_indented(context, 2), ""]
    history = [line for entry in detail.history for line in _indented(_judged(entry), 2)]
    return _block([*lines, *_part_lines(detail), "", f"status: {figure.status}", *history])


def _part_lines(detail: Detail) -> Iterator[str]:
    columns = (
        Column("part", "part", Shape.CODE),
        Column("reads", "reads", weight=2),
        Column("words", "words", weight=3),
        Column("found", "found in", Shape.CODE),
        Column("rule", "rule", Shape.CODE),
    )
    rows = [
        (part.evidence.part, part.reading, part.words, str(part.evidence.basis), part.evidence.rule)
        for part in detail.parts
    ]
    return (line.removesuffix("\n") for line in render_terminal_table(Table(columns, rows)))


def _judged(entry: Judgement) -> str:
    change = f" {entry.field} to {entry.value}" if entry.field else ""
    because = f": {entry.because}" if entry.because else ""
    return f"{entry.at.isoformat(timespec='minutes')} {entry.by}: {entry.verb}{change}{because}"


def _quotes(figures: Iterable[Figure]) -> Iterator[str]:
    for figure in figures:
        said = f", after {figure.attribution}" if figure.attribution else ""
        head = f"{figure.id[:CLIP]} · {one_line(figure.surface)} — {credit(figure.source)}{said} ({standing(figure)})"
        yield from _indented(head, 4)
        yield from _indented(marked_quote(figure), 6)


def _range_words(group: Group) -> str:
    unit = group.figures[0].quantity.unit or ""
    ends = [
        f"{name} {grouped(value) if value is not None else 'open'}"
        for name, value in (("low", group.low), ("best", group.best), ("high", group.high))
    ]
    names = source_names(group.figures)
    count = f"{len(group.figures)} figure{'s' if len(group.figures) != 1 else ''}"
    return f"{' · '.join(ends)} {unit} · {count} from {', '.join(names)}"


def _reason(pair: Pair) -> str:
    assumed = f" (assumed the same: {', '.join(pair.relation.assumed)})" if pair.relation.assumed else ""
    return pair.relation.reason + assumed


def _indented(text: str, indent: int) -> list[str]:
    space = " " * indent
    return [space + line for line in wrap(one_line(text), max(terminal_width() - indent, 20))]


def _block(lines: Sequence[str]) -> str:
    return "".join(f"{visible(line)}\n" for line in lines)
