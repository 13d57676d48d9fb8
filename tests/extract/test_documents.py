"""What holds for a document as a whole."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

import ledger
from ledger.model.document import Document
from ledger.model.figure import Basis

DAM = """The dam broke at noon and 40 people were dead by evening.

Some 12 bridges were lost.

The mayor asked for 30 trucks.

A company that once built in Libya had raised it in 1976.
"""


def test_a_country_named_once_in_passing_is_not_where_all_happened() -> None:
    figures = ledger.read_figures(Document.from_text(DAM, language="en"))
    assert [(figure.surface, figure.place) for figure in figures] == [("40", None), ("Some 12", None), ("30", None)]


def test_a_country_named_once_at_the_beginning_is() -> None:
    figures = ledger.read_figures(Document.from_text(f"Peru mourns.\n\n{DAM.replace(' in Libya', '')}", language="en"))
    assert {figure.place.name if figure.place else None for figure in figures} == {"Peru"}


@pytest.mark.parametrize("published", ["0001-01-01", "9999-12-31"])
def test_a_text_dated_at_the_edge_of_the_calendar_is_read(published: str) -> None:
    text = "Last year 5 homicides. Yesterday 6 police were killed. Next year 7 will be. In December 9999 came 8 trucks."
    document = Document.from_text(text, language="en")
    dated = replace(document, metadata=replace(document.metadata, published=date.fromisoformat(published)))
    assert {figure.surface for figure in ledger.read_figures(dated)} >= {"5", "6", "8"}


def test_a_reader_speaks_in_the_comment_under_his_name(tmp_path: Path) -> None:
    path = tmp_path / "blog.txt"
    path.write_text(
        "The army has 300 men in the north, and the farmers left.\n\n"
        "The governor went to the capital, and the people stayed alone.\n\n"
        "2 comments:\n\nElRey77 wrote: They killed 40 of us.\n\n"
        "maria_g March 4, 2012\nMy cousin saw 60 dead men.\n",
        encoding="utf-8",
    )
    said = {figure.surface: figure.attribution for figure in ledger.read_figures(ledger.load_document(path))}
    assert (said["300"], said["40"], said["60"]) == (None, "ElRey77", "maria_g")


def test_a_comment_that_goes_on_behind_its_age_is_of_who_signs_it(tmp_path: Path) -> None:
    path = tmp_path / "diario.txt"
    path.write_text(
        "El ejército tiene 300 hombres en el norte, y los campesinos se fueron.\n\n"
        "El gobernador viajó a la capital, y la gente se quedó sola.\n\n"
        "Comentarios (2)\n\n1. lago_77, hace 2 horas: Mataron a 40 de los nuestros.\n\n"
        "2. Rosa V., ayer: Mi primo vio 60 muertos.\n",
        encoding="utf-8",
    )
    said = {figure.surface: figure.attribution for figure in ledger.read_figures(ledger.load_document(path))}
    assert (said["40"], said["60"]) == ("lago_77", "Rosa V")


WIRE = """LIMA, 22 Jan (Andes Press) - Police lost 232 officers last year.

BOGOTA, 23 Jan (Andes Press) - In Medellín there were 5,912 murders, a quarter of the 25,110 in the whole country.
"""


def test_a_dateline_tells_where_its_story_is_and_a_capital_stands_for_its_country() -> None:
    figures = ledger.read_figures(Document.from_text(WIRE, language="en"))
    told = [(figure.surface, figure.place.name if figure.place else None) for figure in figures]
    assert ("232", "Peru") in told
    assert ("5,912", "Medellín") in told
    assert ("25,110", "Colombia") in told


def test_the_part_of_a_country_that_a_text_is_about_is_where_its_figures_are() -> None:
    text = "In Jujuy the drug was bought.\n\nThe audit of Jujuy names 212 contracts.\n\nNobody counted 14 others."
    figures = ledger.read_figures(Document.from_text(text, language="en"))
    assert [(f.place.name if f.place else None) for f in figures] == ["Jujuy", "Jujuy"]


def test_the_rows_of_a_table_of_provinces_are_places_also_where_no_list_has_them() -> None:
    table = "Province      Killed   Wounded\nMacalu            12        31\nTorbeno           40        62\n"
    figures = ledger.read_figures(Document.from_text(table, language="en"))
    assert [(f.place.name if f.place else None) for f in figures] == ["Macalu", "Macalu", "Torbeno", "Torbeno"]


CITED = """The strike at the port is over, the union says.

The crane drivers went back to work on Monday after a night of talks with the ministry of labor and the port's owners.

Sources

Okafor, Ada. “Port police arrest 41, free nine in raid on hiring hall.” Delta Herald. March 4, 2019.

Bright, Sam. “Más de 300 estibadores exigen la renuncia del director.” El Muelle. June 11, 2019.

Obi, John. “Six Years, 18 Witnesses, No Trial.” Delta Herald. May 2, 2018.
"""


def test_what_a_cited_title_tells_as_an_event_is_of_the_month_it_came_out(tmp_path: Path) -> None:
    path = tmp_path / "post.txt"
    path.write_text(CITED, encoding="utf-8")
    told = {figure.surface: figure.period for figure in ledger.read_figures(ledger.load_document(path))}
    months = {surface: str(period.start) for surface, period in told.items() if period.start}
    assert months == {"41": "2019-03-01", "nine": "2019-03-01", "Más de 300": "2019-06-01"}
    assert {"Six Years", "18"} <= told.keys()


INTERVIEW = """Full to the roof

