"""The tables comparing rests on: hedge bands, telling words, names of things in two languages, exchange rates."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from ledger.lexicon.toml_tables import Table, language_codes, read_data
from ledger.model.quantity import Bound

LISTS = (
    "empty",
    "ends_head",
    "generic",
    "beside",
    "part",
    "open_list",
    "closed_list",
    "last_of_list",
    "replaces",
    "replaced",
    "worth",
    "overall",
    "versus",
    "of_total",
    "share_of",
    "per_day",
)


@dataclass(frozen=True)
class Hedge:
    """How far a hedge reaches, as factors of the number written; `says` tells whether the whole band is said."""

    low: Decimal
    high: Decimal | None
    says: bool


@dataclass(frozen=True)
class Band:
    """The lowest and highest rate of a year, units of the currency to one dollar, and who says so."""

    low: Decimal
    high: Decimal
    source: str


@dataclass(frozen=True)
class Comparison:
    """All that comparing knows of words and rates; the words are in lower case without accents."""

    hedges: Mapping[Bound, Hedge]
    lists: Mapping[str, tuple[str, ...]]
    empty: Mapping[str, frozenset[str]]
    concepts: Mapping[str, str]
    rates: Mapping[str, Mapping[int, Band]]


def fold(text: str) -> str:
    """Return the text in lower case, without accents, with single spaces.

    >>> fold("Ejército  MEXICANO")
    'ejercito mexicano'
    """
    plain = unicodedata.normalize("NFKD", text)
    return " ".join("".join(c for c in plain if not unicodedata.combining(c)).casefold().split())


@cache
def load_comparison() -> Comparison:
    """Read the tables that ship with the package, once."""
    words = read_data("comparison.toml").only(*LISTS, "concepts")
    return Comparison(
        hedges=_hedges(read_data("hedges.toml").only("hedges")),
        lists={name: _both_languages(words.table(name)) for name in LISTS},
        empty={language: frozenset(map(fold, words.table("empty").texts(language))) for language in language_codes()},
        concepts=_concepts(words),
        rates=_rates(read_data("exchange_rates.toml").only("rates")),
    )


def _both_languages(table: Table) -> tuple[str, ...]:
    return tuple(fold(word) for language in table for word in table.texts(language))


def _hedges(table: Table) -> dict[Bound, Hedge]:
    found = {}
    for entry in table.tables("hedges"):
        high = entry.number("high") if "high" in entry else None
        found[_bound(entry)] = Hedge(entry.number("low"), high, bool(entry.values.get("says")))
    return found


def _bound(entry: Table) -> Bound:
    try:
        return Bound(entry.text("bound"))
    except ValueError as error:
        raise entry.fail("bound", f"{entry.text('bound')!r} is no bound. Known: {', '.join(Bound)}") from error


def _concepts(words: Table) -> dict[str, str]:
    """Return which concept each word stands for; a word that two concepts claim is a mistake."""
    found: dict[str, str] = {}
    for entry in words.tables("concepts"):
        for word in map(fold, (word for code in language_codes() for word in entry.texts(code))):
            if found.setdefault(word, entry.text("key")) != entry.text("key"):
                raise entry.fail("key", f"{word!r} stands for {found[word]!r} already")
    return found


def _rates(table: Table) -> dict[str, dict[int, Band]]:
    found: dict[str, dict[int, Band]] = {}
    for entry in table.tables("rates"):
        years = found.setdefault(entry.text("currency"), {})
        for year in entry.table("years"):
            years[int(year)] = _band(entry.table("years"), year, entry.text("source"))
    return found


def _band(years: Table, year: str, source: str) -> Band:
    match years.values[year]:
        case [Decimal() | int() as low, Decimal() | int() as high]:
            return Band(Decimal(low), Decimal(high), source)
    raise years.fail(year, f"must be the lowest and the highest rate, found {years.values[year]!r}")
