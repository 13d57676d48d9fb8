"""Words as they are compared, and tables of phrases looked up token by token."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Generic, TypeVar

T = TypeVar("T")

# The parts of a text: a number with its separators, a run of letters, or any other single character.
# A thousands group after a thin or no-break space belongs to the number: "61 777".
TOKEN = re.compile(
    r"\d{1,3}(?:[\u00a0\u2009\u202f]\d{3})+(?!\d)(?:[.,]\d{1,9})?"  # 1 234,5 with thin spaces
    r"|\d+(?:[.,'’]\d+)*"  # 1,234.5  1.234,5  7'500  2021
    r"|[^\W\d_]+"  # letters
    r"|\S"  # anything else that is no space
)
# "ª" and "º" fold away; ligatures do not occur in number words.
_PLAIN = str.maketrans(
    "áàâäãåéèêëíìîïóòôöõúùûüñçý",
    "aaaaaaeeeeiiiiooooouuuuncy",
)


def fold(word: str) -> str:
    """Return the word in lower case without accents, the form in which words are compared.

    >>> fold("MILLÓN"), fold("años")
    ('millon', 'anos')
    """
    return word.lower().translate(_PLAIN)


def split_words(text: str) -> tuple[str, ...]:
    """Return the folded tokens of a phrase.

    >>> split_words("U.S. dollars")
    ('u', '.', 's', '.', 'dollars')
    """
    return tuple(fold(match.group()) for match in TOKEN.finditer(text))


class PhraseTable(Generic[T]):
    """Phrases of one or more words, each with what it means; the longest that fits is found."""

    __slots__ = ("_by_first", "_by_last", "first_words")

    def __init__(self, entries: Iterable[tuple[str, T]]) -> None:
        self._by_first: dict[str, list[tuple[tuple[str, ...], T]]] = {}
        self._by_last: dict[str, list[tuple[tuple[str, ...], T]]] = {}
        for phrase, meaning in entries:
            words = split_words(phrase)
            if words:
                self._by_first.setdefault(words[0], []).append((words, meaning))
                self._by_last.setdefault(words[-1], []).append((words, meaning))
        for table in (self._by_first, self._by_last):
            for row in table.values():
                row.sort(key=lambda entry: -len(entry[0]))
        self.first_words = frozenset(self._by_first)

    def __bool__(self) -> bool:
        return bool(self._by_first)

    def match(self, words: Sequence[str], at: int) -> tuple[int, T] | None:
        """Return the end and meaning of the longest phrase that begins at `at`."""
        row = self._by_first.get(words[at]) if at < len(words) else None
        if row is None:
            return None
        for phrase, meaning in row:
            size = len(phrase)
            if size == 1 or tuple(words[at : at + size]) == phrase:
                return at + size, meaning
        return None

    def matches(self, words: Sequence[str], at: int) -> Iterator[tuple[int, T]]:
        """Yield end and meaning of every phrase that begins at `at`, longest first."""
        for phrase, meaning in self._by_first.get(words[at], ()):
            if tuple(words[at : at + len(phrase)]) == phrase:
                yield at + len(phrase), meaning

    def match_before(self, words: Sequence[str], end: int) -> tuple[int, T] | None:
        """Return the start and meaning of the longest phrase that ends just before `end`."""
        return next(self.matches_before(words, end), None)

    def matches_before(self, words: Sequence[str], end: int) -> Iterator[tuple[int, T]]:
        """Yield start and meaning of every phrase that ends just before `end`, longest first."""
        row = self._by_last.get(words[end - 1]) if end > 0 else None
        for phrase, meaning in row or ():
            size = len(phrase)
            if size == 1 or (size <= end and tuple(words[end - size : end]) == phrase):
                yield end - size, meaning

    def find(self, words: Sequence[str], start: int = 0, end: int | None = None) -> Iterator[tuple[int, int, T]]:
        """Yield start, end and meaning of the phrases in `words[start:end]`, not overlapping."""
        stop = len(words) if end is None else end
        by_first, free = self._by_first, start
        for at in [at for at, word in enumerate(words[start:stop], start) if word in by_first]:
            hit = self.match(words, at) if at >= free else None
            if hit is not None and hit[0] <= stop:
                yield at, hit[0], hit[1]
                free = hit[0]


def phrase_set(phrases: Iterable[str]) -> PhraseTable[bool]:
    """Make a table of phrases of which only the presence matters."""
    return PhraseTable((phrase, True) for phrase in phrases)
