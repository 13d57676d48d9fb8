"""What a figure takes from its surroundings: its period, place and source, and how near each was found."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from ledger.extract.amounts import Amount, Amounts
from ledger.extract.attributions import find_attributions, find_person
from ledger.extract.measures import TopicCues
from ledger.extract.mentions import Mention, Role
from ledger.extract.moments import Dated, year_of
from ledger.extract.plain_tables import Row
from ledger.extract.set_beyond import set_beyond
from ledger.extract.time_spans import TimeSpan
from ledger.extract.tokens import Sentence
from ledger.extract.voices import Attribution
from ledger.extract.years import is_year
from ledger.lexicon.phrases import where
from ledger.model.figure import Basis, Change, Place
from ledger.model.period import Period
from ledger.model.quantity import Kind
from ledger.model.span import Span

if TYPE_CHECKING:
    from ledger.extract.episodes import Episode
    from ledger.extract.themes import Spoken

Found = TypeVar("Found", TimeSpan, Mention, Amount)

_START = attrgetter("start")
_CLAUSE_ENDS = frozenset(";:")
_CLAUSE_SIGNS = frozenset(";:–—")
_WIDEST = 16  # tokens of the longest expression of time
_LABELS, _LABEL = 2, 4  # sentences of a paragraph, the first its number; words
_FAR = 40  # tokens; a time or place farther off in a long sentence is not the figure's


@dataclass(slots=True)
class Noted:
    """What was found out of a sentence's places and times when first asked for: by the token each begins with."""

    joined: dict[int, int] = field(default_factory=dict)
    roles: dict[int, Role] = field(default_factory=dict)
    time_owners: dict[int, list[Amount]] = field(default_factory=dict)
    bases: dict[int, bool] = field(default_factory=dict)
    bracketed: dict[int, bool] = field(default_factory=dict)
    asides: dict[int, bool] = field(default_factory=dict)
    telling: dict[int, bool] = field(default_factory=dict)


@dataclass(slots=True)
class Scene:
    """One sentence with all that was found in it."""

    sentence: Sentence
    paragraph: int
    published: date | None
    times: list[TimeSpan]
    mentions: list[Mention]
    named: list[Mention]  # the mentions, and what stands before them in a dateline
    amounts: Amounts
    cues: TopicCues
    row: Row | None = None
    order: int = 0  # of its sentence within the paragraph
    listed: bool = False  # the paragraph is one of a numbered or marked list
    issued: Sequence[TimeSpan] = ()  # dates behind a cited title: when it was published
    owners: dict[int, Mention] | None = None  # these two are kept by `placing`
    whole: Place | None = None
    framing: list[TimeSpan] | None = field(default=None, repr=False)
    windows: list[Period] | None = field(default=None, repr=False)
    spoken: "Spoken | None" = field(default=None, repr=False)  # kept by `themes`
    _noted: Noted | None = field(default=None, repr=False)
    _attributions: list[Attribution] | None = field(default=None, repr=False)

    @property
    def noted(self) -> Noted:
        """What `placing` and `time_roles` keep, which are asked for each amount again; of few sentences is it asked."""
        if self._noted is None:
            self._noted = Noted()
        return self._noted

    @property
    def is_label(self) -> bool:
        """Tell the few words that open a paragraph and say what it is about: "(U) KILLINGS."."""
        s = self.sentence
        if self.order >= _LABELS or len(s.words) > 4 * _LABEL or self.row is not None or self.amounts.found:
            return False
        return sum(word[0].isalpha() for word in s.words) <= _LABEL

    @property
    def attributions(self) -> list[Attribution]:
        """The sources it names, found when they are first asked for: few sentences are asked."""
        if self._attributions is None:
            counted = [amount.start for amount in self.amounts.found]
            named = [mention for mention in self.named if not (mention.anaphora and mention.body)]
            self._attributions = find_attributions(self.sentence, self.times, named, counted)
        return self._attributions

    @attributions.setter
    def attributions(self, found: list[Attribution]) -> None:
        """Set what is told of its sources elsewhere: none in a cited title, those behind a signature."""
        self._attributions = found

    def person(self) -> Attribution | None:
        """Return the person it is about, who may speak behind it."""
        return find_person(self.sentence, self.times, self.named)

    def times_near(self, amount: Amount) -> list[TimeSpan]:
        """Return the times near enough to an amount to be its own."""
        return _between(self.times, amount.start - _FAR - _WIDEST, amount.end + _FAR)

    def next_amount(self, amount: Amount) -> int:
        """Return where the next amount begins, past the end where there is none."""
        following = bisect_right(self.amounts.found, amount.start, key=_START)
        found = self.amounts.found
        return found[following].start if following < len(found) else len(self.sentence.words)

    def mentions_between(self, low: int, high: int) -> list[Mention]:
        """Return the places that begin at the tokens `low` to `high`."""
        return _between(self.mentions, low, high)

    def times_between(self, low: int, high: int) -> list[TimeSpan]:
        """Return the times that begin at the tokens `low` to `high`."""
        return _between(self.times, low, high)

    def amounts_between(self, low: int, high: int) -> list[Amount]:
        """Return the amounts that begin at the tokens `low` to `high`."""
        return _between(self.amounts.found, low, high)


