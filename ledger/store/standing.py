"""What the judgements made so far come to: the last word on each figure and finding that was not taken back."""

from collections.abc import Iterable

from ledger.model.figure import Status
from ledger.model.finding import FindingStatus
from ledger.model.judgement import Judgement, Verb

_FIGURE_STATUS = {Verb.ACCEPT: Status.ACCEPTED, Verb.REJECT: Status.REJECTED, Verb.CORRECT: Status.CORRECTED}
_FINDING_STATUS = {Verb.CONFIRM: FindingStatus.CONFIRMED, Verb.DISMISS: FindingStatus.DISMISSED}


def standing(judgements: Iterable[Judgement]) -> list[Judgement]:
    """Return the judgements that hold, in the order they were made.

    An undo takes back the latest one on its target that still holds; a second undo takes back the one before.
    """
    kept: dict[int, Judgement] = {}
    by_target: dict[str, list[int]] = {}
    for number, judgement in enumerate(judgements):
        numbers = by_target.setdefault(judgement.target, [])
        if judgement.verb is not Verb.UNDO:
            kept[number] = judgement
            numbers.append(number)
        elif numbers:
            del kept[numbers.pop()]
    return list(kept.values())


def figure_statuses(judgements: Iterable[Judgement]) -> dict[str, Status]:
    """Return the status of each figure that was judged; the rest are unreviewed."""
    return {one.target: _FIGURE_STATUS[one.verb] for one in standing(judgements) if one.verb in _FIGURE_STATUS}


def finding_statuses(judgements: Iterable[Judgement]) -> dict[str, FindingStatus]:
    """Return the status of each finding that was judged; the rest are open."""
    return {one.target: _FINDING_STATUS[one.verb] for one in standing(judgements) if one.verb in _FINDING_STATUS}
