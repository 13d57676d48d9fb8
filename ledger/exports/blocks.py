"""Groups, findings and single figures laid out to be read on a terminal, quotes under each other."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from ledger.exports.columns import Comparison
from ledger.exports.judged import history_lines, read_words, readings_words
from ledger.exports.plain import counted, grouped, is_number, listed, one_line, visible
from ledger.exports.quotes import (
    excerpt,
    file_and_line,
    marked,
    period_words,
    printed,
    standing,
    subject,
    teller,
    told_by,
)
from ledger.exports.screens import CLIP, words
from ledger.exports.table import Column, Shape, Table
from ledger.exports.terminal_table import hanging, render_terminal_table
from ledger.model.figure import Basis, Evidence, Figure
from ledger.model.finding import Finding, FindingKind, Gate, Group, Pair, Verdict
from ledger.model.judgement import Judgement
from ledger.model.quantity import Kind

_SAID = {
    Verdict.CONFLICT: "disagree",
    Verdict.SUPERSEDED: "replaced",
    Verdict.AGREE: "agree",
    Verdict.COMPATIBLE: "fit",
    Verdict.NOT_COMPARABLE: "no conflict",
}
_LINES_SHOWN = 12  # of relations of a group on a terminal; `--pairs` lists them all
_QUOTE = 400  # characters of a quote under a finding
_NEAR = {
    Basis.TEXT: "beside it",
    Basis.SENTENCE: "same sentence",
    Basis.PARAGRAPH: "same paragraph",
    Basis.SECTION: "same section",
    Basis.DOCUMENT: "the document",
}


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a figure: what it reads, from which words, by which rule."""

    evidence: Evidence
    reading: object
    words: str | None


@dataclass(frozen=True, slots=True)
class Detail:
    """One figure with all that is known about it: the text around its sentence, its parts, its history.

    Of a disputed one `readings` are all readings of it.
    """

    figure: Figure
    before: str
    after: str
    parts: tuple[Part, ...]
    history: tuple[Judgement, ...] = ()
    readings: tuple[Figure, ...] = ()


def comparison_block(comparison: Comparison) -> str:
    """Lay out a group: low, best and high, what disagrees and agrees, and each figure's quote, the doubtful first."""
    group, pairs = comparison
    told = [line for verdict in _SAID for line in _relations(verdict, pairs)]
    lines = [*_indented(group.title, 0), *_indented(_range_words(group), 2)]
    for line in told[:_LINES_SHOWN]:
        lines += _indented(line, 2)
    if len(told) > _LINES_SHOWN:
        lines += _indented(f"… and {len(told) - _LINES_SHOWN} more; all of them: ledger compare --pairs", 2)
    if assumed := _assumed(gate for pair in pairs if pair.relation.verdict in _SAID for gate in pair.relation.assumed):
        lines += _indented(assumed, 2)
    return _block([*lines, *_quotes(_doubtful_first(group.figures, pairs))])


def finding_block(finding: Finding) -> str:
    """Lay out a finding: of what kind and how severe, its reason, what was said of it, then its figures' quotes."""
    name = f" · {words(finding.check)}" if finding.check != finding.kind else ""
    status = "" if finding.status == "open" else f" · {finding.status}"
    head = f"{words(finding.kind)}{name} · severity {finding.severity:.2f} · {finding.id[:CLIP]}{status}"
    assumed = [_assumed(finding.assumed)] if finding.assumed else []
    reasons = [line for text in [finding.reason, *assumed] for line in _indented(text, 2)]
    return _block([*_indented(head, 0), *reasons, *_said_lines(finding), *_quotes(finding.figures)])


def finding_line(finding: Finding) -> str:
    """Lay out a finding that asks for no work in short: its reason, where its figures stand, what was said of it."""
    places = listed(dict.fromkeys(file_and_line(figure) for figure in finding.figures))
    status = "" if finding.status == "open" else f" · {finding.status}"
    line = _hanging(f"{finding.id[:CLIP]} · {finding.reason} ({places}){status}", 2)
    return _block([*line, *_said_lines(finding)])