def _between(found: list[Found], low: int, high: int) -> list[Found]:
    """Return what begins at the tokens `low` to `high`; of the few that most sentences hold it may be all."""
    if not found or (low <= found[0].start and found[-1].start < high):
        return found[:]
    return found[bisect_left(found, low, key=_START) : bisect_left(found, high, key=_START)]


class Speaker(NamedTuple):
    """A source and the sentence that names it."""

    named: Attribution
    sentence: Sentence


class Frame(NamedTuple):
    """The time in force for figures that tell none, the sentence that told it, and the topics it was told of."""

    time: TimeSpan
    scene: Scene
    topics: frozenset[str]
    period: Period | None = None  # of a change, which has years of its own
    headed: bool = False  # told by a headline, for all below it
    back: bool = False  # an older time that the text only looks back to


class Site(NamedTuple):
    """Where a story's event happened, the paragraph that told it, and its topics."""

    place: Place
    paragraph: int
    topics: frozenset[str]


class Told(NamedTuple):
    """The time of a figure, how near it was told, and the words that told it."""

    period: Period
    basis: Basis
    relative: bool
    span: Span
    own: bool = False  # told for just such figures, be it in another place


class Whole(NamedTuple):
    """An amount whose time its parts share, and what is told of the same topic; `parted` where it is a part itself."""

    scene: Scene
    amount: Amount
    told: Told
    topics: tuple[str, ...] = ()
    parted: bool = False


@dataclass(slots=True)
class Carried:
    """What goes on from sentence to sentence within a paragraph; `section` is the time its section opened with."""

    section: Frame | None = None
    opening: bool = False  # the paragraph is among the first of its section that hold figures
    frame: Frame | None = None
    aside: Frame | None = None  # an older time that the last sentence told of another topic than the frame's
    brackets: Frame | None = None  # the time of amounts in brackets
    event: Frame | None = None  # the day that a story opened with
    site: Site | None = None  # where the last event told happened
    window: Period | None = None
    latest: Period | None = None  # told in the paragraph, whatever it is of
    dated: Dated | None = None  # the last day or month in it that names its year
    report: Frame | None = None  # the year of a report that the paragraph names, for what its author says
    days: list[date] = field(default_factory=list)  # told before in the section, whatever they are of
    year: int | None = None  # that "that year" means
    whole: Whole | None = None  # the amount before, where its time is known
    change: Frame | None = None  # the years that the last change was told of
    episode: "Episode | None" = None  # what the section tells of that went on for days
    until: date | None = None  # up to which day its toll was last told
    toll: Told | None = None  # the time of its toll told last in the paragraph
    places: list[Place] = field(default_factory=list)
    befallen: set[Place] = field(default_factory=set)  # those of them where something happened on a day
    at_large: bool = False  # a figure of the paragraph was of the place that the whole text is about

    def begin_item(self, listed: "Carried | None") -> None:
        """Begin an item of a list with the time and place that the paragraph before the list told: "In 2020:".

        The months of a list are those of the year it was announced with, or that its heading names.
        """
        if listed is not None:
            self.frame, self.latest, self.year = listed.frame, listed.latest, listed.year
            self.places = [*listed.places]
        over = self.frame or (self.section if self.section is not None and self.section.headed else None)
        if over is not None and year_of(over.time.period) is not None:
            self.dated = Dated(over.time.period, announced=True)


def clause_of(s: Sentence, at: int) -> tuple[int, int]:
    """Return the tokens of the clause around `at`: up to a semicolon, colon or dash on either side."""
    edges = _clause_edges(s)
    if not edges:
        return 0, len(s.words)
    place = bisect_left(edges, at)
    return edges[place - 1] + 1 if place else 0, edges[place] if place < len(edges) else len(s.words)


