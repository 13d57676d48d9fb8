"""A sentence as tokens: folded words with their places in the text."""

import re

from ledger.lexicon.languages import Language
from ledger.lexicon.phrases import fold, token_edges
from ledger.model.span import Span

_DIGIT = re.compile(r"\d")
_AROUND = 80  # characters on either side, which tell whether a short sentence stands in a text all in capitals
_FEW = 4
_BROKEN = "\u00ad\n"  # a word parted at the end of a line
DASHES = frozenset("-–—‑")


class Sentence:
    """The tokens of one sentence; offsets are of the whole text.

    `words[i]` is folded, `text[starts[i]:ends[i]]` is as written.
    """

    __slots__ = (
        "_in_digits", "_is_titled", "clause_edges", "ends", "found_places", "language", "shouting", "span", "starts",
        "text", "told_places", "words",
    )  # fmt: skip

    def __init__(self, text: str, span: Span, language: Language) -> None:
        self.text = text
        self.span = span
        self.language = language
        body = text[span.start : span.end]
        base, edges = span.start, token_edges(body)
        self.words: list[str] = self._fold(body, edges)
        self.starts: list[int] = [base + start for start, _ in edges]
        self.ends: list[int] = [base + end for _, end in edges]
        if "[" in self.words:
            self._leave_out_asides()
        around = text[max(0, span.start - _AROUND) : span.end + _AROUND]
        self.shouting = body.isupper() and (len(self.words) > _FEW or (around.isupper() and len(around) > _AROUND))
        self._is_titled: bool | None = None
        self._in_digits: list[int] | None = None
        # Kept by `places` and `context`, which look at a sentence more than once.
        self.found_places: object = None
        self.told_places: list[tuple[int, int]] | None = None
        self.clause_edges: list[int] | None = None

    def _fold(self, body: str, edges: list[tuple[int, int]]) -> list[str]:
        """Return the folded words, folded at one go where that moves no character."""
        folded = body.lower() if body.isascii() else fold(body)
        if len(folded) == len(body) and _BROKEN[0] not in body:
            return [folded[start:end] for start, end in edges]
        words = [body[start:end] for start, end in edges]
        return [fold(word.replace(_BROKEN, "")) or word for word in words]

    def _leave_out_asides(self) -> None:
        """Leave out what an editor put in between: "$800 [as heard] million" is one amount. What is all aside stays."""
        for start, end, _ in reversed(list(self.language.asides.find(self.words))):
            alone = start == 1 and end + 1 == len(self.words)
            if start > 0 and self.words[start - 1] == "[" and self.word(end) == "]" and not alone:
                for row in (self.words, self.starts, self.ends):
                    del row[start - 1 : end + 1]

    @property
    def titled(self) -> bool:
        """Tell whether most long words begin with a capital, as in a headline."""
        if self._is_titled is None:
            long = [self.text[at] for at, word in zip(self.starts, self.words, strict=True) if _is_long(word)]
            self._is_titled = len(long) > 2 and sum(map(str.isupper, long)) > 0.7 * len(long)
        return self._is_titled

    @property
    def in_digits(self) -> list[int]:
        """Return the tokens written in digits."""
        if self._in_digits is None:
            held = _DIGIT.search(self.text, *self.span) is not None
            self._in_digits = [at for at, word in enumerate(self.words) if word[0].isdecimal()] if held else []
        return self._in_digits

    def __len__(self) -> int:
        return len(self.words)

    def raw(self, at: int) -> str:
        """Return a token as written."""
        return self.text[self.starts[at] : self.ends[at]]

    def covered(self, start: int, end: int) -> Span:
        """Return the span from the token `start` up to, not including, the token `end`."""
        return Span(self.starts[start], self.ends[end - 1])

    def word(self, at: int) -> str:
        """Return the folded word at `at`, empty outside the sentence."""
        words = self.words
        return words[at] if 0 <= at < len(words) else ""

    def is_number(self, at: int) -> bool:
        """Tell whether the token is written in digits."""
        words = self.words
        return 0 <= at < len(words) and words[at][0].isdecimal()

    def is_word(self, at: int) -> bool:
        """Tell whether the token is made of letters."""
        words = self.words
        return 0 <= at < len(words) and words[at][0].isalpha()

    def is_capital(self, at: int) -> bool:
        """Tell whether the word begins with a capital letter."""
        return 0 <= at < len(self.words) and self.text[self.starts[at]].isupper()

    def glued(self, at: int) -> bool:
        """Tell whether the token follows the one before it without a space."""
        return 0 < at < len(self.words) and self.ends[at - 1] == self.starts[at]


def _is_long(word: str) -> bool:
    return len(word) > 3 and word[0].isalpha()
