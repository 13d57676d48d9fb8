"""Phrases whose words may leave their endings open: "asesinad*" is asesinado, asesinada, asesinados, asesinadas."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Generic, TypeVar

from ledger.lexicon.phrases import split_words

T = TypeVar("T")

STAR = "*"
_MOST_KEPT = (
    20_000  # words whose stems are remembered; a text has more when it is long, and then they are looked up anew
)
_MEANING = ""  # the key of a node's meanings, which no word is

_Node = dict[str, object]


def split_stems(phrase: str) -> tuple[str, ...]:
    """Return the folded words of a phrase, each with its star.

    >>> split_stems("Policías asesinad*")
    ('policias', 'asesinad*')
    """
    words: list[str] = []
    for word in split_words(phrase):
        if word == STAR and words:
            words[-1] += STAR
        else:
            words.append(word)
    return tuple(words)


class StemTable(Generic[T]):
    """Phrases with what they mean, of which every one that stands in a text is found, overlapping or not.

    A phrase may be given several times; it then has all its meanings.
    """

    __slots__ = ("_exact", "_kept", "_root", "_stems")

    def __init__(self, entries: Iterable[tuple[str, T]]) -> None:
        self._root: _Node = {}
        words: set[str] = set()
        for phrase, meaning in entries:
            node = self._root
            for word in split_stems(phrase):
                words.add(word)
                node = node.setdefault(word, {})  # type: ignore[assignment]
            node.setdefault(_MEANING, []).append(meaning)  # type: ignore[attr-defined]
        self._exact = frozenset(word for word in words if not word.endswith(STAR))
        self._stems = frozenset(word for word in words if word.endswith(STAR))
        self._kept: dict[str, tuple[str, ...]] = {}

    def find(self, words: Sequence[str]) -> Iterator[tuple[int, int, list[T]]]:
        """Yield start, end and meanings of every phrase, by start, the longest of each start first."""
        kept, root = self._kept, self._root
        for at, word in enumerate(words):
            keys = kept.get(word)
            if keys is None:
                keys = self._look_up(word)
            if not keys:
                continue
            for key in keys:
                if key in root:
                    break
            else:
                continue
            found = list(self._walk(words, at))
            for end, meanings in sorted(found, key=lambda hit: -hit[0]):
                yield at, end, meanings

    def _walk(self, words: Sequence[str], at: int) -> Iterator[tuple[int, list[T]]]:
        """Yield end and meanings of the phrases that begin at `at`."""
        nodes = [self._root]
        for place in range(at, len(words)):
            word = words[place]
            keys = self._kept.get(word)
            if keys is None:
                keys = self._look_up(word)
            nodes = [node[key] for node in nodes for key in keys if key in node]  # type: ignore[misc]
            if not nodes:
                return
            for node in nodes:
                if _MEANING in node:
                    yield place + 1, node[_MEANING]  # type: ignore[misc]

    def _look_up(self, word: str) -> tuple[str, ...]:
        """Return the words of the table that a word of the text is: itself, and each stem it begins with."""
        found = [word] if word in self._exact else []
        found += [stem for end in range(1, len(word) + 1) if (stem := word[:end] + STAR) in self._stems]
        if len(self._kept) >= _MOST_KEPT:
            self._kept.clear()
        self._kept[word] = keys = tuple(found)
        return keys
