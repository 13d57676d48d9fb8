"""The measure a text speaks of, which figures without words of their own go on with."""

from collections.abc import Iterable
from functools import partial
from typing import NamedTuple

from ledger.extract.context import Scene, clause_of
from ledger.extract.drafts import Draft
from ledger.extract.fates import cues_of_deed, tells_other_fate, tells_room
from ledger.extract.listed_on import without_told_more
from ledger.extract.measures import Cue, Match, TopicCues, choose_measure, find_topic
from ledger.extract.nouns import find_noun, is_head, stands_for_others
from ledger.extract.postposed import find_parted, find_set
from ledger.extract.predicates import find_deeds, find_predicates, verbs_of_people
from ledger.extract.subjects import find_subject, tells_thing
from ledger.extract.tokens import Sentence
from ledger.lexicon.phrases import PhraseTable
from ledger.lexicon.topics import Measure, Population, TopicWords
from ledger.model.figure import Basis, Figure
from ledger.model.period import Mode, Period
from ledger.model.quantity import Kind

_PARTED = frozenset(",;")
_SHARES = (Kind.PERCENT, Kind.RATIO)
_PERSON = "person"  # the unit of people
_BLAMED = 6  # tokens from those counted to what they are accused of
_BACK = 30  # tokens to the amount before
_PERCENT = "percent"  # the unit of what is told as a share alone
_OPENED = 6  # tokens from "and" to the amount that it goes on with
_ENDS = frozenset(".!?")
_SHORT = 8  # tokens of a sentence that only turns to a thing
_ROW = 12  # tokens; a longer line is no row of a list


class Thread(NamedTuple):
    """A measure in force since a paragraph, and the noun it was counted by.

    `latest` tells that the figure just before was of it too; `period` is the time last told for it.
    """

    measure: Measure
    paragraph: int
    noun: str | None
    latest: bool = True
    period: Period | None = None


def follow(
    draft: Draft,
    thread: Thread | None,
    populations: PhraseTable[Population],
    words: TopicWords,
    main: str | None = None,
) -> Thread | None:
    """Find the draft's measure, in its own words or by the thread; return the thread from here on.

    `main` is the topic the text is on: there the thread's act need not be told again in another paragraph either.
    """
    kind, paragraph = draft.quantity.kind, draft.scene.paragraph
    if kind is Kind.DURATION:
        return thread
    here = thread.measure if thread and thread.paragraph == paragraph else None
    draft.match = _own_match(draft, here or (thread.measure if thread and thread.measure.topic == main else None))
    goes_on = thread is not None and _goes_on(draft, thread, populations, here=here is not None)
    back = (
        thread is not None and draft.match is not None and draft.match.measure.general and _points_back(draft, thread)
    )
    goes_on = goes_on or back
    if draft.match is not None and not (goes_on and thread and _gives_way(draft.match.measure, thread.measure, words)):
        return _taken_up(thread, draft.match.measure, paragraph, draft.noun_text)
    if thread is None:
        return None
    if not goes_on:
        if thread.latest and (draft.noun is None or _is_generic(draft, populations)) and _is_hurt(draft, thread):
            draft.period = thread.period
        return thread._replace(latest=False)
    if _tells_instances(draft, thread.measure):
        draft.period = thread.period
        return thread._replace(latest=False)
    draft.match = Match(thread.measure, 0.0, -1, -1)
    draft.noun_text = draft.noun_text or thread.noun
    draft.noun_basis = Basis.PARAGRAPH if here else Basis.SECTION
    draft.period = thread.period
    return thread._replace(paragraph=paragraph, latest=True)


def note_period(thread: Thread | None, figures: Iterable[Figure]) -> Thread | None:
    """Keep the time told for the thread's measure: the next figures of it without a time of their own go on with it.

    A sentence sets it by its first figure of the measure; the ones behind are what that one is compared to.
    """
    here = thread.period if thread else None
    for figure in figures:
        if thread is None or thread.measure.topic not in figure.topics or not figure.period.stated:
            continue
        if "period" in figure.basis or figure.period.mode is Mode.POINT:
            here = here or figure.period  # taken over: "46 died, compared with 39 the previous year"
            continue
        return thread if _goes_back(here, figure.period) else thread._replace(period=figure.period)
    return thread


