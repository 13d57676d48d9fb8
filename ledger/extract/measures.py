"""Which named measure of which topic a figure is of, and what narrows it."""

import sys
from bisect import bisect_left
from collections.abc import Callable, Collection, Iterable, Sequence
from collections.abc import Set as AbstractSet
from functools import partial
from operator import attrgetter
from typing import NamedTuple

from ledger.extract.tokens import Sentence
from ledger.lexicon.phrases import PhraseTable
from ledger.lexicon.topics import Measure, Population, Role, Topic, TopicWords
from ledger.model.figure import Basis
from ledger.model.quantity import Kind

_ROLES, _TELLING = len(Role), Role.ABOUT + 1  # all, and those that may tell what a sentence is about
_START, _HAS_ACTS = attrgetter("start"), attrgetter("has_acts")
_NOWHERE = (0, 0)
IN_NOUN = 10.0  # the score of words in the counted noun
_COUNTED = 1  # tokens from where an amount begins to what it counts
_NAMED = 0.8  # the score of a noun that needs no act, above that of an act farther off
_ACTED = 0.9  # the score of an act beside a noun, above that of the noun
_NEXT = 4  # tokens behind the whole of a share
_SHARES = frozenset({Kind.PERCENT, Kind.RATIO})
_PERCENT = "percent"  # the unit of what is told as a share alone
_OBJECT = 3  # tokens between an act and the amount of those it is done to
_BESIDE = 8  # tokens; a word farther off keeps no measure away
_BEFORE = 2  # tokens between an act that many things share and its amount
_FEW, _FAR = 40, 80  # words of topics that are all looked at; tokens, of more, to which is looked
_NEAR = 14  # tokens; words farther away speak of something else


class Cue(NamedTuple):
    """A word of a topic at tokens `start` to `end`, with the measures it speaks for; a topic's own has none."""

    start: int
    end: int
    topic: Topic
    measures: tuple[Measure, ...]


# Five are made for each sentence.
_CUE: Callable[[tuple[int, int, Topic, tuple[Measure, ...]]], Cue] = partial(tuple.__new__, Cue)


class TopicCues(NamedTuple):
    """All words of topics in a sentence, found once for its figures."""

    words: tuple[Cue, ...] = ()
    nouns: tuple[Cue, ...] = ()
    acts: tuple[Cue, ...] = ()
    without: tuple[Cue, ...] = ()
    about: tuple[Cue, ...] = ()
    counted: tuple[Cue, ...] = ()
    gives: tuple[Cue, ...] = ()
    grants: tuple[Cue, ...] = ()
    deals: tuple[Cue, ...] = ()
    donates: tuple[Cue, ...] = ()
    givers: tuple[Cue, ...] = ()
    things: tuple[Cue, ...] = ()
    people: tuple[Cue, ...] = ()
    unless: tuple[Cue, ...] = ()
    hints: tuple[Cue, ...] = ()
    hinted: tuple[Cue, ...] = ()
    spoken: tuple[Cue, ...] = ()  # those that show what the sentence is about
    are_many: bool = False  # more of one sort than are all looked at

    def __bool__(self) -> bool:
        return bool(self.words or self.nouns or self.about)

    @property
    def plain(self) -> set[Topic]:
        """The topics told by words that need no others beside them."""
        return {cue.topic for cue in (*self.spoken, *self.counted)}

    def with_hints(self, topics: AbstractSet[Topic]) -> "TopicCues":
        """Return them with the words that hint at some topics heard as if they told them."""
        about = [cue for cue in self.hints if cue.topic in topics]
        counted = [cue for cue in self.hinted if cue.topic in topics]
        if not (about or counted):
            return self
        about, counted = sorted((*self.about, *about), key=_START), sorted((*self.counted, *counted), key=_START)
        spoken = _spoken(self.words, self.nouns, self.acts, self.without, about)
        many = self.are_many or max(len(about), len(counted), len(spoken)) > _FEW
        return self._replace(about=tuple(about), counted=tuple(counted), spoken=spoken, are_many=many)

    def near(self, start: int, end: int) -> "TopicCues":
        """Return those that stand near some tokens; of few, as most sentences hold, all."""
        if not self.are_many:
            return self
        return TopicCues._make((*(tuple(cues_around(cues, start, end)) for cues in self[:-1]), True))

    def before(self, end: int) -> "TopicCues":
        """Return those that stand before a token."""
        return TopicCues._make((*(tuple(cue for cue in cues if cue.end <= end) for cues in self[:-1]), self.are_many))


