"""Names in batches: a database takes so many values in one statement and no more."""

from collections.abc import Iterable, Iterator

AT_ONCE = 500


def in_batches(names: Iterable[str]) -> Iterator[list[str]]:
    """Yield the names in their order, each once, some hundred at a time."""
    every = list(dict.fromkeys(names))
    return (every[at : at + AT_ONCE] for at in range(0, len(every), AT_ONCE))
