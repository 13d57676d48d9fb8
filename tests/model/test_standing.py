"""What reviewers' judgements come to: each has one opinion, and nobody wins by speaking last."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.model.figure import Status
from ledger.model.finding import FindingStatus
from ledger.model.judgement import Changes, Judgement, Verb, holding
from ledger.model.standing import UNJUDGED, Standing, by_target, finding_status, standing, standings

VALUE_412 = '{"value": "412", "low": "412", "high": "412", "total": null, "bound": "exact"}'
NOON = datetime(2024, 5, 1, 12, 0, tzinfo=UTC)


def said(acts: str) -> list[Judgement]:
    """Return judgements told as "ana correct noun=dogs of=r1; ben undo 0", a minute apart.

    An undo names the judgement it takes back by its place.
    """
    made: list[Judgement] = []
    for minute, act in enumerate(filter(None, acts.split("; "))):
        by, verb, *rest = act.split()
        named = dict(word.split("=") for word in rest if "=" in word)
        of = named.pop("of", None)
        undoes = next((made[int(word)].id for word in rest if word.isdigit()), None)
        at = NOON + timedelta(minutes=minute)
        changes = tuple(sorted(named.items()))
        made.append(Judgement("f-1", Verb(verb), by, at, None, changes, of, undoes))
    return made


def told(one: Standing) -> str:
    """Return a standing as "corrected noun=dogs of=r1"."""
    parts = [f"{part}={text}" for part, text in one.changes]
    return " ".join([str(one.status), *parts, *([f"of={one.of}"] if one.of else [])])


ONE_REVIEWER = [
    ("", "unreviewed"),
    ("ana note", "unreviewed"),
    ("ana confirm", "unreviewed"),  # a word for findings
    ("ana accept", "accepted"),
    ("ana reject", "rejected"),
    ("ana accept; ana reject; ana note", "rejected"),
    ("ana reject; ana accept", "accepted"),
    # Corrections cumulate.
    ("ana correct noun=dogs", "corrected noun=dogs"),
    ("ana correct noun=dogs; ana correct unit=kg", "corrected noun=dogs unit=kg"),
    ("ana correct noun=dogs; ana correct noun=cats", "corrected noun=cats"),
    ("ana correct noun=dogs; ana accept", "accepted"),  # as it was read after all
    ("ana correct noun=dogs; ana accept noun=dogs", "corrected noun=dogs"),
    ("ana accept; ana correct noun=dogs", "corrected noun=dogs"),
    ("ana accept noun=dogs; ana correct unit=kg", "corrected noun=dogs unit=kg"),
    ("ana correct noun=dogs; ana reject", "rejected"),
    ("ana correct noun=dogs; ana reject; ana correct unit=kg", "corrected unit=kg"),
    # What was taken back was never said.
    ("ana accept; ana undo 0", "unreviewed"),
    ("ana accept; ana reject; ana undo 1", "accepted"),
    ("ana accept; ana reject; ana undo 1; ana undo 0", "unreviewed"),
    ("ana accept; ana reject; ana undo 0", "rejected"),
    ("ana correct noun=dogs; ana correct unit=kg; ana undo 0", "corrected unit=kg"),
    ("ana correct noun=dogs; ana correct noun=cats; ana undo 1", "corrected noun=dogs"),
    ("ana reject; ana note; ana undo 1", "rejected"),
    ("ana accept; ana undo 0; ana undo 0", "unreviewed"),
    ("ana accept; ana undo 0; ana undo 1", "unreviewed"),  # nothing takes back an undo
    ("ana undo; ana accept", "accepted"),
    # Of which reading it was said.
    ("ana accept of=r1", "accepted of=r1"),
    ("ana accept of=r1; ana accept of=r2", "accepted of=r2"),
    ("ana correct noun=dogs of=r1; ana correct unit=kg of=r2", "corrected noun=dogs unit=kg of=r2"),
    ("ana reject of=r1", "rejected"),  # whatever it reads
]

SEVERAL_REVIEWERS = [
    # The same opinion.
    ("ana accept; ben accept", "accepted"),
    ("ana reject; ben reject", "rejected"),
    ("ana reject of=r1; ben reject of=r2", "rejected"),
    ("ana correct noun=dogs; ben correct noun=dogs", "corrected noun=dogs"),
    ("ana accept; ben note", "accepted"),
    ("ana accept; ben reject; ben undo 1", "accepted"),
    ("ana reject; ben undo 0; ben accept", "accepted"),
    # What one corrects and the other does not mention is put together.
    ("ana correct noun=dogs; ben correct unit=kg", "corrected noun=dogs unit=kg"),
    (
        "ana correct noun=dogs unit=kg; ben correct unit=kg per=day; cleo correct per=day",
        "corrected noun=dogs per=day unit=kg",
    ),
    # Who accepts what is corrected agrees with all of it and nothing more.
    ("ana correct noun=dogs; ben accept noun=dogs", "corrected noun=dogs"),
    (
        "ana correct noun=dogs; ben correct unit=kg; cleo accept noun=dogs unit=kg",
        "corrected noun=dogs unit=kg",
    ),
    ("ana accept noun=dogs; ben accept noun=dogs", "corrected noun=dogs"),
    # Disputes.
    ("ana accept; ben reject", "disputed"),
    ("ana reject; ben accept", "disputed"),
    ("ana reject; ben correct noun=dogs", "disputed"),
    ("ana correct noun=dogs; ben correct noun=cats", "disputed"),
    ("ana correct noun=dogs unit=kg; ben correct noun=dogs unit=t", "disputed"),
    ("ana accept; ben correct noun=dogs", "disputed"),
    ("ana correct noun=dogs; ben accept", "disputed"),
    ("ana correct noun=dogs; ben accept noun=cats", "disputed"),
    ("ana correct noun=dogs; ben accept noun=dogs; ana correct unit=kg", "disputed"),
    ("ana correct noun=dogs; ben accept noun=dogs; cleo correct unit=kg", "disputed"),
    ("ana accept noun=dogs; ben accept", "disputed"),
    ("ana accept; ben accept; cleo reject", "disputed"),
    # Of which reading it was said: of two no one is meant.
    ("ana accept of=r1; ben accept of=r1", "accepted of=r1"),
    ("ana accept of=r1; ben accept of=r2", "disputed"),
    ("ana correct noun=dogs of=r1; ben correct unit=kg of=r2", "disputed"),
    ("ana accept of=r1; ben accept", "accepted of=r1"),  # an older version did not say of which
    ("ana accept of=r1; ben reject of=r1", "disputed"),
    # A dispute ends when one of them thinks better of it.
    ("ana accept; ben reject; ben accept", "accepted"),
    ("ana accept; ben reject; ana reject", "rejected"),
    ("ana correct noun=dogs; ben correct noun=cats; ana undo 0", "corrected noun=cats"),
    ("ana accept of=r1; ben accept of=r2; ana accept of=r2", "accepted of=r2"),
]


@pytest.mark.parametrize(("acts", "expected"), ONE_REVIEWER)
def test_one_reviewer_has_one_opinion(acts: str, expected: str) -> None:
    assert told(standing(said(acts))) == expected


@pytest.mark.parametrize(("acts", "expected"), SEVERAL_REVIEWERS)
def test_opinions_that_differ_are_a_dispute(acts: str, expected: str) -> None:
    assert told(standing(said(acts))) == expected


# What is said though the source reads so

SOURCE = {"noun": "cats", "unit": "kg", "place": "null", "topics": '["aid"]', "value": VALUE_412}
AS_THE_SOURCE = [
    ("ana correct noun=cats", "accepted"),
    ("ana correct noun=cats unit=t", "corrected unit=t"),
    ("ana correct noun=dogs; ana correct noun=cats", "accepted"),  # put right, and back again
    ("ana correct noun=dogs; ana correct noun=cats; ana undo 1", "corrected noun=dogs"),
    ("ana correct noun=Cats", "corrected noun=Cats"),  # it is to be written so
    ("ana correct per=day", "corrected per=day"),
    # It is kept: who says otherwise of that part differs.
    ("ana correct noun=cats unit=t; ben correct noun=dogs", "disputed"),
    ("ana correct noun=dogs; ben correct noun=cats unit=t", "disputed"),
    ("ana correct noun=cats unit=t; ben correct place=PE", "corrected place=PE unit=t"),
    # Who accepts a figure says so of every part.
    ("ana accept; ben correct noun=cats", "accepted"),
    ("ana correct noun=cats unit=t; ben accept unit=t", "corrected unit=t"),
    ("ana accept noun=cats; ben accept", "accepted"),
    ("ana accept noun=dogs; ben accept", "disputed"),
    ("ana accept; ben correct noun=cats unit=t", "disputed"),
    ("ana reject; ben correct noun=cats", "disputed"),
    # Topics that the user adds may tell it otherwise.
    ('ana correct topics=["aid"]', 'corrected topics=["aid"]'),
    ('ana correct topics=["aid"]; ben accept', 'corrected topics=["aid"]'),
]


@pytest.mark.parametrize(("acts", "expected"), AS_THE_SOURCE)
def test_what_the_source_reads_is_kept_as_said_and_changes_nothing(acts: str, expected: str) -> None:
    assert told(standing(said(acts), lambda _: SOURCE)) == expected


def test_an_amount_typed_otherwise_is_that_of_the_source() -> None:
    typed = Judgement("f-1", Verb.CORRECT, "ana", NOON, changes=(("value", VALUE_412.replace('"412"', '"412.0"')),))
    assert standing([typed], lambda _: SOURCE) == Standing(Status.ACCEPTED)


def test_the_reading_that_was_judged_is_asked_what_it_reads() -> None:
    acts = said("ana correct noun=cats of=r1")
    read = {"r1": {"noun": "dogs"}, "r2": {"noun": "cats"}}
    assert told(standing(acts, lambda of: read[str(of)])) == "corrected noun=cats of=r1"


# Whatever is said


_Act = tuple[str, Verb, int, Changes, str | None, int]
_ACTS = st.tuples(
    st.sampled_from(["ana", "ben", "cleo"]),
    st.sampled_from(Verb),
    st.integers(0, 3),  # minutes: some at one time
    st.dictionaries(st.sampled_from(["noun", "unit"]), st.sampled_from(["a", "b"])).map(
        lambda changes: tuple(sorted(changes.items()))
    ),
    st.sampled_from([None, "r1", "r1", "r2"]),
    st.integers(0, 5),
)


def made_of(acts: Sequence[_Act]) -> list[Judgement]:
    made: list[Judgement] = []
    for by, verb, minute, changes, of, back in acts:
        undoes = made[back].id if verb is Verb.UNDO and back < len(made) else None
        made.append(Judgement("f-1", verb, by, NOON + timedelta(minutes=minute), None, changes, of, undoes))
    return made


@given(st.lists(_ACTS, max_size=7).map(made_of).flatmap(lambda made: st.tuples(st.just(made), st.permutations(made))))
def test_the_order_in_which_judgements_come_in_never_matters(both: tuple[list[Judgement], list[Judgement]]) -> None:
    made, mixed = both

    def reads(of: str | None) -> dict[str, str]:
        return {"noun": "a" if of else "b"}

    assert holding(mixed) == holding(made)
    assert standing(mixed, reads) == standing(made, reads)
    assert finding_status(mixed) == finding_status(made)
    assert finding_status(mixed, "r1") == finding_status(made, "r1")


@given(st.lists(_ACTS, max_size=10), st.randoms())
def test_it_never_matters_who_speaks_last(acts: list[_Act], chance: Random) -> None:
    """Whatever way the words of reviewers, who take back nothing, fall between each other's."""
    kept = [act for act in acts if act[1] is not Verb.UNDO]
    turns = [by for by, *_ in kept]
    chance.shuffle(turns)
    left = {by: iter([act for act in kept if act[0] == by]) for by in turns}
    mixed = [next(left[by]) for by in turns]
    assert standing(made_of(at_its_place(mixed))) == standing(made_of(at_its_place(kept)))


