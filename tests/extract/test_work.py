"""How much work a text makes, counted in calls: what is not asked for is not worked out, and nothing twice."""

import gc
from collections.abc import Callable
from types import ModuleType

import pytest

from ledger.extract import attributions, context, dates, figures, headings, periods, places, relative_times
from ledger.extract.figures import read_figures
from ledger.model.document import Document

MANY = 30


def read(text: str) -> int:
    return len(read_figures(Document.from_text(text, language="en")))


def test_a_country_is_told_once_by_a_sentence_though_it_is_asked_for_its_places_again(
    calls: Callable[[ModuleType, str], list[str]],
) -> None:
    told = calls(places, "_told")
    text = "\n\n".join(f"Some {number + 10} ships lay in Kenya at the time." for number in range(MANY))
    assert read(text) == MANY
    assert len(told) == MANY


def test_no_source_is_looked_for_where_no_words_of_one_stand(calls: Callable[[ModuleType, str], list[str]]) -> None:
    names = calls(attributions, "SourceNames")
    text = " ".join(f"At dawn {number + 10} ships lay at anchor." for number in range(MANY))
    assert read(text) == MANY
    assert not names
    assert read("The harbour master said 12 ships were at anchor.") == 1
    assert names


def test_who_speaks_in_a_sentence_is_found_out_when_a_figure_behind_it_asks(
    calls: Callable[[ModuleType, str], list[str]],
) -> None:
    asked = calls(context, "find_attributions")
    spoken = "\n\n".join("The boats were late at one of the ports, the minister said." for _ in range(MANY))
    assert read(f"{spoken}\n\nThe Lamu Port Authority said 12 ships lay at anchor.\n\n{spoken}") == 1
    assert len(asked) == 1
    asked.clear()
    assert read(f"{spoken}\n\nThere were 12 ships at anchor, he said.") == 1
    assert len(asked) == MANY + 1


def test_no_number_is_read_before_a_time_where_no_unit_of_time_follows(
    calls: Callable[[ModuleType, str], list[str]],
) -> None:
    counts = calls(relative_times, "find_count")
    assert read(" ".join(f"They counted {number + 10} million nets." for number in range(MANY))) == MANY
    assert not counts
    assert read("They counted 12 million nets two years ago.") == 1
    assert counts


def test_digits_that_count_something_are_not_read_as_dates(calls: Callable[[ModuleType, str], list[str]]) -> None:
    read_as_dates = calls(dates, "_of_digits")
    assert read(" ".join(f"They counted {number + 10} nets." for number in range(MANY))) == MANY
    assert not read_as_dates
    assert read("They counted 12 nets on 3 May 2020.") == 1
    assert read_as_dates


def test_where_a_text_was_written_is_not_asked_where_its_country_is_clear(
    calls: Callable[[ModuleType, str], list[str]],
) -> None:
    homes = calls(figures, "find_home")
    assert read("Lamu, Kenya, 3 May 2020\n\nIn Kenya 12 ships sank in Kenya, and 40 in Kenya were mended.") == 2
    assert not homes
    assert read("Lamu, Kenya, 3 May 2020\n\nAt dawn 12 ships sank, and 40 were mended.") == 2
    assert homes


def test_text_without_numbers_is_not_searched_for_times(calls: Callable[[ModuleType, str], list[str]]) -> None:
    times = calls(periods, "_find_time")
    assert read("\n\n".join("The boats of Kenya came back in the evening, he said." for _ in range(MANY))) == 0
    assert not times


def test_the_headings_of_a_table_are_read_once_for_all_of_its_rows(
    calls: Callable[[ModuleType, str], list[str]],
) -> None:
    cues = calls(headings, "find_cues")
    rows = "\n".join(f"| Pier {number} | {number + 10} | {number + 40} | {number + 70} |" for number in range(MANY))
    assert (
        read(f"Ships by pier of Lamu\n\n| Pier | Sunk | Stranded | Seized |\n|---|---|---|---|\n{rows}\n") == 3 * MANY
    )
    assert len(cues) <= 2 * 3


def test_behind_the_last_amount_of_a_text_nothing_is_found_out(
    calls: Callable[[ModuleType, str], list[str]],
) -> None:
    made = calls(context, "find_attributions")
    read("The police counted 43 deaths in Lima.\n\n")
    before = len(made)
    read("The police counted 43 deaths in Lima.\n\n" + "The mayor of Lima spoke on 3 May 2020.\n\n" * MANY)
    assert len(made) == 2 * before


@pytest.mark.parametrize("text", ["The police counted 43 deaths in Lima.", "La policía contó 1.234 muertos en Lima."])
def test_a_document_is_let_go_once_it_is_read(text: str) -> None:
    read(text)
    gc.collect()
    gc.disable()
    try:
        read(text)
        assert gc.collect() == 0
    finally:
        gc.enable()
