"""The topics of figures that do not say themselves what they are about."""

import pytest

from ledger.extract.figures import read_figures
from ledger.model.document import Document
from ledger.model.figure import Basis, Figure


def read(text: str) -> list[Figure]:
    return read_figures(Document.from_text(text))


def topics(text: str) -> dict[str, tuple[str, ...]]:
    return {figure.surface: figure.topics for figure in read(text)}


@pytest.mark.parametrize(
    ("text", "surface", "topic"),
    [
        ("The office received 1,200 complaints. Five states account for 68 percent.", "68 percent", "complaints"),
        ("The office received 1,200 complaints. Five states account for 68 percent.", "Five", "complaints"),
        ("La oficina recibió 1.200 quejas. Cinco estados suman el 68 %.", "68 %", "complaints"),
        ("Murders rose to 2,400. It is nearly double.", "nearly double", "homicides"),
        ("Los homicidios subieron a 2.400. Es casi el doble.", "casi el doble", "homicides"),
        ("Foreign aid to Peru fell. Bolivia will get $44 million.", "$44 million", "aid"),
        ("La ayuda exterior bajó. Bolivia recibirá 44 millones de dólares.", "44 millones de dólares", "aid"),
        ("Homicides by state\n\nJalisco (34), Sonora (21) and Colima (9) follow.", "21", "homicides"),
        ("## 2. Homicidios por estado\n\nSiguen Jalisco (34) y Sonora (21).", "34", "homicides"),
    ],
)
def test_an_open_figure_is_on_what_the_text_speaks_of(text: str, surface: str, topic: str) -> None:
    assert topics(text)[surface][0] == topic


@pytest.mark.parametrize(
    "text",
    [
        "The office received 1,200 complaints. It bought 40 lamps.",
        "La oficina recibió 1.200 quejas. Compró 40 lámparas.",
    ],
)
def test_a_figure_that_counts_another_thing_is_not(text: str) -> None:
    assert topics(text)["40"] == ()


def test_a_topic_taken_over_names_its_basis_and_no_measure() -> None:
    last = read("The office received 1,200 complaints. Five states account for 68 percent.")[-1]
    assert (last.measure, last.basis.get("topics")) == (None, Basis.PARAGRAPH)


def test_who_speaks_is_not_what_is_spoken_of() -> None:
    assert topics("The National Election Commission said that 40 lamps were stolen.")["40"] == ()


def test_a_figure_has_no_more_than_three_topics() -> None:
    text = "Some 40 migrants, voters, soldiers and hungry prisoners in the corruption trial were killed."
    assert all(len(found) <= 3 for found in topics(text).values())


def test_money_does_not_go_on_with_the_dead() -> None:
    found = topics("The flood killed 31 people, and the repairs will take $4 million.")
    assert "killings-other" not in found["$4 million"]


@pytest.mark.parametrize(
    ("text", "surface", "topics_told"),
    [
        # What is counted first, then what its sentence and paragraph are about.
        ("Guards beat migrants at the border. Some 31 journalists saw it.", "31", ("migration",)),
        ("La Fiscalía investiga el desvío de fondos. Renunciaron 14 choferes.", "14", ("corruption",)),
        (
            "Support for the ruling party in the poll fell to 19 percent, by six percentage points.",
            "six percentage points",
            ("politics",),
        ),
    ],
)
def test_a_figure_of_another_thing_is_on_what_its_passage_is_about(
    text: str, surface: str, topics_told: tuple[str, ...]
) -> None:
    found = next(told for words, told in topics(text).items() if words.endswith(surface))
    assert set(topics_told) <= set(found)


def test_what_a_text_on_homicides_counts_beside_is_none() -> None:
    assert topics("Homicides rose to 2,400. The city bought 40 patrol cars.")["40"] == ("budget",)


