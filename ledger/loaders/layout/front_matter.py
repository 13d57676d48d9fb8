"""What the head of a text states of itself: title, author, publisher, date; and what stands above its title."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import takewhile

from ledger.lexicon.sections import fold
from ledger.loaders.layout.bylines import is_name
from ledger.loaders.layout.credits import CELLS, read_credits, read_names
from ledger.loaders.layout.dates import DateReader
from ledger.loaders.layout.furniture import is_banner, is_bar
from ledger.loaders.layout.labels import NO_LABELS, Labels
from ledger.loaders.layout.lines import Line, Page, has_title_shape, title_words
from ledger.loaders.layout.posts import read_opening
from ledger.model.document import Metadata

_MOST_BLOCKS = 12
_OPENING = 240  # characters of the text in which it states place, date and agency
# "I. Security", "2) Findings": a heading within a text, not the title of the whole
_ORDERED = re.compile(r"(?:[IVX]{1,5}|\d{1,2}|[A-Z])[.)]\s")

_BODY = 3  # words of a letterhead among which its kind of body stands
_CRUMBS = re.compile(r"\s[»>›]\s")  # "The Post » News": where a page stands on its site


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The values read from the head, and the lines above the title that are the page's, not the text's."""

    metadata: Metadata
    above: frozenset[int]


NO_FRONT_MATTER = FrontMatter(Metadata(), frozenset())


@dataclass(slots=True)
class _Head:
    """What has been seen while going down the head of a text."""

    published: date | None = None
    author: str | None = None
    publisher: str | None = None
    named: str | None = None  # who may publish the text, unless a line of its own says who does
    subject: str | None = None
    credit: int | None = None  # the first line of date or byline
    byline: int | None = None
    mentioned: date | None = None  # within other words, so that it may be the date of something else
    remarks: tuple[str, ...] = ()  # that open a line which is no title
    bodies: frozenset[str] = frozenset()  # words of which a letterhead holds one
    candidates: list[int] = field(default_factory=list)  # lines with the shape of a title
    dated: set[int] = field(default_factory=set)  # those of them that mention a date
    stated: set[int] = field(default_factory=set)  # lines that gave a value


def read_front_matter(
    page: Page, dates: DateReader, furniture: frozenset[int], labels: Labels = NO_LABELS, title: str | None = None
) -> FrontMatter:
    """Read title, author, publisher and date from the lines before the first running text.

    What labelled lines state stands over what is told by the shape of the others, and these lines are read as
    nothing else: all but the title's are front matter alone. Where the `title` is known, the line that says the same
    is the title.
    """
    if not labels.lines:
        return _read_shape(page, dates, furniture, title)
    shape = _read_shape(page, dates, furniture | labels.lines, title)
    stated = labels.metadata(dates)
    above = frozenset() if stated.title else shape.above
    return FrontMatter(stated.over(shape.metadata), (above | labels.lines) - {labels.title})


def _read_shape(page: Page, dates: DateReader, furniture: frozenset[int], known: str | None) -> FrontMatter:
    """Read what the lines that have no label tell by their shape.

    A subject line gives the title of a cable. Otherwise the title is the line over the date and
    byline; where these come first, or none is there, the line before the text. Of two that could be
    it the longer one is taken: a site's name and a section's heading are short.
    """
    head = _Head(remarks=dates.words.drafts, bodies=dates.words.bodies)
    blocks = list(takewhile(lambda block: _is_head(page, block, dates), page.blocks[:_MOST_BLOCKS]))
    if len(blocks) < len(page.blocks) and (lead := _lead(page, len(blocks), dates)):
        blocks.append(lead)
    for number in (number for block in blocks for number in block if number not in furniture):
        _note(head, page, number, dates)
    _note_opening(head, page, blocks[-1].stop if blocks else 0, dates)
    title = None if head.subject else _line_of(known, head, page)
    if title is None and not head.subject:
        title = _title(head, page, blocks)
    if title is not None:
        _note_credits(head, page, title, blocks, dates)
    if title not in head.dated:
        head.published = head.published or head.mentioned
    words = head.subject or (title_words(page.lines[title].text) if title is not None else None)
    return FrontMatter(
        Metadata(title=words, author=head.author, publisher=head.publisher or head.named, published=head.published),
        frozenset(_above(head, page, title, blocks, dates)),
    )


