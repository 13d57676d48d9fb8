"""What a web page declares of itself: title, author, publisher, date, address and language."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from itertools import islice

from ledger.lexicon.sections import load_section_words
from ledger.lexicon.web_pages import DeclaredNames, load_web_pages, words_of_name
from ledger.loaders.layout.bylines import after_byline, is_name
from ledger.loaders.layout.dates import DateReader
from ledger.loaders.web.json_ld import Thing, find_article, read_things, texts_of
from ledger.loaders.web.tree import Element
from ledger.model.document import Metadata

_ISO = re.compile(r"\s*(\d{4})[-/]?(\d{2})[-/]?(\d{2})(?!\d)")  # "2021-05-04T23:50:00-05:00", "20210504", "2021/05/04"
_ADDRESS = re.compile(r"https?://[^\s<>\"]{3,2000}")
# How browsers and tools that save pages say where from: "saved from url=(0033)https://…", "url: https://…"
_SAVED = re.compile(r"<!--[^>]{0,200}?\burl\s?[:=]\s?(?:\(\d{1,5}\))?\s{0,2}(https?://[^\s<>\"]{3,2000})", re.I)
_HEAD = 4_000  # characters in which that is said
_JOINTS = " \t|–—-·•»«:/~"
_LONGEST = 300  # characters of a title
_LONGEST_NAME = 100
_FEWEST = 2  # words of a heading that is found again in the title of the window


def read_page_metadata(
    page: Element, source: str, lines: Sequence[str], is_text: Callable[[Element], bool]
) -> Metadata:
    """Read what a page declares, each value from the surest place that has it.

    `lines` are the first of its text, one of which may be its title. `is_text` tells whether an element is part of
    the article: the dates of what is around it are others'.
    """
    names = load_web_pages().declared
    metas = _metas(page)
    url = _address(page, metas, names, source)
    language = _language(page, metas, names)
    dates = DateReader(load_section_words(), day_first=language in load_section_words().day_first)
    things = read_things(page)
    publisher = _first(metas, names.publisher)
    title = _title(page, metas, names, publisher, lines)
    article = find_article(things, names, url=url, title=title)
    headline = next(iter(texts_of(article.get("headline"))), "")
    return Metadata(
        title=_told(headline) if headline and not headline.endswith(("…", "...")) else title,
        author=_author(page, article, metas, names, is_text),
        publisher=publisher or next(iter(texts_of(article.get("publisher"))), None),
        published=_published(page, article, metas, names, dates, is_text),
        url=url,
        language=language or _code(next(iter(texts_of(article.get("inLanguage"))), "")),
    )


def read_day(value: str, dates: DateReader) -> date | None:
    """Read a day as machines or people write it; a time keeps the day that it has where it was written.

    >>> from ledger.lexicon.sections import load_section_words
    >>> read_day("2021-05-04T23:50:00-05:00", DateReader(load_section_words())).isoformat()
    '2021-05-04'
    """
    if match := _ISO.match(value):
        try:
            return date(int(match[1]), int(match[2]), int(match[3]))
        except ValueError:
            return None
    stated = dates.find(" ".join(value.split()))
    return stated.day if stated else None


def _metas(page: Element) -> dict[str, list[str]]:
    """Return what the page's <meta> elements say, by name in small letters."""
    found: dict[str, list[str]] = {}
    for meta in page.find("meta"):
        for key in ("property", "name", "itemprop", "http-equiv"):
            value = " ".join(meta.get("content").split())
            if meta.get(key) and value and (key != "itemprop" or _is_of_head(meta)):
                found.setdefault(meta.get(key).lower(), []).append(value)
    return found


def _is_of_head(meta: Element) -> bool:
    return meta.parent is None or meta.parent.tag in ("head", "body", "html", "article", "main")


def _first(metas: dict[str, list[str]], names: Iterable[str]) -> str | None:
    return next((_told(metas[name][0]) for name in names if name in metas and _told(metas[name][0])), None)


def _told(value: str) -> str | None:
    value = " ".join(value.split())
    return value if value and len(value) <= _LONGEST and not _ADDRESS.fullmatch(value) else None