def turn_away(scene: Scene, thread: Thread | None) -> Thread | None:
    """Return the thread behind a sentence without figures: none where a short one turns to another topic's things."""
    if thread is None or len(scene.sentence.words) > _SHORT or not scene.cues.nouns:
        return thread
    topics = {cue.topic.key for cue in (*scene.cues.nouns, *scene.cues.spoken)}
    return thread if thread.measure.topic in topics else None


def _goes_back(here: Period | None, told: Period) -> bool:
    """Tell a time that a text only looks back to from the one it is about: an earlier year, the past decade."""
    if here is None or here.start is None or told.start is None:
        return False
    until = None if here.running else here.end
    if told.end is not None and (told.end <= here.start or (until and here.start <= told.start < told.end < until)):
        return True
    return until is not None and (told.running or (told.end or until) >= until) and told.start < here.start


def _own_match(draft: Draft, here: Measure | None) -> Match | None:
    """Return the measure that the words around the figure tell; a general one gives way to the special one in force."""
    scene = draft.scene
    if not (scene.cues or scene.cues.acts) or is_whole(draft) or tells_room(draft):
        return None
    match = _chosen(draft, draft.lent, cues_of_deed(draft), here) if draft.lent is not None else None
    cues = without_told_more(scene.cues, draft.told_more)
    noun = draft.noun
    if noun is None and draft.quantity.kind is Kind.PERCENT:
        noun = find_set(scene, draft.amount)
    match = match or _chosen(draft, noun, cues, here)  # "destroyed 800 homes and killed 23": no homes
    match = match or _of_parted(draft, cues, here)
    if match is None and draft.quantity.kind is Kind.PERCENT:
        subject = find_subject(scene, draft.amount)  # "The economy shrank 4.1 percent"
        match = _chosen(draft, subject, cues, here) if subject is not None else None
        told = draft.noun is not None and tells_thing(scene.sentence, draft.noun)  # not "20 percent year on year"
        if match is not None and told and match.measure.unit != _PERCENT:
            match = None  # "Gangs hold 80 percent of the capital", not "Poverty afflicts 42 percent of them"
    if match is not None and _is_of_clause_before(draft, match):
        match = None
    if match is None or match.measure.general:
        match = _headed(draft) or match
    if match is None:
        return None
    return match._replace(measure=here) if here and _is_general(match.measure, here) else match


def _is_of_clause_before(draft: Draft, match: Match) -> bool:
    """Tell the words of another subject: "Remittances rose 8 percent, while exports grew by | $610 million |"."""
    if draft.noun is not None or draft.quantity.kind not in (Kind.MONEY, Kind.PERCENT) or match.start < 0:
        return False
    s, subject = draft.scene.sentence, find_subject(draft.scene, draft.amount)
    if subject is None or not tells_thing(s, subject):
        return False
    openers = s.language.subjects.openers
    return any(s.words[at] in _PARTED or s.words[at] in openers for at in range(match.end, subject[0]))


def _of_parted(draft: Draft, cues: TopicCues, here: Measure | None) -> Match | None:
    """Return the measure of those whom a clause parts by what they were: "of the 38 dead, 11 were candidates"."""
    s, amount = draft.scene.sentence, draft.amount
    if draft.noun is None or s.word(amount.noun_at) not in s.language.nouns.copulas:
        return None
    parted = find_parted(draft.scene, amount, numbered=True)
    return _chosen(draft, parted, cues, here) if parted is not None else None


