"""Every example of a topic's measure is read as a figure of that measure."""

from typing import Any

import pytest

from ledger.extract.figures import read_figures
from ledger.lexicon.topics import Measure, load_topics
from ledger.model.document import Document
from ledger.model.quantity import Kind

# Examples that are not read as their measure yet, and why.
KNOWN: dict[str, str] = {}


def examples() -> list[Any]:
    rows = []
    for topic in load_topics()[0]:
        for measure in topic.measures:
            for text in measure.examples:
                marks = [pytest.mark.xfail(reason=KNOWN[text], strict=True)] if text in KNOWN else []
                rows.append(pytest.param(measure, text, id=f"{measure.key}: {text}", marks=marks))
    return rows


@pytest.mark.parametrize(("measure", "text"), examples())
def test_an_example_is_read_as_its_measure(measure: Measure, text: str) -> None:
    figures = read_figures(Document.from_text(text))
    assert [figure.measure for figure in figures if figure.topics and figure.quantity.kind is not Kind.DURATION] == [
        measure.key
    ]
    assert all(figure.topics[0] == measure.topic for figure in figures if figure.measure)


def test_every_measure_has_an_example() -> None:
    assert [measure.key for topic in load_topics()[0] for measure in topic.measures if not measure.examples] == []


def test_no_known_example_is_gone() -> None:
    texts = {text for topic in load_topics()[0] for measure in topic.measures for text in measure.examples}
    assert KNOWN.keys() - texts == set()
