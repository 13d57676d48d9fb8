"""The topics of the passage a figure stands in, beside those that are told of the figure itself."""

from collections.abc import Iterator, Sequence

from ledger.extract.context import clause_of
from ledger.extract.drafts import Draft
from ledger.extract.measures import Theme
from ledger.extract.themes import MOST_TOPICS, Course, kind_of, make_theme, nearness, spoken_in
from ledger.extract.threads import is_whole
from ledger.model.figure import Basis
from ledger.model.quantity import Kind

_MOST = 2  # topics of a figure that has one of its own
_SAID = frozenset({Basis.TEXT, Basis.SENTENCE})
_NEAR = frozenset({Basis.TEXT, Basis.SENTENCE, Basis.PARAGRAPH})


def find_setting(draft: Draft, course: Course, earlier: Sequence[Draft]) -> None:
    """Give a draft one topic more: of its sentence, or of the text it goes on where it has none of its own.

    A measure of a narrow topic needs no other. The nearer a topic of its own was
    told, the nearer another must be told: what the document is about is only for a figure without any.
    """
    measured = draft.match is not None and course.topics[draft.match.measure.topic].narrow
    if measured or is_whole(draft) or draft.quantity.kind is Kind.DURATION:
        return
    own, kind = draft.topics, kind_of(draft)
    special = any(not course.topics[topic].general for topic in own)
    if len(own) >= (_MOST if special else MOST_TOPICS):
        return
    own_words = draft.match is not None and draft.match.start >= 0
    for theme in _told(draft, course, earlier):
        if _fits(theme, own, kind, course, own_words=own_words) and (theme.basis in _SAID or not special):
            draft.setting = (theme,)
            return


def _told(draft: Draft, course: Course, earlier: Sequence[Draft]) -> Iterator[Theme]:
    """Yield the topics told around a draft, the nearest first: of its sentence, of the figure before, of the text."""
    yield from _by_nearness(draft)
    if earlier:
        yield Theme(earlier[-1].topics[0], Basis.SENTENCE)
    yield from (Theme(topic.key, basis) for topic, basis in course.steps)


def _fits(theme: Theme, own: tuple[str, ...], kind: Kind, course: Course, *, own_words: bool) -> bool:
    if theme.topic in own or not course.may_surround(theme.topic, kind):
        return False
    if own_words:
        return theme.basis in _NEAR and not course.topics[theme.topic].general
    return not own or theme.basis is not Basis.DOCUMENT


def _by_nearness(draft: Draft) -> Iterator[Theme]:
    """Yield the topics that a sentence speaks of apart from the figure's own words, the one told nearest first."""
    amount, clause = (draft.amount.start, draft.amount.end), clause_of(draft.scene.sentence, draft.amount.start)
    heard = spoken_in(draft.scene).heard(amount)
    if not heard:
        return
    own = [span for span in ((draft.match.start, draft.match.end) if draft.match else None, draft.noun) if span]
    apart = [cue for cue in heard if not any(start < cue.end and cue.start < end for start, end in own)]
    for cue in sorted(apart, key=lambda cue: -nearness(cue, amount, clause)):
        yield make_theme(cue, Basis.SENTENCE)