def test_the_few_words_that_open_a_paragraph_say_what_it_is_about() -> None:
    text = "5. (U) ECONOMY. GROWTH SLOWED TO 4.6 PERCENT.\n\n6. (SBU) ASSISTANCE. THIS YEAR IT CAME TO USD 5 MILLION."
    assert topics(text)["USD 5 MILLION"][0] == "aid"


def test_words_behind_another_amount_tell_of_that() -> None:
    text = "Of the 287 disappearances police solved nine, or 3 percent, and report 26 arrests."
    assert topics(text)["nine"][0] == "disappearances"
    assert topics(text)["26"][0] == "arrests"


def test_a_column_of_rates_is_of_the_column_before_it() -> None:
    text = (
        "Table 1. The northern states\n\n"
        "State      Complaints   Homicides   Rate\n"
        "Sonora     311          1,204       41.2\n"
        "Durango    95           320         17.9\n"
    )
    assert topics(text)["41.2"] == ("homicides",)


@pytest.mark.parametrize("text", ["Police killed 640 people last year.", "Officers killed 31 men in the raid."])
def test_whom_police_kill_are_no_police_killed(text: str) -> None:
    assert all("police-killed" not in found for found in topics(text).values())


@pytest.mark.parametrize(
    ("text", "surface"),
    [
        ("The office took in 1,200 complaints. It closed 377 files.", "377"),
        ("La comisión recibió 1.200 quejas. Emitió 31 recomendaciones.", "31"),
    ],
)
def test_a_thing_that_is_part_of_a_topic_is_on_it_where_the_text_is(text: str, surface: str) -> None:
    assert topics(text)[surface][0] == "complaints"
    assert "complaints" not in topics(text.partition(". ")[2])[surface]


def test_a_figure_is_on_one_narrow_topic() -> None:
    assert topics("En el estado fueron asesinados 31 policías; homicidios hubo 2.400.")["31"] == ("police-killed",)


def test_the_share_of_another_thing_is_on_no_narrow_topic() -> None:
    text = "The office took in 1,200 complaints. Cameras are on at least 40 percent of patrols."
    assert "complaints" not in topics(text)["at least 40 percent"]


@pytest.mark.parametrize(
    ("text", "surface"),
    [
        ("Since 2008 the USG has provided $312 million to train the police of Guatemala.", "$312 million"),
        ("The embassy donated 14 trucks worth $1.2 million to the navy of Honduras.", "$1.2 million"),
        ("En México faltan peritos. España aportó 1,2 millones de euros para ellos.", "1,2 millones de euros"),
    ],
)
def test_what_a_donor_gives_is_aid_whoever_receives_it(text: str, surface: str) -> None:
    assert topics(text)[surface][0] == "aid"


def test_people_are_no_homicides_because_homicides_were_told() -> None:
    found = topics("Homicides fell to 310 in 2019. In a poll 54 percent of Hondurans said they would move.")
    assert "homicides" not in found["54 percent"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The party on the beach drew 2,300 guests.", ()),
        ("The party on the beach drew 2,300 guests. A day later came the election.", ("politics",)),
        ("Heavy rain flooded 64 villages in the governorate of Hajjah.", ()),
        ("La caravana del circo trajo a 60 artistas.", ()),
        ("La clínica tiene 4.000 dosis contra el sarampión.", ()),
        ("The clinic has 96 beds left.", ()),
    ],
)
def test_a_word_with_other_senses_needs_a_plainer_one_near(text: str, expected: tuple[str, ...]) -> None:
    assert read(text)[0].topics == expected


def test_a_length_of_time_is_on_no_general_topic() -> None:
    assert topics("The climbers spent eleven days in a cave.") == {"eleven days": ()}


def test_who_goes_on_with_a_noun_is_on_no_narrow_topic_that_it_is_not_on() -> None:
    told = topics(
        "Complaints against the police\n\nThe office received 1,204 complaints last year. It has 60 clerks.\n\n"
        "The clinic gave out 1,200 doses by June. Piura received 400."
    )
    assert told["1,204"] == ("complaints",)
    assert told["400"] == ()
