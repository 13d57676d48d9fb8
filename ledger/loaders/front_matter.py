"""What the head of a text states of itself: title, author, publisher, date; and what stands above its title."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import takewhile

from ledger.loaders.bylines import is_name, read_byline
from ledger.loaders.dates import DateReader, find_time_group
from ledger.loaders.furniture import is_banner
from ledger.loaders.lines import Line, Page, has_title_shape
from ledger.loaders.posts import read_opening
from ledger.model.document import Metadata

_MOST_BLOCKS = 12
_CELLS = re.compile(r"[|•·]")


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
    subject: str | None = None
    credit: int | None = None  # the first line of date or byline
    candidates: list[int] = field(default_factory=list)  # lines with the shape of a title
    names: list[int] = field(default_factory=list)
    stated: set[int] = field(default_factory=set)  # lines that gave a value


def read_front_matter(page: Page, dates: DateReader, furniture: frozenset[int]) -> FrontMatter:
    """Read title, author, publisher and date from the lines before the first running text.

    A subject line gives the title of a cable. Otherwise the title is the line over the date and
    byline; where these come first, or none is there, the line before the text. Of two that could be
    it the longer one is taken: a site's name and a section's heading are short.
    """
    head = _Head()
    blocks = list(takewhile(lambda block: not page.is_prose(block), page.blocks[:_MOST_BLOCKS]))
    for number in (number for block in blocks for number in block if number not in furniture):
        _note(head, page, number, dates)
    _note_opening(head, page, page.blocks[len(blocks)] if len(blocks) < len(page.blocks) else None, dates)
    title = None if head.subject else _title(head, page, blocks)
    if title is not None:
        _note_credits(head, page, title, blocks)
    words = head.subject or (page.lines[title].text if title is not None else None)
    return FrontMatter(
        Metadata(title=words, author=head.author, publisher=head.publisher, published=head.published),
        frozenset(_above(head, page, title, blocks, dates)),
    )


def _note(head: _Head, page: Page, number: int, dates: DateReader) -> None:
    line = page.lines[number]
    if not line.is_short or (len(page.lines) == 1):
        return
    if _is_subject(line, dates):
        head.subject = head.subject or _subject(page, number)
    elif is_banner(line, dates.words):
        return
    elif not _note_stated(head, line, number, dates) and has_title_shape(line.text):
        head.candidates.append(number)


def _note_stated(head: _Head, line: Line, number: int, dates: DateReader) -> bool:
    """Take the dates and bylines of a line, its cells parted by bars; tell whether there were any."""
    met = False
    for cell in [cell.strip() for cell in _CELLS.split(line.text)]:
        day = dates.alone(cell) or dates.after_place(cell) or find_time_group(cell, dates.words.months)
        name = None if day else read_byline(cell, dates.words)
        head.published = head.published or day
        head.author = head.author or name
        met = met or bool(day or name)
    if met:
        head.stated.add(number)
        head.credit = number if head.credit is None else head.credit
    return met


def _note_opening(head: _Head, page: Page, block: range | None, dates: DateReader) -> None:
    """Take the date and agency, or author, with which the text itself opens: "LIMA, Dec 16 2010 (IPS) -"."""
    if block is None:
        return
    words = page.head(block[0], 240)
    if dateline := dates.dateline(words):
        head.published = head.published or dateline.day
        head.publisher = head.publisher or dateline.agency
    elif opening := read_opening(words, dates):
        head.published = head.published or opening.published
        head.author = head.author or opening.author


def _is_subject(line: Line, dates: DateReader) -> bool:
    opening, colon, _ = line.folded.partition(":")
    return bool(colon) and opening.strip() in dates.words.subjects


def _subject(page: Page, number: int) -> str:
    """Return the text of a subject line with the lines it goes on in."""
    rest = takewhile(
        lambda line: not line.gap and line.is_short and ":" not in line.text, page.lines[number + 1 : number + 4]
    )
    words = " ".join([page.lines[number].text, *(line.text for line in rest)])
    return words.partition(":")[2].strip()


def _title(head: _Head, page: Page, blocks: list[range]) -> int | None:
    alone = [number for number in head.candidates if range(number, number + 1) in blocks]
    credit = len(page.lines) if head.credit is None else head.credit
    before = [number for number in alone if number < credit]
    after = [number for number in alone if number > credit]
    if len(before) > 1 and is_name(page.lines[before[-1]].text):
        return before[-2]
    within = [number for number in head.candidates if number < credit]
    choice = [*before[-1:], *after[:1]] if head.credit is not None else before
    if not choice:
        return within[-1] if within and head.credit is not None else None
    return max(choice, key=lambda number: (len(page.lines[number].text.split()), -number))


def _note_credits(head: _Head, page: Page, title: int, blocks: list[range]) -> None:
    """Take the author's name alone under the title, and the publisher's beside the date or byline."""
    below = title + 1
    if below < len(page.lines) and below in head.candidates and not head.author:
        text = page.lines[below].text
        if range(below, below + 1) in blocks and is_name(text):
            head.author = text
    block = next((block for block in blocks if head.credit is not None and head.credit in block), range(0))
    named = [number for number in block if number in head.candidates and number != title]
    if title not in block and named and not head.publisher:
        head.publisher = page.lines[named[0]].text


def _above(head: _Head, page: Page, title: int | None, blocks: list[range], dates: DateReader) -> Iterator[int]:
    """Yield the lines over the title that speak of the page: banners, and wordings without a figure."""
    for block in blocks:
        for number in block:
            if is_banner(page.lines[number], dates.words):
                yield number
        over = title is not None and block.stop <= title and not head.stated.intersection(block)
        if over and not any(_has_digit(page.lines[number]) for number in block):
            yield from block


def _has_digit(line: Line) -> bool:
    return any(sign.isdigit() for sign in line.text)
