"""Tables between bars, as web pages and Word files give them, and rows whose labels say what is counted."""

from datetime import date

import pytest

import ledger
from ledger.model.document import Document

BARRED = """Complaints against police by province

| Rank | Province | Capital | 2018 | 2019 | 2020 | Source |
| 1 | Cauca | Popayán | 1,204 | | 1,877 | Ministry |
| 2 | Valle del Cauca and the rest of the coast | Cali | 12 | 15 | 19 | |
| | On the coast | | | | | |
| 3 | Chocó | Quibdó | n/a | 16 | 21 | |
| Total | | | 1,216 | 31 | 1,917 | |
"""


def read(text: str) -> list[tuple[str, str | None, str | None]]:
    """Return the amounts of a text, each with what is counted and the words of its period."""
    figures = ledger.read_figures(Document.from_text(text))
    return [(one.surface, one.noun, one.period.text) for one in figures]


def test_an_empty_cell_keeps_its_place_and_a_rank_is_no_figure() -> None:
    told = {surface: period for surface, _, period in read(BARRED)}
    assert told == {
        "1,204": "2018",
        "1,877": "2020",
        "12": "2018",
        "15": "2019",
        "19": "2020",
        "16": "2019",
        "21": "2020",
        "1,216": "2018",
        "31": "2019",
        "1,917": "2020",
    }
    places = {one.surface: one.place and one.place.name for one in ledger.read_figures(Document.from_text(BARRED))}
    assert (places["1,877"], places["19"], places["16"]) == ("Cauca", "Valle del Cauca", "Chocó")


def test_every_number_of_a_table_is_a_figure_or_passed_over_with_a_reason() -> None:
    reading = ledger.read_document(Document.from_text(BARRED))
    passed = [(omission.surface, omission.reason) for omission in reading.omissions]
    assert [surface for surface, reason in passed if "mark" in reason] == ["1", "2", "3"]
    assert len(reading.figures) + len(passed) == 16


def test_a_row_alone_below_its_headings_is_a_table_and_two_tables_stay_two() -> None:
    text = "| | Dead | Injured |\n|---|---|---|\n| Lima | 12 | 30 |\n\n| Killed | 31 |\n| Arrested | 45 |\n"
    assert [(surface, noun) for surface, noun, _ in read(text)] == [
        ("12", "Dead"),
        ("30", "Injured"),
        ("31", "Killed"),
        ("45", "Arrested"),
    ]


@pytest.mark.parametrize("joint", ["{}   {}   {}", "| {} | {} | {} |"])
@pytest.mark.parametrize(
    ("head", "labels"),
    [
        ("Indicator", ["Homicides", "Police killed", "Houses burnt"]),
        ("Indicador", ["Homicidios", "Policías asesinados", "Casas quemadas"]),
    ],
)
def test_the_label_of_a_row_says_what_is_counted_under_years(joint: str, head: str, labels: list[str]) -> None:
    rows = [joint.format(label, 12 + at, 40 + at) for at, label in enumerate(labels)]
    table = "\n".join([joint.format(head, 2019, 2020), *rows])
    assert read(f"{table}\n") == [
        told
        for at, label in enumerate(labels)
        for told in ((f"{12 + at}", label, "2019"), (f"{40 + at}", label, "2020"))
    ]


def test_a_label_in_a_unit_of_its_own_is_read_in_it() -> None:
    rows = (
        "Indicator   2019   2020",
        "Homicides   12   14",
        "Budget (US$ millions)   310.5   290",
        "Women (%)   9   11",
    )
    text = "\n".join(rows)
    figures = ledger.read_figures(Document.from_text(text))
    assert [(str(one.quantity.kind), f"{one.quantity.value:f}", one.quantity.unit) for one in figures[2:]] == [
        ("money", "310500000.0", "USD"),
        ("money", "290000000", "USD"),
        ("percent", "9", "percent"),
        ("percent", "11", "percent"),
    ]


def test_a_label_says_which_part_of_the_title_s_it_is() -> None:
    text = "Complaints by subject, 2022\n\nSubject   Number\nNoise   604\nParking   317\n"
    assert read(text)[0] == ("604", "Complaints by subject, 2022: Noise", "2022")
    measures = {one.measure for one in ledger.read_figures(Document.from_text(text))}
    assert measures == {"complaints_filed"}