def finding_card(finding: Finding, said: Iterable[Judgement]) -> str:
    """Lay out a finding by itself: all that `finding_block` tells, its whole id, and all that was ever said of it."""
    history = [line for words in history_lines(said) for line in _hanging(words, 2)]
    status = [f"status: {finding.status} · {finding.id}", *history]
    return finding_block(replace(finding, said=())) + _block(["", *status])


def _said_lines(finding: Finding) -> Iterator[str]:
    """Yield who judged a finding, and why."""
    for one in history_lines(finding.said):
        yield from _hanging(one, 2)


def findings_count(findings: Sequence[Finding], shown: int) -> str:
    """Say how many findings there are of each kind, and how many of them stand above."""
    kinds = [(kind, sum(finding.kind is kind for finding in findings)) for kind in FindingKind]
    named = ", ".join(f"{number:,} {words(kind)}" for kind, number in kinds if number)
    cut = f"; the first {shown:,} are shown" if shown < len(findings) else ""
    return _block(_indented(f"{counted(len(findings), 'finding')}: {named}{cut}.", 0))


def single_source_line(number: int, command: str) -> str:
    """Say how many figures no second source tells, and how to list them; those of no measure are not looked at."""
    stand = "figure of a measure stands" if number == 1 else "figures of a measure stand"
    return _block(_indented(f"{number:,} {stand} on a single source: {command} --kind single_source lists them.", 0))


def detail_block(detail: Detail) -> str:
    """Lay out one figure as a card: what it says, its sentence in its paragraph, its parts, its history."""
    figure = detail.figure
    context = f"{detail.before}{marked(figure, [figure])}{detail.after}"
    history = [line for words in history_lines(detail.history) for line in _hanging(words, 2)]
    return _block(
        [
            *_indented(reading_line(figure), 0),
            *_indented(told_by(figure), 0),
            *_indented(f"{standing(figure)} · {figure.id}", 0),
            "",
            *_indented(context, 2),
            "",
            *_part_lines(detail),
            "",
            f"status: {figure.status}",
            *_as_read_lines(figure),
            *history,
            *_apart_lines(detail),
        ]
    )


def _apart_lines(detail: Detail) -> Iterator[str]:
    """Yield on what the readings differ that reviewers judged."""
    if words := readings_words(detail.history, detail.readings):
        yield from _hanging(words, 2)


def reading_line(figure: Figure) -> str:
    """Return what a figure reads: its amount, what is counted, where and when."""
    place = figure.place.name if figure.place else None
    joint = " " if figure.quantity.kind is Kind.COUNT else " · "
    what = joint.join(part for part in (printed(figure), subject(figure)) if part)
    return " · ".join(part for part in (what, place, period_words(figure)) if part)


def _as_read_lines(figure: Figure) -> Iterator[str]:
    """Yield how the parts that were put right read in the source."""
    if figure.as_read:
        yield from _hanging(f"the source reads: {read_words(figure)}", 2)


def _part_lines(detail: Detail) -> Iterator[str]:
    columns = (
        Column("part", "part", Shape.CODE),
        Column("reads", "reads", weight=2),
        Column("words", "from the words", weight=3),
        Column("found", "found in", Shape.CODE),
        Column("rule", "by the rule", weight=2),
    )
    rows = [
        (
            part.evidence.part,
            _read(part),
            f"“{part.words}”" if part.words else None,
            _NEAR[part.evidence.basis],
            part.evidence.rule,
        )
        for part in detail.parts
        if part.reading not in (None, "")
    ]
    return (line.removesuffix("\n") for line in render_terminal_table(Table(columns, rows)))


def _read(part: Part) -> object:
    return grouped(part.reading) if is_number(part.reading) else words(part.reading)


