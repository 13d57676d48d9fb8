"""Which encodings a text may have been saved in, and what its letters look like once it is read right."""

from dataclasses import dataclass
from functools import cache

from ledger.lexicon.toml_tables import read_data

_SIGNS = ("letters", "foreign", "opening", "closing", "signs")


@dataclass(frozen=True, slots=True)
class EncodingTable:
    """Encodings to try in order, and what a text read in the right one holds beyond ASCII, by where it stands."""

    encodings: tuple[str, ...]
    letters: frozenset[str]
    foreign: frozenset[str]
    opening: frozenset[str]
    closing: frozenset[str]
    signs: frozenset[str]


@cache
def load_encodings() -> EncodingTable:
    """Read `data/encodings.toml`."""
    table = read_data("encodings.toml").only("encodings", *_SIGNS)
    return EncodingTable(table.texts("encodings"), *(frozenset(table.text(name)) for name in _SIGNS))