def _note(head: _Head, page: Page, number: int, dates: DateReader) -> None:
    line = page.lines[number]
    if not line.is_short or (len(page.lines) == 1):
        return
    if _is_subject(line, dates):
        head.subject = head.subject or _subject(page, number, dates)
    elif is_banner(line, dates.words):
        return
    elif not _note_stated(head, line, number, dates) and _may_be_title(line):
        head.candidates.append(number)
        if day := dates.within(line.text):
            head.dated.add(number)
            head.mentioned = head.mentioned or day


def _may_be_title(line: Line) -> bool:
    return (
        has_title_shape(line.text)
        and not _ORDERED.match(line.text)
        and not _CRUMBS.search(line.text)
        and len(CELLS.findall(line.text)) < 2
    )


def _note_stated(head: _Head, line: Line, number: int, dates: DateReader) -> bool:
    """Take what a line of credits states; tell whether it is one."""
    found = read_credits(line.text, dates, first=not (head.candidates or head.stated or head.subject))
    if found is None:
        return False
    head.published = head.published or found.published
    if found.author and head.byline is None:
        head.author, head.byline = found.author, number
    if found.sure:
        head.publisher = head.publisher or found.publisher
    head.named = head.named or found.publisher
    head.stated.add(number)
    head.credit = number if head.credit is None else head.credit
    return True


def _is_head(page: Page, block: range, dates: DateReader) -> bool:
    """Tell whether a block is no running text: short, or titles and a line of credits."""
    if not page.is_prose(block):
        return True
    lines = [page.lines[number] for number in block]
    credited = [read_credits(line.text, dates, first=False) for line in lines if line.is_short]
    return (
        len(lines) == len(credited)
        and any(found and found.published for found in credited)
        and all(found or _is_headline(line) for line, found in zip(lines, credited, strict=True))
    )


def _is_headline(line: Line) -> bool:
    return has_title_shape(line.text) or CELLS.search(line.text) is not None


def _lead(page: Page, index: int, dates: DateReader) -> range:
    """Return the lines of a head that the text follows without a blank line.

    The text is told by its dateline, or by a line as long as no title, which shows that lines are not broken at a
    width. A date over a later block may as well be that of the first of several posts.
    """
    block = page.blocks[index]
    for number in block:
        line = page.lines[number]
        if not line.is_short or dates.dateline(page.head(number, _OPENING)):
            return range(block.start, number)
        found = read_credits(line.text, dates, first=False)
        if not (found or has_title_shape(line.text)) or (found and found.published and _is_post(page, index, dates)):
            break
    return range(block.start, block.start)


def _is_post(page: Page, index: int, dates: DateReader) -> bool:
    """Tell whether another block after the one given opens with a date of its own."""
    return index > 0 and any(
        (found := read_credits(line.text, dates, first=False)) and found.published
        for order, block in page.dated_blocks
        if order > index and (line := page.lines[block[0]]).is_short
    )


def _note_opening(head: _Head, page: Page, first: int, dates: DateReader) -> None:
    """Take the date and agency, or author, with which the text itself opens: "LIMA, Dec 16 2010 (IPS) -"."""
    if first >= len(page.lines):
        return
    words = page.head(first, _OPENING)
    if dateline := dates.dateline(words):
        head.published = head.published or dateline.day
        head.publisher = head.publisher or dateline.agency
    elif opening := read_opening(words, dates):
        head.published = head.published or opening.published
        head.author = head.author or opening.author


def _is_subject(line: Line, dates: DateReader) -> bool:
    opening, colon, _ = line.folded.partition(":")
    return bool(colon) and opening.strip() in dates.words.subjects