def test_places_years_and_totals_are_labels_that_count_nothing() -> None:
    text = (
        "Police officers killed, by state\n\nState   2019   2020\nOaxaca   12   14\nPuebla   3   5\nTotal   15   19\n"
    )
    assert {noun for _, noun, _ in read(text)} == {"Police officers killed, by state"}
    by_year = "Police officers killed\n\nYear   Oaxaca   Puebla\n2019   12   14\n2020   3   5\n"
    assert {period for *_, period in read(by_year)} == {"2019", "2020"}


REGIONS = """Indicador   Cusco   Puno   Total
Familias desplazadas   3,186   844   4,030
Alimentos (toneladas)   687.6   417.6   1,105.2
Personas en albergue (31 jul)   2,318   1,035   3,353
"""


def test_columns_of_places_leave_what_is_counted_to_the_labels() -> None:
    text = f"Cuadro 1. Desplazamiento y asistencia, enero-junio de 2024\n\n{REGIONS}"
    figures = ledger.read_figures(Document.from_text(text, language="es"))
    assert [(one.noun, one.place and one.place.name) for one in figures] == [
        (noun, place)
        for noun in ("Familias desplazadas", "Alimentos", "Personas en albergue")
        for place in ("Cusco", "Puno", "Cusco, Puno")
    ]
    assert {one.quantity.unit for one in figures[3:6]} == {"ton"}
    assert [str(one.period.start) for one in figures[::3]] == ["2024-01-01", "2024-01-01", "2024-07-31"]


def test_places_told_together_hold_each_of_them() -> None:
    text = f"Cuadro 1. Desplazamiento y asistencia, enero-junio de 2024\n\n{REGIONS}"
    cusco, puno, both = ledger.read_figures(Document.from_text(text, language="es"))[:3]
    assert both.place is not None and both.place.parts == ("Cusco", "Puno")
    for part in (cusco, puno):
        assert ledger.relate(part, both).verdict.value == "compatible"
        assert ledger.relate(both, part).verdict.value == "compatible"
    assert ledger.relate(cusco, puno).verdict.value == "not_comparable"


MERGED = """Cuadro 1. Población ocupada, en miles de personas

| Sector | 2020 | | | | 2021* |
| | I | II | III | IV | I |
| Industria | 461,0 | 418,7 | 437,2 | 449,9 | 455,1 |
| Comercio | 941,5 | 850,0 | 880,6 | 902,3 | 921,7 |
"""


def test_a_heading_reaches_over_the_empty_cells_behind_it_and_roman_numerals_are_quarters() -> None:
    figures = ledger.read_figures(Document.from_text(MERGED, language="es"))
    assert [str(one.period.start) for one in figures[:5]] == [
        *(f"2020-{month:02}-01" for month in (1, 4, 7, 10)),
        "2021-01-01",
    ]
    assert [str(one.period.end) for one in figures[2:5]] == ["2020-10-01", "2021-01-01", "2021-04-01"]
    assert [f"{one.quantity.value:f}" for one in figures[:2]] == ["461000.0", "418700.0"]


@pytest.mark.parametrize(
    ("title", "language", "kind", "unit", "value"),
    [
        ("Victims by road user, 2022 (%)", "en", "percent", "percent", "51.3"),
        ("Víctimas, 2022 (en %)", "es", "percent", "percent", "51.3"),
        ("Area burnt (thousand hectares)", "en", "other", "hectare", "51300"),
        ("Superficie quemada (miles de hectáreas)", "es", "other", "hectare", "51300"),
        ("Food handed out, in tonnes", "en", "other", "metric ton", "51.3"),
        ("Budget\n\nIn millions of dollars.", "en", "money", "USD", "51300000"),
        ("Cuadro 2. Gasto\n\nEn millones de bolivianos", "es", "money", "BOB", "51300000"),
    ],
)
def test_a_title_says_once_what_all_is_counted_in(title: str, language: str, kind: str, unit: str, value: str) -> None:
    text = f"{title}\n\n| Group | Inland | Coast |\n| North | 51.3 | 48.0 |\n| South | 24.8 | 20.5 |\n"
    figures = ledger.read_figures(Document.from_text(text, language=language))
    assert len(figures) == 4  # the scale in the title is no amount
    first = figures[0].quantity
    assert (str(first.kind), first.unit, f"{first.value.normalize():f}") == (kind, unit, value)


