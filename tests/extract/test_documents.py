"""What holds for a document as a whole."""

import ledger
from ledger.model.document import Document

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