def _subject(page: Page, number: int, dates: DateReader) -> str:
    """Return the text of a subject line with the lines it goes on in."""
    rest = takewhile(
        lambda line: (
            not line.gap and line.is_short and ":" not in line.text and not read_credits(line.text, dates, first=False)
        ),
        page.lines[number + 1 : number + 4],
    )
    words = " ".join([page.lines[number].text, *(line.text for line in rest)])
    return words.partition(":")[2].strip()


def _line_of(title: str | None, head: _Head, page: Page) -> int | None:
    """Return the line that says a title that is known."""
    told = fold(" ".join(title.split())) if title else None
    return next((number for number in head.candidates if fold(title_words(page.lines[number].text)) == told), None)


def _title(head: _Head, page: Page, blocks: list[range]) -> int | None:
    alone = [number for number in head.candidates if range(number, number + 1) in blocks]
    if head.credit is None:
        if len(alone) > 1 and is_name(page.lines[alone[-1]].text):
            return alone[-2]
        return max(alone or head.candidates[:1], key=lambda number: _rank(head, page, number), default=None)
    within = [number for number in _block_of(head.credit, blocks) if number in head.candidates and number < head.credit]
    within = [number for number in within if not _is_remark(head, page, number)] or within
    if len(within) > 1 and _is_letterhead(head, page, within[0]):
        within = within[1:]
    before = [number for number in alone if number < head.credit][-1:]
    if within and head.byline == within[-1] + 1:
        before = [*before, within[-1]]
    choice = before or within
    if not within:
        choice = [*choice, *[number for number in alone if number > head.credit][:1]]
    return max(choice, key=lambda number: _rank(head, page, number), default=None)


def _rank(head: _Head, page: Page, number: int) -> tuple[bool, bool, bool, int, int]:
    """Rank lines that could be the title: no remark on a draft, no date, not a name in capitals, long, high up."""
    text = page.lines[number].text
    return (
        not _is_remark(head, page, number),
        number not in head.dated,
        not text.isupper(),
        len(text.split()),
        -number,
    )


def _is_remark(head: _Head, page: Page, number: int) -> bool:
    return page.lines[number].folded.startswith(head.remarks)


def _is_letterhead(head: _Head, page: Page, number: int) -> bool:
    """Tell a first line that names who publishes: "Ministry of Agriculture", "RED NORTE"; a title says more."""
    line = page.lines[number]
    return is_name(line.text.rstrip(".")) and not head.bodies.isdisjoint(line.folded.split()[:_BODY])


def _block_of(number: int, blocks: list[range]) -> range:
    return next((block for block in blocks if number in block), range(0))


def _note_credits(head: _Head, page: Page, title: int, blocks: list[range], dates: DateReader) -> None:
    """Take the author's name alone under the title, and the publisher's beside the date or byline."""
    below = title + 1
    if below < len(page.lines) and below in head.candidates and not head.author:
        text = page.lines[below].text
        if range(below, below + 1) in blocks and is_name(text):
            head.author = text
    block = range(0) if head.credit is None else _block_of(head.credit, blocks)
    named = [number for number in block if number in head.candidates and number != title]
    if named and not head.publisher and (title not in block or is_name(page.lines[named[0]].text)):
        text = page.lines[named[0]].text
        head.publisher = read_names(text, dates).publisher or (None if _has_digit(page.lines[named[0]]) else text)


def _above(head: _Head, page: Page, title: int | None, blocks: list[range], dates: DateReader) -> Iterator[int]:
    """Yield the lines over the title that speak of the page: banners, and wordings without a figure."""
    for block in blocks:
        for number in block:
            if is_banner(page.lines[number], dates.words):
                yield number
        over = title is not None and block.stop <= title and not head.stated.intersection(block)
        if over and (is_bar(page, block) or not any(_has_digit(page.lines[number]) for number in block)):
            yield from block


def _has_digit(line: Line) -> bool:
    return any(sign.isdigit() for sign in line.text)