def test_counts_under_a_title_with_shares_stay_counts() -> None:
    text = "Dead and share of all (%)\n\n| State | Dead | Share (%) |\n| Oaxaca | 12 | 31 |\n| Puebla | 9 | 20 |\n"
    assert [str(one.quantity.kind) for one in ledger.read_figures(Document.from_text(text))[:2]] == ["count", "percent"]
    large = "Homicides by year (%)\n\n| State | 2020 | 2021 |\n| Oaxaca | 1,012 | 31 |\n| Puebla | 904 | 20 |\n"
    assert str(ledger.read_figures(Document.from_text(large))[0].quantity.kind) == "count"


def test_a_heading_over_two_lines_is_said_once_and_marked_years_head_columns() -> None:
    text = "| State | Dead | Change |\n| State | 2021* | Change |\n| Oaxaca | 12 | 3% |\n| Puebla | 9 | 2% |\n"
    assert read(text)[:2] == [("12", "Dead", "2021"), ("3%", "Change", "2021")]
    years = "| State | 2019 | 2020 | 2021 (p) |\n| Oaxaca | 12 | 14 | 15 |\n| Puebla | 3 | 5 | 8 |\n"
    assert [period for *_, period in read(years)] == ["2019", "2020", "2021"] * 2


def test_a_table_that_goes_on_over_a_page_s_end_keeps_its_title() -> None:
    rows = "| State | Killed |\n| {} | 12 |\n| {} | 9 |\n"
    first, second = rows.format("Oaxaca", "Puebla"), rows.format("Sonora", "Colima")
    text = f"Table 3. Police killed, June 2021 – May 2022\n\n{first}\n¹ Not all report.\n\n{second}"
    figures = [one for one in ledger.read_figures(Document.from_text(text)) if one.quantity.value in (9, 12)]
    assert {(str(one.period.start), str(one.period.end), one.measure) for one in figures} == {
        ("2021-06-01", "2022-06-01", "deaths")
    }


def test_the_number_of_a_table_is_no_part_of_what_it_counts() -> None:
    text = "Cuadro n.º 2: Multas por motivo\n\n| Motivo | 2021 |\n| Alcohol | 604 |\n| Velocidad | 317 |\n"
    assert read(text)[0][1] == "Multas por motivo: Alcohol"


def test_a_count_in_the_column_of_a_year_is_no_year() -> None:
    text = "Homicides by department\n\n| Department | 2019 | 2020 |\n| Lima | 1744 | 1820 |\n| Puno | 312 | 1998 |\n"
    assert [(surface, period) for surface, _, period in read(text)] == [
        ("1744", "2019"),
        ("1820", "2020"),
        ("312", "2019"),
        ("1998", "2020"),
    ]
    assert read("| Town | Founded |\n| Lima | 1535 |\n| Puno | 1668 |\n") == []


PAIRS = [
    ("Police killed, by year:\n\n2018: 452\n2019: 446\n", [("452", "2018", None), ("446", "2019", None)]),
    (
        "Police killed, by year:\n\n2018: 452\n2019: 446\n2020: 524\n\nTotal: 1,422\n",
        [("452", "2018", None), ("446", "2019", None), ("524", "2020", None), ("1,422", "2018", None)],
    ),
    (
        "Homicides by state, 2020\n\nGuerrero: 1,412\nColima: 567\nTotal: 1,979\n",
        [("1,412", "2020", "Guerrero"), ("567", "2020", "Colima"), ("1,979", "2020", "Mexico")],
    ),
    (
        "Homicidios en 2020\nGuerrero: 1,412\nColima: 567\n",
        [("1,412", "2020", "Guerrero"), ("567", "2020", "Colima")],
    ),
    ("Arrests in 2021\n\nFebruary: 30\nMarch: 12\n", [("30", "2021", None), ("12", "2021", None)]),
]


