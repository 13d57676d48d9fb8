"""Readers' comments below an article: not the publisher's word."""

import re

from ledger.lexicon.sections import SectionWords
from ledger.loaders.layout.lines import Line, Page

_COUNTED = re.compile(r"(?P<count>\d{1,5})\s{1,2}(?P<word>[^\d“\"]{3,40}?)(?:\s{0,2}[“\"].{1,150})?")
_COUNT_BEHIND = re.compile(r"\s{0,2}\(\d{1,5}\)$")
_NUMBERED = re.compile(r"(\d{1,3})[.)]\s")
# "(SBU)", "(C)": the paragraph marks of a cable
_MARKED = re.compile(r"\d{1,3}[.)]\s{1,3}\([A-Z/]{1,8}\)")
_TEXT_ENDS = (".", "!", "?", "”", '"', "»", ".)", "…")


def find_comments(page: Page, first: int, after: int, words: SectionWords) -> range | None:
    """Find where readers begin to speak between two lines: under a heading, or in a numbered or named run."""
    starts = [
        number
        for number in range(first + 1, after)
        if page.lines[number].folded and heads_comments(page.lines[number].folded, words)
    ]
    if not starts:
        starts = _named(page, first, after, words) or _numbered(page, first, after, words)
    return range(starts[0], after) if starts else None


def heads_comments(folded: str, words: SectionWords) -> bool:
    """Tell whether a line heads comments: "Comments (2)", "No comments:", "12 comentarios", "3 thoughts on “X”"."""
    folded = _COUNT_BEHIND.sub("", folded)
    if folded in words.comments or folded in words.no_comments:
        return True
    match = _COUNTED.fullmatch(folded) if folded[:1].isdigit() else None
    return bool(match and match["word"].strip() in words.comment_counts)


def _named(page: Page, first: int, after: int, words: SectionWords) -> list[int]:
    """Return the lines that open a named comment: "Anonymous said..."."""
    return [number for number in range(first + 1, after) if _is_named(page.lines[number].text, words)]


def _is_named(text: str, words: SectionWords) -> bool:
    if len(text) > 60 or not text.endswith(("...", "…")):
        return False
    parts = text.rstrip(".… ").lower().split()
    return 1 < len(parts) <= 6 and parts[-1] in words.comment_verbs


def _numbered(page: Page, first: int, after: int, words: SectionWords) -> list[int]:
    """Return the start of a numbered run that ends the text and is no list of the article's own.

    It follows the article's last sentence, and either the site says that comments are moderated, or
    the run is set in and parted by more than one blank line. A cable's paragraphs bear marks.
    """
    numbers = [number for number in range(first + 1, after) if _NUMBERED.match(page.lines[number].text)]
    openings = [number for number in numbers if _number_of(page.lines[number]) == 1]
    if not openings:
        return []
    start = openings[-1]
    line, before = page.lines[start], page.lines[start - 1].text
    counted = [_number_of(page.lines[number]) for number in numbers if number >= start]
    in_order = counted == sorted(set(counted))
    if not line.gap or not in_order or not before.endswith(_TEXT_ENDS) or _MARKED.match(line.text):
        return []
    policed = any(page.lines[number].folded.startswith(words.comment_policies) for number in range(start, after))
    return [start] if policed or (line.gap > 1 and line.indented) else []


def _number_of(line: Line) -> int:
    match = _NUMBERED.match(line.text)
    return int(match[1]) if match else 0
