"""Sections are found by shape, in English and Spanish, and cover any text."""

import gc
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ledger.extract.figures import read_figures
from ledger.loaders.layout.sections import find_layout
from ledger.loaders.loaded import Mark
from ledger.loaders.registry import find_documents, load_document
from ledger.model.document import Document, SectionKind
from ledger.model.span import Span

ROOT = Path(__file__).parents[3]
PROSE = "Officials said that the count of the year before had been revised and that more cases were under study. " * 3
PROSA = "Las autoridades dijeron que el conteo del año anterior fue revisado y que hay más casos en estudio. " * 3
BODY, SOURCES, COMMENTS, FURNITURE = SectionKind.BODY, SectionKind.SOURCES, SectionKind.COMMENTS, SectionKind.FURNITURE


def kinds(text: str) -> list[tuple[SectionKind, str]]:
    """Return the kind and the first line of each section."""
    return [(section.kind, section.span.of(text).strip().split("\n")[0]) for section in find_layout(text).sections]


def posts(text: str) -> list[tuple[str | None, date | None, str | None]]:
    return [(s.metadata.title, s.metadata.published, s.metadata.author) for s in find_layout(text).sections]


def described(document: Document) -> str:
    rows = [f"document | {document.metadata}"]
    for section in document.sections:
        own = section.metadata
        words = " ".join(section.span.of(document.text).split())[:40]
        start, end = section.span
        stated = f"{own.published} | {own.author} | {own.title}"
        rows.append(f"{section.number} | {section.kind} | {start}-{end} | {stated} | {words}")
    return "\n".join(rows) + "\n"


@pytest.mark.parametrize("path", find_documents([str(ROOT / "seeds")]).paths, ids=lambda path: Path(path).stem)
def test_the_sections_of_a_seed_are_those_of_its_golden_file(path: str, request: pytest.FixtureRequest) -> None:
    golden = ROOT / "tests" / "golden" / f"sections-{Path(path).stem}.txt"
    found = described(load_document(path))
    if request.config.getoption("update_golden", default=False):
        golden.write_text(found, encoding="utf-8")
    assert found == golden.read_text(encoding="utf-8")


# What the format knows of parts


def test_no_shape_is_hidden_by_or_looked_for_in_what_the_format_says_others_speak_in() -> None:
    menu = "Home\n\n14 Comments\n\nBy Email\n\n3 May 2019\n\n" + "Police | Courts\n\n" * 12
    body = f"Fourteen Hurt in Fire\n\nBy Ana Ruiz\n\n4 May 2021\n\n{PROSE}\n\n"
    text = menu + body + "Comments (1)\n\nI counted 20.\n"
    mark = Mark(Span(0, len(menu.rstrip())), FURNITURE)
    layout = find_layout(text, marks=[mark])
    assert [section.kind for section in layout.sections] == [SectionKind.FRAME, BODY, COMMENTS]
    assert layout.sections[1].span.of(text) == body
    stated = layout.metadata
    assert (stated.title, stated.author, stated.published) == ("Fourteen Hurt in Fire", "Ana Ruiz", date(2021, 5, 4))


def test_a_title_that_is_known_shows_where_the_text_begins() -> None:
    text = f"Fire\n\nThe Harbour Post of the Whole Coast\n\nOther Words of More Length\n\n{PROSE}"
    assert [kind for kind, _ in kinds(text)] == [FURNITURE, BODY]
    layout = find_layout(text, title="Fire")
    assert [section.kind for section in layout.sections] == [BODY]
    assert layout.metadata.title == "Fire"


# Posts


@pytest.mark.parametrize(
    ("opening", "day", "author"),
    [
        ("04/01/21 (written by aruiz) – ", date(2021, 4, 1), "aruiz"),
        ("13/02/2021 — ", date(2021, 2, 13), None),
        ("March 3, 2021 — ", date(2021, 3, 3), None),
        ("3 March 2021 (Ana Ruiz) | ", date(2021, 3, 3), "Ana Ruiz"),
        ("2021-03-03 -- ", date(2021, 3, 3), None),
        ("March 3, 2021 by Ana Ruiz – ", date(2021, 3, 3), "Ana Ruiz"),
    ],
)
def test_a_post_runs_from_its_title_to_the_next_title(opening: str, day: date, author: str | None) -> None:
    first = f"First Title Here\n\nPhoto: an agency\n\n{opening}{PROSE}\n\nA Heading\n\n{PROSE}"
    text = f"{first}\n\nSecond: A Title\n\n{opening}{PROSE}"
    assert posts(text) == [("First Title Here", day, author), ("Second: A Title", day, author)]


