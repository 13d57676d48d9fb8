"""Short texts in long pages: where what a site says of itself is longer than its text, other signs tell that."""

from collections.abc import Mapping, Sequence

from ledger.lexicon.sections import fold
from ledger.lexicon.web_pages import WebPages, words_of_name
from ledger.loaders.web.flow import Block
from ledger.loaders.web.tree import Element
from ledger.model.document import SectionKind

LITTLE = 1_000  # characters of running text; in a page with less, what is around a brief may have more of it
_LINKED = 0.5  # share of a text in links above which it tells nothing
_ONLY_LINKED = 0.75  # share above which a headline leads elsewhere
_SHORTEST = 15  # characters of the shortest statement: "Caen 6 en Cali."
_STOPS = frozenset('.!?…:;”»"')
_LONGEST = 300  # characters of a headline
_NAMED = 10  # characters of one that is found again in the title of the window


def is_told(block: Block) -> bool:
    """Tell whether a block may tell something, be it short: a sentence, the item of a list, a table."""
    if block.linked >= _LINKED * len(block.text):
        return False
    return bool(block.rows or block.item) or (len(block.text) >= _SHORTEST and block.text.rstrip()[-1:] in _STOPS)


def find_headlines(page: Element, blocks: Sequence[Block], words: WebPages) -> list[int]:
    """Return the blocks that may be the headline, in order: those of the first rank, else the likeliest of others.

    Those are called so, or stand in the title of the window; the longest is not the name of the site. What leads to
    the site's own front is a headline only where there is no other.
    """
    first = [at for at, block in enumerate(blocks) if block.element.tag == "h1"]
    bare = [at for at in first if blocks[at].linked <= _ONLY_LINKED * len(blocks[at].text)]
    if bare:
        return bare
    title = next((found.text() for found in page.find("title")), "")
    window = " ".join(fold(title[: 2 * _LONGEST]).split())
    others = [at for at, block in enumerate(blocks) if at not in first and _is_headline(block, window, words)]
    longest = max(others, key=lambda at: _looks(blocks[at], words), default=None)
    return first if longest is None else [longest]


def _looks(block: Block, words: WebPages) -> tuple[int, bool, bool]:
    """Return how much a block looks like the headline; a link of the same words leads to it from elsewhere."""
    return len(block.text), block.element.tag in words.elements.headings, not block.linked


def _is_headline(block: Block, window: str, words: WebPages) -> bool:
    if block.rows or len(block.text) > _LONGEST:
        return False
    element = block.element
    if element.get("itemprop") == "headline" or words_of_name(element.get("class")) & words.article.titles:
        return True
    told = " ".join(fold(block.text).split())
    return len(told) >= _NAMED and " " in told and told in window


def find_articles(order: Sequence[Element], words: WebPages) -> frozenset[Element]:
    """Return the elements that are called an article or its text, and all within them."""
    found: set[Element] = set()
    for element in order:
        if element.parent in found or _is_article(element, words):
            found.add(element)
    return frozenset(found)


def _is_article(element: Element, words: WebPages) -> bool:
    if element.tag in ("html", "body"):
        return False
    if element.tag in words.article.tags or element.get("itemprop") == "articleBody":
        return True
    return not words.article.words.isdisjoint(words_of_name(f"{element.get('class')} {element.get('id')}"))


def find_brief(
    order: Sequence[Element],
    blocks: Sequence[Block],
    named: Mapping[Element, SectionKind],
    core: Element,
    headlines: Sequence[int],
    words: WebPages,
) -> Element:
    """Return the part that holds a short text, where the longest running text, the core, is beside it.

    It is that which is called an article; else what stands below the headline, where the core is above that. Where
    nothing is told of either, it is all of the page that has no other name.
    """
    told = dict.fromkeys(order, 0)
    for block in blocks:
        told[block.element] += len(block.text) if named[block.element] is SectionKind.BODY and is_told(block) else 0
    for element in reversed(order):
        if element.parent is not None:
            told[element.parent] += told[element]
    within = set(core.walk())
    articles = [element for element in order if told[element] and _is_article(element, words)]
    if articles:
        around = [core]
        while around[-1].parent is not None:
            around.append(around[-1].parent)
        beside = within.isdisjoint(articles) and set(around).isdisjoint(articles)
        return max(articles, key=lambda element: told[element]) if beside else core
    if not headlines and told[order[0]]:
        return order[0]
    return _below_headline(blocks, told, within, headlines) or core


def _below_headline(
    blocks: Sequence[Block], told: Mapping[Element, int], core: set[Element], headlines: Sequence[int]
) -> Element | None:
    """Return the innermost part around the first headline that tells something, where the core is above it."""
    after = max((at for at, block in enumerate(blocks) if block.element in core), default=-1)
    if not headlines or headlines[0] <= after:
        return None
    element: Element | None = blocks[headlines[0]].element
    while element is not None and not told[element]:
        element = element.parent
    return element if element not in core else None


def without_imprint(
    order: Sequence[Element], blocks: Sequence[Block], kinds: Sequence[SectionKind], words: WebPages
) -> list[SectionKind]:
    """Take what stands under "About us" or "Contact us", behind the text, for the site's own words."""
    found, ends = list(kinds), _ends(order)
    first = next((at for at, kind in enumerate(kinds) if kind is SectionKind.BODY and is_told(blocks[at])), len(blocks))
    for at in range(first + 1, len(blocks)):
        element = blocks[at].element
        if found[at] is SectionKind.BODY and element.tag != "h1" and _heads_imprint(blocks[at], words):
            last = _last_below(blocks, at, ends, words)
            found[at:last] = [
                kind if kind is SectionKind.COMMENTS else SectionKind.FURNITURE for kind in kinds[at:last]
            ]
    return found


def _heads_imprint(block: Block, words: WebPages) -> bool:
    return len(block.text) <= _LONGEST and fold(block.text).strip(" :") in words.furniture.headings


def _ends(order: Sequence[Element]) -> dict[Element, tuple[int, int]]:
    """Return from which to which place in the page an element goes."""
    places = {element: at for at, element in enumerate(order)}
    ends = {element: at + 1 for element, at in places.items()}
    for element in reversed(order):
        if element.parent in ends:
            ends[element.parent] = max(ends[element.parent], ends[element])
    return {element: (at, ends[element]) for element, at in places.items()}


def _last_below(blocks: Sequence[Block], heading: int, ends: Mapping[Element, tuple[int, int]], words: WebPages) -> int:
    """Return where that ends which stands below a heading in the same part of the page; nowhere where it is long."""
    first, last = ends[blocks[heading].element.parent or blocks[heading].element]
    size, at = 0, heading + 1
    while at < len(blocks) and first <= ends[blocks[at].element][0] < last:
        size += len(blocks[at].text)
        if blocks[at].element.tag in words.elements.headings:
            break
        if size > LITTLE:
            return heading
        at += 1
    return at
