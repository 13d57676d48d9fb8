import string
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from itertools import islice

import pytest

from ledger.errors import AmbiguousId, UnknownId
from ledger.model.document import Document, Metadata, Origin
from ledger.model.figure import Figure, Place, Status
from ledger.model.judgement import Judgement, Verb
from ledger.model.period import Period
from ledger.model.quantity import Kind, Quantity
from ledger.model.reading import Reading
from ledger.store.engine import Ledger
from ledger.store.filters import FigureFilter
from ledger.store.queries import fetch_figure, fetch_figures
from ledger.store.reads import (
    TopicCount,
    count_documents,
    count_figures,
    fetch_document,
    fetch_documents,
    fetch_finding,
    fetch_omissions,
    fetch_places,
    fetch_topic_counts,
    has_document,
)
from ledger.store.writes import add_judgement, add_metadata, add_reading
from tests.store.samples import ECATEPEC, MEXICO, ON_BOTH, make_figure, make_reading

pytestmark = ON_BOTH
NOON = datetime(2024, 5, 1, 12, 0, tzinfo=UTC)
DOLLARS = Quantity(Kind.MONEY, Decimal("0.1"), Decimal("0.1"), None, unit="USD")


def add(ledger: Ledger, number: int, **parts: object) -> list[str]:
    reading = make_reading(number, 1, **parts)
    assert add_reading(ledger, reading, 1)
    return ids(reading.figures)


def ids(figures: Iterable[Figure]) -> list[str]:
    return [figure.id for figure in figures]


def found(ledger: Ledger, **asked: object) -> list[str]:
    return ids(fetch_figures(ledger, FigureFilter(**asked)))  # type: ignore[arg-type]


def test_figures_come_by_path_and_start(ledger: Ledger) -> None:
    figures = list(fetch_figures(ledger))
    assert len(figures) == 15
    assert figures == sorted(figures, key=lambda figure: (figure.source.path, figure.span))


def test_figures_stream_across_batches_in_order(ledger: Ledger) -> None:
    many = make_reading(70, figures=1203)
    add_reading(ledger, many, 1)
    stream = fetch_figures(ledger, FigureFilter(document=many.document.path))
    assert list(islice(stream, 700)) == list(many.figures[:700])
    assert list(stream) == list(many.figures[700:])


def test_by_topic_and_measure(ledger: Ledger) -> None:
    wanted = add(ledger, 9, topics=("aid", "complaints"), measure="filed")
    assert found(ledger, topic="complaints") == wanted
    assert found(ledger, measure="filed") == wanted
    assert len(found(ledger, topic="aid")) == 16
    assert found(ledger, topic="complaint") == []


@pytest.mark.parametrize("place", ["Ecatepec de Morelos", "MX-MEX", "MX"])
def test_by_place_or_one_around_it(ledger: Ledger, place: str) -> None:
    (wanted,) = add(ledger, 9, place=ECATEPEC)
    assert wanted in found(ledger, places=("PE", place))
    assert len(found(ledger, places=(place,))) == (16 if place == "MX" else 1)


@pytest.mark.parametrize("place", ["M", "X", "MX MX-MEX", "%", "M_", "ecatepec"])
def test_a_part_of_a_place_is_not_the_place(ledger: Ledger, place: str) -> None:
    add(ledger, 9, place=ECATEPEC)
    assert found(ledger, places=(place,)) == []


@pytest.mark.parametrize(
    ("start", "end", "shares"),
    [
        ("2019-12-31", "2020-06-01", True),
        ("2020-01-01", "2020-06-01", False),  # half-open: 2019 ends before it
        ("2018-01-01", "2019-01-01", False),
        ("2018-01-01", "2019-01-02", True),
        (None, "2019-01-02", True),
        ("2020-01-01", None, False),
        (None, None, True),
    ],
)
def test_by_period_that_shares_a_day(ledger: Ledger, start: str | None, end: str | None, shares: bool) -> None:
    asked = Period(*(None if day is None else date.fromisoformat(day) for day in (start, end)))  # type: ignore[arg-type]
    assert len(found(ledger, period=asked)) == (15 if shares else 0)


