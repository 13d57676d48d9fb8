"""A sentence as tokens: folded words with their places in the text."""

import re
from itertools import accumulate, compress, count
from operator import itemgetter

from ledger.lexicon.languages import Language
from ledger.lexicon.phrases import fold, split_tokens, token_edges
from ledger.model.span import Span, as_span

_FIRST = itemgetter(0)
_AROUND = 80  # characters on either side, which tell whether a short sentence stands in a text all in capitals
_FEW = 4
_TITLED = 0.99
_SHORT = 3  # letters; longer words of a headline begin with a capital
_LABEL = 5  # tokens of "Roads cut off:"
_BROKEN = "\u00ad\n"  # a word parted at the end of a line
_LINE_END = re.compile(r"[-‐]\r?\n")
_PARTED = re.compile(r"(?<=[^\W\d_])[-‐\u00ad]\s+|\s+")
_HYPHENS = frozenset("-‐")
_RAISED = frozenset("⁰¹²³⁴⁵⁶⁷⁸⁹ⁱᵛˣ")
_MARKED = re.compile(r"\d[⁰¹²³⁴-⁹ⁱᵛˣ]")
_BESIDE = frozenset(("", "\u2009"))  # what may part two marks of notes
DASHES = frozenset("-–—‑")
APOSTROPHES = frozenset("'’")
BULLETS = frozenset("•*·▪●◦■□►‣")
CLOSING = frozenset((",", ";", ":", "(", ")", "%", ".", "", "|", "]", "”", '"'))  # no number goes on over them