def _clause_edges(s: Sentence) -> list[int]:
    if s.clause_edges is None:
        s.clause_edges = [at for at in where(s.words, _CLAUSE_SIGNS) if _parts(s, at)]
    return s.clause_edges


def _parts(s: Sentence, at: int) -> bool:
    return s.words[at] in _CLAUSE_ENDS or (not s.glued(at) and not s.glued(at + 1))


_TO_THAN = 7  # tokens from "more" to what it is more than
_MOVE = 14  # tokens behind an amount in which both its ends are told
_TO_BASE = 4  # tokens from an amount to the word before what it is counted from
_RESTATED = 8  # tokens between a change and the same one told in another way
_SHARES = (Kind.PERCENT, Kind.RATIO)
_POINT = "percentage point"
_SIGNS = {"+": Change.INCREASE, **dict.fromkeys("-−–", Change.DECREASE)}
_LEADS = 6  # tokens behind the number a change began with, in which "to" may stand


def find_change(s: Sentence, amount: Amount) -> Change | None:
    """Return the direction of an amount that is a change: "fell by 73", "a 17.5% decrease", "73 menos que"."""
    numbers, kind = s.language.numbers, amount.quantity.kind
    if (beyond := set_beyond(s, amount.end)) is not None:
        return beyond
    if (signed := _sign(s, amount)) is not None:
        return signed
    after = s.words[amount.end : amount.end + 2]
    if after[:1] == [","]:
        after = []  # "33.7 percent, up from 30.5 percent", "a cut of 9.7 percent, higher than elsewhere"
    if kind is Kind.COUNT and not numbers.change_subjects.isdisjoint(after[:1]):
        return None  # "29 fell ill"
    if kind is Kind.COUNT and _tells_further(s, amount.end):
        return None
    if kind is not Kind.PERCENT:
        after = after[:2] if _closes_with_more(s, amount) else after[:1]
    done_to = after[:1] and after[0] in s.language.attribution.passives  # "14 percent were dropped"
    for word in after:
        if done_to and word.endswith(s.language.time.remark_endings):
            break
        if (change := _direction(s, word)) is not None:
            return change
    at = amount.start - 1
    linked = s.word(at) in numbers.change_links
    if linked and s.word(at) in numbers.change_frames and _leads_to(s, amount.end):
        return None  # "bajaron de 36 mil a 34 mil"
    if numbers.no_changes.match_before(s.words, amount.start) is not None:
        return None  # "made up of 1,200 soldiers"
    if linked:
        at -= 1
    elif s.is_word(at) and _frames_end(s, s.words[at]):
        return None  # "rose to 8 percent", "up from 5 percent"
    elif kind not in (Kind.PERCENT, Kind.MULTIPLE) and amount.quantity.unit != _POINT and not _is_step(s, amount):
        return _direction(s, s.word(at)) or _direction_of_verb(s, s.word(at)) if _is_move(s, amount) else None
    for word in reversed(s.words[max(0, at - (3 if linked else 1)) : at + 1]):
        moved = s.word(amount.start - 1) not in numbers.part_links and _is_move(s, amount)
        own = kind is Kind.COUNT and s.is_word(amount.end) and not moved  # "fell in 12 states", "bajan en 12 estados"
        verb = None if own else _direction_of_verb(s, word)
        if (change := _direction(s, word) or verb) is not None:
            return change
        if word in numbers.difference_words:
            return Change.DIFFERENCE
    return None


def _sign(s: Sentence, amount: Amount) -> Change | None:
    """Return the way that a sign in brackets tells of a percentage: "1,445 (+30%)", "980 (−12 %)"."""
    if amount.quantity.kind is not Kind.PERCENT or s.word(amount.start - 2) != "(":
        return None
    return _SIGNS.get(s.word(amount.start - 1))


def _closes_with_more(s: Sentence, amount: Amount) -> bool:
    """Tell "50 cases more." and "50 casos más que" from "50 cases more serious"."""
    numbers, at = s.language.numbers, amount.end + 1
    more = s.word(at) in numbers.comparing or s.word(at) in numbers.further_words
    noun = s.is_word(amount.end) and s.words[amount.end] not in s.language.ranks.steps  # "nine places higher than Peru"
    return noun and more and (not s.is_word(at + 1) or s.words[at + 1] in numbers.than_words)


def _tells_further(s: Sentence, at: int) -> bool:
    """Tell those that came on top, "three more have died", from a difference: "40 more fires than in May"."""
    if s.word(at) not in s.language.numbers.further_words or not s.is_word(at + 1):
        return False
    than = s.language.time.set_against
    return not any(than.match(s.words, behind) for behind in range(at + 1, min(at + _TO_THAN, len(s.words))))


