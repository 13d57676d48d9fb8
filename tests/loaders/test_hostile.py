"""No file, however broken or made to break, ends a run, costs more than its limits, or is passed over in silence."""

import contextlib
import json
import os
import re
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ledger.actions.ingest import ingest
from ledger.actions.summary import summary_lines
from ledger.errors import LedgerError
from ledger.extract.figures import read_document
from ledger.lexicon.vocabulary import load_lexicon
from ledger.loaders import fence
from ledger.loaders.content import Content
from ledger.loaders.registry import load_content, open_content
from ledger.model.document import Decoding, Document
from tests.loaders.hostile_files import (
    CASES,
    ENDINGS,
    FACT,
    Case,
    cut_short,
    flipped,
    junk,
    mail,
    page,
    with_attachment,
    writer_file,
    zipped,
)
from tests.loaders.word_files import p, word_file

FILES = Path(__file__).with_name("files")
REAL = sorted(path for path in FILES.iterdir() if path.suffix in ENDINGS and path.name != "README.md")
FAULTS = ("the reader itself failed", "broke the parser (", "Traceback")
SECONDS = 60  # of computing, far beyond what any case takes on a busy machine; `benchmarks.hostile_files` measures it
SOONER = 2  # seconds of computing, after which what never ends is stopped as well as after seven
GOOD = "In 2020 police killed 98 people in Quito."