class Sentence:
    """The tokens of one sentence; offsets are of the whole text.

    `words[i]` is folded, `text[starts[i]:ends[i]]` is as written; the tokens `in_digits` are numbers.
    """

    __slots__ = (
        "_is_titled", "begins", "clause_edges", "ends", "found_places", "in_digits", "language", "shouting", "span",
        "starts", "text", "told_places", "words",
    )  # fmt: skip

    def __init__(self, text: str, span: Span, language: Language) -> None:
        self.text = text
        self.span = span
        self.language = language
        body = text[span.start : span.end]
        self.words, self.starts, self.ends = _cut(body, span.start)
        if ("-" in body or "‐" in body) and _LINE_END.search(body) is not None:
            self._mend_words()
        if not body.isascii() and _MARKED.search(body) is not None:
            self._leave_out_marks()
        if "[" in self.words:
            self._leave_out_asides()
        self.in_digits = self._digits()
        self.shouting = body.isupper() and (len(self.words) > _FEW or self._is_among_capitals())
        self._is_titled: bool | None = None
        # Kept by `places` and `context`, which look at a sentence more than once.
        self.begins: int | None = None
        self.found_places: object = None
        self.told_places: list[tuple[int, int]] | None = None
        self.clause_edges: list[int] | None = None

    def _mend_words(self) -> None:
        """Read a word that a line's end parts as one, "homi-" and "cides"; "twenty-" and "five" are two, joined."""
        for at in range(len(self.words) - 2, 0, -1):
            hyphen = self.words[at] in _HYPHENS and self.glued(at) and self.is_word(at - 1) and self.is_word(at + 1)
            if not hyphen or "\n" not in self.text[self.ends[at] : self.starts[at + 1]]:
                continue
            chained = self.glued(at - 1) and self.words[at - 2] in _HYPHENS  # "34-year-old"
            if chained or self.is_capital(at + 1) or self.words[at - 1] in self.language.numbers.cardinals:
                self.ends[at] = self.starts[at + 1]
            else:
                self.words[at - 1 : at + 2] = [self.words[at - 1] + self.words[at + 1]]
                del self.starts[at : at + 2], self.ends[at - 1 : at + 1]

    def _leave_out_marks(self) -> None:
        """Leave out the marks of notes behind amounts, "1,234² officers"; 10² is a number."""
        for at in range(len(self.words) - 2, -1, -1):
            end = at + 1
            while self.is_raised(end) and self.text[self.ends[end - 1] : self.starts[end]] in _BESIDE:
                end += 1
            if end > at + 1 and self.is_number(at) and self.words[at] != "10":
                self.leave_out(at + 1, end)

    def _is_among_capitals(self) -> bool:
        around = self.text[max(0, self.span.start - _AROUND) : self.span.end + _AROUND]
        return around.isupper() and len(around) > _AROUND

    def _leave_out_asides(self) -> None:
        """Leave out what an editor put in between: "$800 [as heard] million" is one amount. What is all aside stays."""
        for start, end, _ in reversed(list(self.language.asides.find(self.words))):
            alone = start == 1 and end + 1 == len(self.words)
            if start > 0 and self.words[start - 1] == "[" and self.word(end) == "]" and not alone:
                self.leave_out(start - 1, end + 1)

    def leave_out(self, start: int, end: int) -> None:
        """Take tokens out of the sentence, whose span stays; nothing may have been read of it yet."""
        for row in (self.words, self.starts, self.ends):
            del row[start:end]
        self.in_digits = self._digits()

    def _digits(self) -> list[int]:
        return list(compress(count(), map(str.isdecimal, map(_FIRST, self.words))))

    @property
    def titled(self) -> bool:
        """Tell whether long words begin with a capital, as in a headline, also those that are no names."""
        if self._is_titled is None:
            small = self.language.stopwords
            words = zip(self.starts, self.words, strict=True)
            long = [
                self.text[at] for at, word in words if len(word) > _SHORT and word[0].isalpha() and word not in small
            ]
            self._is_titled = len(long) > 2 and sum(map(str.isupper, long)) > _TITLED * len(long)
        return self._is_titled

    def __len__(self) -> int:
        return len(self.words)

    def raw(self, at: int) -> str:
        """Return a token as written."""
        return self.text[self.starts[at] : self.ends[at]]

    def covered(self, start: int, end: int) -> Span:
        """Return the span from the token `start` up to, not including, the token `end`."""
        return as_span((self.starts[start], self.ends[end - 1]))

    def told(self, start: int, end: int) -> str:
        """Return tokens as written, on one line and without what was left out between them."""
        between = ("" if self.glued(at) or at == start else " " for at in range(start, end))
        written = ((_PARTED.sub("", raw) if "\n" in raw else raw) for raw in map(self.raw, range(start, end)))
        return "".join(map("".join, zip(between, written, strict=True)))

    # Asked for every token several times: an index out of range is caught, not looked for.

    def word(self, at: int) -> str:
        """Return the folded word at `at`, empty outside the sentence."""
        try:
            return self.words[at] if at >= 0 else ""
        except IndexError:
            return ""

    def is_number(self, at: int) -> bool:
        """Tell whether the token is written in digits."""
        try:
            return at >= 0 and self.words[at][0].isdecimal()
        except IndexError:
            return False

    def is_word(self, at: int) -> bool:
        """Tell whether the token is made of letters."""
        try:
            return at >= 0 and self.words[at][0].isalpha()
        except IndexError:
            return False

    def is_capital(self, at: int) -> bool:
        """Tell whether the word begins with a capital letter."""
        try:
            return at >= 0 and self.text[self.starts[at]].isupper()
        except IndexError:
            return False

    def is_raised(self, at: int) -> bool:
        """Tell whether the token stands above the line: a power, or the mark of a note."""
        return not _RAISED.isdisjoint(self.word(at)) and _RAISED.issuperset(self.word(at))

    def begins_label(self, at: int) -> bool:
        """Tell the word that opens a line of a list, "Roads: 12": no name of the line above goes on with it."""
        opens = 0 < at < len(self.words) and "\n" in self.text[self.ends[at - 1] : self.starts[at]]
        return opens and ":" in self.words[at + 1 : at + _LABEL]

    def glued(self, at: int) -> bool:
        """Tell whether the token follows the one before it without a space."""
        try:
            return at > 0 and self.ends[at - 1] == self.starts[at]
        except IndexError:
            return False


def _cut(body: str, base: int) -> tuple[list[str], list[int], list[int]]:
    """Return the folded tokens of a text that begins at `base`, and where each begins and ends."""
    folded = body.lower() if body.isascii() else fold(body)
    if len(folded) != len(body) or _BROKEN[0] in body:  # folding moves characters
        edges = token_edges(body)
        written = [body[start:end] for start, end in edges]
        words = [fold(word.replace(_BROKEN, "")) or word for word in written]
        return words, [base + start for start, _ in edges], [base + end for _, end in edges]
    parts = split_tokens(folded)
    begun = list(accumulate(map(len, parts), initial=base))
    return parts[1::2], begun[1:-1:2], begun[2::2]