def _title(
    page: Element, metas: dict[str, list[str]], names: DeclaredNames, site: str | None, lines: Sequence[str]
) -> str | None:
    if title := _first(metas, names.title):
        return _without_site(title, site) if site else title
    window = next((told for found in page.find("title") if (told := _told(found.text()))), None)
    if window is None:
        return None
    shown = [*(heading.text() for heading in page.find("h1", "h2", "h3")), *lines]
    within = (told for text in shown if (told := _told(text)) and len(told.split()) >= _FEWEST)
    return max((told for told in within if told.lower() in window.lower()), key=len, default=None) or (
        _without_site(window, site) if site else window
    )


def _without_site(title: str, site: str) -> str:
    """Return a title without the site's name at its end or beginning.

    >>> _without_site("Fourteen hurt in fire | River Post", "River Post")
    'Fourteen hurt in fire'
    """
    folded, name = title.lower(), site.lower()
    if folded.endswith(name) and title[: -len(name)].rstrip()[-1:] in tuple(_JOINTS):
        return title[: -len(name)].rstrip(_JOINTS) or title
    if folded.startswith(name) and title[len(name) :].lstrip()[:1] in tuple(_JOINTS):
        return title[len(name) :].lstrip(_JOINTS) or title
    return title


def _author(
    page: Element,
    article: Thing,
    metas: dict[str, list[str]],
    names: DeclaredNames,
    is_text: Callable[[Element], bool],
) -> str | None:
    told = texts_of(article.get("author")) or next((metas[name] for name in names.author if name in metas), [])
    if not told:
        told = [_name_in(found) for found in page.walk() if _names_author(found)][:1]
    told = told or list(islice(_named_authors(page, is_text), 1))
    people = [person for value in told if (person := _told(value)) and len(person) <= _LONGEST_NAME]
    return ", ".join(dict.fromkeys(person for person in people if not person.startswith("@"))) or None


def _name_in(element: Element) -> str:
    """Return the name in the part of a page that tells of a person."""
    named = (found for found in element.walk() if found.get("itemprop") == "name")
    found = next(named, element)
    return " ".join((found.get("content") or found.text()).split())


def _names_author(element: Element) -> bool:
    return "author" in element.get("rel").split() or "author" in element.get("itemprop").split()


def _named_authors(page: Element, is_text: Callable[[Element], bool]) -> Iterator[str]:
    """Yield the names in the parts of the text whose class is an author's: "by <b class=author>Ana Ruiz</b>"."""
    words, names = load_section_words(), load_web_pages().comments.author
    for found in page.walk():
        if words_of_name(found.get("class")) & names and is_text(found):
            text = " ".join(found.text().split())
            name = after_byline(text, words) or text
            if is_name(name):
                yield name


def _published(
    page: Element,
    article: Thing,
    metas: dict[str, list[str]],
    names: DeclaredNames,
    dates: DateReader,
    is_text: Callable[[Element], bool],
) -> date | None:
    values = [*texts_of(article.get("datePublished")), *(metas[name][0] for name in names.published if name in metas)]
    if day := next((day for value in values if (day := read_day(value, dates))), None):
        return day
    for found in page.walk():
        stated = found.get("itemprop") == "datePublished" or (found.tag == "time" and found.get("datetime"))
        if stated and is_text(found) and not _is_later(found, names):
            return read_day(found.get("datetime") or found.get("content") or found.text(), dates)
    return None


def _is_later(found: Element, names: DeclaredNames) -> bool:
    told = f"{found.get('class')} {found.get('itemprop')} {found.parent.get('class') if found.parent else ''}"
    around = found.parent.text()[:60].lower() if found.parent else ""
    return bool(words_of_name(told) & set(names.later)) or any(word in around for word in names.later)


def _address(page: Element, metas: dict[str, list[str]], names: DeclaredNames, source: str) -> str | None:
    told = [link.get("href").strip() for link in page.find("link") if "canonical" in link.get("rel").lower().split()]
    told += [metas[name][0] for name in names.url if name in metas]
    if saved := _SAVED.search(source[:_HEAD]):
        told.append(saved[1])
    return next((value for value in told if _ADDRESS.fullmatch(value)), None)


def _language(page: Element, metas: dict[str, list[str]], names: DeclaredNames) -> str | None:
    root = next((found for found in page.find("html") if found.get("lang") or found.get("xml:lang")), None)
    told = [root.get("lang") or root.get("xml:lang")] if root else []
    told += [metas[name][0] for name in names.language if name in metas]
    return next((code for value in told if (code := _code(value))), None)


def _code(value: str) -> str | None:
    match = re.match(r"\s*([A-Za-z]{2,3})(?![A-Za-z])", value)
    return match[1].lower() if match else None
