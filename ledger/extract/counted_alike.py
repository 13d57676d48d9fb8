"""A figure that counts what the figure before it counts is of the same measure and on the same topics.

"1,204 complaints about missing persons, twice the 602 of last year": the 602 are complaints, nobody went missing.
"""

from collections.abc import Sequence

from ledger.extract.drafts import Draft
from ledger.extract.elided import is_compared
from ledger.extract.fates import tells_other_fate
from ledger.extract.measures import Match, Theme
from ledger.extract.nouns import is_plural
from ledger.extract.subjects import Words, tells_thing
from ledger.extract.themes import MOST_TOPICS
from ledger.lexicon.topics import Measure
from ledger.model.figure import Basis
from ledger.model.quantity import Kind

_FEW = 12  # in words: "the first ten months" lead no text on
_PERSON = "person"  # the unit of people
_SAID = frozenset({Basis.TEXT, Basis.SENTENCE})
_SHARES = (Kind.PERCENT, Kind.RATIO)
_PARTED = frozenset(";:")


def agree(draft: Draft, other: Draft, *, of_them: bool) -> None:
    """Give a figure the measure and topics of the one whose noun it goes on with, where they are told of the same.

    `of_them` tells that it counts some of those counted before. Words of its own keep its own measure; a measure
    that the text went on with gives way to what is counted here, also where no measure is told of that.
    """
    own, measured, compared = draft.match, other.measured, is_compared(draft)
    if draft.lent is not None or draft.whole is not None or not _may_agree(draft, other, compared=compared):
        return
    same = of_them or compared or _is_step(draft) or _stands_alike(draft, other)
    gives_way = own is not None and _is_borrowed(draft, own, other, same=same)
    if measured is None:
        another = (draft.change is not None and other.quantity.kind is Kind.MONEY) or _counts_another_thing(other)
        if (gives_way and another) or (own is None and same and other.themes):
            _be_of(draft, None, other)
        return
    if draft.quantity.kind not in measured.measure.kinds or tells_other_fate(draft, measured.measure):
        return
    if same if own is None else (gives_way and own.measure is not measured.measure):
        _be_of(draft, Match(measured.measure, 0.0, -1, -1), other)


def is_refused(draft: Draft, match: Match, noun: Words) -> bool:
    """Tell a measure that was gone on with and that the noun of the clause is not of: "deaths rose, robberies fell".

    It is of it where a word of the measure names it, or where it names nothing of its own: "cases", "the state".
    """
    scene, s, measure = draft.scene, draft.scene.sentence, match.measure
    begin, end = noun
    if match.start >= 0 or measure.counts_money or scene.mentions_between(begin, end):
        return False
    if draft.quantity.kind is Kind.COUNT and not any(is_plural(s, at) for at in range(begin, end)):
        return False  # "the report", "the standard", of which nothing is counted
    if s.words[begin if s.language.nouns.heads_first else end - 1] in s.language.nouns.instances:
        return measure.general
    near = scene.cues.near(begin, end)
    inside = [cue for cue in (*near.nouns, *near.people) if cue.start < end and begin < cue.end]
    if measure.unit == _PERSON and any(one.unit == _PERSON for cue in inside for one in cue.measures):
        return False  # "women number 1,177"
    inside += [cue for cue in (*near.words, *near.acts) if cue.start < end and begin < cue.end]
    known = s.language.nouns.referring_or_vague | s.language.nouns.articles
    names_it = any(measure in cue.measures for cue in inside) or known.issuperset(s.words[begin:end])
    return not names_it and tells_thing(s, noun)


def refuse(draft: Draft, measure: Measure) -> None:
    """Take a measure from a figure that counts another thing; it stays on the topic, but for a narrow one.

    What a share is of may still be told there: "guns were used in 70 percent" of the murders.
    """
    draft.match, draft.refused = None, measure
    draft.themes = tuple(theme for theme in draft.themes if theme.topic != measure.topic)
    draft.setting = tuple(theme for theme in draft.setting if theme.topic != measure.topic)
    shared = draft.quantity.kind in _SHARES and draft.change is None
    if shared or not measure.narrow:
        draft.themes = (Theme(measure.topic, Basis.PARAGRAPH), *draft.themes)[:MOST_TOPICS]


