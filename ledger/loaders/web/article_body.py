"""The text that a page tells machines alone, in JSON-LD, where a script puts in what its reader sees."""

import re
from collections.abc import Sequence
from html import unescape

from ledger.lexicon.web_pages import load_web_pages
from ledger.loaders.web.briefs import is_told
from ledger.loaders.web.flow import Block, read_flow
from ledger.loaders.web.json_ld import find_article, read_things
from ledger.loaders.web.tree import Element, parse_page
from ledger.model.document import Metadata, SectionKind

ONLY_FOR_MACHINES = "the page shows no article: its text is what it tells machines (articleBody in JSON-LD)"
_MOST_SHOWN = 400  # characters of statements in a page that shows no article: a notice on cookies
_SAMPLE = 60  # characters that the text shown and the one told to machines would share
_TAG = re.compile(r"</?[a-zA-Z][a-zA-Z0-9]{0,9}(?:\s[^<>]{0,500})?/?>")
_LINE_ENDS = re.compile(r"\s*[\r\n]\s*")


def read_article_body(
    page: Element, blocks: Sequence[Block], kinds: Sequence[SectionKind], metadata: Metadata
) -> list[str]:
    """Return the paragraphs that a page tells only machines; none where it shows an article, or a part of this one."""
    own = (block for block, kind in zip(blocks, kinds, strict=True) if kind is SectionKind.BODY)
    shown = sum(len(block.text) for block in own if is_told(block))
    if shown > _MOST_SHOWN:
        return []
    article = find_article(read_things(page), load_web_pages().declared, url=metadata.url, title=metadata.title)
    body = article.get("articleBody")
    paragraphs = _paragraphs(body) if isinstance(body, str) else []
    if sum(map(len, paragraphs)) <= shown or _is_shown(paragraphs, blocks):
        return []
    return paragraphs


def _paragraphs(body: str) -> list[str]:
    """Return the paragraphs of a text that may be a piece of a page, maybe with its signs spelled: "&lt;p&gt;"."""
    text = body if _TAG.search(body) else unescape(body)
    if _TAG.search(text):
        return [block.text for block in read_flow(parse_page(text)).blocks]
    return [line for line in _LINE_ENDS.split(text.strip()) if line]


def _is_shown(paragraphs: Sequence[str], blocks: Sequence[Block]) -> bool:
    """Tell whether the page shows how the text, or one of its first paragraphs, begins."""
    shown = " ".join(" ".join(block.text.split()) for block in blocks)
    samples = (" ".join(paragraph.split())[:_SAMPLE] for paragraph in paragraphs[:3])
    return any(len(sample) > _SAMPLE // 2 and sample in shown for sample in samples)