NO_CUES = TopicCues()


def cues_around(cues: Sequence[Cue], start: int, end: int) -> Sequence[Cue]:
    """Return the words, sorted by where they begin, that begin near some tokens."""
    first = bisect_left(cues, start - _FAR, key=_START)
    return cues[first : bisect_left(cues, end + _FAR, first, key=_START)]


def find_cues(s: Sentence, topics: TopicWords) -> TopicCues:
    """Return the words of topics that the sentence holds.

    A phrase inside a longer one that does the same for its topic says nothing more: "killings" in "gang killings".
    """
    found: dict[Role, list[Cue]] = {}
    covered: dict[int, tuple[int, int]] = {}
    for start, end, senses in topics.senses.find(s.words):
        for role, topic, measures, aim in senses:
            before = covered.get(aim, _NOWHERE)
            if end > before[1] or (start, end) == before:
                covered[aim] = start, end
                found.setdefault(role, []).append(_CUE((start, end, topic, measures)))
    if not found:
        return NO_CUES
    by_role: list[tuple[Cue, ...]] = [()] * _ROLES
    for role, cues in found.items():
        by_role[role] = tuple(cues)
    spoken = _spoken(*by_role[:_TELLING])
    return TopicCues._make((*by_role, spoken, max(map(len, (*by_role, spoken))) > _FEW))


def _spoken(
    words: Sequence[Cue], nouns: Sequence[Cue], acts: Sequence[Cue], without: Sequence[Cue], about: Sequence[Cue]
) -> tuple[Cue, ...]:
    """Return the words that show what a sentence is about: a noun only with an act told of it."""
    told = [noun for noun in nouns if not _needs_act(noun) or (acts and _is_done(noun, acts))]
    spoken = [*words, *about, *told]
    if without:
        spoken = [cue for cue in spoken if not any(_keeps_away(other, cue) for other in without)]
    return tuple(sorted(spoken, key=_START))


def _keeps_away(other: Cue, cue: Cue) -> bool:
    return other.topic is cue.topic and other.start - _BESIDE < cue.end and cue.start < other.end + _BESIDE


def _needs_act(noun: Cue) -> bool:
    return all(map(_HAS_ACTS, noun.measures))


def _is_done(noun: Cue, acts: Sequence[Cue]) -> bool:
    """Tell whether one of the acts is told beside a noun."""
    if noun.measures[0].general:
        return False
    near = acts if len(acts) <= _FEW else cues_around(acts, noun.start, noun.end)
    low, high, measures = noun.start - _BESIDE, noun.end + _BESIDE, set(noun.measures)
    for act in near:
        together = act.topic is noun.topic and act.start <= high and low <= act.end
        if together and not measures.isdisjoint(act.measures):
            return True
    return False


class Match(NamedTuple):
    """A measure with how well it fits and the words that gave it."""

    measure: Measure
    score: float
    start: int
    end: int


class Theme(NamedTuple):
    """A topic spoken of, how near, and its words where they stand in the figure's sentence."""

    topic: str
    basis: Basis
    start: int = -1
    end: int = -1
    general: bool = False
    narrow: bool = False


