"""Whether a source is the body that publishes the document, which then speaks of itself: told by nobody else."""

from collections.abc import Sequence

from ledger.lexicon.phrases import fold

_SHORTEST = 3  # letters of a short form


def is_own_voice(name: str, publisher: str | None, *, by_kind: bool = False) -> bool:
    """Tell the publisher by its whole name or its short form, or a register of its own.

    Where a body tells of its own work, as "the Office received", it may be the publisher `by_kind`.

    >>> is_own_voice("the Ministry", "Ministry of Health")
    False
    >>> is_own_voice("registro de la MEPLU", "Mesa de Pescadores y Lugareños Unidos")
    True
    >>> is_own_voice("Office", "Office of the Citizens' Advocate", by_kind=True)
    True
    """
    if not publisher:
        return False
    told, owner = _bare(name), _bare(publisher)
    if told == owner or (by_kind and told == owner[:1]):
        return True
    *before, short = name.split() or [""]
    if (
        len(short) < _SHORTEST
        or not (short.isalpha() and short.isupper())
        or any(not word.islower() for word in before)
    ):
        return False
    words = [fold(word) for word in publisher.split() if word[:1].isupper()]
    return f"({short})" in publisher or is_short_for(fold(short), words)


def _bare(name: str) -> list[str]:
    return fold(name.partition("(")[0]).split()


def is_short_for(short: str, words: Sequence[str]) -> bool:
    """Tell whether letters are the beginnings of words, in order: "meplu" of "mesa pescadores lugareños unidos"."""
    reached = {0}  # letters that the words so far may account for
    for word in words:
        reached = {
            at + taken
            for at in reached
            for taken in range(1, len(short) - at + 1)
            if word.startswith(short[at : at + taken])
        }
    return len(short) in reached
