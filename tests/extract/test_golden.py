"""The figures each seed yields, one line each; `pytest --update-golden` writes them anew: read the diff."""

from pathlib import Path

import pytest

from ledger.extract.figures import read_figures
from ledger.loaders.registry import load_document
from ledger.model.figure import Figure

ROOT = Path(__file__).parents[2]
GOLDEN = ROOT / "tests" / "golden"
SEEDS = sorted((ROOT / "seeds").glob("*.txt"))
HEADING = "# span | surface | kind value bound unit | noun | topic/measure | place | period | attribution\n"


def described(figure: Figure) -> str:
    """Return a figure in one line: a line break in its words is a space here."""
    q, period = figure.quantity, figure.period
    days = f"{period.start or ''}/{period.end or ''}" if period.stated else None
    topic = f"{','.join(figure.topics)}/{figure.measure}" if figure.topics else None
    amount = f"{q.kind} {q.value:f} {q.bound} {q.unit or '-'}"
    span = f"{figure.span.start}-{figure.span.end}"
    parts: tuple[str | None, ...] = (
        span,
        figure.surface,
        amount,
        figure.noun,
        topic,
        figure.place.name if figure.place else None,
        days,
        figure.attribution,
    )
    return " | ".join("-" if part is None else " ".join(part.split()) for part in parts)


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.stem)
def test_the_figures_of_a_seed_are_those_of_its_golden_file(path: Path, request: pytest.FixtureRequest) -> None:
    golden = GOLDEN / f"figures-{path.stem}.txt"
    found = HEADING + "".join(f"{described(figure)}\n" for figure in read_figures(load_document(path)))
    if request.config.getoption("--update-golden"):
        golden.write_text(found, encoding="utf-8")
    assert found == golden.read_text(encoding="utf-8")


def test_every_golden_file_of_figures_has_its_seed() -> None:
    stems = {path.stem.removeprefix("figures-") for path in GOLDEN.glob("figures-*.txt")}
    assert stems == {path.stem for path in SEEDS}
