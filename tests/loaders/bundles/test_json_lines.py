"""Each record of an article is a document of its own; what is none is told by its line."""

import json
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from ledger.errors import DocumentUnreadable
from ledger.loaders.bundles.article import load_article
from ledger.loaders.content import Content
from ledger.loaders.folders import PassedOver
from ledger.loaders.loaded import Loaded
from ledger.loaders.registry import load_content, open_content
from ledger.model.document import Metadata

ARTICLE = {
    "title": "Police killed 14",
    "text": "In 2019 police killed 14 people.\n\nTwo were women.",
    "author": ["Ana Ruiz", "Luis Paz"],
    "source": {"id": None, "name": "El Faro"},
    "publishedAt": "2020-01-04T23:30:00-06:00",
    "url": "https://example.org/14",
    "language": "en-US",
}


def opened(
    name: str, data: str | bytes, encoding: str | None = None
) -> tuple[list[Content], list[PassedOver | DocumentUnreadable]]:
    content = Content(name, data if isinstance(data, bytes) else data.encode(), encoding)
    held = list(open_content(content))
    others = [one for one in held if isinstance(one, PassedOver | DocumentUnreadable)]
    return [one for one in held if isinstance(one, Content)], others


def load(record: object) -> Loaded:
    return load_article(Content("a.jsonl#1", json.dumps(record).encode()))


def test_a_line_is_a_document_with_what_its_record_declares() -> None:
    (held,), _ = opened("a.jsonl", json.dumps(ARTICLE) + "\n")
    assert (held.path, held.kind) == ("a.jsonl#1", ".article")
    document = load_content(held)
    assert document.text == "Police killed 14\n\nIn 2019 police killed 14 people.\n\nTwo were women.\n"
    assert document.metadata == Metadata(
        "Police killed 14", "Ana Ruiz; Luis Paz", "El Faro", date(2020, 1, 4), "https://example.org/14", "en"
    )


def test_a_line_that_is_none_is_told_and_the_next_is_read() -> None:
    good = json.dumps({"body": "Twelve dead."})
    lines = ["{broken", good, "", "[1, 2]", '{"title": "14 dead"}', "[" * 100_000, '{"text": ""}', good]
    held, passed = opened("a.ndjson", "\r\n".join(lines))
    assert [one.path for one in held] == ["a.ndjson#2", "a.ndjson#8"]
    assert [(one.path, one.reason) for one in passed] == [
        ("a.ndjson#1", "it is no JSON (column 2)"),
        ("a.ndjson#4", "line 4 is no record of an article"),
        ("a.ndjson#5", "line 5 is a record without text"),
        ("a.ndjson#6", "it is nested too deep"),
        ("a.ndjson#7", "line 7 is a record without text"),
    ]


@pytest.mark.parametrize(
    "whole",
    [
        [ARTICLE, ARTICLE],
        {"status": "ok", "articles": [ARTICLE, ARTICLE]},
        {"response": {"results": [{"webTitle": "x", "fields": {"bodyText": ARTICLE["text"]}}, ARTICLE]}},
        {"took": 1, "hits": {"total": 2, "hits": [{"_id": 1, "_source": ARTICLE}, {"_id": 2, "_source": ARTICLE}]}},
    ],
)
def test_a_list_of_articles_is_found_wherever_services_put_it(whole: object) -> None:
    held, passed = opened("a.json", json.dumps(whole, indent=1))
    assert ([one.path for one in held], passed) == (["a.json#1", "a.json#2"], [])
    assert all("In 2019 police killed 14" in load_content(one).text for one in held)


def test_one_article_is_a_file_of_one() -> None:
    held, _ = opened("a.json", json.dumps({**ARTICLE, "news": [{"text": "related"}]}))
    assert [one.path for one in held] == ["a.json#1"]
    assert load_content(held[0]).metadata.publisher == "El Faro"
    assert [one.reason for one in opened("a.json", '{"name": "settings"}')[1]] == ["it is a record without text"]
    assert [one.reason for one in opened("a.json", "nothing")[1]] == ["it is no JSON (column 1)"]


