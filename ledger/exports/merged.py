"""What a merging brought, in lines."""

from collections.abc import Iterator
from dataclasses import dataclass

from ledger.exports.judged import judgement_words, last_words
from ledger.exports.plain import counted, one_line
from ledger.exports.quotes import named
from ledger.exports.screens import CLIP
from ledger.model.figure import Figure
from ledger.model.judgement import Judgement
from ledger.model.merging import Merged


@dataclass(frozen=True, slots=True)
class Merging:
    """What another ledger brought, and the figures that are disputed by it, each with all that was said of it."""

    merged: Merged
    disputed: tuple[tuple[Figure, tuple[Judgement, ...]], ...] = ()


def merging_lines(name: str, merging: Merging) -> Iterator[str]:
    """Yield what could not be taken in and why, what is disputed now, and what came in."""
    merged = merging.merged
    for path in merged.other_texts:
        yield (
            f"left out: {path}: '{name}' has another text of this file, read by another version or in another "
            "encoding. What was said of the one does not hold for the other."
        )
    yield from (f"not changed: {one_line(aside)}" for aside in merged.aside)
    for figure, told in merging.disputed:
        yield f"disputed: {named(figure, figure.id[:CLIP])}"
        yield from (f"  {one_line(one.by)} {judgement_words(one)}" for one in last_words(told))
    if merged == Merged():
        yield f"Nothing in '{name}' is new here."
        return
    yield f"documents: {merged.documents:,} new, {merged.known:,} in both"
    disputed = counted(len(merging.disputed), "figure")
    yield f"figures: {merged.figures:,} new; judgements: {merged.judgements:,} new; {disputed} disputed by them"
    entries = "1 entry" if merged.entries == 1 else f"{merged.entries:,} entries"
    yield f"history: {entries} of '{name}' came with it"
    if merging.disputed:
        yield "To settle a dispute: ledger accept ID --with NAME, or take one word back: ledger undo ID"
