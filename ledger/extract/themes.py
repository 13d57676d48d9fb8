"""The topics a figure is on: its measure's, and what its noun, its clause and the text around it speak of.

A figure that says what it counts is on the topics of those words alone. One that leaves it open, a share, a
change, a bare number, "five states", is on what its sentence speaks of, else its paragraph, its heading, its text.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ledger.extract.context import Scene, clause_of
from ledger.extract.drafts import Draft
from ledger.extract.measures import Cue, Theme, TopicCues, cues_around, main_topic, named_topic
from ledger.extract.nouns import stands_for_others
from ledger.extract.subjects import find_deed
from ledger.extract.threads import is_whole
from ledger.extract.tokens import Sentence
from ledger.lexicon.phrases import PhraseTable
from ledger.lexicon.topics import Population, Topic
from ledger.model.figure import Basis
from ledger.model.quantity import Kind, Quantity

MOST_TOPICS = 3  # of a figure
_NEAR = 14  # tokens; a word farther off is told of something else, unless nothing is nearer
_BESIDE = 6  # tokens behind the noun of a count in which a word still tells of what is counted
_PHRASE = 6  # cues on either side that may be of the same phrase
_NAME = 16  # tokens of the longest name of a place
_BACK = 12  # figures of a sentence back to which a thing may be part of their topic
_FEW = 2  # "the two countries" counts nothing
_SURE = 3  # words of one topic without which a text is on none
_POINTS = "percentage point"
# How near the topics are that a figure may go on with.
_STEPS = (Basis.PARAGRAPH, Basis.SECTION, Basis.SECTION, Basis.SECTION, Basis.DOCUMENT)
_OPEN = frozenset({Kind.PERCENT, Kind.RATIO, Kind.MULTIPLE, Kind.RANK, Kind.RATE, Kind.MONEY})


@dataclass(slots=True)
class Course:
    """What a text has spoken of so far: the document as a whole, its title, the heading, the paragraph."""

    topics: Mapping[str, Topic]
    document: Topic | None = None
    title: Topic | None = None
    heading: Topic | None = None
    paragraph: Topic | None = None
    before: Topic | None = None  # of the paragraph before

    def begin_section(self, title: TopicCues | None) -> None:
        """Start a section: its title tells its topic."""
        self.title = main_topic([title]) if title else None
        self.heading = self.paragraph = self.before = None

    def begin_paragraph(self, heading: TopicCues | None) -> None:
        """Start a paragraph; a heading sets the topic until the next."""
        self.before, self.paragraph = self.paragraph or self.before, None
        if heading is not None:
            self.before, self.heading = None, main_topic([heading])

    def kinds_of(self, topic: str) -> frozenset[Kind]:
        """Return the kinds of figures that may be on a topic."""
        return self.topics[topic].kinds

    def note(self, drafts: Sequence[Draft], cues: TopicCues) -> None:
        """Keep what a sentence was about: the topic of its first figure, else the one most of its words speak of.

        A general topic does not take the place of a special one in its paragraph.
        """
        told = next((draft.topics[0] for draft in drafts if draft.topics), None)
        topic = self.topics[told] if told else main_topic([cues])
        if topic is not None and not (topic.general and self.paragraph and not self.paragraph.general):
            self.paragraph = topic

    def note_label(self, cues: TopicCues) -> None:
        """Keep what the few words that open a paragraph name, also without an act: "6. ASSISTANCE. ..."."""
        self.paragraph = main_topic([cues]) or named_topic(cues) or self.paragraph

    @property
    def main(self) -> str | None:
        """The key of the topic that the text as a whole, or the part under the heading, is on."""
        topic = self.heading or self.title or self.document
        return topic.key if topic else None

    @property
    def steps(self) -> list[tuple[Topic, Basis]]:
        """The topics that a figure may go on with, the nearest first."""
        topics = (self.paragraph, self.heading, self.before, self.title, self.document)
        return [(topic, basis) for topic, basis in zip(topics, _STEPS, strict=True) if topic is not None]

    def goes_on(self, kind: Kind, *, narrow: bool = True) -> tuple[Topic, Basis] | None:
        """Return the topic that a figure of a kind goes on with; a narrow one where it may be on such."""
        fitting = (step for step in self.steps if kind in step[0].kinds)
        return next((step for step in fitting if narrow or not step[0].narrow), None)

    def may_surround(self, topic: str, kind: Kind) -> bool:
        """Tell whether a topic takes in the figures of a kind that only stand in a passage on it."""
        found = self.topics[topic]
        return not found.narrow and (kind is Kind.DURATION or kind in found.kinds or kind in found.around)


def document_topic(found: Sequence[TopicCues]) -> Topic | None:
    """Return the topic of a whole text: that of at least a quarter of its words of topics."""
    topic = main_topic(found, _SURE)
    spoken = [cue.topic for cues in found for cue in cues.spoken]
    return topic if topic is not None and 4 * spoken.count(topic) >= len(spoken) else None


def find_themes(
    draft: Draft,
    course: Course,
    earlier: Sequence[Draft],
    populations: PhraseTable[Population],
    gift: Theme | None = None,
) -> None:
    """Give a draft its topics beside its measure's: those told of it, a `gift`'s, and the one the text goes on with.

    The text's stands first where only a general topic is told, and second where another is told farther off.
    """
    if is_whole(draft):
        return
    own = draft.match.measure.topic if draft.match else None
    own_words = draft.match is not None and draft.match.start >= 0
    is_open = _is_open(draft, populations)
    told = _told(draft, is_open=is_open)
    if gift is not None:
        told = [gift, *told]
    elif own is None and is_open:
        if not told or told[0].general:
            narrow = _may_be_narrow(draft, populations) and not _is_spent(draft, told)
            told = [*_inherited(draft, course, earlier, narrow=narrow), *told]
        elif not _is_beside(draft, told):
            found = course.goes_on(kind_of(draft), narrow=_may_be_narrow(draft, populations))
            told += [_gone_on(*found)] if found and found[1] is not Basis.DOCUMENT else []
    if not told and draft.quantity.kind is Kind.DURATION:
        told = _of_sentence(earlier)
    if own is None:
        told = [*_of_things(draft, course, earlier), *told]
    told = [theme for theme in told if theme.topic != own and not (own_words and theme.general)]
    if not told:
        return
    themes = {theme.topic: theme for theme in reversed(_of_one_narrow(told, draft, course))}
    draft.themes = tuple(reversed(themes.values()))[: MOST_TOPICS - (own is not None)]


def _of_one_narrow(told: Sequence[Theme], draft: Draft, course: Course) -> list[Theme]:
    """Leave out a further narrow topic: who counts slain policemen counts no homicides beside."""
    narrow = [theme for theme in told if course.topics[theme.topic].narrow]
    kept = narrow[:1]
    if draft.match is not None:
        measured = course.topics[draft.match.measure.topic].narrow
        kept = [theme for theme in kept if not measured and theme.basis is Basis.TEXT and _is_beside(draft, [theme])]
    return [theme for theme in told if theme in kept or theme not in narrow]


def _may_be_narrow(draft: Draft, populations: PhraseTable[Population]) -> bool:
    """Tell whether a figure may go on with a narrow topic: not the share of a thing that is told, "of patrols"."""
    s, noun = draft.scene.sentence, draft.noun
    shared = draft.quantity.kind in (Kind.PERCENT, Kind.RATIO) and s.word(draft.amount.noun_at) in s.language.nouns.link
    return not shared or noun is None or stands_for_others(s, noun, populations)


def _is_spent(draft: Draft, told: Sequence[Theme]) -> bool:
    """Tell money that a place is told to have spent itself: "Leeds spent $6 million"."""
    deed = find_deed(draft.scene, draft.amount) if told and draft.amount.is_money else None
    if deed is None or told[0].start != deed:
        return False
    named = draft.scene.mentions_between(deed - _NAME, deed)
    return any(mention.end == deed and not mention.link and not mention.seat for mention in named)


def _of_things(draft: Draft, course: Course, earlier: Sequence[Draft]) -> list[Theme]:
    """Return the topic of the passage that what is counted is part of: the recommendations of an ombudsman."""
    noun, kind = draft.noun, kind_of(draft)
    if noun is None:
        return []
    near = draft.scene.cues.near(*noun).things
    named = {cue.topic.key for cue in near if cue.start < noun[1] and noun[0] < cue.end and kind in cue.topic.kinds}
    said = [Theme(topic, Basis.SENTENCE) for other in reversed(earlier[-_BACK:]) for topic in other.topics]
    gone_on = [Theme(topic.key, basis) for topic, basis in course.steps if basis is not Basis.DOCUMENT]
    return [theme for theme in (*said, *gone_on) if theme.topic in named][:1]


def _is_beside(draft: Draft, told: Sequence[Theme]) -> bool:
    """Tell whether the words that told a topic stand in the noun or beside the amount, and not farther off."""
    start, end = draft.amount.start, max(draft.amount.end, draft.noun[1] if draft.noun else 0)
    return any(theme.start < end + _BESIDE and start - _BESIDE < theme.end for theme in told)


def kind_of(draft: Draft) -> Kind:
    """Return what a figure is like among those of a topic: points of a share are like the share."""
    if draft.quantity.unit == _POINTS:
        return Kind.PERCENT
    return Kind.MONEY if draft.amount.is_money else draft.quantity.kind


def _told(draft: Draft, *, is_open: bool) -> list[Theme]:
    """Return the topics that the figure's noun tells; where it tells none or is open, the best of its sentence."""
    scene, noun, kind = draft.scene, draft.noun, kind_of(draft)
    if draft.heading is not None:
        topic = draft.heading.topic
        return [Theme(topic.key, Basis.SECTION)] if topic is not None and kind in topic.kinds else []
    own_words = draft.match is not None and draft.match.start >= 0
    amount, clause = (draft.amount.start, draft.amount.end), clause_of(scene.sentence, draft.amount.start)
    spoken = spoken_in(scene)
    told = told_themes(spoken, kind, amount, noun, clause, own_words=own_words, is_open=is_open)
    if draft.match is None or not own_words:
        return told
    words = (draft.match.start, draft.match.end)  # the same word may tell of two topics: "remittances"
    also = (cue for cue in spoken.heard(amount) if (cue.start, cue.end) == words)
    return [*told, *(make_theme(cue, Basis.TEXT) for cue in also if _may_be_of(kind, cue))]


