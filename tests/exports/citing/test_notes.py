"""Footnotes: in full at first, short afterwards, with what doubts a figure; in plain text and in Markdown."""

import re
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import replace

import pytest

from ledger.exports.citing.citation import Citation
from ledger.exports.citing.markdown_notes import led, words
from ledger.exports.citing.styles import MARKDOWN_NOTES, told_as
from ledger.model.finding import Finding, FindingKind

MakeCitation = Callable[..., Citation]
TITLE = "Why Is America Cooperating With Militaries?"


def notes(cited: list[Citation]) -> list[str]:
    return told_as(cited, "note").splitlines()


def test_a_text_is_told_in_full_once(cite: MakeCitation) -> None:
    known = {"source_author": "Michael Paarlberg", "source_title": TITLE, "source_publisher": "World Politics Review"}
    first, again = notes([cite(**known), cite(**known, figure_page=3, figure_attribution=None)])
    assert first == (
        "1. Michael Paarlberg, “Why Is America Cooperating With Militaries?,” World Politics Review, March 1, 2021, "
        "line 1 (1,695, according to State Department), https://example.org/a_b. "
        "“The army received »1,695« complaints in 2011.”"
    )
    assert again == (
        "2. Paarlberg, “Why Is America Cooperating…,” page 3, line 1 (1,695). "
        "“The army received »1,695« complaints in 2011.”"
    )


@pytest.mark.parametrize(
    ("title", "short"),
    [
        ("A short title of five", "A short title of five"),
        ("Adding to Unease of a Drug War Alliance", "Adding to Unease…"),
        ("Cablegate: Scenesetter for the Opening of the Group", "Cablegate: Scenesetter…"),
        ("El presidente de la república anuncia", "El presidente…"),
        ("“Nobody” counts them all here", "‘Nobody’ counts them all here"),
    ],
)
def test_a_short_title_ends_in_no_little_word(cite: MakeCitation, title: str, short: str) -> None:
    known = {"source_author": None, "source_title": title, "figure_attribution": None}
    assert notes([cite(**known), cite(**known)])[1].startswith(f"2. “{short},” line 1 (1,695).")


def test_two_texts_never_share_a_short_form(cite: MakeCitation) -> None:
    one = cite(work="a", source_title="The state of the nation in the year 2020", source_document="a" * 64)
    other = cite(work="b", source_title="The state of the nation in the year 2021", source_document="b" * 64)
    told = notes([one, other, one, other])
    assert ["year 2020,” line" in told[2], "year 2021,” line" in told[3]] == [True, True]


@pytest.mark.parametrize(
    ("byline", "full", "short"),
    [
        ("Ana Ruiz and Juan Paz", "Ana Ruiz and Juan Paz", "Ruiz and Paz"),
        ("Ana Ruiz; Juan Paz; Eva Sol", "Ana Ruiz, Juan Paz, and Eva Sol", "Ruiz, Paz, and Sol"),
        ("Ana Ruiz; Juan Paz; Eva Sol; Leo Mar", "Ana Ruiz et al.", "Ruiz et al."),
    ],
)
def test_several_authors(cite: MakeCitation, byline: str, full: str, short: str) -> None:
    first, again = notes([cite(source_author=byline), cite(source_author=byline)])
    assert first.startswith(f"1. {full}, “Ana's report,” River Monitor")
    assert again.startswith(f"2. {short}, “Ana's report,” line 1")


def test_a_post_names_its_digest_and_not_the_publisher_again(cite: MakeCitation) -> None:
    (note,) = notes([cite(container="River Monitor: news digest")])
    assert "“Ana's report,” River Monitor: news digest, March 1, 2021, line 1" in note


def test_a_text_of_which_nothing_is_known_has_its_files_name(cite: MakeCitation) -> None:
    bare = {f"source_{name}": None for name in ("author", "publisher", "published", "title", "url")}
    (note,) = notes([cite(**bare, figure_attribution=None)])
    assert note == "1. “ana-2021.txt,” line 1 (1,695). “The army received »1,695« complaints in 2011.”"


def test_a_verdict_names_the_note_it_rests_on(doubted: list[Citation]) -> None:
    told = notes(doubted)
    assert told[0].endswith("Contradicted by note 2: 412 and 524 cannot both hold.")
    assert told[1].endswith("Contradicted by note 1: 412 and 524 cannot both hold.")
    assert "note" not in told[2]
    assert notes(doubted[1:])[0].endswith("Contradicted: 412 and 524 cannot both hold.")


def test_an_older_figure_is_superseded_and_the_later_one_is_not(doubted: list[Citation]) -> None:
    one, other, _ = doubted
    finding = Finding(FindingKind.SUPERSEDED, "revision", 0.5, (one.figure, other.figure), "Counted anew.")
    told = notes([replace(one, findings=(finding,)), replace(other, findings=(finding,))])
    assert told[0].endswith("Superseded by note 2: Counted anew.")
    assert "Counted anew" not in told[1]


def test_markdown_has_a_claim_and_a_note_for_each(doubted: list[Citation]) -> None:
    output = "".join(MARKDOWN_NOTES.render(doubted, {}))
    names = ["ruiz2021-1", "paz2021-1", "ruiz2021-2"]
    assert re.findall(r"^- .*\[\^(.+?)\]$", output, re.MULTILINE) == names
    assert re.findall(r"^\[\^(.+?)\]: ", output, re.MULTILINE) == names
    assert "Contradicted by note paz2021-1: 412" in output
    assert "<https://example.org/a_b>" in output


def test_the_title_of_a_whole_is_in_italics(cite: MakeCitation) -> None:
    output = "".join(MARKDOWN_NOTES.render([cite(container="A *digest*")], {}))
    assert "*A \\*digest\\**, River Monitor" in output


@pytest.mark.parametrize(
    ("text", "escaped"),
    [("# a", "\\# a"), ("1. a", "1\\. a"), ("a) b", "a\\) b"), ("(1) a", "\\(1) a"), ("412 a", "412 a"), ("", "")],
)
def test_what_begins_a_line_makes_no_block(text: str, escaped: str) -> None:
    assert led(text) == escaped


def test_dashes_and_dots_stay_as_printed() -> None:
    assert words("a -- b ... @c {d}") == "a -\\- b .\\.. \\@c \\{d}"


@pytest.mark.skipif(shutil.which("pandoc") is None, reason="pandoc is not installed")
def test_pandoc_prints_the_notes(doubted: list[Citation], cite: MakeCitation) -> None:
    dashes = cite("So -- 31 [sic] people_of *note* ... died.", "31", "31", work="b", source_document="c" * 64)
    text = "".join(MARKDOWN_NOTES.render([*doubted, dashes], {}))
    told = subprocess.run(
        ["pandoc", "-t", "html", "--wrap=none"], input=text, capture_output=True, text=True, check=True
    )
    assert told.stdout.count('role="doc-noteref"') == 4
    assert "So -- »31« [sic] people_of *note* ... died." in told.stdout
    assert '<a href="https://example.org/a_b" class="uri">' in told.stdout
