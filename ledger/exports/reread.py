"""What reading the texts again changed, in lines: gains, losses, and what stays because it was judged."""

from collections.abc import Iterator, Sequence

from ledger.exports.judged import text_words
from ledger.exports.plain import counted
from ledger.exports.quotes import named
from ledger.exports.screens import CLIP, words
from ledger.model.correction import Field, field_text
from ledger.model.figure import Figure
from ledger.model.reading import Reread

_SHOWN = 10  # of each sort, unless all are asked for


def again_lines(read: Sequence[Reread], failed: Sequence[str], *, dry_run: bool, whole: bool) -> Iterator[str]:
    """Yield what changed, figure by figure, then the counts, then what to do about it."""
    yield from (f"failed: {message}" for message in failed)
    new = [figure for one in read for figure in one.new]
    gone = [figure for one in read for figure in one.gone]
    otherwise = [pair for one in read for pair in one.otherwise]
    kept = [pair for one in read for pair in one.kept]
    limit = None if whole else _SHOWN
    yield from _some([f"new: {_named(figure)}" for figure in new], limit)
    yield from _some([f"no longer read: {_named(figure)}" for figure in gone], limit)
    yield from _some([f"reads otherwise: {_named(old)}: {changed_words(old, now)}" for old, now in otherwise], limit)
    yield from _some([_kept(old, now) for old, now in kept], limit)
    same = sum(one.same for one in read)
    yield f"documents: {len(read):,} read again, {len(failed):,} failed"
    yield (
        f"figures: {same:,} as before, {len(new):,} new, {len(otherwise):,} read otherwise, "
        f"{len(gone):,} no longer read, {len(kept):,} kept as judged"
    )
    if dry_run:
        yield "A dry run: nothing was kept."
    elif gone:
        yield "Nothing is lost: what is no longer read is listed with: ledger figures --gone. Next: ledger check"
    elif new or otherwise or kept:
        yield "Next: ledger check"


def changed_words(old: Figure, now: Figure) -> str:
    """Return what reads otherwise: "period 2018 → 2019, place nothing → Puebla"."""
    read = old.as_read or old
    told = ((field, field_text(read, field), field_text(now, field)) for field in Field)
    parts = [
        f"{words(field)} {text_words(field, was)} → {text_words(field, is_now)}"
        for field, was, is_now in told
        if was != is_now
    ]
    return ", ".join(parts)


def _kept(old: Figure, now: Figure | None) -> str:
    read = f"the reader now has {changed_words(old, now)}" if now else "the reader no longer has it"
    return f"kept as {old.status}: {_named(old)}: {read}"


def _named(figure: Figure) -> str:
    return named(figure, figure.id[:CLIP])


def _some(lines: Sequence[str], limit: int | None) -> Iterator[str]:
    yield from lines[:limit]
    if limit is not None and len(lines) > limit:
        what = lines[0].partition(":")[0]
        yield f"{what}: {counted(len(lines) - limit, 'figure')} more; all of them with --verbose"
