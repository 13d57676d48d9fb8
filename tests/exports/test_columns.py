from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal

import pytest

from ledger.errors import BadValue, UnknownColumn
from ledger.exports.citations import citation_table
from ledger.exports.citing.citation import Citation
from ledger.exports.columns import FIGURE_COLUMNS, figure_table, group_table, pair_table
from ledger.exports.quotes import claim, marked_quote
from ledger.model.figure import Figure
from ledger.model.finding import Finding, FindingKind, Gate, Group, Pair, Relation, Verdict
from ledger.model.judgement import Judgement, Verb
from ledger.model.quantity import Bound, Kind, Quantity

MakeFigure = Callable[..., Figure]


def test_figures_have_the_promised_fields_in_order(make_figure: MakeFigure) -> None:
    figure = make_figure()
    assert [column.key for column in FIGURE_COLUMNS] == list(figure.to_record())
    assert list(figure_table([figure]).records()) == [figure.to_record()]


def test_columns_come_in_the_order_asked_for(make_figure: MakeFigure) -> None:
    table = figure_table([make_figure()]).picked(["value", "id"])
    assert [column.key for column in table.columns] == ["value", "id"]
    assert list(table.rows) == [(1695, make_figure().id)]


def test_an_unknown_column_names_the_known_ones(make_figure: MakeFigure) -> None:
    with pytest.raises(UnknownColumn, match=r"'valeu'.*value"):
        figure_table([make_figure()]).picked(["valeu"])


def test_a_column_answers_to_the_heading_it_is_shown_under(make_figure: MakeFigure) -> None:
    table = figure_table(iter([make_figure()])).picked(["id", "Figure", "what", "who says so", "where", "line"])
    assert list(table.rows) == [
        (make_figure().id, "1,695", "complaints (army)", "State Department", "ana-2021.txt:1", 1)
    ]
    cited = citation_table([Citation(make_figure(), "ana2021")]).picked(
        ["figure", "topic", "qualifier", "where", "doubted by"]
    )
    assert list(cited.rows) == [("1,695", ["complaints"], "exact", "ana-2021.txt:1", "")]
    assert [column.heading for column in cited.columns][:3] == ["figure", "topic", "qualifier"]


def test_a_close_column_is_proposed(make_figure: MakeFigure) -> None:
    with pytest.raises(UnknownColumn, match="Did you mean 'value'"):
        figure_table([]).picked(["valeu"])


def test_a_limit_below_nought_is_refused(make_figure: MakeFigure) -> None:
    with pytest.raises(BadValue, match="--limit"):
        figure_table([]).first(-1)


def test_rows_are_taken_only_as_they_are_needed(make_figure: MakeFigure) -> None:
    taken: list[int] = []

    def figures() -> Iterator[Figure]:
        for number in range(10):
            taken.append(number)
            yield make_figure()

    assert len(list(figure_table(figures()).first(2).rows)) == 2
    assert taken == [0, 1]


def test_a_quote_marks_its_figure_and_changes_nothing_else(make_figure: MakeFigure) -> None:
    figure = make_figure("1,695 of 1,695 complaints")
    assert marked_quote(figure) == "»1,695« of 1,695 complaints"
    assert marked_quote(figure).replace("»", "").replace("«", "") == figure.quote


def test_a_claim_is_made_of_the_figures_parts(make_figure: MakeFigure) -> None:
    assert claim(make_figure()) == "1,695 complaints (filed, army) in Mexico, 2011, according to State Department"


