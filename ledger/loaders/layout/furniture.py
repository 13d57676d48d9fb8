"""What a page carries besides its text: adverts, buttons, newsletter prompts, footers."""

import re

from ledger.lexicon.sections import SectionWords
from ledger.loaders.layout.lines import Line, Page, has_title_shape

_BARS = re.compile(r"[|•·]")
_SENTENCE_ENDS = (".", "!", "?", "”", '"', "»", ":", ")", "]")
_WRAPPED = 40  # characters; a line this long without a sentence's end goes on in the next


def find_furniture(page: Page, words: SectionWords) -> frozenset[int]:
    """Find the lines that are furniture: by their words, and all that is left after the last text."""
    marked: set[int] = set()
    for number, line in enumerate(page.lines):
        if line.folded and is_furniture(line.folded, words) and not _goes_on(page, number, marked):
            marked.add(number)
    for number in [number for number in marked if page.lines[number].folded in words.labels]:
        marked.update(_announced(page, number))
    marked.update(_footer(page, marked))
    return frozenset(marked)


def is_furniture(folded: str, words: SectionWords) -> bool:
    """Tell whether a short line is a button, an advert or a prompt.

    "Print" is, and "Republish | | Print |"; "Print runs fell by half" is not.
    """
    if folded in words.lines or (" " in folded and any(phrase in folded for phrase in words.phrases)):
        return True
    if folded.startswith(words.openings):
        return _stands_apart(folded, words.openings)
    if not _BARS.search(folded):
        return False
    cells = [cell.strip() for cell in _BARS.split(folded)]
    return all(cell in words.lines for cell in cells if cell)


def is_banner(line: Line, words: SectionWords) -> bool:
    """Tell whether a line above a title is the site speaking of itself."""
    return line.folded.startswith(words.banners) and _stands_apart(line.folded, words.banners)


def is_bar(page: Page, block: range) -> bool:
    """Tell whether a block is a row of links or of addresses: "Home | Police | Politics"; a table has more rows."""
    line = page.lines[block[0]]
    return len(block) == 1 and line.is_short and len(_BARS.findall(line.text.strip("|•· "))) >= 2


def _stands_apart(folded: str, openings: tuple[str, ...]) -> bool:
    met = [opening for opening in openings if folded.startswith(opening)]
    return any(not (opening[-1].isalnum() and folded[len(opening) : len(opening) + 1].isalnum()) for opening in met)


def _goes_on(page: Page, number: int, marked: set[int]) -> bool:
    """Tell whether a line is the tail of a paragraph whose lines are broken at a width."""
    if number == 0 or page.lines[number].gap or number - 1 in marked:
        return False
    before = page.lines[number - 1].text
    return len(before) >= _WRAPPED and not before.endswith(_SENTENCE_ENDS)


def _announced(page: Page, label: int) -> range:
    """Return the lines that a label such as "Advertisement" or "Most read" stands over, to the next blank line."""
    number = label + 1
    while number < len(page.lines) and not page.lines[number].gap and has_title_shape(page.lines[number].text):
        number += 1
    return range(label + 1, number)


def _footer(page: Page, marked: set[int]) -> range:
    """Return the lines from the first furniture after the last running text to the end."""
    end = len(page.lines)
    text_ends = 0
    for block in reversed(page.blocks):
        if page.is_prose(block) and not all(number in marked for number in block):
            text_ends = block.stop
            break
    if page.blocks and is_bar(page, page.blocks[-1]):
        marked.add(end - 1)
    start = min((number for number in marked if number >= text_ends), default=end)
    rest = range(start, end)
    figures = sum(any(sign.isdigit() for sign in page.lines[number].text[:200]) for number in rest)
    return rest if figures * 2 <= len(rest) else range(end, end)
