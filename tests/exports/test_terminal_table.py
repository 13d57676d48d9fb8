from collections.abc import Callable

import pytest

from ledger.exports import terminal_table
from ledger.exports.blocks import comparison_block, finding_block
from ledger.exports.columns import figure_table
from ledger.exports.registry import render
from ledger.exports.table import Column, Shape, Table
from ledger.exports.terminal_table import display_width, render_terminal_table, wrap
from ledger.model.figure import Figure
from ledger.model.finding import Finding, FindingKind, Group

MakeFigure = Callable[..., Figure]

LONG = "The army received 1,695 complaints in 2011, the State Department said, " + "and much was said of it " * 9


@pytest.mark.parametrize("width", [80, 120, 200])
def test_a_table_fits_the_terminal(make_figure: MakeFigure, monkeypatch: pytest.MonkeyPatch, width: int) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    figures = [make_figure(LONG), make_figure(LONG, path="seeds/000-a-rather-long-name-of-a-file.txt")]
    lines = render(figure_table(figures).fitted(width), "table").splitlines()
    assert max(map(display_width, lines)) <= width
    assert len(lines) > 4, "quotes are wrapped, not cut"


@pytest.mark.parametrize("width", [80, 120])
def test_blocks_fit_the_terminal(make_figure: MakeFigure, monkeypatch: pytest.MonkeyPatch, width: int) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    figure = make_figure(LONG)
    group = Group("key", LONG, (figure, figure), figure.quantity.low, figure.quantity.value, None)
    finding = Finding(FindingKind.CONFLICT, "dispute", 0.5, (figure, figure), LONG)
    for block in (comparison_block((group, [])), finding_block(finding)):
        assert max(map(display_width, block.splitlines())) <= width


def test_a_block_shows_the_figure_marked_in_its_quote(make_figure: MakeFigure) -> None:
    block = finding_block(Finding(FindingKind.CONFLICT, "dispute", 0.5, (make_figure(),), "They differ."))
    assert "The army received »1,695« complaints in 2011." in block
    assert "River Monitor, 2021-03-01" in block


def test_numbers_stand_to_the_right_with_their_digits_grouped() -> None:
    table = Table(
        (Column("value", "value", Shape.AMOUNT), Column("line", "line", Shape.NUMBER)), [(3000000000, 1), (7, 1234)]
    )
    assert render(table, "table").splitlines()[2:] == ["3,000,000,000     1", "            7  1234"]


def test_text_that_looks_like_a_number_stays_as_it_is() -> None:
    table = Table((Column("id", "id"),), [("0012",), ("1e5",), ("1.50",)])
    assert render(table, "table").splitlines()[2:] == ["0012", "1e5", "1.50"]


def test_a_table_without_rows_shows_its_headings() -> None:
    assert render(Table((Column("id", "id"), Column("b", "b", Shape.NUMBER)), []), "table").startswith("id")


def test_words_longer_than_a_line_are_broken() -> None:
    assert wrap("abcdefgh ij", 5) == ["abcde", "fgh", "ij"]


def test_wide_characters_count_as_two() -> None:
    assert wrap("数字数字", 5) == ["数字", "数字"]


def test_room_that_one_column_does_not_fill_goes_to_another() -> None:
    columns = (Column("a", "a"), Column("b", "b"))
    rows = [("one internationally", "a few short words that could well use more of the room there is")]
    text = "".join(render_terminal_table(Table(columns, rows), 60))
    assert max(map(len, text.splitlines())) > 55


def test_a_very_long_word_is_broken_without_being_measured_again_and_again() -> None:
    def work(length: int) -> int:
        measured = 0

        def counted(character: str) -> int:
            nonlocal measured
            measured += 1
            return 1

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(terminal_table, "_character_width", counted)
            assert len(wrap("é" * length, 20)) == length // 20
        return measured

    assert work(4000) < 3 * work(2000)