def leave_narrow(draft: Draft, topics: Sequence[str]) -> None:
    """Take a figure off a narrow topic of the text around it that the figure whose noun it goes on with is not on.

    The 400 doses behind "1,200 doses", in a text on complaints, are on no complaints.
    """
    draft.themes = tuple(
        theme for theme in draft.themes if not theme.narrow or theme.basis in _SAID or theme.topic in topics
    )


def _may_agree(draft: Draft, other: Draft, *, compared: bool) -> bool:
    """Tell kinds of figures of one measure: counts with counts, a multiple or a change with what it is told of."""
    kind, told = draft.quantity.kind, other.quantity.kind
    if kind is Kind.COUNT:
        return told is Kind.COUNT or (compared and (told is Kind.MULTIPLE or other.change is not None))
    return kind is told or kind is Kind.MULTIPLE or draft.change is not None


def _counts_another_thing(other: Draft) -> bool:
    """Tell whether a figure counts a thing by its own noun, of which no measure is told: "46,200 houses"."""
    other = other.alike or other
    s, noun = other.scene.sentence, other.noun
    few = other.quantity.in_words and other.quantity.value <= _FEW
    if noun is None or few or other.quantity.kind is not Kind.COUNT or other.noun_basis is not Basis.TEXT:
        return False
    before = s.word(other.amount.start - 1)
    if before in s.language.attribution.prepositions and before not in s.language.nouns.object_marks:
        return False  # "930 evacuees slept in 12 schools: | 400 | in Leeds"
    open_nouns = s.language.nouns.referring_or_vague
    return not other.scene.mentions_between(*noun) and open_nouns.isdisjoint(s.words[slice(*noun)])


def _be_of(draft: Draft, match: Match | None, other: Draft) -> None:
    topics = {match.measure.topic} if match is not None else set[str]()
    themes = [_as_told_before(theme) for theme in other.themes if theme.topic not in topics]
    if match is None and draft.match is not None and draft.match.measure.topic not in other.topics:
        themes.append(Theme(draft.match.measure.topic, draft.noun_basis))  # of no such measure, in a passage on it
    themes += [theme for theme in draft.themes if theme.basis is Basis.TEXT and theme.topic not in other.topics]
    draft.match, draft.themes = match, tuple(themes)[: MOST_TOPICS - (match is not None)]
    topics |= {theme.topic for theme in draft.themes}
    draft.setting = tuple(theme for theme in draft.setting if theme.topic not in topics)


def _as_told_before(theme: Theme) -> Theme:
    return theme._replace(basis=Basis.SENTENCE) if theme.basis is Basis.TEXT else theme


def _is_borrowed(draft: Draft, match: Match, other: Draft, *, same: bool) -> bool:
    """Tell a measure that was gone on with, or told by words of the other figure, from one of words of its own.

    Of a noun of the other figure, what only tells more of it is borrowed, and all of it where the two are told of the
    `same`; what is told before both is told of the other where this one is only set against it.
    """
    if match.start < 0:
        return True
    steps = draft.quantity.kind is Kind.MULTIPLE or draft.change is not None
    if (same or steps) and match.end <= other.amount.start:
        return True
    head, noun = other.measured, other.noun
    if noun is None or not noun[0] <= match.start < match.end <= noun[1]:
        return False
    leads = draft.scene.sentence.language.nouns.heads_first and head is not None and head.end > head.start >= 0
    return same or (leads and head is not None and head.end <= match.start)


def _is_step(draft: Draft) -> bool:
    """Tell how far the number before is from another: "36,685, almost | 2,500 | above the count of the police"."""
    s = draft.scene.sentence
    return s.word(draft.amount.start - 1) == "," and s.word(draft.amount.end) in s.language.numbers.comparing


def _stands_alike(draft: Draft, other: Draft) -> bool:
    """Tell the items of a list: "214 deaths of hunger in Leeds, 177 in York"."""
    s, at = draft.scene.sentence, draft.amount.end
    told = s.words[other.amount.end : draft.amount.start]
    return s.word(at) in s.language.attribution.prepositions and s.words[at] in told and _PARTED.isdisjoint(told)