def at_its_place(acts: Sequence[_Act]) -> list[_Act]:
    """Return acts each a minute after the one before."""
    return [(by, verb, minute, changes, of, back) for minute, (by, verb, _, changes, of, back) in enumerate(acts)]


@given(st.lists(_ACTS, max_size=8).map(made_of), st.sampled_from([{}, {"noun": "a"}, {"noun": "b", "unit": "b"}]))
def test_only_what_is_agreed_reads_otherwise(made: list[Judgement], source: dict[str, str]) -> None:
    one = standing(made, lambda _: source)
    assert not dict(one.changes).items() & source.items()
    assert bool(one.changes) == (one.status is Status.CORRECTED)
    assert one.of is None or one.status in (Status.ACCEPTED, Status.CORRECTED)


# Findings


@pytest.mark.parametrize(
    ("acts", "status"),
    [
        ("", FindingStatus.OPEN),
        ("ana note", FindingStatus.OPEN),
        ("ana accept", FindingStatus.OPEN),  # a word for figures
        ("ana confirm", FindingStatus.CONFIRMED),
        ("ana dismiss", FindingStatus.DISMISSED),
        ("ana confirm; ana dismiss", FindingStatus.DISMISSED),
        ("ana confirm; ana dismiss; ana undo 1", FindingStatus.CONFIRMED),
        ("ana confirm; ben confirm", FindingStatus.CONFIRMED),
        ("ana confirm; ben dismiss", FindingStatus.OPEN),
        ("ana confirm; ben dismiss; ben confirm", FindingStatus.CONFIRMED),
        ("ana confirm; ben dismiss; ana undo 0", FindingStatus.DISMISSED),
        ("ana dismiss of=now", FindingStatus.DISMISSED),
        ("ana dismiss of=before", FindingStatus.OPEN),
        ("ana dismiss of=before; ben confirm of=now", FindingStatus.CONFIRMED),
        ("ana dismiss of=now; ana confirm of=before", FindingStatus.DISMISSED),
    ],
)
def test_a_finding_that_two_judge_differently_is_open(acts: str, status: FindingStatus) -> None:
    assert finding_status(said(acts), "now") is status


def test_without_a_digest_all_that_was_said_of_a_finding_counts() -> None:
    assert finding_status(said("ana dismiss of=before")) is FindingStatus.DISMISSED
    assert finding_status(said("ana dismiss of=before; ben confirm of=now")) is FindingStatus.OPEN


# Judgements themselves


def test_an_undo_takes_back_the_one_it_names() -> None:
    made = said("ana accept; ben reject; ana note; ben undo 1; ana undo 2")
    assert holding(made) == made[:1]
    assert holding(reversed(made)) == made[:1]


def test_judgements_are_told_apart_by_what_they_are_of() -> None:
    one, other, third = (Judgement(name, Verb.ACCEPT, "ana", NOON) for name in ("f-1", "f-2", "f-1"))
    noted = Judgement("f-3", Verb.NOTE, "ana", NOON)
    assert by_target([one, other, third]) == {"f-1": [one, third], "f-2": [other]}
    accepted = Standing(Status.ACCEPTED)
    assert standings([one, other, third, noted]) == {"f-1": accepted, "f-2": accepted}
    assert standing([noted]) == UNJUDGED
