"""How web pages are built: what elements do to their text, and the words that name a page's parts."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from ledger.lexicon.toml_tables import Table, read_data

_ELEMENTS = (
    "blocks",
    "headings",
    "kept_spaces",
    "lines",
    "lists",
    "no_text",
    "struck",
    "drawn",
    "fallback",
    "hidden",
)
_DECLARED = ("title", "author", "publisher", "published", "url", "language", "articles", "pages", "later")
_PARTS = ("furniture", "comments", "article")
_NAME = re.compile(r"[A-Z]?[a-záéíóúñ]+|[A-Z]+(?![a-z])")


@dataclass(frozen=True, slots=True)
class PartWords:
    """By what a part of a page is known: its elements, its roles, words in its class and id.

    Beside a word of `states` these words name no part: "comments-open" is said of a page. `alone` are names that must
    be the whole class or id, such as those of one comment; `author` and `date` are those of who wrote it and when,
    `counters` what only counts readers and their marks, a `#` being a number. Of furniture, `sure` are the elements
    and words that name no article, and `headings` what stands over the site's own words; of an article, `titles` are
    the names of its headline.
    """

    tags: frozenset[str]
    roles: frozenset[str]
    words: frozenset[str]
    author: frozenset[str] = frozenset()
    date: frozenset[str] = frozenset()
    states: frozenset[str] = frozenset()
    alone: frozenset[str] = frozenset()
    counters: frozenset[str] = frozenset()
    sure: frozenset[str] = frozenset()
    headings: frozenset[str] = frozenset()
    titles: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class DeclaredNames:
    """Under which names a page declares what it is, the surest first, and which types of JSON-LD speak of it."""

    title: tuple[str, ...]
    author: tuple[str, ...]
    publisher: tuple[str, ...]
    published: tuple[str, ...]
    url: tuple[str, ...]
    language: tuple[str, ...]
    articles: tuple[str, ...]
    pages: tuple[str, ...]
    later: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Elements:
    """The elements that do something to the text in them, by what they do."""

    blocks: frozenset[str]
    headings: frozenset[str]
    kept_spaces: frozenset[str]
    lines: frozenset[str]
    lists: frozenset[str]
    no_text: frozenset[str]
    struck: frozenset[str]
    drawn: frozenset[str]
    fallback: frozenset[str]
    hidden: frozenset[str]


@dataclass(frozen=True, slots=True)
class WebPages:
    """What `data/web_pages.toml` says."""

    elements: Elements
    furniture: PartWords
    comments: PartWords
    article: PartWords
    declared: DeclaredNames


@cache
def load_web_pages() -> WebPages:
    """Read `data/web_pages.toml`."""
    table = read_data("web_pages.toml").only(*_ELEMENTS, *_PARTS, "metadata")
    metadata = table.table("metadata").only(*_DECLARED)
    elements = [frozenset(table.texts(name)) for name in _ELEMENTS]
    furniture, comments, article = (_part(table.table(name)) for name in _PARTS)
    return WebPages(Elements(*elements), furniture, comments, article, DeclaredNames(*map(metadata.texts, _DECLARED)))


def _part(table: Table) -> PartWords:
    names = ("tags", "roles", "words", "author", "date", "states", "alone", "counters", "sure", "headings", "titles")
    table.only(*names)
    return PartWords(*(frozenset(table.texts(name)) for name in names))


@lru_cache(maxsize=10_000)
def words_of_name(name: str) -> frozenset[str]:
    """Return the words of a class or id, alone and with those that follow them.

    >>> sorted(words_of_name("mostRead td-box"))
    ['box', 'most', 'most read', 'read', 'td', 'td box']
    """
    return frozenset(word for part in name.split() for word in _runs([found.lower() for found in _NAME.findall(part)]))


def _runs(words: list[str]) -> Iterator[str]:
    for start in range(len(words)):
        for length in range(1, 4):
            yield " ".join(words[start : start + length])
