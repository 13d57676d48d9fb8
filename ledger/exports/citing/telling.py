"""What is told of a figure in the notes of a reference: its words, its quote, its place, and what doubts it."""

from typing import TYPE_CHECKING

from ledger.exports.citing.works import flat
from ledger.exports.judged import judgement_words, read_words
from ledger.exports.quotes import claim, marked_quote, whole_locator
from ledger.model.figure import Status
from ledger.model.finding import ALARMING, FindingKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ledger.exports.citing.citation import Citation
    from ledger.exports.citing.works import CitedWork
    from ledger.model.figure import Figure
    from ledger.model.finding import Finding

_ENDS = tuple(f"{stop}{mark}" for stop in ".?!…" for mark in ("", "”", "’”", '"'))


def told(citation: "Citation") -> str:
    """Return a line on a figure: its key, words as printed, quote and place, who judged it and what doubts it."""
    figure = citation.figure
    said = [
        f"[{flat(citation.key)}] {flat(figure.surface)}: {flat(marked_quote(figure))} ({whole_locator(figure)})",
        figure.attribution and f"According to {flat(figure.attribution)}",
        judged(citation),
        *(f"{str(finding.kind).capitalize()}: {flat(finding.reason)}" for finding in doubting(citation)),
    ]
    return " ".join(stopped(part) for part in said if part)


def file_told(work: "CitedWork") -> str:
    """Return which file a text was read from, and its address where no field of a reference can hold it."""
    source = work.source
    address = f" {flat(source.url)}," if source.url and not work.url else ""
    return f"File: {flat(source.path)},{address} sha256 {source.document[:12]}."


def judged(citation: "Citation") -> str | None:
    """Return what a reviewer said: "Accepted by Ana, 2026-05-01: Called the ministry."."""
    judgement, status = citation.judgement, citation.figure.status
    if status in (Status.DISPUTED, Status.CORRECTED):
        among = any(one.changes for one in citation.said)
        told = "; ".join(
            f"{flat(one.by)}, {one.at.date().isoformat()}, {judgement_words(one, among_others=among)}".removesuffix(".")
            for one in citation.said
        )
        return f"{str(status).capitalize()}: {told}{_as_read(citation.figure)}"
    if judgement is None:
        return str(status).capitalize() if status is not Status.UNREVIEWED else None
    word = str(status).capitalize() if status is not Status.UNREVIEWED else "Note"
    because = f": {flat(judgement.because)}" if judgement.because else ""
    return f"{word} by {flat(judgement.by)}, {judgement.at.date().isoformat()}{because}"


def _as_read(figure: "Figure") -> str:
    """Return how the source reads where a reviewer reads it otherwise."""
    return f"; the source reads {read_words(figure)}" if figure.as_read else ""


def doubting(citation: "Citation") -> "Iterator[Finding]":
    """Yield the findings by which the figure may be wrong, or which know a later one."""
    for finding in citation.findings:
        outdated = finding.kind is FindingKind.SUPERSEDED and finding.figures[0].id == citation.figure.id
        if outdated or finding.kind in ALARMING:
            yield finding


def all_told(citation: "Citation") -> dict[str, object]:
    """Return everything known of a citation as plain values, each as it is."""
    judgement = citation.judgement
    return {
        "key": citation.key,
        **citation.figure.to_record(),
        "claim": claim(citation.figure),
        "before": citation.before,
        "after": citation.after,
        "link": citation.link,
        "group": citation.group,
        "findings": [{"id": one.id, "kind": str(one.kind), "reason": one.reason} for one in citation.findings],
        "judgement": judgement
        and {
            "verb": str(judgement.verb),
            "by": judgement.by,
            "at": judgement.at.isoformat(),
            "because": judgement.because,
        },
    }


def quoted(text: str) -> str:
    """Return a text between quotation marks, those within it single ones; one that has its own gets no others.

    >>> print(quoted("He said “no.”"), quoted("“No.”"), quoted("“No,” he said, “no.”"))
    “He said ‘no.’” “No.” “‘No,’ he said, ‘no.’”
    """
    return f"“{single(text[1:-1] if _has_own(text) else text)}”"


def _has_own(text: str) -> bool:
    """Tell a text whose first mark is closed by its last."""
    depth = [0]
    for sign in text:
        depth.append(depth[-1] + (sign == "“") - (sign == "”"))
    return text[:1] == "“" and text[-1:] == "”" and depth[-1] == 0 and 0 not in depth[2:-1]


def single(text: str) -> str:
    """Return a text with single quotation marks, to stand between double ones."""
    return text.replace("“", "‘").replace("”", "’")


def stopped(sentence: str) -> str:
    """Return a sentence with a full stop at its end."""
    return sentence if sentence.endswith(_ENDS) else f"{sentence}."
