"""Files that hold several texts: digests of dated posts, and wire stories one after the other."""

import re
from dataclasses import dataclass, replace

from ledger.loaders.layout.bylines import after_byline, read_byline
from ledger.loaders.layout.credits import read_credits
from ledger.loaders.layout.dates import DateReader
from ledger.loaders.layout.lines import Page, has_title_shape, title_words
from ledger.model.document import Metadata

# "DEV-0001 (NOSC)", "AP-WIRE-881203-0042": the number of a story in an archive.
_STORY_ID = re.compile(r"[A-Z][A-Z0-9]{0,11}(?:-[A-Z0-9]{1,11}){1,4}(?: \([^()\n]{1,40}\))?")
_IN_BRACKETS = re.compile(r"\s{0,3}\(([^()\n]{1,80})\)")
_DASH = re.compile(r"\s{0,3}(?:[–—|]|--?(?=\s)|:(?=\s))\s{0,3}")
_MOST_CAPTIONS = 3
_HEAD = 2  # lines of a title and its date


@dataclass(frozen=True, slots=True)
class Post:
    """A text within a file: the line it begins on, and what it states of itself."""

    first: int
    metadata: Metadata


def find_posts(page: Page, dates: DateReader) -> list[Post]:
    """Find the texts a file is made of; none, or one, means that it is a single text.

    Tried in this order, the surest first: story numbers, posts opening with a date and dash, wire
    stories opening with place and date, titles with a date under or over them, the same at the start of a paragraph.
    """
    for find in (_numbered_stories, _dated_posts, _wire_stories, _headed_posts, _opened_posts):
        posts = find(page, dates)
        if len(posts) > 1:
            return posts
    return _dated_posts(page, dates)


def _numbered_stories(page: Page, dates: DateReader) -> list[Post]:
    posts: list[Post] = []
    for _, block in page.dated_blocks:
        line = page.lines[block[0]]
        if len(block) == 1 and _STORY_ID.fullmatch(line.text):
            below = block.stop
            stated = _dateline(page, below, dates) if below < len(page.lines) else None
            posts.append(Post(block[0], stated or Metadata()))
    dated = sum(post.metadata.published is not None for post in posts)
    return posts if dated * 2 > len(posts) else []


def _wire_stories(page: Page, dates: DateReader) -> list[Post]:
    posts: list[Post] = []
    for index, block in page.dated_blocks:
        if stated := _dateline(page, block[0], dates):
            posts.append(_titled(page, index, stated, dates))
    return posts


def _dated_posts(page: Page, dates: DateReader) -> list[Post]:
    """Find paragraphs that open with a date and a dash, under a title: "04/01/21 (written by x) – On March 18 …"."""
    posts: list[Post] = []
    for index, block in page.dated_blocks:
        stated = read_opening(page.head(block[0], 160), dates) if index else None
        post = stated and _titled(page, index, stated, dates)
        if post and post.metadata.title:
            posts.append(post)
    return posts


def _headed_posts(page: Page, dates: DateReader) -> list[Post]:
    """Find titles with a line of date and author under them, or, if a date comes first, over them."""
    rows = [(index, stated) for index, block in page.dated_blocks if (stated := _credit(page, block, dates))]
    under = [_titled(page, index, stated, dates) for index, stated in rows if index]
    under = [post for post in under if post.metadata.title]
    over = [post for index, stated in rows if (post := _title_below(page, index, stated))]
    within = [post for _, block in page.dated_blocks if (post := _headed_block(page, block, dates))]
    return max(under, over, within, key=len)


def _opened_posts(page: Page, dates: DateReader) -> list[Post]:
    """Find paragraphs whose first two lines are a title and a date: "Posted on May 11, 2017", "Coca up sharply"."""
    return [post for _, block in page.dated_blocks if len(block) > _HEAD and (post := _opened(page, block, dates))]


def _opened(page: Page, block: range, dates: DateReader) -> Post | None:
    one, two, text = (page.lines[number] for number in block[: _HEAD + 1])
    for title, credit in ((two, one), (one, two)):
        if not credit.is_short or not has_title_shape(title.text) or has_title_shape(text.text):
            continue
        found = read_credits(credit.text, dates, first=False)
        if found and found.published and not read_credits(title.text, dates, first=False):
            return Post(
                block[0], Metadata(title=title_words(title.text), author=found.author, published=found.published)
            )
    return None


def read_opening(words: str, dates: DateReader) -> Metadata | None:
    """Read the opening of a post: a date, maybe its author, a dash."""
    stated = dates.at_start(words)
    if stated is None:
        return None
    at, author = stated.end, None
    if match := _IN_BRACKETS.match(words, at):
        at, author = match.end(), after_byline(match[1], dates.words) or match[1]
    dash = _DASH.search(words, at, at + 90)
    if dash is None or (
        dash.start() > at and not (author := read_byline(words[at : dash.start()].strip(), dates.words))
    ):
        return None
    return Metadata(author=author, published=stated.day)


def _dateline(page: Page, number: int, dates: DateReader) -> Metadata | None:
    stated = dates.dateline(page.head(number, 240))
    return Metadata(publisher=stated.agency, published=stated.day) if stated else None


def _credit(page: Page, block: range, dates: DateReader) -> Metadata | None:
    """Read a block that is only a date, or a date and a byline, in either order."""
    if len(block) > 2 or not all(page.lines[number].is_short for number in block):
        return None
    cells = [cell.strip() for number in block for cell in re.split(r"[|•·]", page.lines[number].text)]
    days = [day for cell in cells if (day := dates.alone(cell))]
    authors = [name for cell in cells if (name := read_byline(cell, dates.words))]
    if len(days) != 1 or len(days) + len(authors) != len(cells):
        return None
    return Metadata(author=authors[0] if authors else None, published=days[0])


def _headed_block(page: Page, block: range, dates: DateReader) -> Post | None:
    """Read a block that holds title and date, maybe under a rule: "-----", "A riot in Latacunga", "07/08/2020"."""
    own = [number for number in block if any(map(str.isalnum, page.lines[number].text))]
    if len(own) < _HEAD or own[-1] + 1 != block.stop or not page.is_title(range(own[0], own[0] + 1)):
        return None
    stated = _credit(page, range(own[1], block.stop), dates)
    return Post(block[0], replace(stated, title=title_words(page.lines[own[0]].text))) if stated else None


def _titled(page: Page, index: int, stated: Metadata, dates: DateReader) -> Post:
    """Let a post begin at its title: the block above, over captions; without one, at its own block."""
    own = page.blocks[index][0]
    for block in reversed(page.blocks[max(0, index - 1 - _MOST_CAPTIONS) : index]):
        if _is_caption(page, block, dates):
            continue
        if page.is_title(block) and not dates.at_start(page.lines[block[0]].text):
            return Post(block[0], replace(stated, title=title_words(page.lines[block[0]].text)))
        break
    return Post(own, stated)


def _title_below(page: Page, index: int, stated: Metadata) -> Post | None:
    below = page.blocks[index + 1] if index + 1 < len(page.blocks) else None
    if below is None or not page.is_title(below):
        return None
    return Post(page.blocks[index][0], replace(stated, title=title_words(page.lines[below[0]].text)))


def _is_caption(page: Page, block: range, dates: DateReader) -> bool:
    line = page.lines[block[0]]
    opening, colon, _ = line.folded.partition(":")
    return len(block) == 1 and line.is_short and bool(colon) and opening.strip() in dates.words.captions