def _may_be_of(kind: Kind, cue: Cue) -> bool:
    """Tell whether figures of a kind are on the topic of a word: no money is missing as people are."""
    return kind in cue.topic.kinds or (not cue.measures and kind in cue.topic.around)


def spoken_in(scene: Scene) -> "Spoken":
    """Return the words of topics in a sentence but for those of who speaks."""
    if scene.spoken is None:
        scene.spoken = Spoken(scene.cues, [(named.start, named.end) for named in scene.attributions])
    return scene.spoken


@dataclass(slots=True)
class Spoken:
    """The words of topics in a sentence; those of who speaks do not count."""

    cues: TopicCues
    tellers: Sequence[tuple[int, int]] = ()
    _heard: list[Cue] | None = None

    def heard(self, amount: tuple[int, int]) -> Sequence[Cue]:
        """Return the words that show what the sentence is about, seen from an amount; the same from each of most."""
        if self._heard is None:
            self._heard = self._telling(self.cues.spoken) if self.cues.spoken else []
        return cues_around(self._heard, *amount) if self.cues.are_many else self._heard

    def _telling(self, near: Sequence[Cue]) -> list[Cue]:
        """Leave out a word inside a longer phrase, which says nothing beside it: "military" in "military aid"."""
        return [
            cue
            for at, cue in enumerate(near)
            if not (self.tellers and not cue.topic.sources and any(a <= cue.start < b for a, b in self.tellers))
            and not any(_holds(other, cue) for other in near[max(0, at - _PHRASE) : at + _PHRASE])
        ]


