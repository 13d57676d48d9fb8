"""Words as they are compared, and tables of phrases looked up token by token."""

import re
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from itertools import compress, count
from typing import Generic, TypeVar

T = TypeVar("T")

_NO_WORDS: frozenset[str] = frozenset()

# The parts of a text: a number with its separators, a run of letters, or any other single character.
# A thousands group after a thin or no-break space belongs to the number: "61 777".
TOKEN = re.compile(
    r"[^\W\d_⁰¹²³⁴-⁹]+(?:\u00ad\n?[^\W\d_]+)*"  # letters, parted by soft hyphens
    r"|\d{1,3}(?:[\u00a0\u2009\u202f]\d{3})+(?!\d)(?:[.,]\d{1,9})?"  # 1 234,5 with thin spaces
    r"|\d+(?:[.,'’·]\d+)*"  # 1,234.5  1.234,5  7'500  2021
    r"|\S"  # anything else that is no space
)
# The same for text in ASCII, which needs no classes of Unicode and is cut in half the time.
_ASCII_TOKEN = re.compile(r"[A-Za-z]+|\d+(?:[.,']\d+)*|\S")
# Both with the token as a group, which keeps it where a text is split.
_CUT, _ASCII_CUT = (re.compile(f"({pattern.pattern})") for pattern in (TOKEN, _ASCII_TOKEN))
# "ª" and "º" fold away; ligatures do not occur in number words.
_PLAIN = dict(zip("áàâäãåéèêëíìîïóòôöõúùûüñçý", "aaaaaaeeeeiiiiooooouuuuncy", strict=True))
_PLAIN["\u00ad"] = ""  # a soft hyphen
_ACCENTED = re.compile(f"[{''.join(_PLAIN)}]")  # few letters of a text are, which are found sooner than all are tried


def fold(word: str) -> str:
    """Return the word in lower case without accents, the form in which words are compared.

    >>> fold("MILLÓN"), fold("años")
    ('millon', 'anos')
    """
    lowered = word.lower()
    return lowered if lowered.isascii() else _ACCENTED.sub(_plain, lowered)


def _plain(accented: re.Match[str]) -> str:
    return _PLAIN[accented[0]]


def token_edges(text: str) -> list[tuple[int, int]]:
    """Return where each token of a text begins and ends."""
    return [match.span() for match in (_ASCII_TOKEN if text.isascii() else TOKEN).finditer(text)]


def split_tokens(text: str) -> list[str]:
    """Return a text cut at its tokens: what stands before the first, the first, what stands between, the second.

    >>> split_tokens("3 men.")
    ['', '3', ' ', 'men', '', '.', '']
    """
    return (_ASCII_CUT if text.isascii() else _CUT).split(text)


def split_words(text: str) -> tuple[str, ...]:
    """Return the folded tokens of a phrase.

    >>> split_words("U.S. dollars")
    ('u', '.', 's', '.', 'dollars')
    """
    if text.isalpha():
        return (fold(text),)
    if text.replace(" ", "").isalpha():
        return tuple(fold(text).split())  # words and spaces alone, as most phrases are
    return tuple(fold(text[start:end]) for start, end in token_edges(text))


def where(words: Iterable[str], wanted: Container[str], start: int = 0) -> Iterator[int]:
    """Yield where words stand that are among those wanted, counted from `start`.

    Every word of a text is looked up in many tables: here no step of it is taken in Python.

    >>> list(where(["as", "many", "as", "40"], {"as"}))
    [0, 2]
    """
    return compress(count(start), map(wanted.__contains__, words))