@pytest.mark.parametrize(("text", "told"), PAIRS, ids=[text.split("\n")[0] for text, _ in PAIRS])
def test_lines_of_label_and_number_are_rows(text: str, told: list[tuple[str, str, str | None]]) -> None:
    figures = ledger.read_figures(Document.from_text(text, published=date(2022, 3, 4)))
    read = [(one.surface, str(one.period.start)[:4], one.place.name if one.place else None) for one in figures]
    assert read == told
    assert not any(name in (figure.noun or "") for figure in figures for name in ("Guerrero", "Colima", ":"))


@pytest.mark.parametrize("text", ["Telephone: 555 1234\nFloor: 3\nRoom: 214\n", "Pages: 12\nWords: 3,400\n"])
def test_labels_below_no_title_are_no_table(text: str) -> None:
    figures = ledger.read_figures(Document.from_text(text))
    assert not any(":" in (figure.noun or "") for figure in figures)


def test_a_year_behind_a_label_is_no_amount() -> None:
    figures = ledger.read_figures(Document.from_text("Year: 2020\nEdition: 2021\n\nIn 2020, 412 people were killed.\n"))
    assert [figure.surface for figure in figures] == ["412"]


RATED = """Homicides by district

District    2018    Rate (b)
North        214         6.3
South        120         4.0

(b) Per 100,000 people.
"""


def test_a_column_headed_rate_counts_nothing() -> None:
    kinds = {one.surface: one.quantity.kind.value for one in ledger.read_figures(Document.from_text(RATED))}
    assert {cell: kinds[cell] for cell in ("214", "6.3", "4.0")} == {"214": "count", "6.3": "rate", "4.0": "rate"}


# What a title says all amounts below are counted in: told with a mark, a sign, in brackets, in the words of a country.
TITLED = [
    ("Aid to Kenya, in millions of U.S. dollars", "money", 1_000_000, "USD", "Aid to Kenya: "),
    ("AID TO KENYA, IN MILLIONS OF U.S. DOLLARS", "money", 1_000_000, "USD", "AID TO KENYA: "),
    ("Aid to Kenya (in US$ millions)", "money", 1_000_000, "USD", "Aid to Kenya: "),
    ("Aid to Kenya, in US$ thousands", "money", 1_000, "USD", "Aid to Kenya: "),
    ("Exports of Kenya (KSh '000)", "money", 1_000, "KES", ""),
    ("Remesas a Guatemala, en miles de millones de dólares", "money", 10**9, "USD", ""),
    ("Gasto de la nación, en millones de quetzales", "money", 1_000_000, "GTQ", "Gasto de la nación: "),
    ("Gasto de la nación (en MM de soles)", "money", 1_000_000, "PEN", ""),
    ("Gasto de la nación (mdp)", "money", 1_000_000, "MXN", ""),
    ("Refugees from the war (thousands)", "count", 1_000, None, ""),
    ("Refugees from the war ('000)", "count", 1_000, None, ""),
    ("Refugees from the war in thousands, by camp", "count", 1_000, None, ""),
    ("Personas desplazadas por la guerra (cifras en miles)", "count", 1_000, "person", ""),
    ("Deaths of the young (per 100,000 people)", "rate", 1, None, ""),
    ("Debt of the state (% of GDP)", "percent", 1, None, ""),
]
GRIDS = {
    "aligned": "{}\n\nPart     2020    2021\nNorth of it    12.5    13.5\nSouth of it    10.5    11.5\n",
    "barred": "{}\n\n| Part | 2020 | 2021 |\n|---|---|---|\n| North | 12.5 | 13.5 |\n| South of it | 10.5 | 11.5 |",
}


@pytest.mark.parametrize("grid", GRIDS.values(), ids=GRIDS.keys())
@pytest.mark.parametrize(("title", "kind", "scale", "unit", "noun"), TITLED, ids=[title for title, *_ in TITLED])
def test_a_title_tells_in_what_all_amounts_are_counted_and_is_no_figure(
    grid: str, title: str, kind: str, scale: int, unit: str | None, noun: str
) -> None:
    figures = ledger.read_figures(Document.from_text(grid.format(title), language="es" if "de" in title else "en"))
    assert [figure.surface for figure in figures] == ["12.5", "13.5", "10.5", "11.5"]
    assert {figure.quantity.kind.value for figure in figures} == {kind}
    assert [int(10 * figure.quantity.value / scale) for figure in figures] == [125, 135, 105, 115]
    assert unit is None or {figure.quantity.unit for figure in figures} == {unit}
    assert all(noun in (figure.noun or "") and "illion" not in (figure.noun or "") for figure in figures)


