"""What a merging brought, in lines."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from shlex import quote

from ledger.exports.judged import dispute_lines
from ledger.exports.plain import counted, listed, one_line
from ledger.exports.quotes import named
from ledger.exports.screens import CLIP
from ledger.model.figure import Figure
from ledger.model.finding import Finding
from ledger.model.judgement import Judgement
from ledger.model.merging import KnownOtherwise, Merged

_NAMED = 3  # documents, in a line to type


@dataclass(frozen=True, slots=True)
class Merging:
    """What another ledger brought, and what is disputed by it, each with all that was said of it.

    `readings` are those of the disputed figures, by their ids.
    """

    merged: Merged
    disputed: tuple[tuple[Figure, tuple[Judgement, ...]], ...] = ()
    findings: tuple[tuple[Finding, tuple[Judgement, ...]], ...] = ()
    readings: Mapping[str, Sequence[Figure]] = field(default_factory=dict)


def merging_lines(name: str, merging: Merging) -> Iterator[str]:
    """Yield what could not be taken in and why, what is known otherwise or disputed now, and what came in."""
    merged = merging.merged
    if merged == Merged():
        yield f"Nothing in '{name}' is new here."
        return
    for path in merged.other_texts:
        yield (
            f"left out: {path}: '{name}' has another text of this file, read by another version or in another "
            "encoding. What was said of the one does not hold for the other."
        )
    yield from map(_known_words, merged.known_otherwise)
    for figure, told in merging.disputed:
        yield f"disputed: {named(figure, figure.id[:CLIP])}"
        yield from (f"  {words}" for words in dispute_lines(told, merging.readings.get(figure.id, ())))
    for finding, told in merging.findings:
        yield f"disputed: {finding.id[:CLIP]} {finding.reason}"
        yield from (f"  {words}" for words in dispute_lines(told))
    yield f"documents: {merged.documents:,} new, {merged.known:,} in both"
    otherwise = f", {merged.otherwise:,} read otherwise" if merged.otherwise else ""
    yield f"figures: {merged.figures:,} new{otherwise}; judgements: {merged.judgements:,} new; {_disputed(merged)}"
    entries = "1 entry" if merged.entries == 1 else f"{merged.entries:,} entries"
    yield f"history: {entries} of '{name}' came with it"
    if merged.outdated:
        yield _outdated(merged.outdated)
    if merging.disputed:
        yield "To settle a dispute: ledger accept ID --with NAME, or take one word back: ledger undo ID"


def _known_words(known: KnownOtherwise) -> str:
    section = "" if known.section is None else f", section {known.section}"
    there, was = f"{known.field} '{known.there}'", f"'{known.was}'" if known.was else "unknown"
    where = f"{known.path}{section}"
    if known.now == known.was:
        return one_line(f"not changed: {where}: {there}, here {was}")
    return one_line(f"changed: {where}: {there}, was {was} here")


def _outdated(paths: Sequence[str]) -> str:
    is_one = len(paths) == 1
    told = f"{listed(paths)} {'is' if is_one else 'are'} known otherwise than when last read"
    names = "" if len(paths) > _NAMED else "".join(f" {quote(path)}" for path in paths)
    return f"{one_line(told)}. To read {'it' if is_one else 'them'} by that: ledger add --again{names}"


def _disputed(merged: Merged) -> str:
    figures = counted(len(merged.disputed), "figure")
    if not merged.disputed_findings:
        return f"{figures} disputed by them"
    return f"{figures} and {counted(len(merged.disputed_findings), 'finding')} disputed by them"