def _holds(phrase: Cue, cue: Cue) -> bool:
    """Tell whether a cue lies inside a longer one."""
    longer = phrase.end - phrase.start > cue.end - cue.start
    return longer and phrase.start <= cue.start and cue.end <= phrase.end


def told_themes(
    spoken: Spoken,
    kind: Kind,
    amount: tuple[int, int],
    noun: tuple[int, int] | None,
    clause: tuple[int, int],
    *,
    own_words: bool,
    is_open: bool,
) -> list[Theme]:
    """Return the topics that the noun of an amount tells; where it tells none, the best of its sentence.

    `own_words` tells that the words of a measure stand beside it, `is_open` that it leaves open what it is about.
    """
    cues = spoken.heard(amount)
    told = cues if own_words else [*cues, *spoken.cues.near(*amount).counted]
    inside = [cue for cue in told if noun is not None and cue.start < noun[1] and noun[0] < cue.end]
    lasts = kind is Kind.DURATION  # a length of time is told of all that its sentence speaks of
    if (inside or own_words) and not lasts:
        return [make_theme(cue, Basis.TEXT) for cue in inside]
    if not (is_open or lasts):
        end = noun[1] if noun else amount[1]
        cues = [cue for cue in cues if clause[0] <= cue.start < clause[1] and -_BESIDE <= cue.start - end <= _BESIDE]
    scored = [
        (nearness(cue, amount, clause), cue)
        for cue in cues
        if kind in cue.topic.kinds or (lasts and not cue.topic.general)
    ]
    if not scored:
        return []
    score, best = max(scored, key=lambda told: told[0])
    basis = Basis.TEXT if score >= 1 else Basis.SENTENCE
    also = [cue for _, cue in scored if (cue.start, cue.end) == (best.start, best.end) and cue.topic is not best.topic]
    return [make_theme(cue, basis) for cue in (best, *also)]