@pytest.fixture(autouse=True)
def no_trace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Fail a test that leaves a file of its own where temporary ones go."""
    room = tmp_path / "temporary"
    room.mkdir()
    monkeypatch.setenv("TMPDIR", str(room))
    yield
    assert not list(room.iterdir())


def documents(name: str, data: bytes) -> tuple[list[Document], list[LedgerError]]:
    """Read a file as `add` does; what is no LedgerError is raised."""
    read, failed = [], []
    try:
        for held in open_content(Content(name, data)):
            if isinstance(held, Content):
                read.append(load_content(held))
            elif isinstance(held, LedgerError):
                failed.append(held)
    except LedgerError as error:
        failed.append(error)
    assert not [error for error in failed if any(fault in str(error) for fault in FAULTS)], failed
    return read, failed


def surfaces(document: Document) -> list[str]:
    """Return the figures of a document as they stand in it, where the text says so too."""
    reading = read_document(document, load_lexicon())
    for figure in reading.figures:
        assert document.text[figure.span.start : figure.span.end] == figure.surface
    told = [(one.span, one.surface) for one in reading.omissions] + [
        (one.span, one.surface) for one in reading.problems
    ]
    assert all(document.text[span.start : span.end] == surface for span, surface in told)
    return [figure.surface for figure in reading.figures]


def check(case: Case, folder: Path, *, whole: bool = True) -> None:
    """Add a file with a good one behind it; both must be told of, and the good one read."""
    (folder / case.name).write_bytes(case.make() if whole or not case.smaller else case.smaller())
    (folder / "zz.txt").write_text(GOOD)
    began = time.process_time()
    summary = ingest(str(folder / "x.db"), [str(folder / case.name), str(folder / "zz.txt")])
    assert time.process_time() - began < SECONDS
    told = " ".join(summary_lines(summary))
    assert summary.new[-1].endswith("zz.txt")
    assert len(summary.new) > 1 or summary.failed or summary.passed_over
    assert re.search(case.said, told), told
    assert not any(fault in told for fault in FAULTS), told


@pytest.mark.parametrize("case", [case for case in CASES if not case.heavy], ids=lambda case: case.name)
def test_what_is_made_to_break_a_reader_does_not(case: Case, tmp_path: Path) -> None:
    check(case, tmp_path)


@pytest.mark.slow
@pytest.mark.parametrize("case", [case for case in CASES if case.heavy], ids=lambda case: case.name)
def test_what_is_made_to_fill_the_machine_does_not(
    case: Case, tmp_path: Path, thorough: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    if case.endless:
        monkeypatch.setattr(fence, "CPU_SECONDS", SOONER)
    check(case, tmp_path, whole=thorough)


@pytest.mark.parametrize("ending", ENDINGS)
def test_junk_and_nothing_are_refused(ending: str) -> None:
    for data in (b"", b"\0", b" \r\n\t", b"\xef\xbb\xbf", b"\xff\xfe", junk(1_000), junk(100_000, 2), b"\0" * 1_000):
        read, _ = documents(f"a{ending}", data)
        assert not read or not any(map(surfaces, read))


@pytest.mark.parametrize("path", REAL, ids=lambda path: path.name)
def test_a_file_cut_short_is_read_so_far_or_refused(path: Path) -> None:
    whole = {surface for document in documents(path.name, path.read_bytes())[0] for surface in surfaces(document)}
    assert whole
    for cut in cut_short(path.read_bytes(), 10):
        documents(path.name, cut)


@pytest.mark.parametrize("ending", [".html", ".eml", ".mhtml"])
def test_what_says_where_it_ends_and_does_not_end_there_is_told(ending: str) -> None:
    multipart = with_attachment("a.bin", b"x")
    whole = {".html": page(FACT), ".eml": multipart, ".mhtml": multipart.replace(b"text/plain", b"text/html")}[ending]
    for data, is_cut in ((whole, False), (whole[: whole.index(b"412 people") + 2], True)):
        (document,), failed = documents(f"a{ending}", data)
        assert (any("cut short" in left.reason for left in document.left_out), failed) == (is_cut, [])


@pytest.mark.slow
@pytest.mark.parametrize("path", REAL, ids=lambda path: path.name)
def test_every_fiftieth_and_flipped_bits(path: Path, thorough: bool) -> None:
    data = path.read_bytes()
    for broken in (*cut_short(data), *flipped(data, 200 if thorough else 20)):
        for document in documents(path.name, broken)[0]:
            surfaces(document)


WRAPPED: dict[str, Callable[[str], bytes]] = {
    ".txt": lambda text: text.encode(),
    ".md": lambda text: text.encode(),
    ".html": lambda text: page(f"<p>{text}</p>"),
    ".docx": lambda text: word_file(p(f"<w:r><w:t>{text}</w:t></w:r>")),
    ".odt": lambda text: writer_file(f"<text:p>{text}</text:p>"),
    ".eml": lambda text: mail(text.encode(), "Content-Transfer-Encoding: 8bit"),
    ".mbox": lambda text: b"From a@b Mon Jan  4 17:00:00 2021\n" + mail(text.encode()).replace(b"\r\n", b"\n"),
    ".json": lambda text: b'[{"text": %s}]' % _json(text),
    ".jsonl": lambda text: b'{"text": %s}\n' % _json(text),
    ".zip": lambda text: zipped({"a.txt": text.encode()}),
    ".mhtml": lambda text: mail(page(f"<p>{text}</p>"), kind="text/html; charset=utf-8"),
}


def _json(text: str) -> bytes:
    return json.dumps(text).encode()


ODD = st.sampled_from(
    (
        *(
            "👮🏽‍♀️",
            "e\u0301",
            "\u202e",
            "שלום",
            "مرحبا",
            "\r\n",
            "\n",
            "\u2028",
            "\u0085",
            "\u00a0",
            "\u2009",
            "\u00ad",
        ),
        *(
            "\ufeff",
            "\u200b",
            "412",
            "1,234",
            "٣٤٥",
            "४५",
            "１２",
            "²",
            "½",
            "Ⅻ",
            "in 2019 ",
            "killed ",
            "of ",
            "% ",
            "$",
        ),
        *(". ", "- ", "| "),
    )
)


@pytest.mark.parametrize("ending", [".txt", ".html", ".docx", ".odt", ".eml", ".json", ".mhtml"])
@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(odd=st.lists(ODD, min_size=1, max_size=12))
def test_what_is_found_stands_where_it_is_said_to(ending: str, odd: list[str]) -> None:
    text = f"Police killed 412 {''.join(odd)} people in Lima in 2019."
    for document in documents(f"a{ending}", WRAPPED[ending](text))[0]:
        surfaces(document)


@pytest.mark.parametrize("ending", sorted(WRAPPED))
def test_a_sign_no_text_has_costs_no_figure(ending: str) -> None:
    is_xml = ending in (".docx", ".odt")
    for sign in ("\x01", "\x07", "\x1b", "\x7f", "\x80", "\x9b", "\u202e", "\ufffe", *(() if is_xml else ("\0",))):
        text = f"In 2019 police{sign} killed 412 people{sign} in Lima. " + FACT
        read, failed = documents(f"a{ending}", WRAPPED[ending](text))
        found = [surface for document in read for surface in surfaces(document)]
        assert failed or found == ["412", "412"], (sign, found)


@pytest.mark.parametrize("digits", ["412", "٤١٢", "४१२", "４１２"])
def test_digits_of_other_scripts_are_read_or_told(digits: str) -> None:
    document = load_content(Content("a.txt", f"Police killed {digits} people in Lima in 2019.".encode()))
    reading = read_document(document, load_lexicon())
    told = [*(figure.surface for figure in reading.figures), *(one.surface for one in reading.omissions)]
    assert digits in (told + [one.surface for one in reading.problems])


@pytest.mark.parametrize("space", [" ", "\u00a0", "\u2009", "\u202f", "'", "’", ".", ","])
def test_a_grouped_number_is_never_two(space: str) -> None:
    document = load_content(Content("a.txt", f"Police killed 12{space}345 people in Lima in 2019.".encode()))
    assert surfaces(document) == [f"12{space}345"]


TEXTS = {
    "es": "En 2019 murieron 412 policías, según la Fiscalía: «más que nunca», dijo José Núñez en Bogotá. Señaló 98.",
    "en": "In 2019 police killed 412 people — “more than ever”, the owner of the café said. It’s 98 more in Lima.",
}
ENCODINGS = (
    "utf-8",
    "utf-8-sig",
    "utf-16",
    "utf-16-le",
    "utf-32",
    "cp1252",
    "latin-1",
    "iso8859-15",
    "mac-roman",
    "cp850",
)


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("language", sorted(TEXTS))
def test_an_encoding_is_told_right_or_flagged(language: str, encoding: str) -> None:
    data = TEXTS[language].encode(encoding, "ignore")
    read, failed = documents("a.txt", data)
    wanted = data.decode(encoding).lstrip("\ufeff")
    assert failed or read[0].text.lstrip("\ufeff") == wanted or read[0].decoded_by is Decoding.GUESSED


def test_a_folder_of_devices_links_and_odd_names_is_walked(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a\n\x1b[31m.txt").write_text(FACT)
    (folder / "good.txt").write_text(GOOD)
    os.mkfifo(folder / "pipe.txt")
    for name, target in (("link.txt", "good.txt"), ("loop.txt", "loop.txt"), ("zero.txt", "/dev/zero"), ("up", "..")):
        (folder / name).symlink_to(target)
    summary = ingest(str(tmp_path / "x.db"), [str(folder)])
    assert (len(summary.new), len(summary.failed)) == (2, 0)
    assert {Path(passed.path).name for passed in summary.passed_over} == {
        *("pipe.txt", "link.txt", "loop.txt", "zero.txt", "up")
    }
    with contextlib.suppress(LedgerError):
        ingest(str(tmp_path / "x.db"), ["/dev/zero"])


@pytest.mark.parametrize("mixed", ["\r\n", "\r", "\n", "\u2028", "\u0085", "\x0b", "\x0c"])
def test_any_line_end_parts_lines_and_moves_no_span(mixed: str) -> None:
    text = f"\ufeffA report{mixed}{mixed}Police killed 412 people in 2019.{mixed}They hurt 98.\r\n\r\nThey held 7.\n"
    assert surfaces(load_content(Content("a.txt", text.encode()))) == ["412", "98", "7"]


@pytest.mark.slow
def test_random_documents_are_read_or_refused() -> None:
    dice = Random(7)
    pieces = [
        FACT,
        "<p>",
        "</p>",
        "<td>",
        "=41",
        "=\r\n",
        "\0",
        "\r",
        "\n\n",
        "> ",
        "From a@b Mon Jan  4 17:00:00 2021\n",
    ]
    pieces += [
        '{"text": "',
        '"}',
        "[",
        "]",
        ",",
        "PK\x03\x04",
        "%PDF-1.4",
        "Subject: ",
        "--x\r\n",
        "\ud83d",
        "&#55296;",
    ]
    for _ in range(1_000):
        ending = dice.choice(ENDINGS)
        data = "".join(dice.choices(pieces, k=dice.randrange(40))).encode("utf-8", "surrogatepass")
        for document in documents(f"a{ending}", data)[0]:
            surfaces(document)
