"""What a page tells machines of itself in JSON-LD: who wrote and published it, and when."""

import json
from collections.abc import Iterator
from typing import Any

from ledger.lexicon.web_pages import DeclaredNames
from ledger.loaders.web.tree import Element

_LARGEST = 2_000_000  # characters
_MOST = 5_000  # things told of

Thing = dict[str, Any]


def read_things(page: Element) -> list[Thing]:
    """Return all things that a page tells of, also those within lists, graphs and other things.

    What is no JSON is passed over: a page with a slip in it is a page all the same.
    """
    things: list[Thing] = []
    for script in page.find("script"):
        if "ld+json" in script.get("type").lower():
            things += _things(script.text())
    return things[:_MOST]


def find_article(things: list[Thing], names: DeclaredNames, *, url: str | None, title: str | None) -> Thing:
    """Return what is told of the page's own article; empty where several are told of and none is the page's."""
    for types in (names.articles, names.pages):
        found = [thing for thing in things if any(kind in types for kind in texts_of(thing.get("@type")))]
        dated = [thing for thing in found if "datePublished" in thing or "headline" in thing]
        own = [thing for thing in dated if _is_of(thing, url, title)]
        if own or len(dated) == 1:
            return (own or dated)[0]
    return {}


def texts_of(value: Any) -> list[str]:
    """Return the texts, or names of things, that a value holds.

    >>> texts_of([{"@type": "Person", "name": "Ana Ruiz"}, "Luis Paz"])
    ['Ana Ruiz', 'Luis Paz']
    """
    values = value if isinstance(value, list) else [value]
    named = (texts_of(item.get("name")) if isinstance(item, dict) else [item] for item in values)
    return [" ".join(text.split()) for names in named for text in names if isinstance(text, str) and text.strip()]


def _things(source: str) -> list[Thing]:
    source = source.strip().removeprefix("<!--").removesuffix("-->").strip().removeprefix("//<![CDATA[").strip()
    source = source.removesuffix("//]]>").strip().rstrip(";")
    if len(source) > _LARGEST:
        return []
    try:
        return list(_within(json.loads(source, strict=False)))
    except (ValueError, RecursionError):
        return []


def _within(value: Any) -> Iterator[Thing]:
    stack = [value]
    while stack:
        item = stack.pop()
        if isinstance(item, dict):
            yield item
            stack += reversed(list(item.values()))
        elif isinstance(item, list):
            stack += reversed(item)


def _is_of(thing: Thing, url: str | None, title: str | None) -> bool:
    addresses = [thing.get("url"), thing.get("@id"), thing.get("mainEntityOfPage")]
    told = [item.get("@id") or item.get("url") if isinstance(item, dict) else item for item in addresses]
    if url is not None and any(isinstance(address, str) and _bare(address) == _bare(url) for address in told):
        return True
    headline = next(iter(texts_of(thing.get("headline"))), "")
    return bool(headline and title) and (headline in str(title) or str(title) in headline)


def _bare(address: str) -> str:
    return address.partition("#")[0].rstrip("/").removeprefix("https:").removeprefix("http:")
