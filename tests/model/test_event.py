"""The history: an entry is named after all it says, and after the entry before."""

from dataclasses import fields, replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.model.correction import finding_digest, reading_digest
from ledger.model.event import DIGEST, FIRST, Act, Event, detail_text
from ledger.model.finding import Finding, FindingKind
from ledger.model.judgement import Judgement, Verb
from tests.store.samples import make_reading

NOON = datetime(2024, 5, 1, 12, 0, tzinfo=UTC)
EVENT = Event("c0ffee", 3, NOON, "ana", Act.JUDGE, "f-1", {"fields": {"title": "Año"}}, b"0" * 32, "ab" * 32)
JUDGED = Judgement("f-1", Verb.CORRECT, "ana", NOON, "a typo", (("noun", '"dogs"'), ("unit", "null")), "0a1b", "j-1")


OTHERWISE: dict[str, object] = {
    "chain": "c0ffed",
    "position": 4,
    "at": NOON + timedelta.resolution,
    "by": None,
    "act": Act.FIND,
    "about": None,
    "detail": {"fields": {"title": "Ano"}},
    "rows": b"0" * 31 + b"1",
    "before": FIRST,
}


@pytest.mark.parametrize("name", [field.name for field in fields(Event)])
def test_an_entry_with_anything_else_in_it_has_another_name(name: str) -> None:
    changed = {name: OTHERWISE[name]}
    assert replace(EVENT, **changed).hash != EVENT.hash  # type: ignore[arg-type]


JUDGED_OTHERWISE: dict[str, object] = {
    "target": "f-2",
    "verb": Verb.ACCEPT,
    "by": "ben",
    "at": NOON + timedelta.resolution,
    "because": None,
    "changes": (("noun", '"dogs"'),),
    "of": None,
    "undoes": None,
}


@pytest.mark.parametrize("name", [field.name for field in fields(Judgement)])
def test_a_judgement_that_says_anything_else_has_another_name(name: str) -> None:
    changed = {name: JUDGED_OTHERWISE[name]}
    assert replace(JUDGED, **changed).id != JUDGED.id  # type: ignore[arg-type]


def test_no_field_runs_into_the_next() -> None:
    parted = [("a", "bc"), ("ab", "c"), ("abc", None), (None, "abc")]
    assert len({replace(EVENT, by=by, about=about).hash for by, about in parted}) == 4


_DETAILS = st.dictionaries(st.text(max_size=3), st.none() | st.integers() | st.text(max_size=3), max_size=4)


@given(_DETAILS)
def test_the_order_of_details_never_matters(detail: dict[str, object]) -> None:
    turned = dict(reversed(detail.items()))
    assert detail_text(turned) == detail_text(detail)
    assert replace(EVENT, detail=turned).hash == replace(EVENT, detail=detail).hash


@pytest.mark.parametrize("count", [0, 1, 3])
def test_each_row_it_brought_in_has_its_digest(count: int) -> None:
    digests = tuple(bytes([number]) * DIGEST for number in range(count))
    assert replace(EVENT, rows=b"".join(digests)).digests == digests


def test_no_name_is_ever_made_otherwise() -> None:
    """Ledgers hold these names and are held against them: a change here is a break with every ledger there is."""
    one, other, _ = make_reading(0).figures
    finding = Finding(FindingKind.CONFLICT, "dispute", 0.5, (one, other), "They differ.")
    assert {
        "event": EVENT.hash,
        "judgement": JUDGED.id,
        "reading": reading_digest(one),
        "finding": finding_digest(finding),
    } == {
        "event": "eae97e36339e4bf0b7793707bb16129261ad9ccc6e13c818a705c421a4f9c972",
        "judgement": "j-520be588a4547118",
        "reading": "3c5acf85e7e616b7",
        "finding": "cd9d76bfebe45c01",
    }
