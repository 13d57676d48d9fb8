"""Near-copies of one text: recognised, told, and counted as one origin."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from random import Random

import pytest

from ledger.compare import copies
from ledger.compare.copies import Copies, runs_of
from ledger.compare.grouping import group_comparable
from ledger.compare.registry import check
from ledger.extract.figures import read_figures
from ledger.model.document import Document
from ledger.model.figure import Figure, Modality
from ledger.model.finding import Finding, FindingKind

WIRE = (
    "The state prosecutor counted 1,372 burglaries in Jalisco in 2021, the highest number since the register began. "
    "In the same year the municipal police of Guadalajara answered 48,215 emergency calls from private homes. "
    "The council spent 64.3 million pesos on street lighting in the districts that were hit most often. "
    "A survey of 2,450 households found that 37 percent of the residents no longer leave the house after dark."
)
RETOLD = (
    "Jalisco closed 2021 with 1,372 burglaries on the books of its prosecutor. Nobody could remember such a year. "
    "Those who lived through it speak of dogs, bars before the windows, and neighbours who moved away to Zapopan."
)
BULLETIN = (
    "According to the bulletin of the ministry, {} soldiers were deployed in Sonora in {}, and {} checkpoints were set "
    "up on the federal roads of the state, where troops seized {} weapons and handed {} suspects to the prosecutor."
)


def told(text: str, publisher: str, day: int = 1) -> list[Figure]:
    published = date(2022, 3, day)
    return list(
        read_figures(Document.from_text(text, path=publisher, publisher=publisher, published=published, language="en"))
    )


def of(found: Sequence[Finding], check_name: str) -> list[Finding]:
    return [finding for finding in found if finding.check == check_name]


CHANGED = WIRE.replace("private homes", "family homes").replace("no longer leave", "do not leave")
REPOSTED = f"Burglars at the door\n\n{CHANGED}"


@pytest.mark.parametrize("copy", [WIRE, REPOSTED, WIRE.rpartition("A survey")[0], f"{RETOLD}\n\n{WIRE}"])
def test_a_text_is_known_in_its_copies(copy: str) -> None:
    first = told(WIRE, "Agencia Uno")
    texts = Copies([*first, *told(copy, "Diario Dos", 2)]).texts
    assert [text[0] for text in texts] == [first[0].source.document] if copy != WIRE else not texts


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (WIRE, RETOLD),  # the same fact in other words
        (WIRE, f"{RETOLD} {WIRE.partition('. ')[0]}."),  # a sentence that is quoted
        (BULLETIN.format(410, "May", 12, 93, 31), BULLETIN.format(385, "June", 9, 57, 18)),  # the same words each month
    ],
)
def test_two_texts_are_no_copies(one: str, other: str) -> None:
    assert not Copies([*told(one, "Agencia Uno"), *told(other, "Diario Dos", 2)]).texts


def test_texts_with_other_amounts_are_not_held_against_each_other_word_by_word(monkeypatch: pytest.MonkeyPatch) -> None:
    months = [re.sub(r"\d(?=\D)", str(month), WIRE) for month in range(10)]
    figures = [figure for month in months for figure in told(month, "The ministry")]
    asked: list[str] = []

    def counted(sentence: str) -> Iterator[int]:
        asked.append(sentence)
        return runs_of(sentence)

    monkeypatch.setattr(copies, "runs_of", counted)
    assert not Copies(figures).texts
    assert len(asked) == len({figure.quote for figure in figures}) == 40


def test_copies_corroborate_nothing() -> None:
    found = check([*told(WIRE, "Agencia Uno"), *told(REPOSTED, "Diario Dos", 2)])
    assert [finding.reason for finding in of(found, "near_copies")] == [
        "2 documents (Agencia Uno and Diario Dos) print one text: what they tell alike has one origin."
    ]
    assert {finding.kind for finding in found if finding.severity < 0.3} == {FindingKind.CIRCULAR}


def test_where_nobody_is_named_the_text_is_the_origin() -> None:
    texts = [text.replace("The state prosecutor counted", "There were") for text in (WIRE, REPOSTED)]
    found = check([*told(texts[0], "Agencia Uno"), *told(texts[1], "Diario Dos", 2)])
    reasons = [finding.reason for finding in of(found, "circular") if "1,372" in finding.reason]
    assert [reason.rpartition(", ")[2] for reason in reasons] == ["but both print one text."]


def test_a_copy_counts_once_beside_a_source_of_its_own() -> None:
    found = check([*told(WIRE, "Agencia Uno"), *told(REPOSTED, "Diario Dos", 2), *told(RETOLD, "Revista Tres", 3)])
    reasons = [finding.reason for finding in of(found, "corroboration") if "1,372" in finding.reason]
    assert [reason.partition("own ")[2] for reason in reasons] == [
        "(copies of one text count once): the state prosecutor and Revista Tres."
    ]


def test_the_first_published_is_the_text() -> None:
    late, early = told(WIRE, "Agencia Uno", 9), told(REPOSTED, "Diario Dos", 2)
    assert Copies([*late, *early]).text_of(late[0].source.document) == early[0].source.document


def test_copies_outvote_nobody_in_a_group() -> None:
    copies = [told(f"Number {at}\n\n{WIRE}", f"Paper {at}", 2 + at) for at in range(3)]
    others = [told(RETOLD.replace("1,372", "1,381"), name, 20) for name in ("Revista Tres", "El Cuarto")]
    every = [figure for figures in (*copies, *others) for figure in figures]
    groups = [group for group in group_comparable(every) if any(f.surface == "1,372" for f in group.figures)]
    assert {str(group.best) for group in groups if len(group.figures) == 5} <= {"1381"}


def test_copies_are_found_in_any_order() -> None:
    figures = [figure for at in range(30) for figure in told(f"Number {at}\n\n{WIRE}", f"Paper {at}", 1 + at % 28)]
    texts = Copies(figures).texts
    assert [len(text) for text in texts] == [30]
    assert {len(text) for text in Copies(Random(5).sample(figures, len(figures))).texts} == {30}


@pytest.mark.parametrize(("modality", "supports"), [("stated", True), ("denied", False), ("hypothetical", False)])
def test_who_denies_an_amount_or_asks_about_it_supports_nobody(modality: str, supports: bool) -> None:
    figures = [*told(WIRE, "Agencia Uno"), *told(RETOLD, "Diario Dos", 2)]
    asked = [
        replace(figure, modality=Modality(modality)) if figure.source.publisher == "Diario Dos" else figure
        for figure in figures
    ]
    assert bool(of(check(asked), "corroboration")) is supports
