"""What the checks find, and where they stay silent."""

import tomllib
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from inspect import getmodule
from pathlib import Path
from random import Random
from typing import Any

import pytest

from ledger.compare.registry import CHECKS, check
from ledger.compare.relate import relate
from ledger.extract.figures import read_figures
from ledger.model.document import Document
from ledger.model.figure import Figure
from ledger.model.finding import Finding, FindingKind, Gate, Verdict
from ledger.model.span import Span

TESTS = Path(__file__).parents[1]
CASES = tomllib.loads((TESTS / "cases/compare/checks.toml").read_text("utf-8"))["cases"]
PASSAGES = tomllib.loads((TESTS / "cases/compare/passages.toml").read_text("utf-8"))["passages"]
Tell = Callable[..., Figure]


def sentence_around(text: str, at: int) -> Span:
    """Return the sentence that holds a position."""
    start = text.rfind(". ", 0, at)
    end = text.find(". ", at)
    return Span(start + 2 if start >= 0 else 0, end + 1 if end >= 0 else len(text))


def page(tell: Tell, text: str, figures: Sequence[dict[str, Any]], **shared: Any) -> list[Figure]:
    """Return the figures of a text, each with its sentence as its quote."""
    found = []
    for fields in figures:
        start = text.index(fields["words"])
        span = sentence_around(text, start)
        figure = tell(text, **{"document": text[:20], **shared, **fields})
        found.append(replace_quote(figure, span, text))
    return found


def replace_quote(figure: Figure, span: Span, text: str) -> Figure:
    return replace(figure, quote_span=span, quote=span.of(text))


@pytest.mark.parametrize("case", CASES, ids=[f"{case['check']}: {case['text']}" for case in CASES])
def test_a_check_fires_where_it_must(case: dict[str, Any], tell: Tell) -> None:
    figures = page(tell, case["text"], case["figures"], **case.get("shared", {}))
    found = [finding for finding in check(figures) if finding.check == case["check"]]
    assert [finding.kind for finding in found] == ([] if case["kind"] == "none" else [case["kind"]])
    assert not found or case.get("reason", "") in found[0].reason


def test_every_check_has_a_text_or_a_pair_that_fires() -> None:
    shown = {case["check"] for case in (*CASES, *PASSAGES)}
    paired = {
        "currency_mixup",
        "dispute",
        "transposed_digits",
        "magnitude_slip",
        "moved_number",
        "stale_figure",
        "near_copies",
        "superseded",
        "corroboration",
        "single_source",
    }
    names = {module.__name__.rpartition(".")[2] for run in CHECKS if (module := getmodule(run))}
    assert names <= shown | paired


# The worked example: two documents of one day, both about Mexico.


@pytest.fixture
def example(tell: Tell) -> list[Figure]:
    day, measured = date(2021, 3, 1), {"topics": ("complaints",), "measure": "complaints_filed", "unit": "complaint"}
    far = {"place": "Mexico", "basis": {"place": "document"}, "published": day}
    army = {**far, **measured, "population": "army", "period": "2011"}
    text = (
        "The army received 1,695 complaints in 2011, the State Department said.\n"
        "Aid reached nearly $65.3 million in fiscal 2012; 13 officers, eight state policemen and five detectives, "
        "died in the ambush.\n"
    )
    police = {"measure": "police_killed", "unit": "person", "published": day}
    ana = page(
        tell,
        text.replace("said.\n", "said. "),
        [
            {**army, "words": "1,695", "value": 1695, "noun": "complaints", "attribution": "State Department"},
            {**far, "words": "nearly $65.3 million", "value": 65300000, "bound": "nearly", "kind": "money",
             "unit": "USD", "noun": "aid", "measure": "aid_total", "period": "2012"},
            {**police, "words": "13", "value": 13, "noun": "officers", "place": "Mexico"},
            {**police, "words": "eight", "value": 8, "noun": "state policemen", "population": "state"},
            {**police, "words": "five", "value": 5, "noun": "detectives", "population": "detectives"},
        ],
        document="ana-2021.txt",
        language="en",
    )  # fmt: skip
    spanish = "En 2011 se presentaron mil 659 quejas contra el Ejército, según el Departamento de Estado."
    fields = {**army, "words": "mil 659", "value": 1659, "noun": "quejas", "attribution": "Departamento de Estado"}
    return [*ana, *page(tell, spanish, [fields], document="ben-2021.txt", language="es")]


def test_the_example_names_the_swapped_digits_first(example: list[Figure]) -> None:
    first = check(example)[0]
    assert (first.kind, first.check) == (FindingKind.CONFLICT, "transposed_digits")
    assert [figure.surface for figure in first.figures] == ["mil 659", "1,695"]
    assert first.assumed == (Gate.PLACE,)
    assert first.reason == (
        "1,659 should probably read 1,695: 1,659 (ben-2021.txt) and 1,695 (ana-2021.txt) complaints against the "
        "army in Mexico in 2011, both citing the State Department, differ by 2.1%; the digits 59 and 95 are swapped."
    )