def test_a_spanish_post_reads_the_day_first() -> None:
    text = f"Primera nota\n\n04/01/21 (escrito por Ana Ruiz) – {PROSA}\n\nSegunda nota\n\n3 de marzo de 2021 | {PROSA}"
    assert posts(text) == [("Primera nota", date(2021, 1, 4), "Ana Ruiz"), ("Segunda nota", date(2021, 3, 3), None)]


@pytest.mark.parametrize(
    "layout",
    [
        "{title}\n\n{day}\n\n{prose}",
        "{title}\n\nBy Ana Ruiz\n{day}\n\n{prose}",
        "{day}\n\n{title}\n\n{prose}",
        "----------\n{title}\n{day}\n\n{prose}",
    ],
)
def test_titles_with_a_line_of_date_make_posts(layout: str) -> None:
    rows = (("One Thing Happened", "March 3, 2021"), ("Another Thing Did", "5 April 2021"))
    text = "\n\n".join(layout.format(title=title, day=day, prose=PROSE) for title, day in rows)
    assert [row[:2] for row in posts(text)] == [
        ("One Thing Happened", date(2021, 3, 3)),
        ("Another Thing Did", date(2021, 4, 5)),
    ]


def test_a_chronology_is_no_digest() -> None:
    text = "A Year in Dates\n\n" + "\n\n".join(f"March {day}, 2021 — {PROSE}" for day in range(1, 9))
    assert len(find_layout(text).sections) == 1


def test_wire_stories_are_sections_with_their_dates() -> None:
    one = f"AB-WIRE-0001 (DESK)\n\n   LIMA, 3 JAN 90 (AGENCY\nONE) -- [TEXT] {PROSE}"
    text = f"{one}\n\n\nAB-WIRE-0002 (DESK)\n\n   QUITO, 4 FEB 89 -- {PROSE}"
    first, second = find_layout(text).sections
    assert (first.metadata.published, first.metadata.publisher) == (date(1990, 1, 3), "AGENCY ONE")
    assert (second.metadata.published, second.metadata.publisher) == (date(1989, 2, 4), None)
    assert second.span.of(text).startswith("AB-WIRE-0002")


def test_stories_without_numbers_begin_at_their_datelines() -> None:
    text = f"LIMA, 3 JAN 90 -- {PROSE}\n\n{PROSE}\n\nQUITO, 4 FEB 89 -- {PROSE}"
    assert [row[1] for row in posts(text)] == [date(1990, 1, 3), date(1989, 2, 4)]


# Cited works and notes


@pytest.mark.parametrize(
    "heading", ["Sources", "REFERENCES", "Works Cited:", "Fuentes", "Bibliografía", "Notes", "Notas"]
)
def test_a_list_of_cited_works_is_a_section(heading: str) -> None:
    cited = "Ruiz, Ana. “14 Officers Killed.” The Post. May 4, 2019.\n\n“412 muertos.” El Faro. 2 de mayo de 2020."
    text = f"{PROSE}\n\n{heading}\n\n{cited}"
    assert kinds(text) == [(BODY, PROSE.strip()), (SOURCES, heading)]


@pytest.mark.parametrize("heading", ["Notes", "Notas", "Sources", "Fuentes"])
def test_the_documents_own_remarks_stay_its_own(heading: str) -> None:
    remarks = "(1) The count includes 40 officers off duty.\n(2) The figure of 2020 was revised: it was 498 before."
    text = f"{PROSE}\n\n{heading}\n{remarks}"
    assert [kind for kind, _ in kinds(text)] == [BODY]


def test_a_list_of_cited_works_ends_where_text_begins_again() -> None:
    cited = "Ruiz, Ana. “14 Officers Killed.” The Post. May 4, 2019."
    text = f"{PROSE}\n\nSources\n\n{cited}\n\n{cited}\n\nMethod of the Count\n\n{PROSE}"
    assert [kind for kind, _ in kinds(text)] == [BODY, SOURCES, BODY]


# Comments