def choose_measure(
    kind: Kind,
    amount: tuple[int, int],
    noun: tuple[int, int] | None,
    clause: tuple[int, int],
    cues: TopicCues,
    thread: Measure | None = None,
    *,
    money: bool = False,
    limit: int = sys.maxsize,
    not_of: Collection[Measure] = (),
    verbs: Sequence[Cue] = (),
    alone: Sequence[Cue] = (),
) -> Match | None:
    """Return the measure that fits best, None where none does.

    `thread` is the measure the paragraph speaks of: its act need not be told again. Words from `limit` on are
    told of another amount; it is none of the measures of `not_of`. `verbs` are the acts told of those counted as their
    verb, `alone` those of them that tell the measure without a noun.

    Words in the noun that is counted weigh most, then words near the amount in its clause; of two
    measures that fit alike the one listed first in its topic is taken, so the special come before
    the general.
    """
    cues = cues.near(*amount)
    best: dict[str, Match] = {}  # of each topic
    done = {measure for verb in verbs for measure in verb.measures}
    for match in (
        *_by_words(kind, amount, noun, clause, cues, limit),
        *_by_acts(kind, amount, noun, clause, cues, thread, limit, done),
        *_by_verbs(kind, alone),
    ):
        if match.measure in not_of or (money != match.measure.counts_money and kind in (Kind.MONEY, Kind.RATE)):
            continue
        barring = (*cues.without, *cues.unless) if cues.unless else cues.without
        if any(match.measure in cue.measures and _bars(cue, match, amount) for cue in barring):
            continue
        topic = match.measure.topic
        if topic not in best or _rank(match, done) > _rank(best[topic], done):
            best[topic] = match
    found = max(best.values(), key=partial(_weigh, done=done), default=None)
    if found is not None and thread is not None and thread not in not_of and _only_tells_act(found, thread, cues):
        return Match(thread, found.score, found.start, found.end)
    return found


def _weigh(match: Match, done: AbstractSet[Measure]) -> tuple[float, ...]:
    """Weigh the best measures of several topics: a general one is the last."""
    if match.score >= IN_NOUN:
        told = match.score + (0.0 if match.measure.has_acts else _NAMED)
        return (1.0, float(match.measure in done), float(not match.measure.general), told)
    return (0.0, match.score)


def _bars(cue: Cue, match: Match, amount: tuple[int, int]) -> bool:
    """Tell whether words that keep a measure away stand beside the amount, or are those that told it."""
    return _gap(cue, amount) <= _BESIDE or (cue.start < match.end and match.start < cue.end)


def _rank(match: Match, done: AbstractSet[Measure]) -> tuple[float, ...]:
    """Order matches: words of the counted noun before words near by, the special measure before the general.

    Before all is what is `done`, as the verb tells: who "died in custody" is no arrest.
    """
    if match.score >= IN_NOUN:
        return (1.0, float(match.measure in done), -float(match.measure.order), match.score)
    return (0.0, match.score)


def _by_verbs(kind: Kind, verbs: Sequence[Cue]) -> list[Match]:
    """Match a number without a noun by its verb alone, as people: "at least 12 died"."""
    return [
        Match(measure, IN_NOUN, verb.start, verb.end)
        for verb in verbs
        for measure in verb.measures
        if measure.of_people and kind in measure.kinds
    ]


def _only_tells_act(match: Match, thread: Measure, cues: TopicCues) -> bool:
    """Tell whether the words found only repeat the act spoken of: "1.2 murders a day" of police officers."""
    if match.measure.topic == thread.topic:
        return False
    return any(thread in act.measures and (match.start, match.end) == (act.start, act.end) for act in cues.acts)


def _gap(cue: Cue, amount: tuple[int, int]) -> int:
    return cue.start - amount[1] if cue.start >= amount[1] else amount[0] - cue.end


def _inside(cue: Cue, clause: tuple[int, int]) -> bool:
    return clause[0] <= cue.start and cue.end <= clause[1]


