"""Votes for, against and abstaining held against all who voted: 33, 21 and six are the 60 members, none absent."""

import re
from collections.abc import Iterator, Sequence
from datetime import timedelta
from itertools import chain

from ledger.compare import wording
from ledger.compare.collation import Collation
from ledger.compare.intervals import amount
from ledger.compare.sums import added_up, between, comes_out, is_level, plain_sum
from ledger.compare.words import any_word, before, concepts, rest_of, split_at
from ledger.lexicon.comparison import fold
from ledger.model.figure import Figure
from ledger.model.finding import Finding
from ledger.model.quantity import Bound, Kind

_NAME = "roll_call"
_WORD = re.compile(r"[^\W\d_]+")
_BESIDE = 40  # characters in which "in favor" stands behind a number
_FEWEST, _MOST = 2, 4  # ways to vote
_NEAR = 20  # characters in which "all the" stands before a number
_SHARED = 2  # concepts that two texts on one vote share
_TOGETHER = timedelta(days=7)


def check_roll_call(collation: Collation) -> Iterator[Finding]:
    """Report votes that make the body which all took part in it, and votes that should and do not.

    Only where a text says that all voted, or nobody was absent: else who is missing from the sum was not there.
    """
    bodies = [figure for figure in collation.figures if _is_full(figure)]
    for sentence in collation.sentences.values() if bodies else ():
        votes = _votes(sentence)
        for body in bodies if votes else ():
            if _is_of_one_vote(votes, body):
                yield from _test(votes, body)


def _test(votes: Sequence[Figure], body: Figure) -> Iterator[Finding]:
    added, told = plain_sum(votes), amount(body.quantity)
    if added == told:
        yield comes_out(_NAME, (*votes, body), f"{added_up(votes)} = {wording.quoted(body)}.")


def _votes(sentence: Sequence[Figure]) -> Sequence[Figure]:
    """Return the votes of a sentence, each told by how they were cast: for, against, abstaining."""
    ways = [(figure, way) for figure in sentence if _is_count(figure) and (way := _way(figure, sentence)) is not None]
    told = [figure for figure, _ in ways]
    several = _FEWEST <= len(ways) <= _MOST and len({way for _, way in ways}) == len(ways)
    return told if several and {"votes_for", "votes_against"} <= {way for _, way in ways} else ()


def _way(figure: Figure, sentence: Sequence[Figure]) -> str | None:
    """Return how votes were cast, by the words between their number and the next."""
    behind = next((other for other in sentence if other.span.start > figure.span.start), None)
    told = between(figure, behind) if behind is not None else rest_of(figure)
    ways = ("votes_against", "votes_abstained", "votes_for")
    return next((way for way in ways if any_word(told[:_BESIDE], way)), None)


def _is_count(figure: Figure) -> bool:
    return is_level(figure) and figure.quantity.kind is Kind.COUNT and figure.quantity.bound is Bound.EXACT


def _is_full(figure: Figure) -> bool:
    """Tell whether a text says that all of a body voted: "each of the 60 members is on record", "none … was absent"."""
    if not _is_count(figure) or amount(figure.quantity) < _FEWEST + 1:
        return False
    near = before(figure, _NEAR)
    if any_word(near, "none_of"):
        return any_word(rest_of(figure), "was_absent")
    return any_word(near, "all_of") and any_word(rest_of(figure), "took_part")


def _votes_on_more(body: Figure, vote: Figure) -> bool:
    """Tell whether a body's clause names what the votes' sentence does not: "all 60 voted | on the budget |"."""
    parted = split_at(rest_of(body).partition(body.attribution or "\0")[0], "took_part")
    named = concepts(parted[1]) if parted is not None else frozenset()
    ways = ("votes_for", "votes_against", "votes_abstained")
    return any(not any(any_word(word, way) for way in ways) for word in named - concepts(vote.quote))


def _rounds(figure: Figure) -> frozenset[str]:
    """Return which of several votes a sentence tells of: the second reading."""
    return frozenset(word for word in _WORD.findall(fold(figure.quote)) if any_word(word, "which_round"))


def _is_of_one_vote(votes: Sequence[Figure], body: Figure) -> bool:
    """Tell whether votes and a body stand in one paragraph, or in two texts of one week that tell of the same."""
    first = votes[0]
    if (_rounds(first) != _rounds(body) and _rounds(body)) or _votes_on_more(body, first):
        return False
    if first.source.document == body.source.document:
        return first.paragraph == body.paragraph and first.quote_span != body.quote_span
    one, other = first.source.published, body.source.published
    if one is None or other is None or abs(one - other) > _TOGETHER:
        return False
    names = concepts(first.quote) & concepts(body.quote)
    return len(names - frozenset(chain.from_iterable(concepts(vote.noun or "") for vote in votes))) > _SHARED