@pytest.mark.parametrize(
    "heading",
    [
        "Comments:",
        "No comments:",
        "12 comments",
        "Comentarios",
        "Sin comentarios",
        "3 thoughts on “The Count”",
        "5 comentarios:",
        "COMENTARIOS (2)",
    ],
)
def test_comments_under_a_heading_are_not_the_documents_voice(heading: str) -> None:
    text = f"A Title\n\n{PROSE}\n\n{heading}\n\nana: they were 900 at least!\n\nluis: no"
    assert kinds(text)[1:] == [(COMMENTS, heading)]


def test_a_numbered_run_after_the_article_is_comments_where_the_site_says_so() -> None:
    text = f"{PROSE}\n\n1. too funny, 500 more\n\n2. they all know\n\nComments are moderated, see our policy."
    assert [kind for kind, _ in kinds(text)] == [BODY, COMMENTS, FURNITURE]


def test_a_numbered_run_set_in_below_a_gap_is_comments() -> None:
    assert [kind for kind, _ in kinds(f"{PROSE}\n\n\n  1. too funny\n\n  2. I know 3 of them")] == [BODY, COMMENTS]


@pytest.mark.parametrize(
    "text",
    [
        f"{PROSE}\n\nRecommendations\n\n1. Pay the 40 officers.\n\n2. Count again.",
        f"{PROSE}\n\nThe measures are:\n\n\n  1. Pay the 40 officers.\n\n  2. Count again.",
        "\n\n".join(f"{number}. (SBU) {PROSE}" for number in range(1, 6)),
        f"{PROSA}\n\nEstados con más casos\n1. Guanajuato: 38\n2. Zacatecas: 21\n\n{PROSA}",
        "\n\n".join(f"{number}. REYNOSA. {PROSA.upper()}" for number in range(1, 6)),
    ],
)
def test_the_articles_own_numbered_list_is_its_own(text: str) -> None:
    assert [kind for kind, _ in kinds(text)] == [BODY]


def test_named_comments_are_comments() -> None:
    text = f"{PROSE}\n\nAnonymous said...\n\nit was 300\n\nLuis Mora dijo…\n\nno"
    assert [kind for kind, _ in kinds(text)] == [BODY, COMMENTS]


# Furniture


@pytest.mark.parametrize(
    "line",
    [
        "Advertisement - scroll to continue reading",
        "Republish | | Print |",
        "SHARE",
        "Subscribe to our newsletter",
        "© 2021 The Post",
        "Suscríbete a nuestro boletín",
        "Compartir",
        "Todos los derechos reservados",
        "Publicidad",
        "Sign up for 50% off your first year",
    ],
)
def test_a_button_or_prompt_within_the_text_is_furniture(line: str) -> None:
    assert kinds(f"{PROSE}\n\n{line}\n\n{PROSE}")[1] == (FURNITURE, line)


@pytest.mark.parametrize(
    "line",
    [
        "Share of aid that went to the police: 40 percent.",
        "Print runs fell by half.",
        "Our approach cut killings by 12 percent.",
        "Publicidad oficial: 30 millones de pesos.",
        "Special forces: 400 men",
    ],
)
def test_a_sentence_that_begins_like_a_button_is_text(line: str) -> None:
    assert [kind for kind, _ in kinds(f"{PROSE}\n\n{line}\n\n{PROSE}")] == [BODY]


def test_the_last_word_of_a_broken_paragraph_is_no_button() -> None:
    assert [kind for kind, _ in kinds(f"They walked for two days and nights and went\nhome\n\n{PROSE}")] == [BODY]


def test_banners_over_a_title_and_the_footer_are_furniture() -> None:
    top = "Celebrating 25 Years of The Post\nSpecial: Up To 25% Off\n\nThe Title Stands Here\n\nBy Ana Ruiz"
    text = f"{top}\n\n{PROSE}\n\n© The Post\n\nWorld Headlines\n\nMore from the desk"
    assert [kind for kind, _ in kinds(text)] == [FURNITURE, BODY, FURNITURE]


def test_what_stands_under_a_label_belongs_to_it() -> None:
    advert, related = "PUBLICIDAD\nColchones: hasta 35% OFF", "Most read\nThe 10 phrases of the week"
    text = f"{PROSE}\n\n{advert}\n\n{PROSE}\n\n{related}\n\n{PROSE}"
    assert [kind for kind, _ in kinds(text)] == [BODY, FURNITURE, BODY, FURNITURE, BODY]