def _score(cue: Cue, amount: tuple[int, int], noun: tuple[int, int] | None, clause: tuple[int, int]) -> float:
    if noun is not None and cue.start < noun[1] and noun[0] < cue.end:
        return 10.0 + 0.1 * (cue.end - cue.start)
    gap = _gap(cue, amount)
    if gap > _NEAR:
        return 0.0
    inside = 2.0 if _inside(cue, clause) else 0.0
    return max(0.1, 4.0 - gap * 0.2) + inside + 0.1 * (cue.end - cue.start)


def _by_words(
    kind: Kind,
    amount: tuple[int, int],
    noun: tuple[int, int] | None,
    clause: tuple[int, int],
    cues: TopicCues,
    limit: int,
) -> list[Match]:
    out = []
    for cue in cues.words:
        score = _score(cue, amount, noun, clause)
        if cue.start >= limit and score < IN_NOUN:
            continue
        if kind in _SHARES and noun is not None and score < IN_NOUN and not 0 <= cue.start - noun[1] <= _NEXT:
            continue  # a share of something else than what is spoken of near by
        if kind is Kind.COUNT and noun is not None and score < IN_NOUN:
            continue  # another thing is counted than the one spoken of near by
        said = kind in _SHARES and noun is not None and 0 <= cue.start - noun[1] <= _NEXT
        for measure in cue.measures if score > 0 else ():
            if kind in measure.kinds:  # "nine in ten murders go unpunished"
                best = IN_NOUN + _ACTED if said and measure.unit == _PERCENT else score
                out.append(Match(measure, best, cue.start, cue.end))
    return out


def _by_acts(
    kind: Kind,
    amount: tuple[int, int],
    noun: tuple[int, int] | None,
    clause: tuple[int, int],
    cues: TopicCues,
    thread: Measure | None,
    limit: int,
    done: AbstractSet[Measure],
) -> list[Match]:
    """Match a counted noun with an act told of it: "86 agents have been murdered"; one told before may go on.

    What is `done` to anyone, as the verb tells, is told of whatever people are counted. What stands right behind the
    next amount, the "missing" of "40 people and 8 missing", is told of that.
    """
    out: list[Match] = []
    repeats: list[Match] = []
    if noun is None:
        return out  # nothing says that the number counts the people named near by
    for cue in cues.nouns:
        score = _score(cue, amount, noun, clause)
        for measure in cue.measures if score >= 10.0 else ():
            acts = (a for a in cues.acts if not limit < a.start <= limit + _COUNTED)
            acts = (a for a in acts if a.start < limit or _inside(a, clause))
            reaching = (a for a in acts if measure in a.measures and _reaches(a, amount))
            told = (a for a in reaching if not measure.general or _tells(a, amount, clause))
            act = min(told, key=lambda a: _gap(a, amount), default=None)
            repeated = measure is thread and not measure.general and not measure.restated
            goes_on = repeated or not measure.has_acts
            if kind in measure.kinds and (act is not None or goes_on):
                near = 1.0 - 0.02 * _gap(act, amount) if act is not None and _inside(act, clause) else 0.0
                told_again = act is None and repeated
                (repeats if told_again else out).append(Match(measure, score + near, cue.start, cue.end))
    if not any(match.measure.has_acts for match in (*out, *repeats)):
        out = _of_anyone(kind, amount, noun, clause, cues, limit, done) or out  # "captured 14 gang members"
    elif not any(match.measure in done for match in out):
        out += [match for match in _of_anyone(kind, amount, noun, clause, cues, limit, done) if match.measure in done]
    return [*out, *(again for again in repeats if not _is_told_otherwise(again.measure, out))]


def _of_anyone(
    kind: Kind,
    amount: tuple[int, int],
    noun: tuple[int, int],
    clause: tuple[int, int],
    cues: TopicCues,
    limit: int,
    done: AbstractSet[Measure],
) -> list[Match]:
    """Match a word for people no measure lists with an act told beside it: "kidnapped four farmers"."""
    out = []
    for cue in cues.people:
        if not (cue.start < noun[1] and noun[0] < cue.end):
            continue
        for act in cues.acts:
            itself = act.start < cue.end and cue.start < act.end  # "two kidnappers"
            next_one = _rules_next(act, noun, limit) and limit < clause[1] and done.isdisjoint(act.measures)
            told = _tells(act, amount, clause) or not done.isdisjoint(act.measures)
            if itself or act.start >= limit or next_one or not told:
                continue
            shared = [one for one in cue.measures if one in act.measures and kind in one.kinds]
            out += [Match(one, IN_NOUN + 1.0 - 0.02 * _gap(act, amount), cue.start, cue.end) for one in shared]
    return out


