"""Numbers of a source cited after a newer one was known; and the many that are older, and rightly told."""

from collections.abc import Callable
from datetime import date
from random import Random
from typing import Any

import pytest

from ledger.compare.registry import check
from ledger.model.figure import Figure
from ledger.model.finding import Finding

Tell = Callable[..., Figure]
OFFICE, PAPER = "Placa Observatory", "El Faro"
KILLED = {"measure": "police_killed", "noun": "police officers", "unit": "person", "place": "Mexico"}


def told(tell: Tell, text: str, number: int, day: str, **fields: Any) -> Figure:
    """Return a figure of killed police officers, of the document that its text is unless another is named."""
    return tell(
        text, **{**KILLED, "words": str(number), "value": number, "published": date.fromisoformat(day), **fields}
    )


def register(tell: Tell, number: int, year: str, day: str, **fields: Any) -> Figure:
    """Return what the observatory tells for itself of a year."""
    text = f"In {year}, {number} police officers were killed in Mexico."
    return told(tell, text, number, day, publisher=OFFICE, period=year, **{"document": f"{OFFICE} {day}", **fields})


def cited(tell: Tell, text: str, day: str = "2023-06-01", **fields: Any) -> Figure:
    """Return the 412 that a newspaper cites after the observatory."""
    return told(tell, text, 412, day, **{"publisher": PAPER, "attribution": OFFICE, "document": "cited", **fields})


def stale(*figures: Figure) -> list[Finding]:
    return [finding for finding in check(figures) if finding.check == "stale_figure"]


UNDATED = "According to the Placa Observatory 412 police officers are killed in Mexico."
LATEST = "The latest number of the Placa Observatory for Mexico is 412 police officers in 2020."
OF_2020 = "In 2020, says the Placa Observatory, 412 police officers were killed in Mexico."


def test_a_number_without_a_time_is_stale_once_its_source_has_told_the_next_year(tell: Tell) -> None:
    found = stale(
        register(tell, 412, "2020", "2021-02-01"), register(tell, 387, "2021", "2022-02-01"), cited(tell, UNDATED)
    )
    older, newer = (
        "412 police officers (police officers killed) in Mexico",
        "387 police officers (police officers killed)",
    )
    cited_on = "told on 2023-06-01 after the Placa Observatory"
    reason = f"{older}, {cited_on}, was no longer its latest: since 2022-02-01 there is {newer} in Mexico in 2021."
    assert [finding.reason for finding in found] == [reason]


def test_a_number_told_as_the_latest_is_stale_too(tell: Tell) -> None:
    known = [register(tell, 412, "2020", "2021-02-01"), register(tell, 387, "2021", "2022-02-01")]
    assert stale(*known, cited(tell, LATEST, period="2020"))


def test_a_number_of_a_year_is_stale_once_its_source_has_told_that_year_otherwise(tell: Tell) -> None:
    known = [register(tell, 412, "2020", "2021-02-01"), register(tell, 437, "2020", "2022-02-01")]
    found = stale(*known, cited(tell, OF_2020, period="2020"))
    assert [[figure.surface for figure in finding.figures] for finding in found] == [["412", "437"]]


def test_the_latest_of_several_newer_numbers_is_shown(tell: Tell) -> None:
    years = [(412, "2020", "2021-02-01"), (387, "2021", "2022-02-01"), (365, "2022", "2023-02-01")]
    found = stale(*(register(tell, *year) for year in years), cited(tell, UNDATED))
    assert [finding.figures[1].surface for finding in found] == ["365"]


@pytest.mark.parametrize(
    ("text", "fields"),
    [
        pytest.param(OF_2020, {"period": "2020"}, id="a year of a series is told for itself"),
        pytest.param(UNDATED, {"day": "2021-06-01"}, id="the newer number was not known yet"),
        pytest.param(UNDATED, {"attribution": "Reforma"}, id="another source is cited"),
        pytest.param(UNDATED, {"attribution": None}, id="nobody is cited"),
        pytest.param(UNDATED, {"place": "Peru"}, id="another place"),
        pytest.param(UNDATED, {"measure": "homicides", "noun": "homicides"}, id="another measure"),
        pytest.param(UNDATED, {"measure": None, "noun": "police"}, id="a bare noun is of many things"),
        pytest.param(UNDATED, {"population": "municipal"}, id="a part of what is counted"),
        pytest.param(UNDATED, {"modality": "planned"}, id="a plan"),
        pytest.param(UNDATED, {"bound": "more_than"}, id="a bound holds for the newer number as well"),
    ],
)
def test_an_older_number_may_rightly_be_told(tell: Tell, text: str, fields: dict[str, Any]) -> None:
    known = [register(tell, 412, "2020", "2021-02-01"), register(tell, 387, "2021", "2022-02-01")]
    assert not stale(*known, cited(tell, text, **fields))


def test_a_text_that_tells_the_newer_number_beside_the_older_is_not_behind(tell: Tell) -> None:
    known = [register(tell, 412, "2020", "2021-02-01"), register(tell, 387, "2021", "2022-02-01")]
    beside = told(tell, "In 2021 it was 387.", 387, "2023-06-01", publisher=PAPER, document="cited", period="2021")
    assert not stale(*known, cited(tell, UNDATED), beside)


def test_a_number_that_its_source_never_told_is_not_stale_but_another(tell: Tell) -> None:
    assert not stale(register(tell, 387, "2021", "2022-02-01"), cited(tell, UNDATED))


def test_a_longer_time_is_no_newer_number(tell: Tell) -> None:
    known = [register(tell, 412, "2020", "2021-02-01"), register(tell, 987, "2021-01/2022-12", "2023-02-01")]
    assert not stale(*known, cited(tell, UNDATED))


def test_the_order_of_documents_changes_nothing(tell: Tell) -> None:
    given = [
        register(tell, 412, "2020", "2021-02-01"),
        register(tell, 387, "2021", "2022-02-01"),
        register(tell, 391, "2021", "2022-02-01", document="again"),
        cited(tell, UNDATED),
    ]
    found = {tuple(map(id, finding.figures)) for at in range(6) for finding in stale(*Random(at).sample(given, 4))}
    assert len(found) == 1
