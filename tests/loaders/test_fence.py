"""What breaks a parser costs its own file, within limits; the next one is read."""

import time

import pytest

from ledger.errors import DocumentUnreadable, MissingExtra
from ledger.loaders import fence
from ledger.loaders.content import Content
from ledger.loaders.fence import loaded_from_record, read_fenced, record_of_loaded
from ledger.loaders.homes import require
from ledger.loaders.loaded import Loaded, TextWriter
from ledger.model.document import Metadata, SectionKind

HERE = "tests.loaders.parsers"
GOOD = "ledger.loaders.plain_text:load_plain_text"


def test_what_is_read_behind_the_fence_is_what_is_read_before_it() -> None:
    content = Content("a.txt", "Más de 300 policías.\r\n".encode())
    loaded = read_fenced(GOOD, content)
    assert loaded.text == "Más de 300 policías.\r\n"
    assert loaded == loaded_from_record(record_of_loaded(loaded))


@pytest.mark.parametrize(
    ("parser", "said"),
    [
        ("greedy", "MB of memory"),
        ("deep", "nested too deep"),
        ("broken", "it broke the parser .ValueError: no good"),
        ("crashing", "it broke the parser"),
        ("refusing", "it is a picture"),
        ("chatty", ""),
    ],
)
def test_a_parser_that_fails_is_told_and_the_next_file_is_read(parser: str, said: str) -> None:
    if said:
        with pytest.raises(DocumentUnreadable, match=said):
            read_fenced(f"{HERE}:{parser}", Content("a.pdf", b"x"))
    else:
        assert read_fenced(f"{HERE}:{parser}", Content("a.pdf", b"x")).text == "quiet"
    assert read_fenced(GOOD, Content("a.txt", b"412 killed")).text == "412 killed"


@pytest.mark.parametrize("limit", ["WALL_SECONDS", "CPU_SECONDS"])
def test_a_parser_that_never_ends_is_stopped(limit: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fence, limit, 1)
    began = time.monotonic()
    with pytest.raises(DocumentUnreadable, match=r"seconds of computing\. If you trust the file"):
        read_fenced(f"{HERE}:endless", Content("a.pdf", b"x"))
    assert time.monotonic() - began < 30
    assert read_fenced(GOOD, Content("a.txt", b"412 killed")).text == "412 killed"


def test_a_missing_extra_is_told_with_its_install_line() -> None:
    with pytest.raises(MissingExtra, match=r"pip install 'figure-ledger\[pdf\]'"):
        read_fenced(f"{HERE}:extra", Content("a.pdf", b"x"))
    with pytest.raises(MissingExtra):
        require("no_such_module_anywhere", "pdf", "Reading PDF")


def test_a_writer_keeps_marks_pages_and_what_was_left_out() -> None:
    writer = TextWriter()
    writer.page()
    writer.paragraph("Home | News", SectionKind.FURNITURE)
    writer.paragraph("Police | Courts", SectionKind.FURNITURE)
    writer.paragraph("Police killed 12.\nOf them 3 at home.")
    writer.page()
    writer.paragraph("", SectionKind.COMMENTS)
    writer.paragraph("I counted 20.", SectionKind.COMMENTS, Metadata(author="Ana"))
    writer.leave_out("Hidden: 4 of 12", "hidden")
    writer.leave_out("and 7", "hidden")
    writer.leave_out("no number", "hidden")
    writer.rows([["Year", "Killed | hurt"], ["2019", "12"], ["", " "]])
    loaded = writer.loaded("html")
    assert isinstance(loaded, Loaded)
    assert loaded.text.endswith("\n\nI counted 20.\n\nYear\tKilled | hurt\n2019\t12\n")
    assert [mark.span.of(loaded.text) for mark in loaded.marks] == ["Home | News\n\nPolice | Courts", "I counted 20."]
    assert loaded.text[loaded.pages[1] :].startswith("I counted")
    assert [(left.numbers, left.sample) for left in loaded.left_out] == [(3, "Hidden: 4 of 12 … and 7")]
    assert loaded_from_record(record_of_loaded(loaded)) == loaded