def test_rows_of_links_above_the_title_and_below_the_text_are_furniture() -> None:
    top = "Home | Police | Politics | Subscribe for $ 490 a month\n\nThe Title Stands Here\nBy Ana Ruiz"
    found = kinds(f"{top}\n\n{PROSE}\n\nIssue 2,145 | 8 Main Street | Tel. 555-0177")
    assert [kind for kind, _ in found] == [FURNITURE, BODY, FURNITURE]


def test_a_table_of_bars_is_text() -> None:
    assert [kind for kind, _ in kinds(f"{PROSE}\n\n| State | 2020 | 2021 |\n| Bahia | 38 | 40 |")] == [BODY]


def test_a_table_after_a_button_is_not_a_footer() -> None:
    text = f"{PROSE}\n\nShare\n\nGuanajuato 38\n\nZacatecas 21\n\nVeracruz 14"
    assert [kind for kind, _ in kinds(text)] == [BODY, FURNITURE, BODY]


# Any text


@given(st.text(max_size=300))
def test_sections_cover_any_text(text: str) -> None:
    check_cover(text)


PIECES = [
    *("\n", "\n\n", "\n\n\n", "\r\n\r\n", "\r", "\u2028", "\ufeff", " ", "“", ".", "|"),
    *("Sources", "Notes", "Comments:", "1. ", "  2. ", "Share", "© ", "Title Here", PROSE, "By Ana Ruiz"),
    *(
        "March 3, 2021 — ",
        "04/01/21 (written by x) – ",
        "LIMA, 3 JAN 90 -- ",
        "AB-1",
        "SUBJECT: x",
        "5 de mayo de 2021",
    ),
]


@settings(max_examples=400)
@given(st.lists(st.sampled_from(PIECES), max_size=30).map("".join))
def test_sections_cover_any_page(text: str) -> None:
    check_cover(text)


def check_cover(text: str) -> None:
    sections = find_layout(text).sections
    assert [section.number for section in sections] == list(range(1, len(sections) + 1))
    assert "".join(section.span.of(text) for section in sections) == text
    assert sections[0].span.start == 0
    assert sections[-1].span.end == len(text)


WORST = {
    "lines": "a\n",
    "blank lines": "\n",
    "spaces": " ",
    "one long line": "a ",
    "digits": "1",
    "commas": "A, ",
    "titles": "Title Here\n\n",
    "cited works": "Sources\n\n",
    "notes": "Notes\n\nx\n\n",
    "citation": "Notes\n“a” 2020\n",
    "dates": "March 3, 2021\n\n",
    "posts": "Title\n\nMarch 3, 2021 — ok text\n\n",
    "datelines": "LIMA, Dec 16 2010 (IPS) - x\n\n",
    "half a dateline": "LIMA, LIMA, LIMA, 3 JAN 90 (x\n\n",
    "numbered": "1. a\n",
    "numbers": "AB-1\n\n",
    "comments": "Comments:\n\n",
    "quotes": "“",
    "brackets": "(a\n\n",
    "buttons": "share\n",
    "bars": "|",
    "accents": "é",
}


@pytest.mark.slow
@pytest.mark.parametrize("piece", WORST.values(), ids=list(WORST))
def test_time_grows_no_faster_than_the_text(piece: str) -> None:
    def seconds(size: int) -> float:
        text = piece * (size // len(piece))
        return min(timed(lambda: find_layout(text)) for _ in range(2))

    small, large = seconds(10_000), seconds(80_000)
    if large / small >= 8**1.2:  # a busy machine is no fault of the reader's
        small, large = seconds(10_000), seconds(80_000)
    assert large < 0.01 or large / small < 8**1.2


@pytest.mark.slow
def test_cutting_a_text_costs_little_beside_reading_it() -> None:
    text = "\n\n".join(load_document(path).text for path in find_documents([str(ROOT / "seeds")]).paths)
    document = Document.from_text(text)
    cut = min(timed(lambda: find_layout(text)) for _ in range(3))
    read = min(timed(lambda: read_figures(document)) for _ in range(3))
    assert cut < read / 8


def timed(work: Callable[[], object]) -> float:
    """Measure the processor's time, so that a busy machine changes little."""
    gc.collect()
    gc.disable()
    start = time.process_time()
    work()
    spent = time.process_time() - start
    gc.enable()
    return spent