def _chosen(draft: Draft, noun: tuple[int, int] | None, cues: TopicCues, here: Measure | None) -> Match | None:
    """Return the measure that fits a noun best, but for one that its own verb keeps away."""
    amount = draft.amount
    clause, span = _clause(draft), (amount.start, amount.end)
    limit, kind = _limit(draft), draft.quantity.kind
    cues = _of_its_own(draft, noun, cues.near(*span))
    if noun is not None:
        cues = _of_counted(draft.scene.sentence, noun, cues)
    verbs = find_predicates(draft.scene, span, noun, cues) if kind is Kind.COUNT else ()
    alone = verbs_of_people(draft.scene.sentence, verbs) if draft.is_unnamed else ()
    choose = partial(choose_measure, money=amount.is_money, limit=limit, verbs=verbs, alone=alone)
    deeds = find_deeds(draft.scene, span, noun, cues) if kind is Kind.COUNT else ()
    passed = [measure for deed in deeds for measure in deed.measures]
    while True:
        found = choose(kind, span, noun, clause, cues, here, not_of=passed)
        if found is None or not tells_other_fate(draft, found.measure):
            return found
        passed.append(found.measure)


def _of_counted(s: Sentence, noun: tuple[int, int], cues: TopicCues) -> TopicCues:
    """Leave out the words for people that are not what is counted, and those who did what others befell."""
    if cues.people:
        behind = (cue.start for cue in cues.acts if 0 < cue.start - noun[1] < _BLAMED)
        blamed = any(s.words[at - 1] in s.language.subjects.blamed for at in behind)
        people = () if blamed else tuple(cue for cue in cues.people if is_head(s, noun, cue.start, cue.end))
        cues = cues._replace(people=people)
    if any(_is_beside(s, noun, cue) for cue in cues.nouns):
        cues = cues._replace(nouns=tuple(cue for cue in cues.nouns if not _is_beside(s, noun, cue)))
    return cues


def _is_beside(s: Sentence, noun: tuple[int, int], cue: Cue) -> bool:
    """Tell a word for people that stands in a noun and is not what it counts: the police of "31 police cars"."""
    if not (noun[0] <= cue.start and cue.end <= noun[1]) or is_head(s, noun, cue.start, cue.end):
        return False
    return all(measure.unit == _PERSON for measure in cue.measures)


def _clause(draft: Draft) -> tuple[int, int]:
    """Return the clause of an amount, with what it is parted by: "152 lawsuits: 86 against policemen"."""
    scene, s = draft.scene, draft.scene.sentence
    begin, end = clause_of(s, draft.amount.start)
    part = next(iter(scene.amounts_between(end, end + 2)), None) if s.word(end) == ":" else None
    parts = part is not None and s.language.against.match(s.words, part.end) is not None
    return begin, clause_of(s, end + 1)[1] if parts else end


def _of_its_own(draft: Draft, noun: tuple[int, int] | None, cues: TopicCues) -> TopicCues:
    """Leave out what befell those counted before or is done to those counted next: "45 migrants fell, killing | 8"."""
    scene = draft.scene
    s, following = scene.sentence, scene.next_amount(draft.amount)
    if noun is None or draft.quantity.kind is not Kind.COUNT:
        return cues
    begin = draft.amount.start
    before = max((one.end for one in scene.amounts_between(begin - _BACK, begin)), default=-1)
    joined = s.word(draft.amount.start - 1) in s.language.numbers.joins  # "17 | charged | and half a dozen prisoners"
    if joined and any(cue.start == before for cue in cues.acts):
        cues = cues._replace(acts=tuple(cue for cue in cues.acts if cue.start != before))
    if following >= len(s.words):
        return cues
    if _has_verb(s, noun[1]) and _has_own_verb(scene, following):
        return cues._replace(acts=tuple(cue for cue in cues.acts if cue.start < following))
    at = following - (s.word(following - 1) in s.language.nouns.object_marks)
    done = [cue for cue in cues.acts if cue.end == at and cue.start > noun[1]]
    passive = any(s.word(cue.start - 1) in s.language.attribution.passives for cue in done)
    if not done or passive or s.word(at - 1) not in s.language.subjects.fates:
        return cues
    return cues._replace(acts=tuple(cue for cue in cues.acts if cue not in done))


