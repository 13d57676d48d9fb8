"""When what a cited title reports happened: in the month it was published, where it tells something new as an event."""

from collections.abc import Sequence

from ledger.extract.calendar_days import add_time
from ledger.extract.context import Scene
from ledger.extract.drafts import Draft
from ledger.extract.nouns import is_verb
from ledger.model.period import Mode, Period
from ledger.model.quantity import Kind

_MONTH = 31  # days
_HEADLINE = 12  # tokens behind an amount in which its verb may stand
_EVENTS = (Kind.COUNT, Kind.MONEY, Kind.RATE)
_TITLE_ENDS = frozenset('.:”»"')


def month_of_issue(scenes: Sequence[Scene]) -> Period | None:
    """Return the month in which a cited work came out: that of the last date of its entry, None where it has none."""
    for scene in reversed(scenes):
        for time in reversed(scene.issued):
            start, end = time.period.start, time.period.end
            if start is None or end is None or (end - start).days > _MONTH or time.relative:
                continue
            first = start.replace(day=1)
            after = add_time(first, "month", 1)
            return Period(first, after, time.period.text, Mode.PERIOD)
    return None


def tells_event(draft: Draft) -> bool:
    """Tell whether a title says what was done: "charges 3, detains 25", "more than 100 deputies demand …".

    A bare label does not: "Six Years, 18 Witnesses", "7 reasons".
    """
    s, amount = draft.scene.sentence, draft.amount
    if draft.quantity.kind not in _EVENTS:
        return False
    before = s.word(amount.start - 1)
    small = before in s.language.stopwords or before in s.language.nouns.articles
    if s.is_word(amount.start - 1) and not small:
        return True
    for at in range(amount.end + 1, min(amount.end + _HEADLINE, len(s.words))):
        if s.words[at] in _TITLE_ENDS:
            return False
        if is_verb(s, at):
            return True
    return False
