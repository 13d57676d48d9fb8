"""The text of a page told from what is around it: by its elements, the names of its parts, links and running text."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ledger.lexicon.sections import fold, load_section_words
from ledger.lexicon.web_pages import PartWords, WebPages, load_web_pages, words_of_name
from ledger.loaders.layout.comments import heads_comments
from ledger.loaders.web.briefs import LITTLE, find_articles, find_brief, find_headlines, is_told, without_imprint
from ledger.loaders.web.flow import Block
from ledger.loaders.web.tree import Element
from ledger.model.document import SectionKind

_PROSE = 60  # characters of the shortest running text
_SENTENCE = re.compile(r"[.!?…:;,»”\"]")
_LINKS = 0.5  # share of a text in links above which it is a menu
_ONLY_LINKS = 0.75  # share above which a single paragraph leads elsewhere
# Share of a page's running text that a part around its article may have, that its comments may have, and how many
# characters must be left, else the next is tried.
_SHARES = ((0.9, 1.0, 400), (0.5, 1.0, 1), (0.5, 0.5, 0))
_LONGEST_COUNTER = 120  # characters
_DIGITS = re.compile(r"\d[\d.,]{0,9}k?")
_MARKS = re.compile(r"[^\w#]")
_MENU = 2  # line ends in a cell full of links that makes it a menu
_HOLDS = 0.7  # share of the running text that the article's own element has

BODY, FURNITURE, COMMENTS = SectionKind.BODY, SectionKind.FURNITURE, SectionKind.COMMENTS


@dataclass(slots=True)
class _Weight:
    """What an element holds: characters, of them in links, of them running text; and headlines."""

    size: int = 0
    linked: int = 0
    prose: int = 0
    titles: int = 0

    def add(self, other: "_Weight") -> None:
        self.size += other.size
        self.linked += other.linked
        self.prose += other.prose
        self.titles += other.titles


def judge_blocks(page: Element, blocks: Sequence[Block]) -> list[SectionKind]:
    """Say of each block whether it is text, furniture, or a reader's comment.

    First by the names of the parts it stands in; then the innermost element that holds most of the running text
    left is the article, and what stands between the page's title and it belongs to it.
    """
    words = load_web_pages()
    order = list(page.walk())
    headlines = find_headlines(page, blocks, words)
    named = _named(order, blocks, headlines, words)
    headlines = [at for at in headlines if named[blocks[at].element] is BODY]
    core, size = _find_core(page, order, blocks, named)
    if size < LITTLE:
        core = find_brief(order, blocks, named, core, headlines, words)
    kinds = _placed(blocks, named, core, headlines, words.elements.headings)
    kinds = [FURNITURE if _is_counter(block, kind) else kind for block, kind in zip(blocks, kinds, strict=True)]
    return _without_empty_headings(blocks, without_imprint(order, blocks, kinds, words), words)


def _is_counter(block: Block, kind: SectionKind) -> bool:
    """Tell what only counts readers, their marks and their comments: "12 likes", "Comments (47)", "4 min read"."""
    if block.rows or len(block.text) > _LONGEST_COUNTER or not any(map(str.isdigit, block.text)):
        return False
    told = fold(block.text)
    if kind is COMMENTS and heads_comments(told, load_section_words()):
        return True
    shape = " ".join(_MARKS.sub(" ", _DIGITS.sub("#", told)).split())
    counters = load_web_pages().comments.counters
    left = f" {shape} "
    for counter in sorted(counters, key=len, reverse=True):
        left = left.replace(f" {counter} ", "  ")
    return "#" not in left and all(word in load_section_words().lines for word in left.split())


def is_prose(block: Block) -> bool:
    """Tell whether a block is running text, not a heading, a button or a row of links."""
    return (
        not block.rows
        and len(block.text) >= _PROSE
        and block.linked < _LINKS * len(block.text)
        and _SENTENCE.search(block.text) is not None
    )


def _weigh(order: Sequence[Element], blocks: Sequence[Block], headlines: Sequence[int]) -> dict[Element, _Weight]:
    titles = frozenset(headlines)
    weights = {element: _Weight() for element in order}
    for at, block in enumerate(blocks):
        size = len(block.text)
        is_title = block.element.tag == "h1" or at in titles
        own = _Weight(size, block.linked, size if is_prose(block) else 0, int(is_title))
        weights[block.element].add(own)
    for element in reversed(order):
        if element.parent is not None:
            weights[element.parent].add(weights[element])
    return weights


def _named(
    order: Sequence[Element], blocks: Sequence[Block], headlines: Sequence[int], words: WebPages
) -> dict[Element, SectionKind]:
    """Say of each element what it, or one around it, is by name.

    Names that leave hardly any text are those of the frame of the whole page, unless what they leave is a brief: what
    is called an article, or what stands below a headline, beside names that no article has.
    """
    weights = _weigh(order, blocks, headlines)
    kinds: dict[Element, SectionKind] = {}
    total = weights[order[0]].prose
    articles = find_articles(order, words) if total < LITTLE else frozenset()
    for share, share_said, enough in _SHARES:
        limits = share * total, share_said * total, LITTLE if enough else 0
        for element in order:
            above = kinds.get(element.parent, BODY) if element.parent is not None else BODY
            kinds[element] = _name(element, weights[element], limits, words) if above is BODY else above
        left = [at for at, block in enumerate(blocks) if kinds[block.element] is BODY]
        if sum(len(blocks[at].text) for at in left if is_prose(blocks[at])) >= enough:
            break
        told = [at for at in left if is_told(blocks[at])]
        is_brief = any(blocks[at].element in articles for at in told)
        headed = enough == 1 and told and any(at < told[-1] for at in headlines if kinds[blocks[at].element] is BODY)
        if is_brief or headed:
            break
    return kinds


def _name(element: Element, weight: _Weight, limits: tuple[float, float, float], words: WebPages) -> SectionKind:
    most, most_said, most_sure = limits
    if element.tag in words.article.tags or weight.titles:
        return BODY
    names = words_of_name(f"{element.get('class')} {element.get('id')}")
    if names & words.comments.words and weight.prose <= most_said and _says_comments(element, words.comments):
        return COMMENTS
    whole = words.furniture.alone & {element.get("id").lower(), *element.get("class").lower().split()}
    named = (
        whole
        or element.tag in words.furniture.tags
        or element.get("role") in words.furniture.roles
        or names & words.furniture.words
    )
    is_sure = whole or element.tag in words.furniture.sure or names & words.furniture.sure
    limit = max(most, most_sure) if is_sure else most
    if named and not names & words.article.words and weight.prose <= limit:
        return FURNITURE
    menu = weight.linked > _LINKS * weight.size and not weight.prose and element.tag not in words.elements.lines
    return FURNITURE if menu else BODY


def _says_comments(element: Element, words: PartWords) -> bool:
    """Tell whether a class or id is the name of comments, not that of something which has them."""
    names = (words_of_name(name) for name in f"{element.get('class')} {element.get('id')}".split())
    return any(name & words.words and not name & words.states for name in names)


def _find_core(
    page: Element, order: Sequence[Element], blocks: Sequence[Block], named: Mapping[Element, SectionKind]
) -> tuple[Element, int]:
    """Go down from the page to the innermost element that holds most of the running text; tell how much that is."""
    prose = dict.fromkeys(order, 0)
    for block in blocks:
        if named[block.element] is BODY and is_prose(block):
            prose[block.element] += len(block.text)
    for element in reversed(order):
        if element.parent is not None:
            prose[element.parent] += prose[element]
    core = page
    while True:
        inner = (child for child in core.children if isinstance(child, Element) and not _is_text(child))
        best = max(inner, key=lambda child: prose[child], default=None)
        if best is None or not prose[best] or prose[best] < _HOLDS * prose[core]:
            return core, prose[core]
        core = best


def _is_text(element: Element) -> bool:
    """Tell whether an element holds text and no parts of a page."""
    return element.tag in ("p", "blockquote", "li", "pre")


def _placed(
    blocks: Sequence[Block],
    named: Mapping[Element, SectionKind],
    core: Element,
    headlines: Sequence[int],
    headings: frozenset[str],
) -> list[SectionKind]:
    """Add to what names tell where each block stands: in the article, before it under its title, or elsewhere."""
    inside, around = set(core.walk()), set(_frame(core).walk())
    first = next((at for at, block in enumerate(blocks) if block.element in inside), 0)
    title = max((at for at in headlines if at < first), default=first)
    kinds = []
    for at, block in enumerate(blocks):
        placed = block.element in inside or title <= at < first or (block.element in around and is_prose(block))
        text = named[block.element] is BODY and placed and not _leads_away(block, headings)
        kinds.append(BODY if text else named[block.element] if named[block.element] is COMMENTS else FURNITURE)
    return kinds


def _frame(core: Element) -> Element:
    """Return the article or main part around the core."""
    frame: Element | None = core
    while frame is not None and frame.tag not in ("article", "main"):
        frame = frame.parent
    return frame or core


def _leads_away(block: Block, headings: frozenset[str]) -> bool:
    """Tell whether a paragraph is nothing but a link to another page; headings, entries of lists and cells may be."""
    kept = {"li", "dd"} if block.text.count("\n") >= _MENU else {"li", "dd", "td"}
    alone = not (block.item or block.rows) and block.element.tag not in headings | kept
    return alone and block.linked > _ONLY_LINKS * len(block.text)


def _without_empty_headings(
    blocks: Sequence[Block], kinds: Sequence[SectionKind], words: WebPages
) -> list[SectionKind]:
    """Take headings under which no text stands for those of what does: "Most read"."""
    found = list(kinds)
    empty = True
    for at in range(len(blocks) - 1, -1, -1):
        tag = blocks[at].element.tag
        if tag not in words.elements.headings:
            empty = empty and found[at] is not BODY
        elif tag != "h1":
            found[at] = FURNITURE if empty and found[at] is BODY else found[at]
            empty = True
    return found