def _has_own_verb(scene: Scene, start: int) -> bool:
    """Tell the amount of "8,500 have crossed, and about | 600 | were flown back", of which another thing is told."""
    s = scene.sentence
    amount = next(iter(scene.amounts_between(start, start + 1)), None)
    if amount is None or amount.quantity.kind is not Kind.COUNT or not _opens_clause(s, start):
        return False
    noun = find_noun(s, amount.end)
    return _has_verb(s, noun[1] if noun is not None else amount.end)


def _opens_clause(s: Sentence, start: int) -> bool:
    """Tell whether "; ", ", and" or a comma stands before an amount, over its hedge."""
    hedge = s.language.hedges.match_before(s.words, start)
    at = (hedge[0] if hedge is not None else start) - 1
    at -= s.word(at) in s.language.numbers.joins
    return s.word(at) in _PARTED


def _has_verb(s: Sentence, at: int) -> bool:
    language = s.language
    auxiliaries = (language.attribution.passives, language.time.perfects, language.nouns.copulas)
    return any(s.word(at) in words for words in auxiliaries)


def _limit(draft: Draft) -> int:
    """Return where words begin that are told of the next amount: "41 % more, and 26 arrests", not "to 26 arrests"."""
    s, following = draft.scene.sentence, draft.scene.next_amount(draft.amount)
    numbers, before = s.language.numbers, s.word(following - 1)
    between = s.words[draft.amount.end : following]  # "612 sick and two dead", not "80 and 90 deaths"
    parted = any(word not in numbers.first_end_links and word not in _PARTED for word in between)
    ends = before in numbers.to_words or (before in numbers.first_end_links and not parted)
    if draft.quantity.kind in _SHARES:
        joins = range(max(draft.amount.end, following - _OPENED), following)
        following = next((at for at in joins if s.words[at] in numbers.joins), following)  # "and disapproval at 58"
    return len(s.words) if ends else following


def _headed(draft: Draft) -> Match | None:
    """Take the measure that stands before a colon: "Police officers killed: 45 in 2019, 50 in 2020"."""
    scene, amount = draft.scene, draft.amount
    if draft.noun is not None or draft.quantity.kind is not Kind.COUNT or ":" not in scene.sentence.words:
        return None
    before = scene.sentence.words[: amount.start]
    colon = max((at for at, word in enumerate(before) if word == ":"), default=0)
    measure = find_topic(scene.cues.before(colon)) if colon else None
    return Match(measure, 0.0, -1, -1) if measure and Kind.COUNT in measure.kinds else None


def is_whole(draft: Draft) -> bool:
    """Tell the 3 of "one of the three officers was killed", of whom only one was."""
    s, noun = draft.scene.sentence, draft.noun
    numbers = s.language.numbers
    hit = numbers.of_total.match_before(s.words, draft.amount.start)
    if hit is None or s.word(hit[0] - 1) not in numbers.ones:
        return False
    return noun is None or all(act.start != noun[1] for act in draft.scene.cues.near(*noun).acts)


def _is_general(measure: Measure, here: Measure) -> bool:
    """Tell whether a measure only says less of the one spoken of: "homicides" after "organized_crime_homicides".

    Their keys share a word, as all of one family do.
    """
    alike = measure.kinds <= here.kinds | {Kind.RATE, Kind.RANK}
    akin = not set(measure.key.split("_")).isdisjoint(here.key.split("_"))
    return measure.topic == here.topic and measure.order > here.order and alike and akin


def _gives_way(measure: Measure, thread: Measure, words: TopicWords) -> bool:
    """Tell whether a general measure is only the act of the special one in force: "13 killed" among police killed."""
    return measure.general and not thread.general and thread in words.akin.get(measure, ())


def _taken_up(thread: Thread | None, measure: Measure, paragraph: int, noun: str | None) -> Thread:
    """Return the thread of a measure just told; a rate of the same thing leaves the count in force."""
    old = thread.measure if thread else None
    rate = old is not None and old.topic == measure.topic and Kind.COUNT in old.kinds - measure.kinds
    period = thread.period if thread and old and old.topic == measure.topic else None
    noun = thread.noun if thread and old is measure and thread.noun else noun
    return Thread(old if rate and old else measure, paragraph, noun, period=period)


