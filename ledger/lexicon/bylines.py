"""The words by which a byline is taken apart into persons and bodies, from data/names.toml."""

from dataclasses import dataclass
from functools import cache

from ledger.lexicon.toml_tables import read_data

_LISTS = ("bodies", "particles", "joins", "between", "suffixes", "titles", "openings", "second_given", "plain_words")


@dataclass(frozen=True, slots=True)
class BylineWords:
    """See the comments in data/names.toml; every word in small letters."""

    bodies: frozenset[str]
    particles: frozenset[str]
    joins: frozenset[str]
    between: frozenset[str]
    suffixes: frozenset[str]
    titles: frozenset[str]
    openings: tuple[str, ...]
    second_given: frozenset[str]
    plain_words: frozenset[str]


@cache
def load_byline_words() -> BylineWords:
    """Read data/names.toml, once."""
    table = read_data("names.toml").only(*_LISTS)
    lists = {name: table.texts(name) for name in _LISTS}
    return BylineWords(
        bodies=frozenset(lists["bodies"]),
        particles=frozenset(lists["particles"]),
        joins=frozenset(lists["joins"]),
        between=frozenset(lists["between"]),
        suffixes=frozenset(lists["suffixes"]),
        titles=frozenset(lists["titles"]),
        openings=tuple(sorted(lists["openings"], key=len, reverse=True)),
        second_given=frozenset(lists["second_given"]),
        plain_words=frozenset(lists["plain_words"]),
    )