def test_the_example_adds_up_the_officers(example: list[Figure]) -> None:
    sums = [finding for finding in check(example) if finding.check == "sum_of_parts"]
    assert [finding.reason for finding in sums] == ["8 + 5 = 13 officers."]


@pytest.mark.parametrize(
    ("parts", "total", "comes"),
    [
        ("The hospitals treated 150 patients in May and 104 patients in June.", "254 officers", False),
        ("They had 150 complaints in May and 104 complaints in June.", "254 officers", False),
        ("They had 150 complaints in May and 104 complaints in June.", "254 complaints", True),
        ("The army sent 150 soldiers in May and 104 marines in June.", "254 officers", True),
        ("They had 150 robberies in May and 104 robberies in June.", "254 cases", True),
        ("They had 150 patients in May and 104 patients in June.", "254 people", True),
    ],
)
def test_things_of_one_name_make_no_total_of_another(parts: str, total: str, comes: bool) -> None:
    figures = read_figures(Document.from_text(f"In the first half of the year {total} were counted. {parts}"))
    assert [one.reason[:9] for one in check(figures) if one.check == "sum_of_parts"] == ["150 + 104"] * comes


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("Of the 189 complaints, 150 were against police and 104 against soldiers.", 1),
        ("Of the 189 complaints, 150 were against police and 104 against soldiers; some named both.", 0),
        ("De las 189 quejas, 150 fueron contra policías y 104 contra soldados.", 1),
        ("De las 189 quejas, 150 fueron contra policías y 104 contra soldados; algunas, contra ambos.", 0),
    ],
)
def test_parts_that_are_said_to_overlap_may_be_more_than_their_whole(text: str, wrong: int) -> None:
    found = check(read_figures(Document.from_text(text)))
    assert [one.check for one in found if one.kind is FindingKind.ARITHMETIC] == ["sum_of_parts"] * wrong


def test_in_the_example_the_policemen_are_part_of_the_officers(example: list[Figure]) -> None:
    thirteen, eight, five = example[2:5]
    assert relate(eight, thirteen).verdict is Verdict.COMPATIBLE
    assert relate(five, thirteen).verdict is Verdict.COMPATIBLE
    assert (relate(eight, five).verdict, relate(eight, five).gate) == (Verdict.NOT_COMPARABLE, Gate.POPULATION)


def test_in_the_example_the_aid_stands_alone(example: list[Figure]) -> None:
    alone = [finding for finding in check(example) if finding.kind is FindingKind.SINGLE_SOURCE]
    assert "nearly $65.3 million" in {finding.figures[0].surface for finding in alone}


@pytest.mark.parametrize(
    ("share", "kind"), [(65, FindingKind.CORROBORATION), (90, FindingKind.ARITHMETIC)], ids=["65%", "90%"]
)
def test_a_share_is_held_against_the_whole_its_amount_tells(tell: Tell, share: int, kind: FindingKind) -> None:
    text = f"Engineers closed 13 of the 20 bridges, or {share}%."
    part = tell(text, "13 of the 20", 13, noun="bridges")
    part = replace(part, quantity=replace(part.quantity, total=Decimal(20)))
    (finding,) = check([part, tell(text, f"{share}%", share, kind="percent")])
    assert (finding.kind, finding.check) == (kind, "share_of_whole")
    assert "13 of 20 is 65.0%" in finding.reason


# Between documents


@pytest.mark.parametrize(
    ("words", "changed", "gate"),
    [
        ({"period": "2017"}, {"period": "2018"}, "times"),
        ({"place": "Jalisco"}, {"place": "Veracruz"}, "places"),
    ],
)
def test_one_number_told_of_two_years_or_places_is_a_warning(
    tell: Tell, words: dict[str, str], changed: dict[str, str], gate: str
) -> None:
    told = {"noun": "homicides", "measure": "homicides", "place": "Mexico", "period": "2017"}
    text = "The register, kept by clerks in every court, counted 28,870 homicides in {}, more than ever."
    text, there = text.format("that year"), text.format("the other year")
    one = tell(text, "28,870", 28870, document="one.txt", **{**told, **words})
    other = tell(there, "28,870", 28870, document="other.txt", **{**told, **changed})
    (found,) = [finding for finding in check([one, other]) if finding.check == "moved_number"]
    assert found.kind is FindingKind.WARNING
    assert f"One number is told of two {gate}" in found.reason
    far = tell(
        text,
        "28,870",
        28870,
        document="far.txt",
        basis={"period": "section", "place": "section"},
        **{**told, **changed},
    )
    assert not [finding for finding in check([one, far]) if finding.check == "moved_number"]