def _points_back(draft: Draft, thread: Thread) -> bool:
    """Tell "131 of the deaths", "the 60 dead", "of the dead, 12 were women", which are those the thread counts."""
    s, noun = draft.scene.sentence, draft.noun
    if noun is not None and s.word(draft.amount.noun_at) in s.language.nouns.copulas:
        noun = find_parted(draft.scene, draft.amount, numbered=True) or noun
    if noun is None or not thread.latest or draft.quantity.kind not in thread.measure.kinds:
        return False
    articles = s.language.nouns.articles
    owned = s.word(noun[0] - 1) in articles or s.word(draft.amount.start - 1) in articles
    return owned or (thread.paragraph == draft.scene.paragraph and _tells_its_act(noun, thread, draft))


def _tells_its_act(noun: tuple[int, int], thread: Thread, draft: Draft) -> bool:
    """Tell whether a noun is the act that the thread's measure counts: "sixty dead" among police killed."""
    acts = draft.scene.cues.near(*noun).acts
    return any(act.start <= noun[0] and noun[1] <= act.end and thread.measure in act.measures for act in acts)


def _goes_on(draft: Draft, thread: Thread, populations: PhraseTable[Population], *, here: bool) -> bool:
    """Tell whether a figure without words of its own is of the thread's measure: "33,742 in 2018"."""
    kind = draft.quantity.kind
    if kind not in thread.measure.kinds or tells_room(draft) or tells_other_fate(draft, thread.measure):
        return False
    bare = draft.noun is None and not thread.measure.general  # "20 died and 30 were hurt"
    generic = _is_generic(draft, populations)
    near = here or thread.latest
    if kind is Kind.COUNT:
        told = here and thread.latest if draft.quantity.in_words else near or is_list_item(draft)
        return generic or (bare and told)
    if draft.amount.is_money:
        return bare and here and thread.measure.counts_money and not _has_own_subject(draft)
    set_for = find_set(draft.scene, draft.amount)  # "cuts by 30 % | the funds of parties |", told of no votes
    own = set_for is not None and not stands_for_others(draft.scene.sentence, set_for, populations, vague=False)
    return thread.latest and not own and (bare or generic or draft.change is not None)


def _has_own_subject(draft: Draft) -> bool:
    """Tell an amount of another subject than the one before it: "Aid rose by $8 million, exports fell by | 9 |"."""
    scene = draft.scene
    begin = draft.amount.start
    before = max((one.end for one in scene.amounts_between(begin - _BACK, begin)), default=0)
    subject = find_subject(scene, draft.amount) if before else None
    return subject is not None and subject[0] >= before and tells_thing(scene.sentence, subject)


def is_list_item(draft: Draft) -> bool:
    """Tell whether the figure stands in a short line, a row of a list: "1. Guanajuato: 38", "Bahia, 18 (15)".

    Not in a short sentence behind another one: "The police hired 900 nurses. They hired 410 last year.".
    """
    s = draft.scene.sentence
    behind = s.text[: s.span.start].rstrip(" ").endswith(tuple(_ENDS))
    return len(s.words) <= _ROW and not (behind and s.word(len(s.words) - 1) in _ENDS)


def _is_hurt(draft: Draft, thread: Thread) -> bool:
    """Tell those whom the same event befell otherwise: "Three others were wounded"."""
    return draft.quantity.kind in thread.measure.kinds and tells_other_fate(draft, thread.measure)


def _tells_instances(draft: Draft, measure: Measure) -> bool:
    """Tell "61,480 cases", of an illness of which others died: they go on in time, not in what is counted."""
    s = draft.scene.sentence
    named = draft.noun is not None and s.language.nouns.instances.issuperset(s.words[slice(*draft.noun)])
    return named and measure.general


def _is_generic(draft: Draft, populations: PhraseTable[Population]) -> bool:
    """Tell whether the noun only stands for what was named before."""
    return draft.noun is not None and stands_for_others(draft.scene.sentence, draft.noun, populations, vague=False)
