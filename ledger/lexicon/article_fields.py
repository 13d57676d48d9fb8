"""By which names the fields of an article go in JSON."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from ledger.lexicon.toml_tables import read_data

_FIELDS = ("text", "lead", "title", "author", "publisher", "published", "url", "language", "name")


@dataclass(frozen=True, slots=True)
class ArticleFields:
    """The names of each field, the likeliest first; of lists of articles, and of what wraps one."""

    names: Mapping[str, tuple[str, ...]]
    lists: frozenset[str]
    wrappers: frozenset[str]


@cache
def load_article_fields() -> ArticleFields:
    """Read `data/articles.toml`."""
    table = read_data("articles.toml").only("lists", "wrappers", *_FIELDS)
    names = {field: table.texts(field) for field in _FIELDS}
    return ArticleFields(names, frozenset(table.texts("lists")), frozenset(table.texts("wrappers")))


def plain_name(key: str) -> str:
    """Return the name of a field as it is compared.

    >>> plain_name("pub_date"), plain_name("publishedAt")
    ('pubdate', 'publishedat')
    """
    return key.lower().replace("_", "").replace("-", "")