@pytest.mark.parametrize(
    ("kind", "unit", "per", "words"),
    [
        (Kind.MONEY, "USD", None, "USD 1,695 (complaints, filed, army) in Mexico"),
        (Kind.RATE, "USD", "month", "USD 1,695 per month (complaints, filed, army)"),
        (Kind.RATE, "person", "100000", "1,695 per 100,000 (complaints, filed, army)"),
        (Kind.DURATION, "month", None, "1,695 months (complaints, filed, army)"),
        (Kind.OTHER, "square_kilometre", None, "1,695 square kilometres (complaints, filed, army)"),
        (Kind.RANK, "place", None, "rank 1,695 (complaints, filed, army)"),
        (Kind.MULTIPLE, "times", None, "1,695 (complaints, filed, army)"),
    ],
)
def test_an_amount_that_is_no_count_tells_its_unit(
    make_figure: MakeFigure, kind: Kind, unit: str, per: str | None, words: str
) -> None:
    figure = make_figure()
    assert claim(replace(figure, quantity=replace(figure.quantity, kind=kind, unit=unit, per=per))).startswith(words)


@pytest.mark.parametrize(
    ("quantity", "words"),
    [
        (
            Quantity(Kind.MONEY, Decimal("3E9"), Decimal("3E9"), None, Bound.MORE_THAN, "USD"),
            "more than USD 3,000,000,000",
        ),
        (Quantity(Kind.COUNT, Decimal(45), Decimal(40), Decimal(50), Bound.RANGE), "between 40 and 50"),
        (Quantity(Kind.PERCENT, Decimal("1.6"), Decimal("1.6"), Decimal("1.6"), unit="percent"), "1.6%"),
    ],
)
def test_an_amount_keeps_its_bound(make_figure: MakeFigure, quantity: Quantity, words: str) -> None:
    assert claim(replace(make_figure(), quantity=quantity)).startswith(words)


def test_a_citation_has_place_quote_and_doubts(make_figure: MakeFigure) -> None:
    figure = make_figure()
    doubt = Finding(FindingKind.CONFLICT, "dispute", 0.9, (figure,), "They differ.")
    agreed = Finding(FindingKind.CORROBORATION, "corroboration", 0.1, (figure,), "They agree.")
    judged = Judgement(figure.id, Verb.ACCEPT, "Ana", datetime(2026, 5, 1, 23, tzinfo=UTC), "Called them.")
    cited = Citation(figure, "ana2021", "complaints · Mexico", (doubt, agreed), judged, link="https://example.org/")
    (record,) = citation_table([cited]).records()
    assert record["quote"] == "The army received »1,695« complaints in 2011."
    assert (record["surface"], record["value"], record["span"]) == ("1,695", 1695, "18:23")
    assert record["sha256"] == "edfb845f5843"
    assert record["conflict_group"] == [doubt.id]
    assert record["verdict"] == ["conflict: They differ.", "corroboration: They agree."]
    assert (record["key"], record["group"]) == (f"ana2021:{figure.id[2:10]}", "complaints · Mexico")
    assert (record["checked_by"], record["checked_on"], record["note"]) == ("Ana", "2026-05-01", "Called them.")


def test_a_pair_names_both_figures_gate_and_assumptions(make_figure: MakeFigure) -> None:
    one, other = make_figure(), make_figure("They counted 1,659.", "1,659", "1659")
    pair = Pair(one, other, Relation(Verdict.NOT_COMPARABLE, "Other years.", Gate.PERIOD, (Gate.PLACE,)))
    (record,) = pair_table([pair]).records()
    assert record == {
        "a": one.id,
        "b": other.id,
        "relation": "not_comparable",
        "reason": "Other years.",
        "gate": "period",
        "assumed": ["place"],
    }


def test_a_group_says_what_agrees_and_what_disagrees(make_figure: MakeFigure) -> None:
    one, other = make_figure(), make_figure("They counted 1,659.", "1,659", "1659")
    pair = Pair(one, other, Relation(Verdict.CONFLICT, "They differ."))
    group = Group("complaints", "Complaints", (one, other), Decimal(1659), Decimal(1695), Decimal(1695))
    (record,) = group_table([(group, [pair])]).records()
    assert (record["low"], record["best"], record["high"]) == (1659, 1695, 1695)
    assert record["disagree"] == ["They differ."]
    assert record["agree"] == []
    assert record["figures"] == [one.id, other.id]