def _is_step(s: Sentence, amount: Amount) -> bool:
    """Tell "up 40 on 2021" from "locked up 40 on Monday": what it is counted from is told, and no verb takes "up"."""
    at, numbers = amount.start - 1, s.language.numbers
    if s.word(at) in numbers.change_particles:
        before, language = s.word(at - 1), s.language
        led = before in language.nouns.copulas or before in language.attribution.coordinators
        if s.is_word(at - 1) and not led:
            return False
    return tells_base(s, amount.end)


def _is_move(s: Sentence, amount: Amount) -> bool:
    """Tell an amount whose two ends are told: "fell 2.7 meters, from 184.9 to 178.2", "up 64 million from 348 million".

    A verb asks for both ends, for one "fell 20 meters to his death"; "up" and "down" behind a comma for where it began.
    """
    numbers, behind = s.language.numbers, range(amount.end, min(amount.end + _MOVE, len(s.words) - 1))
    if amount.quantity.kind not in (Kind.COUNT, Kind.MONEY, Kind.OTHER):
        return False
    began = any(s.words[at] in numbers.change_frames and _number_behind(s, at) for at in behind)
    led = any(s.words[at] in numbers.to_words and _number_behind(s, at) for at in behind)
    if s.word(amount.start - 1) in numbers.change_particles:
        return began and s.word(amount.start - 2) == ","
    return began and led


def _number_behind(s: Sentence, at: int) -> bool:
    """Tell whether a number stands right behind a word, or behind an article or a currency."""
    return s.is_number(at + 1) or (
        s.is_number(at + 2) and not s.words[at + 1].isdigit() and s.words[at + 1] not in ",;"
    )


def tells_base(s: Sentence, at: int) -> bool:
    """Tell whether words say what a change is counted from: "up 40 | on 2021", "40 | cases from a year ago"."""
    numbers = s.language.numbers
    for link in range(at, min(at + _TO_BASE, len(s.words) - 1)):
        if s.words[link] in numbers.base_links:
            return is_year(s.word(link + 1)) or numbers.base_times.match(s.words, link + 1) is not None
        if not s.is_word(link):
            break
    return False


def restates_change(s: Sentence, amount: Amount, before: Amount) -> bool:
    """Tell a share that tells a change once more: "a gain of 3.1 points or, put another way, of five percent"."""
    one, other, between = before.quantity.kind, amount.quantity.kind, range(before.end, amount.start)
    if one not in (*_SHARES, Kind.OTHER) or other not in _SHARES or len(between) > _RESTATED:
        return False
    return any(s.language.numbers.or_words.match(s.words, at) for at in between)


def _frames_end(s: Sentence, word: str) -> bool:
    """Tell a word before where a change began or what it led to."""
    numbers = s.language.numbers
    return word in numbers.to_words or word in s.language.time.to_words or word in numbers.change_frames


def _leads_to(s: Sentence, at: int) -> bool:
    """Tell whether "to" and a number stand behind an amount, which is then where a change began."""
    numbers = s.language.numbers
    for to in range(at, min(at + _LEADS, len(s.words) - 1)):
        number = to + 2 if s.words[to + 1] in numbers.end_articles else to + 1
        if leads_to_end(s, to) and (s.is_number(number) or s.word(number) in numbers.cardinals):
            return True
    return False


def leads_to_end(s: Sentence, at: int) -> bool:
    """Tell the word before what a change led to: "from 12 | to 14", "del 12 | al 14"."""
    numbers, word = s.language.numbers, s.word(at)
    return word in numbers.to_words or (word in s.language.ranks.changes and word not in numbers.change_frames)


def _direction(s: Sentence, word: str) -> Change | None:
    if word in s.language.numbers.increase_words:
        return Change.INCREASE
    return Change.DECREASE if word in s.language.numbers.decrease_words else None


def _direction_of_verb(s: Sentence, word: str) -> Change | None:
    """Return the way of a verb that says so of an amount behind it alone: "widened by 64 million"."""
    if word in s.language.numbers.rise_verbs:
        return Change.INCREASE
    return Change.DECREASE if word in s.language.numbers.fall_verbs else None


def nearest_first(places: Sequence[Place], section: Place | None, main: Place | None) -> list[Place]:
    """Return the places that a name or "the state" may refer to, nearest first."""
    return [place for place in (*places, section, main) if place is not None]