def _rules_next(act: Cue, noun: tuple[int, int], limit: int) -> bool:
    """Tell an act behind a noun that is done to those counted next: "12 officers | arrested | 40 people"."""
    return act.start >= noun[1] and 0 <= limit - act.end <= _OBJECT


def _is_told_otherwise(measure: Measure, matches: Sequence[Match]) -> bool:
    """Tell whether an act told beside the noun is of another topic than the measure in force: "fueron muertos 35"."""
    return any(match.score > IN_NOUN + _ACTED and match.measure.topic != measure.topic for match in matches)


def find_topic(cues: TopicCues, kind: Kind | None = None) -> Measure | None:
    """Return the measure that words without a figure speak of, as in a title; of a kind of figure where it is told.

    Of several that a phrase speaks for it is the one that fits most kinds.
    """
    barred = {measure for cue in cues.without for measure in cue.measures}
    acts = {measure for cue in cues.acts for measure in cue.measures}
    named = [measure for cue in cues.words for measure in sorted(cue.measures, key=_breadth)]
    told = [measure for cue in cues.nouns for measure in cue.measures if measure in acts]
    listed = sorted((*named, *told), key=lambda measure: measure.general)  # the general last
    fitting = (measure for measure in listed if kind is None or kind in measure.kinds)
    return next((measure for measure in fitting if measure not in barred), None)


def _breadth(measure: Measure) -> int:
    return -len(measure.kinds)


def main_topic(found: Iterable[TopicCues], fewest: int = 1) -> Topic | None:
    """Return the topic most words speak of, the general behind the special; None where they are fewer than asked."""
    counts: dict[Topic, int] = {}
    for cues in found:
        for cue in cues.spoken:
            counts[cue.topic] = counts.get(cue.topic, 0) + 1
    if not counts:
        return None
    best = max(counts, key=lambda topic: (not topic.general, counts[topic]))
    return best if counts[best] >= fewest else None


def named_topic(cues: TopicCues) -> Topic | None:
    """Return the topic whose measures alone count what a few words name: "Assistance"."""
    topics = {noun.topic for noun in cues.nouns}
    return topics.pop() if len(topics) == 1 else None


def _reaches(cue: Cue, amount: tuple[int, int]) -> bool:
    return cue.start - amount[1] < 2 * _NEAR and amount[0] - cue.end < 2 * _NEAR


def _tells(act: Cue, amount: tuple[int, int], clause: tuple[int, int]) -> bool:
    """Tell whether an act that many things share is told of this amount: in its clause and beside it."""
    near = _BEFORE if act.end <= amount[0] else _BESIDE  # "killed at least 217", "217 people in the town were killed"
    return _inside(act, clause) and _gap(act, amount) <= near


def find_population(
    s: Sentence, noun: tuple[int, int] | None, table: PhraseTable[Population]
) -> tuple[str, int, int] | None:
    """Return what narrows the counted thing, and its words: in the noun, or behind "against"."""
    if noun is None:
        return None
    for start, end, population in table.find(s.words, noun[0], noun[1]):
        if not population.against:
            return population.key, start, end
    hit = s.language.against.match(s.words, noun[1]) if noun[1] < len(s.words) else None
    if hit is not None:
        at = hit[0] + 1 if s.word(hit[0]) in s.language.nouns.articles else hit[0]
        for start, end, population in table.find(s.words, at, min(at + 4, len(s.words))):
            if population.against:
                return population.key, start, end
    return None
