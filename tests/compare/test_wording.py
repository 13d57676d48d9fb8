"""How figures and sources are named in reasons."""

from collections.abc import Callable
from datetime import date

import pytest

from ledger.compare import wording
from ledger.compare.names import listed, measure_name, teller
from ledger.compare.relate import relate
from ledger.model.figure import Figure, Place
from ledger.model.period import Period

Tell = Callable[..., Figure]


@pytest.mark.parametrize(
    ("text", "words", "fields", "named"),
    [
        ("They posted a 751-page file of intelligence.", "751-page", {"noun": "page file of intelligence"}, None),
        ("A $1.4 billion antidrug program began.", "$1.4 billion", {"kind": "money", "noun": "antidrug program"}, None),
        (
            "In 14 percent of all drug cases.",
            "14 percent",
            {"kind": "percent", "noun": "drug cases"},
            "14% of all drug cases",
        ),
        (
            "Homicides have quadrupled.",
            "quadrupled",
            {"kind": "multiple", "noun": "Homicides"},
            "quadrupled (homicides)",
        ),
        ("14 Police Officers Killed", "14", {"noun": "Police Officers"}, "14 police officers"),
        ("13 Edomex Officers Killed", "13", {"noun": "Edomex Officers"}, "13 Edomex Officers"),
        ("HUBO 600 HOMICIDIOS.", "600", {"noun": "HOMICIDIOS"}, "600 homicidios"),
    ],
)
def test_a_figure_is_named_with_the_words_that_tie_it_to_its_noun(
    tell: Tell, text: str, words: str, fields: dict[str, str], named: str | None
) -> None:
    told = wording.named(tell(text, words, 14, **fields))
    assert told == named if named else told in text


@pytest.mark.parametrize(
    ("words", "value", "fields", "printed"),
    [
        ("3.397", 3397, {"language": "es"}, "3,397"),
        ("mil 659", 1659, {"language": "es"}, "1,659"),
        ("cerca de 14 mil 200", 14200, {"language": "es", "bound": "approx"}, "about 14,200"),
        ("1.234,5 millones", 1234500000, {"language": "es"}, "1,234.5 million"),
        ("1.234.567", 1234567, {"language": "es"}, "1,234,567"),
        ("15 por ciento", 15, {"language": "es", "kind": "percent"}, "15%"),
        ("más del 3,5 %", "3.5", {"language": "es", "kind": "percent", "bound": "more_than"}, "more than 3.5%"),
        ("two percent", 2, {"kind": "percent"}, "2%"),
        ("over 2000", 2000, {"bound": "more_than"}, "over 2,000"),
        (
            "16 mil 300 millones de pesos",
            16300000000,
            {"language": "es", "kind": "money", "unit": "MXN"},
            "16.3 billion pesos",
        ),
        ("3,3 por día", "3.3", {"language": "es", "kind": "rate", "per": "day"}, "3.3 por día"),
        ("$1.4 billion", 1400000000, {"kind": "money", "unit": "USD"}, "$1.4 billion"),
    ],
)
def test_amounts_are_written_in_one_style(
    tell: Tell, words: str, value: object, fields: dict[str, str], printed: str
) -> None:
    assert wording.printed(tell(f"Son {words}.", words, value, **fields)) == printed


def test_the_measure_is_named_where_the_noun_says_too_little(tell: Tell) -> None:
    killed = {"measure": "police_killed", "unit": "person", "language": "en"}
    assert wording.told(tell("eight officers", "eight", 8, noun="officers", **killed)) == "eight police officers killed"
    spanish = killed | {"language": "es"}
    told = wording.told(tell("70 agentes", "70", 70, noun="agentes", **spanish))
    assert told == "70 agentes (police officers killed)"
    known = wording.told(tell("13 agentes asesinados", "13", 13, noun="agentes asesinados", **spanish))
    assert known == "13 agentes asesinados"
    filed = {"measure": "complaints_filed", "unit": "complaint", "noun": "complaints"}
    assert wording.told(tell("9 complaints", "9", 9, **filed)) == "9 complaints"


def test_complaints_are_filed_against_a_force(tell: Tell) -> None:
    filed = {"noun": "complaints", "measure": "complaints_filed", "population": "federal_forces", "place": "Mexico"}
    assert wording.scope(tell("9 complaints", "9", 9, **filed)) == " against the federal forces in Mexico"


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        (date(2021, 1, 1), date(2021, 7, 1), "from January to June 2021"),
        (date(2008, 1, 1), date(2009, 7, 1), "from January 2008 to June 2009"),
        (date(2021, 3, 1), date(2021, 4, 1), "in March 2021"),
        (date(2021, 3, 18), date(2021, 3, 19), "on 18 March 2021"),
        (date(2013, 1, 1), date(2021, 1, 1), "from 2013 to 2020"),
        (None, date(2018, 1, 1), "until 2017"),
    ],
)
def test_a_time_reads_as_in_a_sentence(start: date | None, end: date | None, words: str) -> None:
    assert wording.in_period(Period(start, end)) == words


def test_countries_have_their_article(tell: Tell) -> None:
    here = tell("9 people", "9", 9, noun="people", place="United States")
    assert here.place == Place("United States", "US")
    assert wording.in_place(here) == "in the United States"


def test_a_long_list_of_sources_ends_in_a_count() -> None:
    assert listed(["A"]) == "A"
    assert listed(["A", "B", "C", "D"]) == "A, B, C and D"
    assert listed(["A", "B", "C", "D", "E"]) == "A, B, C and 2 others"


def test_a_measure_no_topic_names_keeps_its_key() -> None:
    assert measure_name("aid_spent") == "aid spent"
    assert measure_name("complaints_filed") == "complaints filed"


def test_the_one_cited_keeps_the_article_of_the_sentence(tell: Tell) -> None:
    figure = tell("The army got 9 complaints, the State Department said.", "9", 9, attribution="State Department")
    assert teller(figure) == "the State Department"
    assert teller(tell("9 complaints", "9", 9, publisher="River Monitor")) == "River Monitor"
    assert teller(tell("9 complaints", "9", 9, document="docs/notes.txt")) == "notes.txt"


def test_a_conflict_names_who_tells_each_amount(tell: Tell) -> None:
    known = {
        "noun": "police officers",
        "measure": "police_killed",
        "place": "Mexico",
        "period": "2020",
        "unit": "person",
    }
    one = tell("At least 412 died.", "At least 412", 412, bound="at_least", publisher="River Monitor", **known)
    other = tell("It counted 380 dead.", "380", 380, publisher="Meridian Dispatch", **known)
    told = "380 (Meridian Dispatch) and at least 412 (River Monitor) police officers"
    assert relate(other, one).reason.startswith(told)
