"""Sections found by the shape of a text: who speaks where, and what each part states of itself."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from ledger.lexicon.sections import SectionWords, load_section_words
from ledger.loaders.layout.citations import find_sources
from ledger.loaders.layout.comments import find_comments
from ledger.loaders.layout.dates import DateReader
from ledger.loaders.layout.diaries import find_entries
from ledger.loaders.layout.front_matter import NO_FRONT_MATTER, read_front_matter
from ledger.loaders.layout.furniture import find_furniture
from ledger.loaders.layout.labels import read_labels
from ledger.loaders.layout.language import guess_language
from ledger.loaders.layout.lines import Page
from ledger.loaders.layout.posts import Post, find_posts
from ledger.loaders.layout.running_heads import find_running_heads
from ledger.loaders.loaded import Mark
from ledger.model.document import NOTHING_KNOWN, Metadata, Section, SectionKind
from ledger.model.span import Span

_TELLING = 1_000  # lines; more would not change what language they are in
_OWN_DATE = frozenset({SectionKind.BODY, SectionKind.SOURCES})  # comments and furniture have dates of their own


@dataclass(frozen=True, slots=True)
class Layout:
    """A text's sections in order, without a gap or overlap, and what its head states of the whole."""

    sections: tuple[Section, ...]
    metadata: Metadata


def find_layout(text: str, language: str | None = None, marks: Sequence[Mark] = (), title: str | None = None) -> Layout:
    """Find the sections of a text and what it states of itself.

    `language` decides how "04/01/21" reads; it is guessed where it is not given; `title` shows where
    the text begins. A file of several posts
    has no date or author as a whole: each post has its own. Parts of which the file's format says that others speak
    in them, `marks`, in order and apart, are passed over as if they were not there: no shape is looked for in them,
    and none is hidden by them.
    """
    words = load_section_words()
    whole = Page(text)
    starts = [line.start for line in whole.lines]
    marked = [(mark, _lines_of(starts, mark)) for mark in marks]
    told = {number: _frame(mark.kind) for mark, lines in marked for number in lines}
    numbers = [number for number in range(len(whole.lines)) if told.get(number, SectionKind.BODY) is SectionKind.BODY]
    page = whole.only(numbers)
    labels = read_labels(page)
    spoken = language or labels.language or _guess_spoken(page, words)
    dates = DateReader(words, day_first=spoken in words.day_first)
    posts = find_posts(page, dates)
    heads = find_running_heads(page)
    furniture = find_furniture(page, words) | heads
    front = NO_FRONT_MATTER if len(posts) > 1 else read_front_matter(page, dates, furniture, labels, title)
    stated = Metadata(language=None if language else spoken).over(front.metadata)
    if len(posts) == 1:
        stated = stated.over(posts[0].metadata)
    parts = posts or find_entries(page, dates, stated.published)
    kinds = told | dict(zip(numbers, _kinds(page, posts, furniture | front.above, words), strict=True))
    kinds |= dict.fromkeys((numbers[head] for head in heads), SectionKind.FRAME)
    placed = [Post(numbers[part.first], part.metadata) for part in parts]
    own = [(lines, mark.metadata) for mark, lines in marked if mark.metadata != NOTHING_KNOWN]
    return Layout(tuple(_sections(whole, placed, [kinds[number] for number in sorted(kinds)], own)), stated)


def _guess_spoken(page: Page, words: SectionWords) -> str | None:
    """Guess the language from the lines of a text, not those around it; from all only where those tell nothing."""
    own = "\n".join(line.text for line in islice(page.lines, _TELLING))
    return guess_language(own, words) or guess_language(page.text, words)


def _frame(kind: SectionKind) -> SectionKind:
    """Return the kind that a mark gives: what the format says is around the text is so for sure."""
    return SectionKind.FRAME if kind is SectionKind.FURNITURE else kind


def _lines_of(starts: Sequence[int], mark: Mark) -> range:
    """Return the lines, told by where each starts, that begin within a mark."""
    return range(bisect_left(starts, mark.span.start), bisect_left(starts, mark.span.end))


def _kinds(page: Page, posts: list[Post], furniture: frozenset[int], words: SectionWords) -> list[SectionKind]:
    """Say of each line who speaks in it."""
    kinds = [SectionKind.BODY] * len(page.lines)
    starts = [0, *(post.first for post in posts if post.first)]
    for first, after in zip(starts, [*starts[1:], len(page.lines)], strict=True):
        for found in find_sources(page, first, after, words):
            _paint(kinds, found, SectionKind.SOURCES)
        if comments := find_comments(page, first, after, words):
            _paint(kinds, comments, SectionKind.COMMENTS)
    for number in furniture:
        kinds[number] = SectionKind.FURNITURE
    return kinds


def _paint(kinds: list[SectionKind], lines: range, kind: SectionKind) -> None:
    kinds[lines.start : lines.stop] = [kind] * len(lines)


def _sections(
    page: Page, posts: list[Post], kinds: list[SectionKind], own: list[tuple[range, Metadata]]
) -> list[Section]:
    """Cut the text where the post or the speaker changes; what is blank goes with what is before it.

    `own` are lines of which the format tells who wrote them or when.
    """
    if not kinds:
        return [Section(1, Span(0, len(page.text)))]
    firsts = {post.first for post in posts} | {edge for lines, _ in own for edge in (lines.start, lines.stop)}
    told = {number: metadata for lines, metadata in own for number in lines}
    cuts = [at for at in range(1, len(kinds)) if at in firsts or kinds[at] is not kinds[at - 1]]
    starts = [0, *(page.lines[number].start for number in cuts)]
    ends = [*starts[1:], len(page.text)]
    return [
        Section(order, Span(start, end), kinds[number], told.get(number) or _metadata(posts, number, kinds[number]))
        for order, (number, start, end) in enumerate(zip([0, *cuts], starts, ends, strict=True), 1)
    ]


def _metadata(posts: list[Post], number: int, kind: SectionKind) -> Metadata:
    """Return what the post a line belongs to states of itself."""
    at = bisect_right(posts, number, key=lambda post: post.first)
    return posts[at - 1].metadata if at and kind in _OWN_DATE else Metadata()