def test_an_open_period_reaches_for_ever_and_an_unstated_one_nowhere(ledger: Ledger) -> None:
    since = add(ledger, 8, period=Period(date(2007, 1, 1), None))
    until = add(ledger, 9, period=Period(None, date(2007, 1, 1)))
    add(ledger, 10, period=Period())
    assert found(ledger, period=Period(date(2030, 1, 1), date(2031, 1, 1))) == since
    assert found(ledger, period=Period(date(1990, 1, 1), date(1991, 1, 1))) == until


def test_by_kind_and_unit(ledger: Ledger) -> None:
    wanted = add(ledger, 9, quantity=DOLLARS)
    assert found(ledger, kinds=(Kind.MONEY, Kind.RATE)) == wanted
    assert found(ledger, unit="USD") == wanted
    assert len(found(ledger, kinds=(Kind.COUNT,))) == 15


def test_by_value_to_the_last_digit(ledger: Ledger) -> None:
    below, at, above = (
        add(ledger, number, quantity=replace(DOLLARS, value=Decimal(value)))[0]
        for number, value in ((7, "0.0999999999999999999999"), (8, "0.1"), (9, "0.1000000000000000000001"))
    )
    assert found(ledger, minimum=Decimal("0.1"), maximum=Decimal(1)) == [at, above]
    assert found(ledger, maximum=Decimal("0.1")) == [below, at]


def test_by_source_whatever_accents_and_case(ledger: Ledger) -> None:
    assert len(found(ledger, source="FISCALIA")) == 15
    assert len(found(ledger, source="report 3")) == 3
    add_metadata(ledger, make_reading(2).document.sha256, Metadata(author="Ana Peña"), Origin.TYPED)
    assert found(ledger, source="pena") == ids(make_reading(2).figures)


def test_by_document(ledger: Ledger) -> None:
    reading = make_reading(3)
    for name in ("reports/00003.txt", "00003.txt", reading.document.sha256, reading.document.sha256[:10]):
        assert found(ledger, document=name) == ids(reading.figures)
    assert found(ledger, document="3.txt") == []
    assert found(ledger, document="%") == []


def test_by_words_in_quote_or_noun(ledger: Ledger) -> None:
    document = Document.from_text("In 2019 about 50 %_\nPOLICÍAS were killed.", path="z.txt")
    figure = make_figure(document, "50", noun="agentes de tránsito")
    add_reading(ledger, Reading(document, (figure,)), 1)
    for words in ("policias", "%_ Policías", "TRANSITO", "%_"):
        assert found(ledger, search=words) == [figure.id]
    assert found(ledger, search="were kil_ed") == []
    assert len(found(ledger, search="mexico")) == 15


def judge(ledger: Ledger, target: str, *verbs: Verb, by: str = "ana") -> None:
    for verb in verbs:
        changes = (("noun", '"dogs"'),) if verb is Verb.CORRECT else ()
        add_judgement(ledger, Judgement(target, verb, by, NOON, None, changes))


@pytest.mark.parametrize(
    ("verbs", "status"),
    [
        ([], Status.UNREVIEWED),
        ([Verb.NOTE], Status.UNREVIEWED),
        ([Verb.ACCEPT], Status.ACCEPTED),
        ([Verb.REJECT, Verb.ACCEPT, Verb.NOTE], Status.ACCEPTED),
        ([Verb.ACCEPT, Verb.CORRECT], Status.CORRECTED),
        ([Verb.ACCEPT, Verb.REJECT, Verb.UNDO], Status.ACCEPTED),
        ([Verb.ACCEPT, Verb.REJECT, Verb.UNDO, Verb.UNDO], Status.UNREVIEWED),
        ([Verb.REJECT, Verb.NOTE, Verb.UNDO], Status.REJECTED),  # the note was taken back
        ([Verb.ACCEPT, Verb.UNDO, Verb.REJECT], Status.REJECTED),
    ],
)
def test_the_last_word_of_a_reviewer_that_holds_counts(ledger: Ledger, verbs: list[Verb], status: Status) -> None:
    name = make_reading(0).figures[0].id
    judge(ledger, make_reading(0).figures[1].id, Verb.REJECT)
    judge(ledger, name, *verbs)
    assert fetch_figure(ledger, name).status is status
    assert (name in found(ledger)) == (status is not Status.REJECTED)