@pytest.mark.parametrize(
    ("data", "kept", "said"),
    [
        ('[{"text": "Twelve dead."}, {"text": "Ten', 1, "it is no JSON .* from record 2 on"),
        ('[{"text": "Twelve dead."} {"text": "Ten."}', 2, "it is no JSON from record 3 on"),
        ('{"articles": [{"text"', 0, "it is no JSON"),
        ("[" * 100_000, 0, "nested too deep"),
    ],
)
def test_a_list_cut_short_keeps_what_stands_before_the_cut(data: str, kept: int, said: str) -> None:
    held = []
    with pytest.raises(DocumentUnreadable, match=said):
        for one in open_content(Content("a.json", data.encode())):
            held.append(one)  # noqa: PERF402  (those before the error count)
    assert len(held) == kept


def test_encodings_are_told_by_mark_or_by_the_user() -> None:
    line = '{"text": "Murieron 12 policías."}'
    for data in (line.encode("utf-16"), line.encode("utf-8-sig"), line.encode("cp1252")):
        (held,), _ = opened("a.jsonl", data, "cp1252" if data == line.encode("cp1252") else None)
        assert load_content(held).text == "Murieron 12 policías.\n"


# Records


def test_html_in_a_field_is_read_as_a_page_and_marks_are_no_digits() -> None:
    told = load(
        {"content": "<p>Police killed 1,234<sup>2</sup> people.</p><ul><li>12 in Lima</li><li>7 in Ica</li></ul>"}
    )
    assert "1,234² people" in told.text
    assert (
        told.text.index("12 in Lima") < told.text.index("\n", told.text.index("12 in Lima")) < told.text.index("7 in")
    )
    assert load({"text": "It&#8217;s 12 &amp; 7 < 20."}).text == "It’s 12 & 7 < 20.\n"


def test_what_is_cut_or_told_elsewhere_is_named() -> None:
    told = load({"content": "Police killed 12… [+2345 chars]", "description": "Police killed 12 in 2019.", "body": ""})
    assert told.text == "Police killed 12…\n"
    assert [(left.reason, left.numbers) for left in told.left_out] == [
        ('in the field "description"', 2),
        ("the service gives only the beginning of the text", 1),
    ]
    assert load({"content": "Police killed 12 people.", "summary": "Police killed 12"}).left_out == ()


def test_text_in_pieces_is_text() -> None:
    assert load({"body": ["One 12.", {"type": "p", "text": "Two 7."}]}).text == "One 12.\n\nTwo 7.\n"
    assert load({"headline": {"main": "Dead: 9"}, "lead_paragraph": "Nine died."}).text == "Dead: 9\n\nNine died.\n"
    assert load({"title": "Nine dead", "text": "NINE DEAD\n\nIn Lima."}).text == "NINE DEAD\n\nIn Lima.\n"


@pytest.mark.parametrize(
    ("value", "day"),
    [
        ("2020-01-04", date(2020, 1, 4)),
        ("2020-01-04 23:59:00+02:00", date(2020, 1, 4)),
        ("20200104T120000Z", date(2020, 1, 4)),
        ("Sat, 04 Jan 2020 23:30:00 -0600", date(2020, 1, 4)),
        ("January 4, 2020", date(2020, 1, 4)),
        ("4 de enero de 2020", date(2020, 1, 4)),
        (1578139200, date(2020, 1, 4)),
        ("1578139200000", date(2020, 1, 4)),
        ({"$date": "2020-01-04T10:00:00Z"}, date(2020, 1, 4)),
        ("04/03/2020", None),
        ("25/03/2020", date(2020, 3, 25)),
        ("2020-13-45", None),
        (12, None),
        (True, None),
        (1e300, None),
        ("yesterday", None),
    ],
)
def test_a_day_is_read_as_the_record_writes_it_or_not_at_all(value: object, day: date | None) -> None:
    assert load({"text": "Twelve dead.", "date": value}).metadata.published == day


def test_lines_are_read_one_at_a_time(tmp_path: Path) -> None:
    line = json.dumps({"text": "Police killed 12 people in 2019. " * 100})
    path = tmp_path / "a.jsonl"
    path.write_text(f"{line}\n" * (60_000_000 // len(line)))
    program = (
        "import sys; from ledger.loaders.content import read_content\n"
        "from ledger.loaders.registry import open_content\n"
        "print(sum(1 for _ in open_content(read_content(sys.argv[1])))); "
        "print(next(line.split()[1] for line in open('/proc/self/status') if line.startswith('VmHWM')))"
    )
    told = subprocess.run([sys.executable, "-c", program, str(path)], capture_output=True, text=True, check=True)
    count, kilobytes = map(int, told.stdout.split())
    assert count == 60_000_000 // len(line)
    assert kilobytes < 250_000
