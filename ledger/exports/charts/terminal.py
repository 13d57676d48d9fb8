"""Charts as text for a terminal: a row for each figure, by time, with who says so, the amount and a bar or a dot.

Bars begin at zero. Where a scale does not, or has powers of ten, there are dots, and the ends of every scale are told.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ledger.exports.charts.marks import Chart, Fate, Mark, Panel
from ledger.exports.charts.scales import AmountScale, amount_scale, fit_one_scale, short_number
from ledger.exports.charts.strokes import BLOCKS, Strokes, stroke
from ledger.exports.colours import Tone, paint
from ledger.exports.plain import counted, listed
from ledger.exports.terminal_table import display_width, shortened, wrap

NARROW = 64  # columns below which a time stands on a line above its figures
ROWS = 20  # of a panel, unless more are asked for
_ALL_ROWS = 80  # of all charts together
_WIDEST = 64  # of a bar; on a wider terminal the eye loses the row
_NARROWEST = 8
_LONGEST_TIME, _LONGEST_NAME = 23, 34
_CLASHES = 3  # told in words under a panel
_INDENT = "  "
_UNTIMED = "no period"
_LEGEND = {
    "!": "cannot be right",
    "?": "look again",
    "=": "told by others too",
    "~": "corrected by a reviewer",
    "×": "rejected by a reviewer",
}
_TONES = {Tone.WRONG: "!", Tone.DOUBTFUL: "?", Tone.RIGHT: "="}
_FATES = {Fate.REJECTED: "×", Fate.CORRECTED: "~"}
_PLAIN_SIGNS = {"≥": ">=", "≤": "<=", "≈": "~", "≲": "<~", "×": "x", "–": "-", "…": "~", "·": "-"}


@dataclass(frozen=True, slots=True)
class Look:
    """How charts are shown: how wide, in which strokes, with colours or without, and how many rows at most."""

    width: int
    strokes: Strokes = BLOCKS
    colour: bool = False
    most: int | None = None

    def text(self, words: str) -> str:
        """Return words in letters that the terminal has."""
        return words if self.strokes is BLOCKS else "".join(_PLAIN_SIGNS.get(sign, sign) for sign in words)


def text_charts(charts: Sequence[Chart], look: Look) -> Iterator[str]:
    """Yield the charts under each other, then what the signs mean, and how much is left out."""
    left = _ALL_ROWS if look.most is None else look.most
    signs: set[str] = set()
    left_out, shown = 0, 0
    for chart in charts:
        if left <= 0:
            break
        kept = _kept(chart, left, ROWS if look.most is None else look.most)
        number, all_of_it = _number(kept), _number(chart) + chart.left_out
        left, left_out, shown = left - number, left_out + all_of_it - number, shown + 1
        signs |= {sign for panel in kept.panels for mark in panel.marks if (sign := sign_of(mark))}
        yield from ("\n" if shown > 1 else "", *_chart(kept, all_of_it, look))
    yield from _legend(signs, charts[:shown], look)
    yield from _rest(left_out, charts[shown:], look)


def sign_of(mark: Mark) -> str:
    """Return the sign of what reviewers and checks say of a figure, in one letter."""
    return _FATES.get(mark.fate) or (_TONES.get(mark.tone, "") if mark.tone else "")


def _number(chart: Chart) -> int:
    return sum(len(panel.marks) for panel in chart.panels)


def _kept(chart: Chart, most: int, of_panel: int) -> Chart:
    """Return the chart with so many figures at most: of each panel those that cannot be right, and then the latest."""
    panels = []
    for panel in chart.panels:
        ranked = sorted(panel.marks, key=lambda mark: str(mark.end or mark.start or ""), reverse=True)
        ranked.sort(key=lambda mark: (mark.tone is not Tone.WRONG, mark.fate is Fate.KEPT))
        kept = {mark.name for mark in ranked[: min(of_panel, most)]}
        if kept:
            panels.append(replace(panel, marks=tuple(mark for mark in panel.marks if mark.name in kept)))
        most -= len(kept)
    return replace(chart, panels=tuple(panels))


# One chart


def _chart(chart: Chart, number: int, look: Look) -> Iterator[str]:
    shown = _number(chart)
    told = counted(number, "figure") if shown == number else f"{shown:,} of {counted(number, 'figure')}"
    title = f"{chart.title} · {told}"
    yield from (f"{_bold(line, look)}\n" for line in wrap(look.text(title), look.width))
    columns = _Columns.of([mark for panel in chart.panels for mark in panel.marks], look)
    alone = len(chart.panels) == 1
    apart = [panel for panel in chart.panels if not fit_one_scale(panel.amounts, chart.amounts)]
    if apart and not alone:
        which = "each place" if len(apart) == len(chart.panels) else listed(panel.title for panel in apart)
        yield from (f"{_INDENT}{line}\n" for line in wrap(look.text(f"{which} on a scale of its own"), look.width - 2))
    for panel in chart.panels:
        amounts = panel.amounts if panel in apart else chart.amounts
        scale = amount_scale(amounts, 0.0, float(columns.bar))
        yield _axis("" if alone else panel.title, scale, columns, look)
        yield from _rows(panel, scale, columns, look)
        yield from _clashes(panel, look)


@dataclass(frozen=True, slots=True)
class _Columns:
    """How many columns of the terminal the time, who says so, the amount and the bar have."""

    time: int
    name: int
    amount: int
    bar: int

    @classmethod
    def of(cls, marks: Sequence[Mark], look: Look) -> "_Columns":
        """Share the width out: amounts have all they need, names give way to bars."""
        time = 0
        if look.width >= NARROW:
            time = min(max(display_width(_when(mark)) for mark in marks), _LONGEST_TIME)
        amount = max(display_width(look.text(mark.label)) for mark in marks)
        room = look.width - len(_INDENT) - (time + 2 if time else 0) - 2 - amount - 2
        names = min(max(display_width(_who(mark)) for mark in marks), _LONGEST_NAME)
        name = max(min(names, room * 2 // 5), min(names, 8))
        return cls(time, name, amount, max(min(room - name - 2, _WIDEST), _NARROWEST))

    @property
    def before(self) -> int:
        """How many columns stand before the bar."""
        return len(_INDENT) + (self.time + 2 if self.time else 0) + 2 + self.name + 2 + self.amount + 2


def _axis(title: str, scale: AmountScale, columns: _Columns, look: Look) -> str:
    """Return the line above the bars: the place, and the ends of the scale with what stands between them."""
    ends = [short_number(scale.low), short_number(scale.high)]
    width = max(columns.bar, len(ends[0]) + 1 + len(ends[1]))  # long ends begin before the bar does
    words = list(ends[0].ljust(width - len(ends[1])) + ends[1])
    for tick in scale.ticks(max(columns.bar // (8 if scale.powers else 14), 2)):
        start = round(tick.at) - len(tick.text) // 2
        if (
            width == columns.bar
            and start > 0
            and not "".join(words[max(start - 2, 0) : start + len(tick.text) + 2]).strip()
        ):
            words[start : start + len(tick.text)] = tick.text
    note = "log scale" if scale.powers else ("" if scale.low == 0 else "not from 0")
    before = columns.before - 1 - (width - columns.bar)
    name = look.text(shortened(title, max(before - len(note) - 1, 0)))
    return f"{name}{' ' * (before - len(note) - display_width(name))}{note} {''.join(words)}".rstrip() + "\n"


def _rows(panel: Panel, scale: AmountScale, columns: _Columns, look: Look) -> Iterator[str]:
    before: str | None = None
    for mark in sorted(panel.marks, key=_order):
        when = _when(mark)
        told = "" if when == before else look.text(when)
        if not columns.time and told:
            yield f"{_INDENT}{told}\n"
        time = f"{told[: columns.time]:<{columns.time}}  " if columns.time else ""
        yield f"{_INDENT}{time}{_row(mark, scale, columns, look)}".rstrip() + "\n"
        before = when


def _order(mark: Mark) -> tuple[bool, str, str, str, object]:
    return not mark.is_dated, str(mark.start or ""), str(mark.end or ""), mark.who, mark.value


def _row(mark: Mark, scale: AmountScale, columns: _Columns, look: Look) -> str:
    name = look.text(shortened(_who(mark), columns.name))
    name += " " * (columns.name - display_width(name))
    number = look.text(mark.label)
    number = " " * (columns.amount - display_width(number)) + number
    sign = look.text(sign_of(mark)) or " "
    drawn = stroke(mark, scale, columns.bar, look.strokes)
    if look.colour and (tone := _tone(mark)):
        sign, number, drawn = paint(sign, tone), paint(number, tone), paint(drawn, tone)
    return f"{sign} {name}  {number}  {drawn}"


def _tone(mark: Mark) -> Tone | None:
    """Return the colour of a figure; what agrees and what is rejected keeps that of the text."""
    if mark.fate is Fate.REJECTED or mark.tone is Tone.RIGHT:
        return None
    return Tone.DOUBTFUL if mark.fate is Fate.CORRECTED and mark.tone is None else mark.tone


def _when(mark: Mark) -> str:
    return mark.when or _UNTIMED


def _who(mark: Mark) -> str:
    return f"{mark.place}: {mark.who}" if mark.place else mark.who


def _clashes(panel: Panel, look: Look) -> Iterator[str]:
    """Yield in words where sources part, a line for each two, the first few."""
    by_name = {mark.name: mark for mark in panel.marks}
    pairs = [(by_name[one], by_name[other]) for one, other in panel.clashes if one in by_name and other in by_name]
    told = list(dict.fromkeys(_clash(one, other) for one, other in pairs))
    if len(told) > _CLASHES:
        told[_CLASHES:] = [f"! and {counted(len(told) - _CLASHES, 'pair')} more"]
    for text in told:
        for at, line in enumerate(wrap(look.text(text), look.width - 6)):
            yield f"{_INDENT}{'  ' if at else ''}{_wrong(line, look)}\n"


def _clash(one: Mark, other: Mark) -> str:
    when = f", {one.when}" if one.when else ""
    return f"! {one.label} ({one.who}) against {other.label} ({other.who}){when}"


def _wrong(text: str, look: Look) -> str:
    return paint(text, Tone.WRONG) if look.colour else text


def _bold(text: str, look: Look) -> str:
    return paint(text, Tone.FIGURE) if look.colour else text


# Under the charts


def _legend(signs: set[str], charts: Sequence[Chart], look: Look) -> Iterator[str]:
    marks = [mark for chart in charts for panel in chart.panels for mark in panel.marks]
    told = [f"{look.text(sign)} {words}" for sign, words in _LEGEND.items() if sign in signs]
    strokes = look.strokes
    if any(mark.high is None for mark in marks):
        told.append(f"{strokes.up} or more")
    if any(mark.low is None for mark in marks):
        told.append(f"{strokes.down} or less")
    if any(mark.low is not None and mark.high is not None and mark.low < mark.high for mark in marks):
        told.append(f"{strokes.maybe} somewhere in here")
    if any(mark.was is not None for mark in marks):
        told.append(f"{strokes.was} as its source has it")
    if told:
        yield "\n"
        yield from (f"{line}\n" for line in wrap("   ".join(told), look.width))


def _rest(left_out: int, charts: Sequence[Chart], look: Look) -> Iterator[str]:
    """Yield what is not shown, and how to see it."""
    told = [counted(left_out, "figure") + " of these measures"] if left_out else []
    if charts:
        further = sum(_number(chart) + chart.left_out for chart in charts)
        told.append(f"{counted(len(charts), 'further measure')} of {counted(further, 'figure')}")
    if told:
        every = left_out + sum(_number(chart) + chart.left_out for chart in charts) + (look.most or _ALL_ROWS)
        more = f"Left out: {' and '.join(told)}. Narrow with --place, --period or --source, or --limit {every}."
        yield "\n"
        yield from (f"{line}\n" for line in wrap(more, look.width))
