"""Saved web pages: what their reader sees, with what is around the article marked, and what they declare."""

from collections.abc import Sequence
from dataclasses import replace

from ledger.lexicon.sections import load_section_words
from ledger.loaders.content import Content
from ledger.loaders.cut_short import page_cut_short
from ledger.loaders.decoding import decode
from ledger.loaders.layout.language import guess_language
from ledger.loaders.loaded import Loaded, TextWriter
from ledger.loaders.web.article_body import ONLY_FOR_MACHINES, read_article_body
from ledger.loaders.web.charset import declared_charset
from ledger.loaders.web.comments import read_comments, read_entries
from ledger.loaders.web.flow import Block, Flow, read_flow
from ledger.loaders.web.main_text import judge_blocks
from ledger.loaders.web.metadata import read_page_metadata
from ledger.loaders.web.tree import Element, parse_page
from ledger.loaders.web.xhtml import as_html, is_xhtml
from ledger.model.document import NOTHING_KNOWN, Metadata, SectionKind

_HEAD = 20  # blocks of text among which its title stands
_LAYERS = 4  # of hidden parts within each other
_SOME = 200  # characters; where a page hides less, it hides no article


def load_html_page(content: Content) -> Loaded:
    """Read a page as a browser shows it; its text is marked where others speak in it, or nobody."""
    decoded = decode(content, declared_charset(content.data))
    source = decoded.text.lstrip("\ufeff")
    loaded = read_source(source)
    left_out = (*loaded.left_out, *decoded.left_out, *page_cut_short(source))
    return replace(loaded, encoding=decoded.encoding, decoded_by=decoded.by, left_out=left_out)


def read_source(source: str) -> Loaded:
    """Read a page given as characters."""
    page = parse_page(as_html(source) if is_xhtml(source) else source)
    flow = _flow(page)
    kinds = judge_blocks(page, flow.blocks)
    text = {block.element for block, kind in zip(flow.blocks, kinds, strict=True) if kind is SectionKind.BODY}
    own = [block.text for block, kind in zip(flow.blocks, kinds, strict=True) if kind is SectionKind.BODY]
    lines = [line for text in own[:_HEAD] for line in text.split("\n")]
    metadata = read_page_metadata(page, source, lines, lambda element: _is_within(element, text))
    writer = TextWriter()
    if paragraphs := read_article_body(page, flow.blocks, kinds, metadata):
        kinds = [SectionKind.FURNITURE if kind is SectionKind.BODY else kind for kind in kinds]
        own = paragraphs
    told = zip(read_comments(flow.blocks, kinds), read_entries(flow.blocks, kinds), strict=True)
    _write(writer, flow.blocks, kinds, [comment.over(entry) for comment, entry in told])
    for paragraph in paragraphs:
        writer.paragraph(paragraph)
    if paragraphs:
        writer.miss(ONLY_FOR_MACHINES)
    for unseen in flow.unseen:
        writer.leave_out(unseen.text, unseen.reason)
    return writer.loaded("html", _spoken(metadata, "\n".join(own)))


def _flow(page: Element) -> Flow:
    """Read the text of a page; what it hides is shown where that is more than all the rest: a script would show it."""
    shown: frozenset[Element] = frozenset()
    for _ in range(_LAYERS):
        flow = read_flow(page, shown)
        seen = max(sum(len(block.text) for block in flow.blocks if not block.linked), _SOME)
        hidden = {unseen.element for unseen in flow.unseen if unseen.by_script and len(unseen.text) > seen}
        if not hidden:
            break
        shown |= hidden
    return flow


def _write(writer: TextWriter, blocks: Sequence[Block], kinds: Sequence[SectionKind], told: Sequence[Metadata]) -> None:
    """Write the blocks; the items of one list are lines of one paragraph."""
    before: tuple[int, SectionKind, Metadata] = (0, SectionKind.BODY, NOTHING_KNOWN)
    for block, kind, metadata in zip(blocks, kinds, told, strict=True):
        if block.rows:
            writer.rows(block.rows, kind)
        elif block.item and before == (block.item, kind, metadata):
            writer.line(block.text, kind, metadata)
        else:
            writer.paragraph(block.text, kind, metadata)
        before = (block.item, kind, metadata)


def _is_within(element: Element | None, text: set[Element]) -> bool:
    """Tell whether an element, or the block it stands in, is text of the page."""
    for _ in range(4):
        if element is None or element in text:
            return element is not None
        element = element.parent
    return False


def _spoken(metadata: Metadata, text: str) -> Metadata:
    """Return the metadata without a language that the page's own words are not in: its template's."""
    words = load_section_words()
    guessed = guess_language(text, words)
    wrong = guessed is not None and metadata.language in words.stopwords and metadata.language != guessed
    return replace(metadata, language=None) if wrong else metadata
