"""Words as they are compared, and tables of phrases looked up token by token."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Generic, TypeVar

T = TypeVar("T")

# The parts of a text: a number with its separators, a run of letters, or any other single character.
# A thousands group after a thin or no-break space belongs to the number: "61 777".
TOKEN = re.compile(
    r"\d{1,3}(?:[\u00a0\u2009\u202f]\d{3})+(?!\d)(?:[.,]\d{1,9})?"  # 1 234,5 with thin spaces
    r"|\d+(?:[.,'’·]\d+)*"  # 1,234.5  1.234,5  7'500  2021
    r"|[^\W\d_⁰¹²³⁴-⁹]+(?:\u00ad\n?[^\W\d_]+)*"  # letters, parted by soft hyphens
    r"|\S"  # anything else that is no space
)
# "ª" and "º" fold away; ligatures do not occur in number words.
_PLAIN = str.maketrans(
    "áàâäãåéèêëíìîïóòôöõúùûüñçý",
    "aaaaaaeeeeiiiiooooouuuuncy",
) | {0xAD: None}  # a soft hyphen


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
    """Phrases of one or more words, each with what it means; the longest that fits is found.

    Of a phrase given twice the first meaning stands. A look-up costs as many steps as there are
    lengths of phrases with the same first (or last) word, however many the phrases are.
    """

    __slots__ = ("_meanings", "_sizes_by_first", "_sizes_by_last", "first_words")

    def __init__(self, entries: Iterable[tuple[str, T]]) -> None:
        self._meanings: dict[tuple[str, ...], T] = {}
        for phrase, meaning in entries:
            if words := split_words(phrase):
                self._meanings.setdefault(words, meaning)
        self._sizes_by_first = _sizes(self._meanings, 0)
        self._sizes_by_last = _sizes(self._meanings, -1)
        self.first_words = frozenset(self._sizes_by_first)

    def __bool__(self) -> bool:
        return bool(self._meanings)

    def match(self, words: Sequence[str], at: int) -> tuple[int, T] | None:
        """Return the end and meaning of the longest phrase that begins at `at`."""
        sizes = self._sizes_by_first.get(words[at]) if at < len(words) else None
        for size in sizes or ():
            phrase = tuple(words[at : at + size])
            if len(phrase) == size and phrase in self._meanings:
                return at + size, self._meanings[phrase]
        return None

    def matches(self, words: Sequence[str], at: int) -> Iterator[tuple[int, T]]:
        """Yield end and meaning of every phrase that begins at `at`, longest first."""
        for size in self._sizes_by_first.get(words[at], ()):
            phrase = tuple(words[at : at + size])
            if len(phrase) == size and phrase in self._meanings:
                yield at + size, self._meanings[phrase]

    def match_before(self, words: Sequence[str], end: int) -> tuple[int, T] | None:
        """Return the start and meaning of the longest phrase that ends just before `end`."""
        return next(self.matches_before(words, end), None)

    def matches_before(self, words: Sequence[str], end: int) -> Iterator[tuple[int, T]]:
        """Yield start and meaning of every phrase that ends just before `end`, longest first."""
        sizes = self._sizes_by_last.get(words[end - 1]) if end > 0 else None
        for size in sizes or ():
            phrase = tuple(words[max(0, end - size) : end])
            if len(phrase) == size and phrase in self._meanings:
                yield end - size, self._meanings[phrase]

    def find(self, words: Sequence[str], start: int = 0, end: int | None = None) -> Iterator[tuple[int, int, T]]:
        """Yield start, end and meaning of the phrases in `words[start:end]`, not overlapping."""
        stop = len(words) if end is None else end
        by_first, free = self._sizes_by_first, start
        for at in [at for at, word in enumerate(words[start:stop], start) if word in by_first]:
            hit = self.match(words, at) if at >= free else None
            if hit is not None and hit[0] <= stop:
                yield at, hit[0], hit[1]
                free = hit[0]


def _sizes(phrases: Iterable[tuple[str, ...]], end: int) -> dict[str, tuple[int, ...]]:
    """Return the lengths of the phrases by their first or last word, the longest first."""
    found: dict[str, set[int]] = {}
    for phrase in phrases:
        found.setdefault(phrase[end], set()).add(len(phrase))
    return {word: tuple(sorted(sizes, reverse=True)) for word, sizes in found.items()}


def phrase_set(phrases: Iterable[str]) -> PhraseTable[bool]:
    """Make a table of phrases of which only the presence matters."""
    return PhraseTable((phrase, True) for phrase in phrases)