def test_a_sentence_copied_with_another_number_is_a_conflict_whatever_is_read_of_it(tell: Tell) -> None:
    text = "A European adviser counts {} names on the army payroll and thinks one in four belongs to a ghost."
    one = tell(text.format("4,458"), "4,458", 4458, document="one.txt", place="Mexico", basis={"place": "document"})
    other = tell(text.format("5,120"), "5,120", 5120, document="other.txt", place="Peru", basis={"place": "document"})
    assert [finding.check for finding in check([one, other]) if finding.kind is FindingKind.CONFLICT] == ["dispute"]


def test_a_source_that_counts_again_replaces_its_count(tell: Tell) -> None:
    known = {
        "noun": "policías",
        "measure": "police_killed",
        "place": "Mexico",
        "period": "2020",
        "publisher": "Observatorio",
    }
    old = tell("Contamos 498 casos.", "498", 498, published=date(2021, 1, 5), **known)
    new = tell("Contamos 512 casos.", "512", 512, published=date(2021, 7, 5), **known)
    (finding,) = [finding for finding in check([new, old]) if finding.kind is FindingKind.SUPERSEDED]
    assert finding.figures == (old, new)
    assert not [finding for finding in check([new, old]) if finding.kind is FindingKind.CONFLICT]


def test_a_quote_of_a_replaced_count_is_no_conflict(tell: Tell) -> None:
    known = {"noun": "policías", "measure": "police_killed", "place": "Mexico", "period": "2020"}
    own = {"document": "boletin.txt", "publisher": "Observatorio", "published": date(2021, 7, 5)}
    new = tell("En 2020 contamos 512 casos.", "512", 512, **known, **own)
    note = "La cifra fue revisada: en enero se publicaron 498 casos."
    old = replace_quote(tell(note, "498", 498, **known, **own), Span(100, 100 + len(note)), " " * 100 + note)
    late = tell("Documentó 498 casos.", "498", 498, attribution="Observatorio", published=date(2021, 11, 2), **known)
    kinds = {finding.kind for finding in check([new, old, late])}
    assert FindingKind.SUPERSEDED in kinds
    assert FindingKind.CONFLICT not in kinds


def test_papers_that_quote_one_agency_are_circular(tell: Tell) -> None:
    known = {
        "noun": "homicides",
        "measure": "homicides",
        "place": "Mexico",
        "period": "2020",
        "value": 34515,
        "words": "34,515",
    }
    one = tell(text="One: 34,515.", attribution="SESNSP", **known)
    other = tell(text="Other: 34,515.", attribution="SESNSP", **known)
    own = tell(text="Own: 34,515.", attribution="INEGI", **known)
    assert {finding.kind for finding in check([one, other])} == {FindingKind.CIRCULAR}
    assert FindingKind.CORROBORATION in {finding.kind for finding in check([one, other, own])}


# The seeds


SILENT = [
    ("414", "524"), ("414", "86"), ("524", "86"), ("1,695", "367"), ("1,695", "over 2000"), ("367", "over 2000"),
    ("topped 7,700", "28,870"), ("1,059", "34,515"), ("$1.4 billion", "more than $3 billion"),
    ("two percent", "2 percent"),
    ("56.4 million dollars", "44.7 million dollars"), ("13", "14"), ("over 100", "100"), ("99 percent", "90 percent"),
    ("$4 billion", "$1.4 billion"), ("$4 billion", "more than $3 billion"), ("28,870", "34,588"),
]  # fmt: skip


@pytest.mark.parametrize("couple", SILENT, ids=" and ".join)
def test_the_seeds_hold_no_quarrel_over(couple: tuple[str, str], seeds: Sequence[Figure]) -> None:
    ones, others = ([figure for figure in seeds if figure.surface == surface] for surface in couple)
    assert ones
    assert others
    for one in ones:
        for other in others:
            assert relate(one, other).verdict is not Verdict.CONFLICT
    assert not [finding for finding in _wrong(check(seeds)) if {*couple} <= {f.surface for f in finding.figures}]


def test_the_seeds_hold_three_things_that_are_wrong(seeds: Sequence[Figure]) -> None:
    told = {tuple(sorted(figure.surface for figure in finding.figures)) for finding in _wrong(check(seeds))}
    assert told == {
        ("65,333 million pesos", "almost $3 million USD"),
        ("17,280-million pesos", "almost $800,000 USD"),
        ("17.5%", "40%"),
    }


def test_findings_come_out_alike_whatever_the_order(seeds: Sequence[Figure], spanish: Sequence[Figure]) -> None:
    figures = [*seeds, *spanish]
    shuffled = Random(7).sample(figures, len(figures))
    assert [finding.to_record() for finding in check(figures)] == [finding.to_record() for finding in check(shuffled)]


def test_findings_are_ranked_by_severity(spanish: Sequence[Figure]) -> None:
    severities = [finding.severity for finding in check(spanish)]
    assert severities == sorted(severities, reverse=True)
    assert all(0 <= severity <= 1 for severity in severities)


def _wrong(findings: Sequence[Finding]) -> list[Finding]:
    return [finding for finding in findings if finding.kind in (FindingKind.CONFLICT, FindingKind.ARITHMETIC)]
