"""What became of the sources, as tables and as a person reads it: each quote that does not stand, as it was and is."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from ledger.exports.plain import counted, one_line, visible
from ledger.exports.quotes import marked_quote, printed
from ledger.exports.screens import CLIP
from ledger.exports.table import Cell, Column, Shape, Table
from ledger.exports.terminal_table import hanging
from ledger.model.figure import Figure
from ledger.model.verification import FINE, Checked, Drift, Stand, State

SOURCE_COLUMNS = (
    Column("path", "path", Shape.FILE, weight=4),
    Column("state", "state", Shape.VERDICT),
    Column("found", "found at", Shape.FILE, weight=3),
    Column("figures", "figures", Shape.NUMBER),
    *(Column(str(stand), str(stand), Shape.NUMBER) for stand in Stand),
    Column("reason", "reason", weight=4),
    Column("document", "document", Shape.CODE, clip=12),
)
QUOTE_COLUMNS = (
    Column("id", "id", Shape.CODE, clip=CLIP),
    Column("path", "path", Shape.FILE, weight=3),
    Column("stand", "stands", Shape.VERDICT),
    Column("surface", "figure", weight=2),
    Column("line", "line", Shape.NUMBER),
    Column("line_now", "line now", Shape.NUMBER),
    Column("quote", "quote", weight=5),
    Column("now", "now", weight=5),
)
_LONGEST = 300  # characters of what stands now, as far as it is shown
_SAID = {
    Stand.CONTEXT: "its words stand as they were; its surroundings changed",
    Stand.MOVED: "its words stand elsewhere",
    Stand.CHANGED: "other words stand in its place",
    Stand.GONE: "its words are gone",
    Stand.UNSURE: "its words stand more than once; which it was cannot be told",
}


def source_table(checked: Iterable[Checked]) -> Table:
    """List sources with what became of each, and how many of its figures' quotes stand how."""
    return Table.of(SOURCE_COLUMNS, map(_source, checked), title="Sources")


def quote_table(checked: Iterable[Checked]) -> Table:
    """List the figures of changed sources with how their quotes stand, and what stands there now."""
    rows = (_quote(one, figure, drift) for one in checked for figure, drift in one.drifts)
    return Table.of(QUOTE_COLUMNS, rows, title="Quotes of changed sources")


def lay_out_sources(checked: Sequence[Checked]) -> Iterator[str]:
    """Yield what is not as it was, source by source, and at last how many stand how."""
    for one in checked:
        if one.state is not State.UNCHANGED:
            yield _block(_source_lines(one))
    states = [(state, sum(one.state is state for one in checked)) for state in State]
    told = ", ".join(f"{number:,} {state}" for state, number in states if number)
    yield _block([*hanging(f"{counted(len(checked), 'source')}: {told}.", hang=0)])


def _source_lines(one: Checked) -> Iterator[str]:
    reason = f": {one.reason}" if one.reason else ""
    yield from hanging(one_line(f"{one.state} · {one.path} · {counted(one.figures, 'figure')}{reason}"))
    if one.state in FINE or not one.drifts:
        return
    same = one.stands.get(Stand.SAME, 0)
    if same:
        stand = "stands as it was" if same == 1 else "stand as they were"
        yield from hanging(f"{same:,} of {counted(one.figures, 'figure')} {stand}", 2)
    apart = [(figure, drift) for figure, drift in one.drifts if drift.stand is not Stand.SAME]
    for (_, drift), told in groupby(apart, lambda pair: (pair[0].quote_span, pair[1])):
        figures = [figure for figure, _ in told]
        names = ", ".join(f"{printed(figure)} ({figure.id[:CLIP]})" for figure in figures)
        yield from hanging(one_line(f"{drift.stand}: {names}: {_SAID[drift.stand]}"), 2)
        yield from hanging(one_line(f"was, line {figures[0].line}: {marked_quote(figures[0])}"), 4)
        if drift.span is not None:
            yield from hanging(
                one_line(f"now, line {_line_now(one, drift)}: {_words_now(one, drift) or '(nothing)'}"), 4
            )


def _source(one: Checked) -> dict[str, Cell]:
    return {
        "path": one.path,
        "state": str(one.state),
        "found": one.found,
        "figures": one.figures,
        **{str(stand): one.stands.get(stand, 0) for stand in Stand},
        "reason": one.reason,
        "document": one.document,
    }


def _quote(one: Checked, figure: Figure, drift: Drift) -> dict[str, Cell]:
    return {
        "id": figure.id,
        "path": one.path,
        "stand": str(drift.stand),
        "surface": figure.surface,
        "line": figure.line,
        "line_now": _line_now(one, drift),
        "quote": marked_quote(figure),
        "now": _words_now(one, drift) if drift.stand is Stand.CHANGED else None,
    }


def _line_now(one: Checked, drift: Drift) -> int | None:
    return None if drift.span is None else one.now.count("\n", 0, drift.span.start) + 1


def _words_now(one: Checked, drift: Drift) -> str | None:
    if drift.span is None:
        return None
    words = one.now[drift.span.start : drift.span.end]
    return words if len(words) <= _LONGEST else f"{words[:_LONGEST]} …"


def _block(lines: Iterable[str]) -> str:
    return "".join(f"{visible(line)}\n" for line in lines)
