"""What a person reads on a terminal: readable periods, shortened files, whole words, quotes under their rows."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from ledger.exports.blocks import comparison_block, finding_block, findings_count, single_source_line
from ledger.exports.citations import citation_table
from ledger.exports.citing.citation import Citation
from ledger.exports.columns import document_table, figure_table, pair_table, topic_table
from ledger.exports.quotes import (
    excerpt,
    file_and_line,
    marked,
    number_beside,
    period_words,
    printed,
    subject,
)
from ledger.exports.registry import render
from ledger.exports.table import Table
from ledger.exports.terminal_table import display_width, shortened
from ledger.model.figure import Basis, Evidence, Figure, Modality
from ledger.model.finding import Finding, FindingKind, Gate, Group, Pair, Relation, Verdict
from ledger.model.period import Period
from ledger.model.quantity import Bound, Kind, Quantity
from ledger.model.span import Span

MakeFigure = Callable[..., Figure]


@pytest.fixture(autouse=True)
def _terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "120")


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        (date(2019, 1, 1), date(2020, 1, 1), "2019"),
        (date(2008, 1, 1), date(2010, 1, 1), "2008 – 2009"),
        (date(2021, 3, 1), date(2021, 4, 1), "2021-03"),
        (date(2021, 3, 18), date(2021, 3, 19), "2021-03-18"),
        (date(2008, 1, 1), date(2009, 7, 1), "2008-01 – 2009-06"),
        (date(2011, 10, 1), date(2012, 10, 1), "2011-10 – 2012-09"),
        (date(2021, 1, 1), date(2021, 7, 6), "2021-01-01 – 2021-07-05"),
        (date(2007, 1, 1), None, "2007–"),
        (date(2020, 6, 1), None, "2020-06–"),
        (None, date(2018, 1, 1), "–2017"),
        (None, None, ""),
    ],
)
def test_a_period_is_as_short_as_it_can_be(
    make_figure: MakeFigure, start: date | None, end: date | None, words: str
) -> None:
    assert period_words(replace(make_figure(), period=Period(start, end))) == words


@pytest.mark.parametrize(
    ("surface", "value", "shown"),
    [
        ("1,695", "1695", None),
        ("$65.3 million", "65300000", None),
        ("17,280-million pesos", "17280000000", None),
        ("16 mil 300 millones", "16300000000", None),
        ("30 of the 32", "30", None),
        ("mil 348", "1348", Decimal(1348)),
        ("eight", "8", Decimal(8)),
        ("1,200", "1.2E+9", Decimal(1_200_000_000)),
        ("4,1", "4.1E+3", Decimal(4100)),
        ("4,1", "4.1", None),
        ("-3.2", "-3.2", None),
        ("1 234,5", "1234.5", None),
        ("1'234", "1234", None),
        ("0.50", "0.5", None),
        ("0", "0", None),
        ("tres mil", "3E+3", Decimal(3000)),
        ("a third", "0.3333333333333333", Decimal("0.333")),
        ("one hundred million billion trillion", "1E+29", Decimal(10) ** 29),
    ],
)
def test_a_number_stands_beside_only_where_the_words_do_not_show_it(
    make_figure: MakeFigure, surface: str, value: str, shown: Decimal | None
) -> None:
    assert number_beside(make_figure(f"They were {surface} in all.", surface, value)) == shown


def test_a_sum_of_money_gets_its_currency_where_that_stands_elsewhere(make_figure: MakeFigure) -> None:
    figure = make_figure("Del total, 845,2 millones irán a cooperación.", "845,2 millones", "845200000")
    money = Quantity(Kind.MONEY, Decimal(845200000), None, None, unit="EUR")
    far = (Evidence("unit", Basis.PARAGRAPH, "currency carried along"),)
    assert printed(replace(figure, quantity=money)) == "845,2 millones"
    assert printed(replace(figure, quantity=money, evidence=far)) == "845,2 millones EUR"


def test_what_is_counted_says_whom_alone_and_that_it_is_no_fact_yet(make_figure: MakeFigure) -> None:
    assert subject(make_figure()) == "complaints (army)"
    assert subject(replace(make_figure(), modality=Modality.PLANNED, population=None)) == "complaints (planned)"
    assert subject(replace(make_figure(), noun=None, population=None)) == "complaints filed"


@pytest.mark.parametrize("width", [80, 100, 120, 200])
def test_no_word_is_broken_while_there_is_room(
    make_figure: MakeFigure, monkeypatch: pytest.MonkeyPatch, width: int
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    path = "archive/003-a-very-long-name-of-a-digest-of-news.txt"
    figures = [
        replace(make_figure(path=path), attribution="Comisión Nacional de los Derechos Humanos"),
        replace(make_figure(path=path), noun="annual counternarcotics security assistance"),
    ]
    for table in (figure_table(figures), _cited(figures)):
        printed_table = render(table.fitted(width), "table")
        for word in ["counternarcotics", "Nacional", "assistance", "Mexico"]:
            assert word in printed_table or (word == "Nacional" and width < 100)
        assert max(map(display_width, printed_table.splitlines())) <= width


def _cited(figures: list[Figure]) -> Table:
    doubt = Finding(FindingKind.CONFLICT, "dispute", 0.9, (figures[0],), "They differ.")
    return citation_table([Citation(figures[0], "ana2021", findings=(doubt,)), Citation(figures[1], "ana2021")])


def test_a_quote_is_shown_under_its_row_only_where_there_is_room(make_figure: MakeFigure) -> None:
    quote = "The army received »1,695« complaints in 2011."
    for width, shown in ((80, False), (110, False), (120, True)):
        assert (quote in render(figure_table([make_figure()]).fitted(width), "table")) is shown


def test_who_says_so_and_where_are_on_every_terminal(make_figure: MakeFigure) -> None:
    for width in (80, 100, 120, 200):
        text = render(figure_table([make_figure()]).fitted(width), "table")
        assert {"State", "Department"} <= set(text.split())
        assert "ana-2021.txt:1" in text


def test_a_column_without_a_value_is_left_out(make_figure: MakeFigure) -> None:
    assert "value" not in render(figure_table([make_figure()]).fitted(120), "table").splitlines()[0]
    assert (
        "doubted by"
        not in render(citation_table([Citation(make_figure(), "ana2021")]).fitted(120), "table").splitlines()[0]
    )


def test_a_files_name_is_shortened_in_its_middle_and_keeps_its_line() -> None:
    assert shortened("notes.txt:3", 20) == "notes.txt:3"
    short = shortened("003-justice-in-mexico-digest.txt:157", 24)
    assert (len(short), short.startswith("003-"), short.endswith(".txt:157")) == (24, True, True)
    assert display_width(shortened("数字" * 20 + ".txt", 21)) <= 21


def test_a_long_sentence_is_cut_around_its_figure(make_figure: MakeFigure) -> None:
    figure = make_figure("word " * 100 + "then 1,695 complaints " + "word " * 100)
    cut = excerpt(marked(figure, [figure]), 120)
    assert "»1,695«" in cut
    assert cut.startswith("… ")
    assert cut.endswith(" …")
    assert len(cut) <= 130
    assert excerpt("A »13« b", 120) == "A »13« b"


def test_figures_of_one_sentence_are_marked_in_it_together(make_figure: MakeFigure) -> None:
    quote = "From 367 in 2007 to over 2000."
    one, other = make_figure(quote, "367", "367"), make_figure(quote, "over 2000", "2000")
    assert marked(one, [other, one]) == "From »367« in 2007 to »over 2000«."
    block = finding_block(Finding(FindingKind.WARNING, "uneven_windows", 0.1, (one, other), "They differ."))
    assert block.count("From »367«") == 1
    assert block.startswith("warning · uneven windows · severity 0.10 · c-")


def _group(make_figure: MakeFigure) -> tuple[Group, list[Pair]]:
    agreeing = [make_figure(f"Text {number} counted 13 in all.", "13", "13") for number in range(3)]
    agreeing = [replace(figure, span=Span(7 + at, 9 + at)) for at, figure in enumerate(agreeing)]
    apart = make_figure("They counted 14.", "14", "14")
    same = Relation(Verdict.AGREE, "They are the same.", None, (Gate.PERIOD,))
    differ = Relation(Verdict.CONFLICT, "13 and 14 differ.", None, (Gate.PERIOD,))
    pairs = [Pair(agreeing[0], agreeing[1], same), Pair(agreeing[1], agreeing[2], same)]
    pairs += [Pair(figure, apart, differ) for figure in agreeing[:2]]
    group = Group("key", "police officers killed · Mexico", (*agreeing, apart), Decimal(13), Decimal(13), Decimal(14))
    return group, pairs


def test_relations_of_one_kind_are_one_line_and_the_disagreement_comes_first(make_figure: MakeFigure) -> None:
    lines = comparison_block(_group(make_figure)).splitlines()
    assert lines[0] == "police officers killed · Mexico"
    assert lines[2] == "  disagree: 13 and 14 differ. (2 such pairs)"
    assert lines[3] == "  agree: 13 (3 figures from State Department)"
    assert lines[4] == "  assumed to be the same: period"


def test_the_figures_that_disagree_are_quoted_first(make_figure: MakeFigure) -> None:
    group, pairs = _group(make_figure)
    last = make_figure("Others counted 15 here.", "15", "15")
    block = comparison_block((replace(group, figures=(last, *group.figures)), pairs))
    assert block.index("They counted »14«.") < block.index("Others counted »15« here.")


def test_a_count_of_findings_tells_kinds_and_what_is_cut(make_figure: MakeFigure) -> None:
    kinds = [FindingKind.CONFLICT, FindingKind.CORROBORATION, FindingKind.CORROBORATION]
    findings = [Finding(kind, "x", 0, (make_figure(),), "Told.") for kind in kinds]
    assert findings_count(findings, 3) == "3 findings: 1 conflict, 2 corroboration.\n"
    assert findings_count(findings, 1) == "3 findings: 1 conflict, 2 corroboration; the first 1 are shown.\n"
    line = "63 figures of a measure stand on a single source: ledger check --kind single_source lists them.\n"
    assert single_source_line(63, "ledger check") == line


def test_pairs_and_topics_and_documents_read_as_words(make_figure: MakeFigure) -> None:
    pair = Pair(
        make_figure(), make_figure(), Relation(Verdict.NOT_COMPARABLE, "Other years.", Gate.PERIOD, (Gate.PLACE,))
    )
    text = render(pair_table([pair]).fitted(120), "table")
    assert "not comparable" in text
    assert "Other years. (Assumed the same: place.)" in text
    topic = {"topic": None, "title": None, "measure": None, "definition": "None of them.", "unit": None, "figures": 3}
    assert "(none)" in render(topic_table([topic]).fitted(80), "table")
    empty = dict.fromkeys(("document", "title", "author", "publisher", "published", "url", "language", "start", "end"))
    empty |= {"encoding": None, "decoded_by": None, "copy_of": None, "origins": []}
    counts = {"size": 1, "figures": 2, "omissions": 3, "problems": 0, "numbers_left_out": 0}
    whole = {**empty, **counts, "path": "a.txt", "section": None, "voice": None, "title": "A"}
    parts = [
        whole | {"section": number, "voice": voice, "title": None} for number, voice in ((1, "body"), (2, "comments"))
    ]
    shown = render(document_table([whole, *parts]).fitted(120), "table")
    assert "– 2 comments" in shown
    assert "body" not in shown
    assert "problems" not in shown


def test_a_number_in_a_scale_left_out_has_no_point(make_figure: MakeFigure) -> None:
    assert str(number_beside(make_figure("They were 4,1 in all.", "4,1", "4100.0"))) == "4100"


def test_a_range_has_no_number_beside_it(make_figure: MakeFigure) -> None:
    span = Quantity(Kind.COUNT, Decimal(45), Decimal(40), Decimal(50), Bound.RANGE)
    assert number_beside(replace(make_figure(), quantity=span)) is None


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("reports/digest.txt", "digest.txt:"),
        ("reports/sent.zip/digest.txt", "sent.zip/digest.txt:"),
        ("reports/sent.zip/2021/digest.txt", "sent.zip/digest.txt:"),
        ("box.mbox#12/digest.txt", "box.mbox#12/digest.txt:"),
        ("letter.eml/sent.zip/digest.txt", "letter.eml/digest.txt:"),
        ("letter.eml", "letter.eml"),
    ],
)
def test_where_a_member_stands_is_told_with_what_holds_it(make_figure: MakeFigure, path: str, told: str) -> None:
    figure = make_figure()
    assert file_and_line(replace(figure, source=replace(figure.source, path=path))).startswith(told)