def make_theme(cue: Cue, basis: Basis) -> Theme:
    """Return the topic that a word speaks of."""
    return Theme(cue.topic.key, basis, cue.start, cue.end, general=cue.topic.general)


def nearness(cue: Cue, amount: tuple[int, int], clause: tuple[int, int]) -> float:
    """Return how near a word of a topic stands to an amount; in its clause it counts for more."""
    gap = max(cue.start - amount[1], amount[0] - cue.end, 0)
    inside = clause[0] <= cue.start and cue.end <= clause[1]
    near = max(0.1, 4.0 - 4.0 * gap / _NEAR) + (2.0 if inside else 0.0)
    return near + 0.1 * (cue.end - cue.start) - (1.0 if cue.topic.general else 0.0)


def _is_open(draft: Draft, populations: PhraseTable[Population]) -> bool:
    quantity = draft.quantity
    return _is_placed(draft) or leaves_open(quantity, draft.scene.sentence, draft.noun, populations)


def leaves_open(
    quantity: Quantity, s: Sentence, noun: tuple[int, int] | None, populations: PhraseTable[Population]
) -> bool:
    """Tell whether a figure leaves open what it is about: a share, a change, a sum, or a number of no thing."""
    if quantity.kind is not Kind.COUNT:
        return quantity.kind in _OPEN or quantity.unit == _POINTS
    few = quantity.in_words and quantity.value <= _FEW
    return noun is None or (not few and stands_for_others(s, noun, populations))


def _is_few(draft: Draft) -> bool:
    """Tell the two of "the two countries", which counts nothing."""
    return draft.quantity.in_words and draft.quantity.kind is Kind.COUNT and draft.quantity.value <= _FEW


def _is_placed(draft: Draft) -> bool:
    """Tell whether the words taken for a noun are those of a place: "Jalisco (34)"."""
    noun = draft.noun
    if noun is None or _is_few(draft) or draft.quantity.kind is not Kind.COUNT:
        return False
    near = draft.scene.mentions_between(noun[0] - _NAME, noun[1])
    return any(mention.end > noun[0] for mention in near)


def _inherited(draft: Draft, course: Course, earlier: Sequence[Draft], *, narrow: bool) -> list[Theme]:
    """Return the topic of the figure before in the sentence, else the one the text goes on with."""
    kind = kind_of(draft)
    said = (other for other in reversed(earlier) if other.topics)
    before = next((other for other in said if kind in course.kinds_of(other.topics[0])), None)
    if before is not None and draft.heading is None:
        told = Basis.SENTENCE if before.match or before.themes[0].start >= 0 else before.themes[0].basis
        return [Theme(before.topics[0], told)]
    found = course.goes_on(kind, narrow=narrow)
    return [_gone_on(*found)] if found else []


def _gone_on(topic: Topic, basis: Basis) -> Theme:
    return Theme(topic.key, basis, general=topic.general, narrow=topic.narrow)


def _of_sentence(earlier: Sequence[Draft]) -> list[Theme]:
    """Return the topic of the figure before, of whatever kind: a length of time is told of what is counted in it."""
    before = next((other for other in reversed(earlier) if other.topics), None)
    return [Theme(before.topics[0], Basis.SENTENCE)] if before else []
