"""Figures sorted by what they measure, each with what is said of it, for charts and for the tables of a report."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from ledger.actions.charting import chart_of, unit_words
from ledger.compare.grouping import group_comparable, kin_key
from ledger.compare.names import measure_name
from ledger.compare.wording import noun_of
from ledger.exports.charts.marks import Chart
from ledger.exports.colours import Tone, tone_of
from ledger.exports.report.content import Measured, Rows, Shown
from ledger.model.figure import Figure, Status
from ledger.model.finding import Finding, FindingStatus, Group
from ledger.model.quantity import Kind

ALONE = "Figures that stand alone"
_RANKS = (Tone.WRONG, Tone.DOUBTFUL, Tone.RIGHT)


def findings_by_figure(findings: Iterable[Finding]) -> dict[str, list[Finding]]:
    """Return the findings that name a figure, by its id."""
    told: dict[str, list[Finding]] = {}
    for finding in findings:
        for name in dict.fromkeys(figure.id for figure in (*finding.figures, *finding.also)):
            told.setdefault(name, []).append(finding)
    return told


def worst_tone(figure: Figure, findings: Iterable[Finding]) -> Tone | None:
    """Return the worst that is said of a figure; dismissed findings say nothing."""
    if figure.status is Status.REJECTED:
        return None
    tones = {tone_of(finding.kind) for finding in findings if finding.status is not FindingStatus.DISMISSED}
    tones |= {tone_of(figure.status)} if figure.status is Status.DISPUTED else set()
    return next((tone for tone in _RANKS if tone in tones), None)


def measures_of(shown: Sequence[Shown]) -> tuple[list[Measured], list[Rows]]:
    """Return what has several figures as measures, those that disagree first, and the rest in rows of their own."""
    ids = {one.figure.id: f"#r-{one.figure.id}" for one in shown}
    kin, lone = _kin(shown)
    measures = []
    for at, members in enumerate(kin):
        title = _title(members)
        key = members[0].figure.measure or title
        chart = chart_of(f"m{at}", title, members, ids)
        measures.append(Measured(key, title, tuple(_rows(members)), chart, _disagreeing(members)))
    return measures, [Rows(tuple(lone))] if lone else []


def choose(shown: Sequence[Shown], most: int) -> tuple[list[Shown], tuple[tuple[str, int], ...]]:
    """Return the figures that a page has room for, and of each measure how many are left out.

    They come measure by measure, those first that disagree; of one that has no room in whole, what cannot be right.
    """
    if len(shown) <= most:
        return list(shown), ()
    kin, lone = _kin(shown)
    kept: list[Shown] = []
    left_out: list[tuple[str, int]] = []
    for members in [*kin, lone]:
        taken = sorted(members, key=lambda one: one.tone is not Tone.WRONG)[: most - len(kept)]
        kept += taken
        if rest := len(members) - len(taken):
            left_out.append((ALONE if members is lone else _title(members), rest))
    return kept, tuple(left_out)


def charts_of(shown: Sequence[Shown]) -> list[Chart]:
    """Return a chart of each measure that has several figures with a number, those first that disagree."""
    charts = (chart_of(f"m{at}", _title(members), members, {}) for at, members in enumerate(_kin(shown)[0]))
    return [chart for chart in charts if chart is not None]


def _kin(shown: Iterable[Shown]) -> tuple[list[list[Shown]], list[Shown]]:
    """Return the figures that can stand at one axis, those first that disagree, and the figures that stand alone."""
    kin: dict[str, list[Shown]] = {}
    for one in shown:
        kin.setdefault(kin_key(one.figure), []).append(one)
    several = [members for members in kin.values() if len(members) > 1]
    several.sort(key=lambda members: (-_disagreeing(members), -len(members), _title(members)))
    return several, [one for members in kin.values() if len(members) == 1 for one in members]


def _disagreeing(members: Iterable[Shown]) -> int:
    return sum(one.tone is Tone.WRONG for one in members)


def _title(members: Sequence[Shown]) -> str:
    """Return what figures of one kin are about: "Police officers killed", "Budget approved (increase), USD"."""
    figure = members[0].figure
    nouns = Counter(noun for one in members if (noun := noun_of(one.figure)))
    what = measure_name(figure.measure) if figure.measure else next(iter(nouns.most_common(1)), ("amounts", 0))[0]
    kind = figure.quantity.kind
    unit = "" if kind is Kind.COUNT else unit_words(figure.quantity) or str(kind)
    title = ", ".join(part for part in (f"{what} ({figure.change})" if figure.change else what, unit) if part)
    return title[:1].upper() + title[1:]


def _rows(members: Sequence[Shown]) -> Iterator[Rows]:
    """Yield the figures of a measure, those that count the same together, by place and time."""
    known = {one.figure.id: one for one in members}
    counted = [one.figure for one in members if one.figure.status is not Status.REJECTED]
    groups = [group for group in group_comparable(counted) if len(group.figures) > 1]
    grouped = {figure.id for group in groups for figure in group.figures}
    alone = [Rows((one,)) for one in members if one.figure.id not in grouped]
    together = [_group_rows(group, known) for group in groups]
    plain: list[Shown] = []
    for rows in sorted([*alone, *together], key=_order):
        if rows.title is None:
            plain += rows.figures
            continue
        if plain:
            yield Rows(tuple(plain))
            plain = []
        yield rows
    if plain:
        yield Rows(tuple(plain))


def _group_rows(group: Group, known: Mapping[str, Shown]) -> Rows:
    return Rows(tuple(known[figure.id] for figure in group.figures), group.title, group.low, group.best, group.high)


def _order(rows: Rows) -> tuple[str, str, str, str]:
    figure = rows.figures[0].figure
    start, end = figure.window
    return figure.place.name if figure.place else "", str(start or ""), str(end or ""), figure.id
