"""The tables comparing rests on: hedge bands, telling words, names of things in two languages, exchange rates."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
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
    "preliminary",
    "latest",
    "worth",
    "makes_in_money",
    "that_is_worth",
    "part_payments",
    "at_price",
    "at_rate_of",
    "in_parts",
    "all_of_it",
    "is_paid",
    "so_far",
    "same_event",
    "takes_in_more",
    "counts_in",
    "votes_for",
    "votes_against",
    "votes_abstained",
    "all_of",
    "none_of",
    "was_absent",
    "took_part",
    "which_round",
    "that_clause",
    "is_typical",
    "exchange_rate",
    "to_the_dollar",
    "overall",
    "versus",
    "set_against",
    "as_long",
    "with_interest",
    "of_time",
    "in_real_terms",
    "moves_by",
    "set_beyond",
    "share_column",
    "more_or_less",
    "amounts_to",
    "people_apart",
    "one_alone",
    "place_kinds",
    "is_correct",
    "of_total",
    "share_of",
    "of_them",
    "of_the",
    "that_includes",
    "that_ran",
    "comes_to",
    "moves_from",
    "moves_to",
    "adjusted",
    "remainder",
    "fates",
    "anybody",
    "any_case",
    "may_overlap",
    "total_line",
    "contrast",
    "since_when",
    "down_to",
    "times_more",
    "points",
    "table",
    "makes_rate",
    "average_is",
    "on_average",
    "of_group",
    "other_rate",
    "inhabitants",
    "apiece",
    "for_each",
    "of_dispute",
    "says_number",
    "sets_aside",
    "has_spent",
    "fiscal_year",
    "capacity_for",
    "dying",
    "other_fates",
    "against_whom",
    "of_it",
    "that_is",
    "of_the_sum",
    "base_told",
    "late_by",
    "times_of",
    "taken_back",
    "told_now",
    "adds_up_to",
    "in_all",
    "change_noun",
    "over_capacity",
    "added_more",
    "new_total",
    "took_in",
    "taken_out",
    "than_before",
    "brings_to",
    "one_event",
    "until_then",
    "running_total",
    "by_account",
    "says_again",
    "narrows",
    "of_those_told",
    "when",
    "that_far",
    "within_time",
    "counted_since",
    "when_before",
    "tells_number",
    "same_time",
    "own_doing",
    "own_deeds",
    "adds_to",
    "before_noon",
    "after_noon",
    "of_the_clock",
    "later_by",
    "took_so_long",
    "puts_at",
    "at_number",
    "the_same",
    "the_sum",
    "admits_number",
    "says_it_was",
    "only_so_many",
    "official_figure",
    "number_of",
    "not_the",
    "claimed_by",
    "parts_of",
    "parted_by",
    "parted_by_sort",
    "all_sexes",
    "all_others",
    "things_done",
    "a_year_before",
    "lasts_for",
    "is_made",
    "kinds_of_event",
    "down_from",
    "up_from",
    "rises_from",
    "goes_up_or_down",
    "rise_or_fall",
    "the_same_change",
    "as_many",
    "falls_from",
    "of_those",
    "that_restrict",
    "so_that",
    "of_the_body",
    "in_a_fleet",
    "taken_together",
    "whole_of_months",
    "apiece_of",
    "full_price",
    "shared_among",
    "month_names",
    "weekday_names",
    "takes_in_money",
    "has_or_lacks",
    "others_untold",
    "no_answer",
)

_PARTICIPLE = re.compile(r"([a-z]*)([ai])do/a")  # "quemado/a", "construido/a"
_GLIDES = re.compile(r"[aeiou]$")  # "construy|ó", not "construi|ó"
_BOTH_GENDERS = re.compile(r"[oe]?/a\b")  # "detenido/a", "trabajador/a", "presidente/a"


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
    if not text.isascii():
        text = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return " ".join(text.casefold().split())


@cache
def load_comparison() -> Comparison:
    """Read the tables that ship with the package, once."""
    words = read_data("comparison.toml").only(*LISTS)
    return Comparison(
        hedges=_hedges(read_data("hedges.toml").only("hedges")),
        lists={name: _both_languages(words.table(name)) for name in LISTS},
        empty={language: frozenset(map(fold, words.table("empty").texts(language))) for language in language_codes()},
        concepts=make_concepts(read_data("concepts.toml")),
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


def make_concepts(table: Table) -> dict[str, str]:
    """Return which concept each word stands for; a word that two concepts claim is a mistake."""
    found: dict[str, str] = {}
    for key in table:
        for word in _words_of(table, key):
            if found.setdefault(word, key) != key:
                raise table.fail(key, f"{word!r} stands for {found[word]!r} already")
    for key in table:
        for word in _pasts_of(table, key):
            found.setdefault(word, key)
    return found


def _words_of(table: Table, key: str) -> Iterator[str]:
    """Yield the words of a concept, its own name first; "detenido/a" is two."""
    if " " not in key:
        yield fold(key)
    concept = table.table(key).only(*language_codes())
    for language in concept:
        for word in fold(concept.text(language)).split(", "):
            if "/a" in word:
                yield word.replace("/a", "")
                word = _BOTH_GENDERS.sub("a", word)
            yield word


def _pasts_of(table: Table, key: str) -> Iterator[str]:
    """Yield what was done, for what is: "quemó", "quemaron" of "quemado/a"; a noun that reads so keeps its own.

    >>> from ledger.lexicon.toml_tables import read_data
    >>> sorted(_pasts_of(read_data("concepts.toml"), "built"))
    ['construyeron', 'construyo']
    """
    concept = table.table(key)
    for word in fold(concept.text("es")).split(", ") if "es" in concept else ():
        if (told := _PARTICIPLE.fullmatch(word)) is not None:
            stem, first = told[1], told[2] == "a"
            glide = "y" if _GLIDES.search(stem) else "i"
            yield stem + ("o" if first else f"{glide}o")
            yield stem + ("aron" if first else f"{glide}eron")


def _rates(table: Table) -> dict[str, dict[int, Band]]:
    found: dict[str, dict[int, Band]] = {}
    for entry in table.tables("rates"):
        source = entry.text("source")
        bands = (_band(entry, line, source) for line in entry.text("years").splitlines())
        found.setdefault(entry.text("currency"), {}).update(bands)
    return found


def _band(entry: Table, line: str, source: str) -> tuple[int, Band]:
    try:
        year, low, high = line.split(" ")
        return int(year), Band(Decimal(low), Decimal(high), source)
    except (ValueError, InvalidOperation) as error:
        raise entry.fail("years", f"must be a year, its lowest and its highest rate, found {line!r}") from error
