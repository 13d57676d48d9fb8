"""The whole story in a throw-away ledger, each step under the command that does it."""

from collections import Counter
from collections.abc import Iterator
from importlib.resources import as_file
from pathlib import Path
from tempfile import TemporaryDirectory

from ledger.actions.check import Asked, check_figures
from ledger.actions.cite import cite_figures
from ledger.actions.compare import compare_groups
from ledger.actions.figures import Wanted, list_figures
from ledger.actions.ingest import add_tasks, ingest
from ledger.actions.reading import Task
from ledger.actions.summary import Summary, summary_lines
from ledger.actions.topics import count_topics
from ledger.errors import NoDocuments
from ledger.exports.blocks import comparison_block
from ledger.exports.citations import citation_table
from ledger.exports.columns import figure_table, finding_table
from ledger.exports.plain import visible
from ledger.exports.registry import TERMINAL, render_pieces
from ledger.exports.terminal_table import hanging, terminal_width
from ledger.lexicon.toml_tables import data_folder
from ledger.loaders.content import Content
from ledger.loaders.manifest import find_manifest
from ledger.model.finding import Finding

SEEDS = "seeds"
_OWN = "demo"  # the folder of documents that ship with the program
_KINDS = ("conflict", "arithmetic", "superseded", "warning", "corroboration")  # all but figures that stand alone
_COLUMNS = ("id", "kind", "reason")
_FIGURES, _GROUPS, _CITATIONS, _FINDINGS = 5, 2, 3, 10  # shown of each


def run_demo() -> Iterator[str]:
    """Yield the story piece by piece: documents added, figures of a topic, their comparison, the findings."""
    with TemporaryDirectory(prefix="ledger-demo-") as folder:
        target = str(Path(folder) / "figures.db")
        yield "This runs in a throw-away ledger; yours is not touched.\n"
        yield from _add_documents(target)
        findings = check_figures(target, Asked(kinds=_KINDS))
        topic = _telling_topic(target, findings)
        yield from _list_figures(target, topic)
        yield from _compare_figures(target, topic)
        yield from _cite_figures(target, topic)
        yield from _check_figures(findings)


def _add_documents(target: str) -> Iterator[str]:
    summary = _add_seeds(target)
    if summary is not None:
        yield from _step("Documents go in, and every figure they state is read.", f"ledger add {SEEDS}")
    else:
        told = "Three short documents, written for this and invented throughout, go in; every figure is read."
        yield from _step(told, "ledger add FOLDER")
        summary = _add_own(target)
    yield from (f"{line}\n" for told in summary_lines(summary) for line in hanging(visible(told)))


def _add_seeds(target: str) -> Summary | None:
    """Add the seeds of the current folder, None where it has none."""
    try:
        return ingest(target, [SEEDS]) if Path(SEEDS).is_dir() else None
    except NoDocuments:
        return None


def _add_own(target: str) -> Summary:
    summary = Summary()
    with as_file(data_folder().joinpath(_OWN)) as folder:
        manifest = find_manifest(folder)
        files = sorted(path for path in folder.iterdir() if path.suffix == ".txt")
        # Named without the folder they are installed in, so that the story reads the same everywhere.
        tasks = [Task(Content(f"{_OWN}/{path.name}", path.read_bytes()), manifest) for path in files]
        add_tasks(target, tasks, summary)
    return summary


def _list_figures(target: str, topic: str | None) -> Iterator[str]:
    yield from _step("All figures on a topic, with their words and where they stand.", _command("figures", topic))
    table = figure_table(list_figures(target, Wanted(topic))).fitted(terminal_width()).first(_FIGURES)
    yield from render_pieces(table, TERMINAL)


def _compare_figures(target: str, topic: str | None) -> Iterator[str]:
    yield from _step("Figures that count the same thing, side by side.", _command("compare", topic))
    groups = compare_groups(target, topic)[:_GROUPS]
    yield (
        "\n".join(comparison_block(group) for group in groups) or "No two figures on this topic count the same thing.\n"
    )


def _cite_figures(target: str, topic: str | None) -> Iterator[str]:
    told = (
        "A citation table for the fact-checker's sheet; with -o citations.csv it goes into a file, every column of it."
    )
    yield from _step(told, _command("cite", topic))
    table = citation_table(cite_figures(target, topic)).fitted(terminal_width()).first(_CITATIONS)
    yield from render_pieces(table, TERMINAL)


def _check_figures(findings: list[Finding]) -> Iterator[str]:
    command = f"ledger check --kind {','.join(_KINDS)} --columns {','.join(_COLUMNS)} --limit {_FINDINGS}"
    yield from _step("What disagrees, the most certain and largest first.", command)
    yield from render_pieces(finding_table(findings).picked(_COLUMNS).first(_FINDINGS), TERMINAL)


def _telling_topic(target: str, findings: list[Finding]) -> str | None:
    """Return the topic with the most figures of its measures, of those that more than one figure tells something on."""
    figures = (figure for finding in findings if len(finding.figures) > 1 for figure in finding.figures)
    told = {figure.topics[0] for figure in figures if figure.topics}
    counts: Counter[str] = Counter()
    for record in count_topics(target):
        counts[str(record["topic"])] += int(str(record["figures"])) if record["measure"] else 0
    return max(sorted(told or counts), key=lambda topic: counts[topic])


def _command(name: str, topic: str | None) -> str:
    limit = {"figures": _FIGURES, "compare": _GROUPS, "cite": _CITATIONS}[name]
    return f"ledger {name} {f'{topic} ' if topic else ''}--limit {limit}"


def _step(told: str, command: str) -> Iterator[str]:
    lines = "\n".join(hanging(told, hang=0))
    yield f"\n{lines}\n$ {command}\n\n"
