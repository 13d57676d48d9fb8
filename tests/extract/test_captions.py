"""Which source of a table each of its columns has."""

from ledger.extract.figures import read_figures
from ledger.model.document import Document

ROWS = """
Port          Wrecks   Fines*
Alta          48       310
Baja          40       214
"""
FILAS = """
Barrio        Incendios   Desalojos
Norte         48          12
Sur           40          9
"""


def told(text: str, language: str = "en") -> dict[str, str | None]:
    document = Document.from_text(text, language=language, publisher="The Post")
    return {figure.surface: figure.attribution for figure in read_figures(document)}


def test_one_source_below_a_table_is_that_of_all_rows() -> None:
    found = told(f"Table 1. Wrecks and fines{ROWS}\nSource: Lake Authority.\n")
    assert set(found.values()) == {"Lake Authority"}


def test_a_source_with_a_label_is_that_of_the_column_so_called() -> None:
    found = told(f"Table 1. Wrecks and fines{ROWS}\nSources: own register; fines, Lake Authority.\n")
    assert found == {"48": None, "310": "Lake Authority", "40": None, "214": "Lake Authority"}


def test_a_source_behind_a_mark_is_that_of_the_columns_that_bear_it() -> None:
    found = told(f"Table 1. Wrecks and fines{ROWS}* Lake Authority.\n")
    assert found == {"48": None, "310": "Lake Authority", "40": None, "214": "Lake Authority"}


def test_a_note_behind_a_mark_is_no_source() -> None:
    found = told(f"Table 1. Wrecks and fines{ROWS}* The Lake Authority closed in May.\n")
    assert set(found.values()) == {None}


def test_sources_of_which_nothing_tells_the_columns_are_those_of_none() -> None:
    found = told(f"Table 1. Wrecks and fines{ROWS}\nSources: Lake Authority; Boat Union.\n")
    assert set(found.values()) == {None}


def test_sources_in_brackets_in_the_title_are_those_of_what_stands_before_them() -> None:
    found = told(f"Cuadro 1. Incendios (Defensa Civil) y desalojos (Red Techo)\n{FILAS}", "es")
    assert found == {"48": "Defensa Civil", "12": "Red Techo", "40": "Defensa Civil", "9": "Red Techo"}


def test_who_speaks_before_a_table_tells_its_rows() -> None:
    found = told(f"The Lake Authority counted 88 wrecks. They were spread as follows:\n{ROWS}")
    assert set(found.values()) == {"Lake Authority"}


def test_who_spoke_a_paragraph_before_does_not() -> None:
    found = told(f"The Lake Authority counted 88 wrecks.\n\nThis is how ours were spread:\n{ROWS}")
    assert found == {"88": "Lake Authority", "48": None, "310": None, "40": None, "214": None}
