"""Phrases whose words may leave their endings open: "asesinad*" is asesinado, asesinada, asesinados, asesinadas.

A "#" in a phrase is any number in digits: "police killed #".
"""

from collections.abc import Iterable, Sequence
from itertools import compress, count
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


class _State(Generic[T]):
    """How far the phrases that fit some words of a text have come; made where a text first comes so far.

    `meanings` are those of the phrases that end here, `nodes` where they stand in the table. A word leads on by its
    key, see `StemTable`: `states` keeps where to, None where no phrase goes on.
    """

    __slots__ = ("meanings", "nodes", "states")

    def __init__(self, nodes: list[_Node]) -> None:
        self.nodes = nodes
        self.meanings: list[T] = [meaning for node in nodes for meaning in node.get(_MEANING, ())]  # type: ignore[attr-defined]
        self.states: dict[int, _State[T] | None] = {}


class StemTable(Generic[T]):
    """Phrases with what they mean, of which every one that stands in a text is found, overlapping or not.

    A phrase may be given several times; it then has all its meanings. A word of a text is known by its key, a number
    that it shares with all words that are the same words of the table; that of most words is 0, which are none of them.
    """

    __slots__ = ("_exact", "_kept", "_keys", "_root", "_sames", "_stems")

    def __init__(self, entries: Iterable[tuple[str, T]]) -> None:
        root: _Node = {}
        words: set[str] = set()
        for phrase, meaning in entries:
            node = root
            for word in split_stems(phrase):
                words.add(word)
                node = node.setdefault(word, {})  # type: ignore[assignment]
            node.setdefault(_MEANING, []).append(meaning)  # type: ignore[attr-defined]
        self._root: _State[T] = _State([root])
        self._exact = frozenset(word for word in words if not word.endswith(STAR))
        self._stems = frozenset(word for word in words if word.endswith(STAR))
        self._sames: list[tuple[str, ...]] = [()]  # the words of the table that a word of the text is, by its key
        self._keys: dict[tuple[str, ...], int] = {(): 0}
        self._kept: dict[str, int] = {}

    def find(self, words: Sequence[str]) -> list[tuple[int, int, list[T]]]:
        """Return start, end and meanings of what stands in a text, by start, the longest of each start first."""
        try:
            keys = [*map(self._kept.__getitem__, words)]
        except KeyError:
            keys = [*map(self._look_up, words)]
        keys.append(0)  # nothing goes on behind the last word
        hits: list[tuple[int, int, list[T]]] = []
        begun = self._root.states
        for at in compress(count(), map(begun.get, keys)):
            state, end, before = begun[keys[at]], at + 1, len(hits)
            while state is not None:
                if state.meanings:
                    hits.append((at, end, state.meanings))
                if not (key := keys[end]):
                    break
                state = state.states[key] if key in state.states else self._lead_on(state, key)
                end += 1
            if len(hits) > before + 1:
                hits[before:] = reversed(hits[before:])
        return hits

    def _lead_on(self, state: _State[T], key: int) -> _State[T] | None:
        """Return where a word with a key leads; a word that is several of the table leads all their ways."""
        nodes: list[_Node] = [node[word] for node in state.nodes for word in self._sames[key] if word in node]  # type: ignore[misc]
        state.states[key] = found = _State[T](nodes) if nodes else None
        return found

    def _look_up(self, word: str) -> int:
        """Return the key of a word, by the words of the table that it is: itself, a number, and each stem it has."""
        key = self._kept.get(word)
        if key is not None:
            return key
        found = [word] if word in self._exact else []
        found += [ANY_NUMBER] if word[:1].isdecimal() and ANY_NUMBER in self._exact else []
        found += [stem for end in range(1, len(word) + 1) if (stem := word[:end] + STAR) in self._stems]
        if len(self._kept) >= _MOST_KEPT:
            self._kept.clear()
        same = tuple(found)
        if same not in self._keys:
            self._keys[same] = key = len(self._sames)
            self._sames.append(same)
            self._lead_on(self._root, key)  # where the phrases are that the word begins
        self._kept[word] = key = self._keys[same]
        return key