class PhraseTable(Generic[T]):
    """Phrases of one or more words, each with what it means; the longest that fits is found.

    Of a phrase given twice the first meaning stands. A look-up costs as many steps as there are
    lengths of phrases with the same first (or last) word, however many the phrases are.
    """

    __slots__ = ("_meanings", "_openings", "_seconds", "_sizes_by_first", "_sizes_by_last", "first_words")

    def __init__(self, entries: Iterable[tuple[str, T]]) -> None:
        self._meanings: dict[tuple[str, ...], T] = {}
        for phrase, meaning in entries:
            if words := split_words(phrase):
                self._meanings.setdefault(words, meaning)
        self._sizes_by_first = _sizes(self._meanings, 0)
        self._sizes_by_last: dict[str, tuple[int, ...]] | None = None
        self.first_words = frozenset(self._sizes_by_first)
        self._openings: dict[str, frozenset[str] | None] | None = None
        self._seconds: dict[str, frozenset[str]] | None = None

    def __bool__(self) -> bool:
        return bool(self._meanings)

    def meanings(self) -> Iterable[T]:
        """Return what the phrases mean, in their order."""
        return self._meanings.values()

    def seconds(self, first: str) -> frozenset[str]:
        """Return the words that stand behind a word in the phrases it begins; empty text where it is one by itself."""
        if self._seconds is None:
            found: dict[str, set[str]] = {}
            for phrase in self._meanings:
                found.setdefault(phrase[0], set()).add(phrase[1] if len(phrase) > 1 else "")
            self._seconds = {word: frozenset(seconds) for word, seconds in found.items()}
        return self._seconds.get(first, frozenset())

    def openings(self) -> dict[str, frozenset[str] | None]:
        """Return for each first word those of which one must follow it; None where it is a phrase by itself."""
        if self._openings is None:
            found: dict[str, set[str] | None] = {}
            for phrase in self._meanings:
                if len(phrase) == 1:
                    found[phrase[0]] = None
                elif (behind := found.setdefault(phrase[0], set())) is not None:
                    behind.add(phrase[1])
            self._openings = {word: None if behind is None else frozenset(behind) for word, behind in found.items()}
        return self._openings

    def may_begin(self, words: Sequence[str], at: int) -> bool:
        """Tell by two words whether a phrase may begin at `at`."""
        behind = self.openings().get(words[at], _NO_WORDS)
        return behind is None or (at + 1 < len(words) and words[at + 1] in behind)

    def match(self, words: Sequence[str], at: int) -> tuple[int, T] | None:
        """Return the end and meaning of the longest phrase that begins at `at`."""
        sizes = self._sizes_by_first.get(words[at]) if at < len(words) else None
        if sizes is None:
            return None
        meanings = self._meanings
        for size in sizes:  # near the end the words are fewer, and then no phrase of that size
            phrase = tuple(words[at : at + size])
            if phrase in meanings and len(phrase) == size:
                return at + size, meanings[phrase]
        return None

    def matches(self, words: Sequence[str], at: int) -> list[tuple[int, T]]:
        """Return end and meaning of every phrase that begins at `at`, longest first."""
        meanings = self._meanings
        return [
            (at + size, meanings[phrase])
            for size in self._sizes_by_first.get(words[at], ())
            if (phrase := tuple(words[at : at + size])) in meanings and len(phrase) == size
        ]

    def match_before(self, words: Sequence[str], end: int) -> tuple[int, T] | None:
        """Return the start and meaning of the longest phrase that ends just before `end`."""
        sizes = (self._sizes_by_last or self._by_last()).get(words[end - 1]) if end > 0 else None
        if sizes is None:
            return None
        meanings = self._meanings
        for size in sizes:
            if size <= end and (phrase := tuple(words[end - size : end])) in meanings:
                return end - size, meanings[phrase]
        return None

    @property
    def last_words(self) -> frozenset[str]:
        """The words with which a phrase may end."""
        return frozenset(self._by_last())

    def may_end(self, words: Sequence[str]) -> bool:
        """Tell whether a phrase may end with one of the words."""
        return not self._by_last().keys().isdisjoint(words)

    def matches_before(self, words: Sequence[str], end: int) -> Iterator[tuple[int, T]]:
        """Yield start and meaning of every phrase that ends just before `end`, longest first."""
        sizes = self._by_last().get(words[end - 1]) if end > 0 else None
        for size in sizes or ():
            phrase = tuple(words[max(0, end - size) : end])
            if phrase in self._meanings and len(phrase) == size:
                yield end - size, self._meanings[phrase]

    def _by_last(self) -> dict[str, tuple[int, ...]]:
        """Return the lengths of the phrases by their last word; few tables are asked for them."""
        if self._sizes_by_last is None:
            self._sizes_by_last = _sizes(self._meanings, -1)
        return self._sizes_by_last

    def find(self, words: Sequence[str], start: int = 0, end: int | None = None) -> Iterator[tuple[int, int, T]]:
        """Yield start, end and meaning of the phrases in `words[start:end]`, not overlapping."""
        near = words if end is None and not start else words[start:end]
        return iter(()) if self.first_words.isdisjoint(near) else self._find(words, near, start, end)

    def _find(
        self, words: Sequence[str], near: Sequence[str], start: int, end: int | None
    ) -> Iterator[tuple[int, int, T]]:
        stop = len(words) if end is None else end
        by_first, free = self._sizes_by_first, start
        for at in where(near, by_first, start):
            hit = self.match(words, at) if at >= free else None
            if hit is not None and hit[0] <= stop:
                yield at, hit[0], hit[1]
                free = hit[0]


def join_openings(*tables: Mapping[str, frozenset[str] | None]) -> dict[str, frozenset[str] | None]:
    """Return what opens a phrase of any of several tables; see `PhraseTable.openings`."""
    found: dict[str, frozenset[str] | None] = {}
    for table in tables:
        for word, behind in table.items():
            known = found.get(word, _NO_WORDS)
            found[word] = None if behind is None or known is None else behind | known
    return found


def opened(words: Sequence[str], openings: Mapping[str, frozenset[str] | None]) -> list[int]:
    """Return where two words tell that a phrase may begin."""
    last = len(words) - 1
    return [
        at
        for at in where(words, openings)
        if (behind := openings[words[at]]) is None or (at < last and words[at + 1] in behind)
    ]


def may_open(words: Sequence[str], openings: Mapping[str, frozenset[str] | None]) -> bool:
    """Tell whether two words anywhere tell that a phrase may begin."""
    last = len(words) - 1
    for at in where(words, openings):
        behind = openings[words[at]]
        if behind is None or (at < last and words[at + 1] in behind):
            return True
    return False


def _sizes(phrases: Iterable[tuple[str, ...]], end: int) -> dict[str, tuple[int, ...]]:
    """Return the lengths of the phrases by their first or last word, the longest first."""
    found: dict[str, tuple[int, ...]] = {}
    for phrase in phrases:
        word, size = phrase[end], len(phrase)
        sizes = found.get(word)
        if sizes is None:
            found[word] = (size,)
        elif size not in sizes:
            found[word] = tuple(sorted((*sizes, size), reverse=True))
    return found


def phrase_set(phrases: Iterable[str]) -> PhraseTable[bool]:
    """Make a table of phrases of which only the presence matters."""
    return PhraseTable((phrase, True) for phrase in phrases)
