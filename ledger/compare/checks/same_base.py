"""Two changes of one thing from one base: down 17.5 % and down 40 %, both from 2019."""

import re
from collections.abc import Iterator
from itertools import pairwise

from ledger.compare import wording
from ledger.compare.collation import Collation
from ledger.compare.intervals import can_meet
from ledger.compare.relate import relate
from ledger.compare.sums import between
from ledger.compare.words import Likeness, after, any_word, before, concepts, likeness, noun_head, rest_of, says
from ledger.lexicon.comparison import load_comparison
from ledger.model.figure import Change, Figure
from ledger.model.finding import Finding, FindingKind, Verdict
from ledger.model.quantity import Kind

_BEYOND = 16  # characters in which "above" stands behind a change
_REACH = 80  # characters before a change in which its subject stands
_SHARED = 2  # words that two subjects share, and by which they may differ: "fell", "was cut"


def check_same_base(collation: Collation) -> Iterator[Finding]:
    """Report two changes that one text tells of one thing, from one year to one year, and that do not meet.

    Only changes that stand in neighbouring sentences, with both years stated alike: else the end years may differ.
    """
    for sentences in collation.documents.values():
        changes = [figure for sentence in sentences for figure in sentence if _is_percent_change(figure)]
        for one, other in pairwise(changes):
            if _clash(one, other):
                yield _finding(one, other)


def _is_percent_change(figure: Figure) -> bool:
    set_beyond = any_word(rest_of(figure)[:_BEYOND], "set_beyond")  # "10 percent above 2019 and 30 percent above 2022"
    return figure.change is not None and figure.quantity.kind is Kind.PERCENT and not set_beyond


def _clash(one: Figure, other: Figure) -> bool:
    if one.change is not other.change or one.paragraph != other.paragraph or one.place != other.place:
        return False
    same_window = one.period.stated and (one.period.start, one.period.end) == (other.period.start, other.period.end)
    told_already = relate(one, other).verdict is Verdict.CONFLICT
    apart = not told_already and not can_meet(one.quantity, other.quantity)
    return same_window and apart and _is_one_thing(one, other)


def _is_one_thing(one: Figure, other: Figure) -> bool:
    """Tell whether two changes are of one thing: by their nouns, else by the words before them, or by "overall"."""
    said, told = concepts(one.noun or ""), concepts(other.noun or "")
    if said and told:
        return told <= said and likeness(one, other) >= Likeness.AKIN  # not "cases", and then "pending cases"
    if said or told:
        return False
    return says(other, "overall") or _have_one_subject(one, other)


def _have_one_subject(one: Figure, other: Figure) -> bool:
    """Tell whether the words before two changes name one thing: "the search commission's budget fell" and "was cut"."""
    last = before(other, _REACH)
    if one.quote_span == other.quote_span:
        last = between(one, other)[-_REACH:]
    said, told = (concepts(re.split(r"[,;:]", words)[-1]) for words in (before(one, _REACH), last))
    return len(said & told) >= _SHARED and len(said | told) - len(said & told) <= _SHARED


def _finding(one: Figure, other: Figure) -> Finding:
    what = {Change.INCREASE: "rises", Change.DECREASE: "falls"}.get(one.change or Change.DIFFERENCE, "changes")
    year = f" year, {one.period.start.year}" if one.period.start else ""
    reason = (
        f"{wording.printed(one)} and {wording.inside(wording.printed(other), other)} are both told as {what} of "
        f"{_subject(one, other)} from about the same base{year}: only one can hold unless their bases differ."
    )
    return Finding(FindingKind.CONFLICT, "same_base", 0.6, (one, other), reason)


def _subject(one: Figure, other: Figure) -> str:
    """Return what both changes are of, where the words next to both name it: "the same budget"."""
    near = [concepts(f"{figure.noun or ''} {before(figure)} {after(figure)}") for figure in (one, other)]
    named = sorted(near[0] & near[1] & {*load_comparison().concepts.values()})
    heads = [word for word in map(noun_head, (one, other)) if word in named]  # what is counted, before what narrows it
    return f"the same {(heads or named)[0]}" if named else "one thing"