Rosa Olvera runs the two orphanages of Port Amity. She spoke to this paper about the winter.

Q: How many children sleep there?

A: We have 75 beds.

Most of the 90 blankets are old.

Q: Were there 20 more?

RO: I counted 14.
"""


def test_whoever_an_interview_is_with_gives_its_answers() -> None:
    figures = ledger.read_figures(Document.from_text(INTERVIEW, language="en"))
    told = {figure.surface: figure.attribution for figure in figures}
    assert told == {"two": None, "20": None} | dict.fromkeys(("75", "90", "14"), "Rosa Olvera")


def test_marks_of_bold_words_hide_no_heading_of_a_table() -> None:
    text = "Wells\n\n| Ward | **2017** | **2018** |\n|---|---|\n| Jos | 2 | 3 |\n| **All** | **5** | **7** |\n"
    figures = ledger.read_figures(Document.from_text(text, language="en"))
    assert [(one.surface, one.period.start and one.period.start.year) for one in figures] == [
        ("2", 2017),
        ("3", 2018),
        ("5", 2017),
        ("7", 2018),
    ]


def test_one_row_below_a_ruled_heading_is_a_table() -> None:
    text = "Wells by ward\n\n| Ward | 2017 | 2018 |\n|---|---|---|\n| Kano | 214 | 305 |\n"
    figures = ledger.read_figures(Document.from_text(text, language="en"))
    assert [one.period.start and one.period.start.year for one in figures] == [2017, 2018]


def test_a_title_of_two_things_is_told_of_what_no_column_is_named_by() -> None:
    text = (
        "Table 3. Floods and drownings, 2017\n\nWard   2016   2017   Drownings\nKano   21   30   4\nJos   12   17   3\n"
    )
    figures = ledger.read_figures(Document.from_text(text, language="en"))
    assert [one.noun for one in figures] == ["Floods", "Floods", "Drownings"] * 2


LISTS = [
    ("Complaints received in Oaxaca in 2020:\n- Men: 189\n- Women: 150\n", ["2020", "2020"], "Oaxaca"),
    ("Quejas recibidas en Oaxaca en 2020:\n\n- Hombres: 189\n\n- Mujeres: 150\n", ["2020", "2020"], "Oaxaca"),
    (
        "In Oaxaca in 2020:\n1. Police killed 412 people.\n2. Gangs killed 30 people in 2021.\n",
        ["2020", "2021"],
        "Oaxaca",
    ),
    ("In Oaxaca in 2020:\n- January: 12 complaints\n- In June, 14 complaints\n", ["2020-01", "2020-06"], "Oaxaca"),
    ("Quejas en Oaxaca en 2020:\n- Enero: 12 quejas\n- Junio: 14 quejas\n", ["2020-01", "2020-06"], "Oaxaca"),
    ("Complaints in 2020\n\n- January: 12\n- June: 14\n", ["2020-01", "2020-06"], None),
    ("In Oaxaca in 2020:\n- March: 12 complaints\n- May: 14 complaints\n", ["2020-03", "2020-05"], "Oaxaca"),
]


@pytest.mark.parametrize(("text", "periods", "place"), LISTS, ids=[text.split(":")[0] for text, _, _ in LISTS])
def test_a_list_goes_on_with_the_time_and_place_it_is_announced_with(
    text: str, periods: list[str], place: str | None
) -> None:
    behind = "El ejército tiene 300 soldados en" if text.startswith("Quejas") else "The army has 300 soldiers in"
    *listed, last = ledger.read_figures(Document.from_text(f"{text}\n{behind} Chiapas.\n", published=date(2022, 3, 4)))
    told = [str(figure.period.start)[: len(period)] for figure, period in zip(listed, periods, strict=True)]
    assert told == periods
    if place is not None:
        assert {figure.place.name for figure in listed if figure.place} == {place}
    assert (last.place.name if last.place else None, last.period.start) == ("Chiapas", None)


@pytest.mark.parametrize(
    ("text", "periods"),
    [
        ("En 2019, en Oaxaca:\n- 120 quejas en enero\n- Marzo: 98 quejas\n", ["2019-01", "2019-03"]),
        ("In Oaxaca in 2020:\n- January: 12 complaints\n- In 2019, 14 in June\n", ["2020-01", "2019-01"]),
    ],
)
def test_the_months_of_a_list_need_no_date_of_the_text(text: str, periods: list[str]) -> None:
    told = [str(figure.period.start) for figure in ledger.read_figures(Document.from_text(text))]
    assert told == [f"{period}-01" for period in periods]


def test_a_list_is_of_the_time_told_by_the_sentence_that_announces_it() -> None:
    text = "It spent $2 million in 2017. By May 2018, it had reached 4,000 farmers:\n- 2,500 women\n- 1,500 men\n"
    *_, women, men = ledger.read_figures(Document.from_text(text, published=date(2019, 3, 4)))
    assert [str(one.period.end)[:4] for one in (women, men)] == ["2018", "2018"]


def test_what_a_budget_grew_by_names_the_words_that_tell_its_own_year() -> None:
    text = (
        "In 2021, the first budget rose 15%. The second increased by 65 million pesos compared to an increase of "
        "17 million pesos in 2019."
    )
    figures = {one.surface: one for one in ledger.read_figures(Document.from_text(text))}
    told = figures["65 million pesos"]
    (evidence,) = [one for one in told.evidence if one.part == "period"]
    assert evidence.span is not None
    assert (told.period.text, evidence.span.of(text), evidence.basis) == ("2021", "2021", Basis.PARAGRAPH)
