"""Phrases whose words may leave their endings open: "asesinad*" is asesinado, asesinada, asesinados, asesinadas.

A "#" in a phrase is any number in digits: "police killed #".
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Generic, TypeVar

from ledger.lexicon.phrases import fold, split_words

T = TypeVar("T")

STAR = "*"
ANY_NUMBER = "#"
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
    if STAR not in phrase:
        return split_words(phrase)
    written = phrase.split()
    if all(word.removesuffix(STAR).isalpha() for word in written):
        return tuple(map(fold, written))
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

    __slots__ = ("_exact", "_idle", "_kept", "_root", "_started", "_stems")

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
        self._started: dict[str, list[_Node]] = {}
        self._idle: set[str] = set()  # words that begin nothing, as most do

    def find(self, words: Sequence[str]) -> Iterator[tuple[int, int, list[T]]]:
        """Yield start, end and meanings of every phrase, by start, the longest of each start first."""
        started, idle, kept, size = self._started, self._idle, self._kept, len(words)
        for at in [at for at, word in enumerate(words) if word not in idle]:
            nodes = started.get(words[at]) or self._start(words[at])
            if not nodes:
                continue
            found: list[tuple[int, list[T]]] = []
            end = at + 1
            while True:
                found += [(end, node[_MEANING]) for node in nodes if _MEANING in node]  # type: ignore[misc]
                if end >= size:
                    break
                keys = kept.get(words[end])
                if keys is None:
                    keys = self._look_up(words[end])
                if not keys:
                    break
                nodes = [node[key] for node in nodes for key in keys if key in node]  # type: ignore[misc]
                if not nodes:
                    break
                end += 1
            if len(found) > 1:
                found.sort(key=_by_length)
            for end, meanings in found:
                yield at, end, meanings

    def _start(self, word: str) -> list[_Node]:
        """Return the nodes of the phrases that a word of the text begins."""
        nodes: list[_Node] = [self._root[key] for key in self._look_up(word) if key in self._root]  # type: ignore[misc]
        if len(self._started) + len(self._idle) >= _MOST_KEPT:
            self._started.clear()
            self._idle.clear()
        if nodes:
            self._started[word] = nodes
        else:
            self._idle.add(word)
        return nodes

    def _look_up(self, word: str) -> tuple[str, ...]:
        """Return the words of the table that a word of the text is: itself, a number, and each stem it begins with."""
        keys = self._kept.get(word)
        if keys is not None:
            return keys
        found = [word] if word in self._exact else []
        found += [ANY_NUMBER] if word[:1].isdecimal() and ANY_NUMBER in self._exact else []
        found += [stem for end in range(1, len(word) + 1) if (stem := word[:end] + STAR) in self._stems]
        if len(self._kept) >= _MOST_KEPT:
            self._kept.clear()
        self._kept[word] = keys = tuple(found)
        return keys


def _by_length(hit: tuple[int, object]) -> int:
    return -hit[0]
