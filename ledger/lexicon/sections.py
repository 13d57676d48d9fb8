"""Words that show the layout of a page: headings, bylines, furniture, and the names of months."""

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from ledger.lexicon.toml_tables import Table, read_data, read_data_folder

_WORDS = (
    "date_links",
    "ordinals",
    "bylines",
    "date_labels",
    "date_leads",
    "written_for",
    "drafts",
    "bodies",
    "captions",
    "subjects",
    "sources",
    "notes",
    "comments",
    "comment_counts",
    "no_comments",
    "comment_policies",
    "comment_verbs",
    "lines",
    "labels",
    "openings",
    "banners",
    "phrases",
)


@dataclass(frozen=True, slots=True)
class SectionWords:
    """The layout words of all languages together, folded; a page often mixes its own with its host's."""

    date_links: tuple[str, ...]
    ordinals: tuple[str, ...]
    bylines: tuple[str, ...]
    date_labels: tuple[str, ...]
    date_leads: frozenset[str]
    written_for: frozenset[str]
    drafts: tuple[str, ...]
    bodies: frozenset[str]
    captions: tuple[str, ...]
    subjects: tuple[str, ...]
    sources: frozenset[str]
    notes: frozenset[str]
    comments: frozenset[str]
    comment_counts: tuple[str, ...]
    no_comments: frozenset[str]
    comment_policies: tuple[str, ...]
    comment_verbs: tuple[str, ...]
    lines: frozenset[str]
    labels: frozenset[str]
    openings: tuple[str, ...]
    banners: tuple[str, ...]
    phrases: tuple[str, ...]
    months: Mapping[str, int]
    weekdays: tuple[str, ...]
    stopwords: Mapping[str, frozenset[str]]  # by language
    day_first: frozenset[str]  # the languages in which 04/01/21 is 4 January


@cache
def load_section_words() -> SectionWords:
    """Read the layout words, once."""
    layout = read_data("sections.toml")
    by_language = {code: layout.table(code).only("day_first", *_WORDS) for code in layout}
    words = {name: _together(by_language.values(), name) for name in _WORDS}
    languages = read_data_folder("languages")
    return SectionWords(
        date_links=words["date_links"],
        ordinals=words["ordinals"],
        bylines=words["bylines"],
        date_labels=tuple(sorted(words["date_labels"], key=len, reverse=True)),
        date_leads=frozenset(words["date_leads"]),
        written_for=frozenset(words["written_for"]),
        drafts=words["drafts"],
        bodies=frozenset(words["bodies"]),
        captions=words["captions"],
        subjects=words["subjects"],
        sources=frozenset(words["sources"]),
        notes=frozenset(words["notes"]),
        comments=frozenset(words["comments"]),
        comment_counts=words["comment_counts"],
        no_comments=frozenset(words["no_comments"]),
        comment_policies=words["comment_policies"],
        comment_verbs=words["comment_verbs"],
        lines=frozenset(words["lines"]),
        labels=frozenset(words["labels"]),
        openings=words["openings"],
        banners=words["banners"],
        phrases=words["phrases"],
        months=_months(languages),
        weekdays=tuple({fold(day): None for table in languages for day in table.table("time").table("weekdays")}),
        stopwords={
            table.text("code"): frozenset(table.texts("stopwords") + table.texts("tell_words")) for table in languages
        },
        day_first=frozenset(code for code, table in by_language.items() if table.values.get("day_first") is True),
    )


def fold(text: str) -> str:
    """Return text in lower case and without accents, each character one, so that places in it still hold.

    >>> fold("Bibliografía ÑÚ")
    'bibliografia nu'
    """
    if text.isascii():
        return text.lower()
    return "".join(_fold_sign(sign) for sign in text)


@cache
def _fold_sign(sign: str) -> str:
    return unicodedata.normalize("NFD", sign)[0].lower()[:1]


def _together(tables: Iterable[Table], name: str) -> tuple[str, ...]:
    return tuple({fold(word): None for table in tables for word in table.texts(name)})


def _months(languages: tuple[Table, ...]) -> Mapping[str, int]:
    tables = [language.table("time").table("months") for language in languages]
    return {fold(name): int(table.number(name)) for table in tables for name in table}