def _quotes(figures: Iterable[Figure]) -> Iterator[str]:
    """Yield each sentence once, all figures in it marked, under the words that say whose it is."""
    sentences: dict[tuple[object, ...], list[Figure]] = defaultdict(list)
    for figure in figures:
        sentences[figure.source.document, figure.quote_span, figure.attribution].append(figure)
    for told in sentences.values():
        first = told[0]
        said = listed((one_line(figure.surface) for figure in told), most=6)
        ids = " ".join(dict.fromkeys(figure.id[:CLIP] for figure in told))
        yield from _indented(f"{said} — {told_by(first)} · {file_and_line(first)} · {ids}", 4)
        yield from _indented(excerpt(marked(first, told), _QUOTE), 6)


def _doubtful_first(figures: Sequence[Figure], pairs: Iterable[Pair]) -> list[Figure]:
    ranks = {Verdict.CONFLICT: 0, Verdict.SUPERSEDED: 1}
    rank: dict[str, int] = {}
    for pair in pairs:
        for figure in (pair.one, pair.other):
            rank[figure.id] = min(rank.get(figure.id, 2), ranks.get(pair.relation.verdict, 2))
    return sorted(figures, key=lambda figure: rank.get(figure.id, 2))


def _relations(verdict: Verdict, pairs: Sequence[Pair]) -> Iterator[str]:
    """Yield what a group's figures say of each other, a line for each two amounts, however many tell them."""
    found = [pair for pair in pairs if pair.relation.verdict is verdict]
    if verdict is Verdict.AGREE:
        yield from (f"agree: {line}" for line in _agreements(found))
        return
    by_amounts: dict[object, list[Pair]] = defaultdict(list)
    for pair in found:
        by_amounts[frozenset((pair.one.quantity.value, pair.other.quantity.value))].append(pair)
    for alike in by_amounts.values():
        more = f" ({len(alike)} such pairs)" if len(alike) > 1 else ""
        yield f"{_SAID[verdict]}: {alike[0].relation.reason}{more}"


def _agreements(pairs: Iterable[Pair]) -> Iterator[str]:
    """Yield each amount that several figures tell, with the ways it is printed and who tells it."""
    chains: list[dict[str, Figure]] = []
    for pair in pairs:
        joined = {pair.one.id: pair.one, pair.other.id: pair.other}
        apart = []
        for chain in chains:
            if chain.keys() & joined.keys():
                joined = chain | joined
            else:
                apart.append(chain)
        chains = [*apart, joined]
    for chain in chains:
        said = listed((printed(figure) for figure in chain.values()), most=6)
        yield f"{said} ({counted(len(chain), 'figure')} from {listed(map(teller, chain.values()))})"


def _assumed(gates: Iterable[Gate]) -> str:
    """Say once which parts were taken to be the same because a text does not state them."""
    met = set(gates)
    names = [words(gate) for gate in Gate if gate in met]
    return f"assumed to be the same: {', '.join(names)}" if names else ""


def _range_words(group: Group) -> str:
    ends = [
        f"{name} {_amount(value, group)}"
        for name, value in (("low", group.low), ("best", group.best), ("high", group.high))
    ]
    sources = f"{counted(len(group.figures), 'figure')} from {listed(map(teller, group.figures))}"
    return f"{' · '.join(ends)} · {sources}"


def _amount(value: Decimal | None, group: Group) -> str:
    """Return an end of a group's range with its unit, where the title does not tell it: "1,400,000,000 USD"."""
    if value is None:
        return "open"
    quantity = group.figures[0].quantity
    number = grouped(value.quantize(Decimal(1)) if value == value.to_integral_value() else value.normalize())
    if quantity.kind in (Kind.PERCENT, Kind.RATIO):
        return f"{number} %"
    return number if quantity.kind is Kind.COUNT or not quantity.unit else f"{number} {words(quantity.unit)}"


def _indented(text: str, indent: int) -> list[str]:
    return _hanging(text, indent, hang=0)


def _hanging(text: str, indent: int, hang: int = 2) -> list[str]:
    """Break a text into lines, those after the first further in."""
    return hanging(one_line(text), indent, hang)


def _block(lines: Sequence[str]) -> str:
    return "".join(f"{visible(line)}\n" for line in lines)
