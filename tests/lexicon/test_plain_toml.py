"""Tables of words are read as a parser of TOML reads them; whatever is unusual or wrong is left to it."""

import tomllib
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from ledger.lexicon.plain_toml import UnusualError, parse_plain

DATA = Path(__file__).parents[2] / "ledger" / "data"


def as_lists(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: as_lists(inner) for key, inner in value.items()}
    return [as_lists(item) for item in value] if isinstance(value, list | tuple) else value


def by_parser(text: str) -> Any:
    return tomllib.loads(text, parse_float=Decimal)


@pytest.mark.parametrize("path", sorted(DATA.rglob("*.toml")), ids=lambda path: path.stem)
def test_every_table_is_read_as_the_parser_of_toml_reads_it(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert repr(as_lists(parse_plain(text))) == repr(by_parser(text))


@pytest.mark.parametrize(
    "text",
    [
        'a = ["x", "y"]  # "not this"',
        'a = [\n  "x",  # "not this"\n  "y",\n]\n',
        "a = []\nb = true\nc = 12\nd = 1.50\ne = 2021-04-01",
        'a = [["x", "y"]]',
        '[a.b]\nc.en = ["x"]\nc.es = ["y"]\n[[a.d]]\nk = "v"\n[[a.d]]\nk = "w"\n[a.d.e]\nf = 1',
        'MX = { name = "Mexico", demonyms.en = ["Mexican"], capital = "Mexico City" }',
        '"New York" = ["NY"]',
    ],
)
def test_what_tables_of_words_hold_is_read(text: str) -> None:
    assert repr(as_lists(parse_plain(text))) == repr(by_parser(text))


@pytest.mark.parametrize(
    "text",
    [
        'a = ["x"]\na = ["y"]',
        "[a]\nb = 1\n[a]\nc = 2",
        'a = ["x" "y"]',
        'a = ["x"',
        "a = 01",
        "a",
        'a = "x" b',
        "a = 1\n[[a]]",
        "a = 1\na.b = 2",
        "a = { b = 1 c = 2 }",
    ],
)
def test_a_mistake_is_left_to_the_parser(text: str) -> None:
    with pytest.raises(UnusualError):
        parse_plain(text)
    with pytest.raises(tomllib.TOMLDecodeError):
        by_parser(text)
