"""A text that would take minutes to read is refused by its length, unless the user trusts the file."""

import time
from pathlib import Path

import pytest

from ledger.actions.ingest import ingest
from ledger.actions.summary import Summary
from ledger.errors import DocumentUnreadable
from ledger.loaders import content as content_module
from ledger.loaders import limits
from ledger.loaders.content import Content, read_content
from ledger.loaders.layout.sections import find_layout
from ledger.loaders.loaded import Mark
from ledger.loaders.registry import load_content
from ledger.model.document import Document, SectionKind
from ledger.model.reading import Omission, Reading
from ledger.model.span import Span


@pytest.mark.parametrize(
    ("limit", "said"),
    [("MOST_CHARACTERS", "40 characters"), ("MOST_LINES", "2 lines"), ("MOST_NUMBERS", "5 numbers")],
)
def test_too_long_a_text_is_refused_with_what_to_do(limit: str, said: str, monkeypatch: pytest.MonkeyPatch) -> None:
    data = b"12 died, 1,234.5 fled.\n3 in Lima.\n7 in Ica.\n8 or 9.\n"
    assert load_content(Content("a.txt", data)).text
    monkeypatch.setattr(limits, limit, int(said.split()[0]))
    monkeypatch.setattr(limits, "BYTES_OF_A_NUMBER", 1_000)
    with pytest.raises(DocumentUnreadable, match=f"its text has more than {said}. Split it.*--trust"):
        load_content(Content("a.txt", data))
    assert load_content(Content("a.txt", data, trusted=True)).text


def test_a_large_file_may_have_numbers_as_large_files_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MOST_NUMBERS", 5)
    prose = b"In the north of the country, the ministry said, 12 died. " * 20
    assert load_content(Content("a.txt", prose)).text
    with pytest.raises(DocumentUnreadable, match="more than 5 numbers"):
        load_content(Content("a.txt", b"12 died. " * 20))


def test_a_large_file_that_is_trusted_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "a.txt"
    file.write_bytes(b"Twelve died.")
    monkeypatch.setattr(content_module, "LARGEST", 10)
    with pytest.raises(DocumentUnreadable, match="larger than"):
        read_content(file)
    assert read_content(file, trusted=True).data == b"Twelve died."


def test_an_archive_with_a_broken_member_ends_with_a_failure(tmp_path: Path) -> None:
    lines = b'{"text": "In 2019 police killed 412 people."}\n{"text": "In 20\n'
    (tmp_path / "a.jsonl").write_bytes(lines)
    summary = ingest(str(tmp_path / "x.db"), [str(tmp_path / "a.jsonl")])
    assert (len(summary.new), len(summary.failed), summary.passed_over) == (1, 1, [])
    assert "a.jsonl#2': it is no JSON" in summary.failed[0].message


@pytest.mark.slow
def test_marks_and_omissions_cost_the_same_however_many_there_are() -> None:
    text = "Page 12.\n\n" * 20_000
    spans = [Span(at * 10, at * 10 + 8) for at in range(20_000)]
    began = time.process_time()
    find_layout(text, "en", [Mark(span, SectionKind.FURNITURE) for span in spans])
    summary = Summary()
    omitted = tuple(Omission(span, "Page 12.", "page") for span in spans)
    summary.take(Reading(Document.from_text(text, path="a.txt"), (), omitted))
    assert summary.omissions[-1] == "a.txt, line 39999: Page 12. (page)"
    assert time.process_time() - began < 5
