"""How a word that was taken back can be said again: an undo is not undone, what it took back is told anew."""

import shlex
from collections.abc import Iterator

from ledger.exports.judged import Judged, changes_words
from ledger.exports.plain import one_line
from ledger.exports.screens import CLIP
from ledger.model.judgement import Judgement, Verb


def put_back_lines(judged: Judged) -> Iterator[str]:
    """Yield how to put back what an undo took, where that was the word of somebody else."""
    undone = judged.undone
    if undone is not None and undone.by != judged.judgement.by:
        yield f"  That was the word of {one_line(undone.by)}. To put it back: {_command(judged, undone)}"


def _command(judged: Judged, undone: Judgement) -> str:
    """Return the command that says the same again; of a correction it says in words what is to be typed."""
    by, on = ["--by", undone.by], undone.target[:CLIP]
    if undone.verb is Verb.NOTE:
        return _typed(undone.verb, on, undone.because or "", *by)
    said = [*(["--because", undone.because] if undone.because else []), *by]
    if undone.changes:
        return f"{_typed(Verb.CORRECT, on)} … {' '.join(map(_word, said))}, with {changes_words(undone.changes)}"
    reads_otherwise = judged.figure is not None and judged.figure.as_read is not None
    as_read = ["--as-read"] if undone.verb is Verb.ACCEPT and reads_otherwise else []
    return _typed(undone.verb, on, *as_read, *said)


def _typed(*words: str) -> str:
    return " ".join(["ledger", *map(_word, words)])


def _word(text: str) -> str:
    return shlex.quote(one_line(text))
