from collections.abc import Callable
from dataclasses import replace

import pytest

from ledger.exports.citing.links import Page, quote_link
from ledger.model.figure import Figure
from ledger.model.span import Span

MakeFigure = Callable[..., Figure]
URL = "https://example.org/a"


def link(make_figure: MakeFigure, text: str, quote: str, surface: str, url: str | None = URL) -> str | None:
    at = text.index(quote)
    figure = replace(make_figure(quote, surface), quote_span=Span(at, at + len(quote)))
    return quote_link(url, Page(text), figure)


def test_a_short_sentence_is_looked_for_as_a_whole(make_figure: MakeFigure) -> None:
    quote = "Well-armed, they killed 12 & fled."
    text = f"Before. {quote} After."
    assert link(make_figure, text, quote, "12") == f"{URL}#:~:text=Well%2Darmed%2C%20they%20killed%2012%20%26%20fled."


def test_white_space_is_one_space_as_on_the_page(make_figure: MakeFigure) -> None:
    quote = "They  killed\u00a012."
    assert link(make_figure, quote, quote, "12") == f"{URL}#:~:text=They%20killed%2012."


def test_of_a_long_sentence_the_ends_are_told(make_figure: MakeFigure) -> None:
    quote = f"One two three four five 12 {'word ' * 60}six seven eight nine ten."
    expected = f"{URL}#:~:text=One%20two%20three%20four%20five,six%20seven%20eight%20nine%20ten."
    assert link(make_figure, quote, quote, "12") == expected


def test_a_row_is_told_by_its_cells(make_figure: MakeFigure) -> None:
    row = "| Lima | 12 | 13 |"
    assert link(make_figure, f"| Place | a | b |\n{row}\n", row, "12") == f"{URL}#:~:text=Lima,13"


def test_the_mark_of_a_list_is_not_looked_for(make_figure: MakeFigure) -> None:
    for mark in ("- ", "• ", "2. ", "3) "):
        quote = f"{mark}In Ica 12 died."
        assert link(make_figure, quote, quote, "12") == f"{URL}#:~:text=In%20Ica%2012%20died."


def test_a_row_that_begins_as_another_text_does_is_told_with_the_cell_before(make_figure: MakeFigure) -> None:
    text = "Lima is large.\n\n| Place | Killed in all |\n| Lima | 12 |\n"
    assert link(make_figure, text, "| Lima | 12 |", "12") == f"{URL}#:~:text=Killed%20in%20all-,Lima,12"


def test_words_that_stand_twice_are_told_with_those_before_them(make_figure: MakeFigure) -> None:
    text = "In Lima police said: 12 died. In Cusco the mayor said: 12 died."
    at = text.rindex("12 died.")
    figure = replace(make_figure("12 died.", "12"), quote_span=Span(at, at + 8))
    assert quote_link(URL, Page(text), figure) == f"{URL}#:~:text=Cusco%20the%20mayor%20said%3A-,12%20died."


def test_a_fragment_that_is_there_stays(make_figure: MakeFigure) -> None:
    assert link(make_figure, "12 died.", "12 died.", "12", f"{URL}#part") == f"{URL}#part:~:text=12%20died."


@pytest.mark.parametrize(
    "url",
    [None, "", "javascript:alert(1)", "file:///etc/passwd", "example.org/a", "https://", "https://[", "https://a b/"],
)
def test_only_an_address_of_the_web_is_linked(make_figure: MakeFigure, url: str | None) -> None:
    assert link(make_figure, "12 died.", "12 died.", "12", url) is None


def test_words_are_counted_whole_in_any_case_and_spacing() -> None:
    page = Page("America. Ica, ICA; the  state\nof Ica. The state of Lima.")
    assert [page.count(words) for words in ("Ica", "the state of", "The state of Ica", "state of Cusco", "", "–")] == [
        3,
        2,
        1,
        0,
        0,
        0,
    ]