def test_by_status(ledger: Ledger) -> None:
    one, two, three = ids(make_reading(0).figures)
    judge(ledger, one, Verb.ACCEPT)
    judge(ledger, two, Verb.REJECT)
    assert found(ledger, statuses=(Status.ACCEPTED,)) == [one]
    assert found(ledger, statuses=(Status.REJECTED, Status.ACCEPTED)) == [one, two]
    assert found(ledger, statuses=(Status.UNREVIEWED,))[0] == three
    assert len(found(ledger)) == 14
    judge(ledger, one, Verb.REJECT, by="ben")
    assert found(ledger, statuses=(Status.DISPUTED,)) == [one]
    assert found(ledger, statuses=(Status.ACCEPTED, Status.CORRECTED)) == []
    assert len(found(ledger)) == 14


def test_a_figure_is_found_by_the_beginning_of_its_id(ledger: Ledger) -> None:
    figure = make_reading(1).figures[1]
    for name in (figure.id, figure.id[:10], figure.id[2:10]):
        assert fetch_figure(ledger, name) == figure


@pytest.mark.parametrize("name", ["f-0000000000000000", "zz", "f-%", "f-" + "0" * 30, "c-00"])
def test_an_unknown_id_is_told(ledger: Ledger, name: str) -> None:
    with pytest.raises(UnknownId):
        fetch_figure(ledger, name)
    with pytest.raises(UnknownId):
        fetch_finding(ledger, name)


def test_an_id_that_fits_several_is_told_with_some_of_them(ledger: Ledger) -> None:
    letters = [name[2] for name in found(ledger)]
    often = next(letter for letter in string.hexdigits if letters.count(letter) > 1)
    with pytest.raises(AmbiguousId, match=f"'{often}'.*f-{often}"):
        fetch_figure(ledger, often)


def test_documents_are_listed_with_their_counts(ledger: Ledger) -> None:
    entries = fetch_documents(ledger)
    assert [entry.path for entry in entries] == [f"reports/{number:05}.txt" for number in range(5)]
    document = make_reading(4).document
    last = entries[-1]
    assert (last.sha256, last.size, last.sections) == (document.sha256, document.size, document.sections)
    assert (last.metadata, last.origins) == (document.metadata, document.origins)
    assert (last.figures, last.omissions, last.problems) == (3, 1, 0)
    assert last.added_at.tzinfo is UTC
    assert (count_documents(ledger), count_figures(ledger)) == (5, 15)


def test_a_document_is_known_by_its_content(ledger: Ledger) -> None:
    document = make_reading(4).document
    assert has_document(ledger, document.sha256)
    assert not has_document(ledger, document.sha256[:20])
    assert fetch_document(ledger, document.sha256) == document
    with pytest.raises(UnknownId):
        fetch_document(ledger, "0" * 64)


def test_topics_are_counted_without_what_was_rejected(ledger: Ledger) -> None:
    add(ledger, 9, topics=(), measure=None)
    add(ledger, 10, topics=("aid",), measure="spent")
    (gone,) = add(ledger, 11, topics=("hectares",), measure=None)
    judge(ledger, gone, Verb.REJECT)
    judge(ledger, make_reading(0).figures[0].id, Verb.REJECT)
    judge(ledger, make_reading(0).figures[1].id, Verb.ACCEPT)
    assert fetch_topic_counts(ledger) == [
        TopicCount(None, None, 1),
        TopicCount("aid", "killed", 14),
        TopicCount("aid", "spent", 1),
        TopicCount("homicides", "killed", 14),
    ]


def test_places_are_listed_once(ledger: Ledger) -> None:
    add(ledger, 9, place=ECATEPEC)
    add(ledger, 10, place=Place("Mexico City"))
    add(ledger, 11, place=None)
    assert fetch_places(ledger) == [ECATEPEC, Place("Mexico City"), MEXICO]


def test_omissions_are_told_with_their_path(ledger: Ledger) -> None:
    passages = list(fetch_omissions(ledger))
    assert [(one.path, one.surface) for one in passages] == [(f"reports/{n:05}.txt", str(n)) for n in range(5)]
    assert list(fetch_omissions(ledger, passages[2].document)) == [passages[2]]