@pytest.mark.parametrize("year", ["2021 (a)", "2021p", "2021 1/", "2021 e/", "2021*"])
def test_the_mark_of_a_note_behind_a_heading_is_no_noun(year: str) -> None:
    text = f"Complaints received\nOffice     2020    {year}\nKisumu      120     140\nNakuru       98     101\n"
    assert {(one.noun, str(one.period.start)) for one in ledger.read_figures(Document.from_text(text))} == {
        ("Complaints received", "2020-01-01"),
        ("Complaints received", "2021-01-01"),
    }


def test_a_list_under_a_title_with_a_unit_is_counted_in_it() -> None:
    text = "Gasto por ministerio, en miles de quetzales\n- Salud: 28,714\n- Educación: 31,150\n"
    figures = ledger.read_figures(Document.from_text(text))
    assert [(figure.quantity.unit, int(figure.quantity.value)) for figure in figures] == [
        ("GTQ", 28_714_000),
        ("GTQ", 31_150_000),
    ]


@pytest.mark.parametrize("text", ["The refugees came in thousands, the mayor said.", "It lost $ millions on bonds."])
def test_what_a_sentence_tells_vaguely_is_a_figure(text: str) -> None:
    assert len(ledger.read_figures(Document.from_text(text))) == 1


QUARTERS = [
    ("Arrests by quarter, 2021", ("Q1", "Q2", "Q3", "Q4"), "en"),
    ("Detenciones por trimestre, 2021", ("1T", "2T", "3T", "4T"), "es"),
    ("Detenciones por trimestre", ("I trim. 2021", "II trim. 2021", "III trim. 2021", "IV trim. 2021"), "es"),
    ("Arrests by quarter", ("2021 I", "2021 II", "2021 III", "2021 IV"), "en"),
]


@pytest.mark.parametrize(("title", "heads", "language"), QUARTERS, ids=[heads[0] for _, heads, _ in QUARTERS])
def test_a_column_is_of_a_quarter(title: str, heads: tuple[str, ...], language: str) -> None:
    text = f"{title}\nDistrict    {'    '.join(heads)}\nNorth    12    15    18    20\nSouth    20    22    19    30\n"
    figures = ledger.read_figures(Document.from_text(text, language=language))
    assert [(str(one.period.start), str(one.period.end)) for one in figures[:4]] == [
        ("2021-01-01", "2021-04-01"),
        ("2021-04-01", "2021-07-01"),
        ("2021-07-01", "2021-10-01"),
        ("2021-10-01", "2022-01-01"),
    ]
    assert {one.noun for one in figures} == {title}
    assert {one.measure for one in figures} == {"people_arrested"}


BESIDE = """Homicides by department

Department   Population   Homicides   Households
Cortés        1,800,000         412      410,000
Yoro            600,000         171      130,000
"""
EACH = """Table 1. Inmates, places and deaths in custody by department

Department   Inmates   Places   Deaths
Cordillera     3,118    1,960       11
Itapúa         1,655    1,110        4
"""


@pytest.mark.parametrize(
    ("table", "measures"),
    [
        (BESIDE, {"1,800,000": None, "412": "homicides", "410,000": None}),
        (EACH, {"3,118": None, "1,960": None, "11": "deaths"}),
    ],
)
def test_a_title_is_of_the_columns_that_it_names(table: str, measures: dict[str, str | None]) -> None:
    figures = {one.surface: one for one in ledger.read_figures(Document.from_text(table))}
    assert {surface: figures[surface].measure for surface in measures} == measures


def test_the_year_a_change_is_told_on_is_no_time_of_another_column() -> None:
    head = "Arrests by region, 2022\nRegion | Arrests | 2021 | Change on 2020 (%)\n"
    text = f"{head}North | 1,204 | 1,070 | +12.5\nSouth | 1,798 | 1,857 | -3.2\n"
    years = {one.surface: str(one.period.start)[:4] for one in ledger.read_figures(Document.from_text(text))}
    assert (years["1,204"], years["1,070"]) == ("2022", "2021")
