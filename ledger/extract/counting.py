"""What a figure counts where no noun stands beside it: what its clause is about, or what the text goes on counting.

A noun that is taken from farther than the words beside the amount says so by its basis and rule: comparing weighs it.
"""

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from ledger.extract.context import Scene
from ledger.extract.counted_alike import agree, is_refused, leave_narrow, refuse
from ledger.extract.drafts import Draft
from ledger.extract.fates import tells_other_fate, tells_room
from ledger.extract.measures import Match, TopicCues
from ledger.extract.nouns import find_noun, is_plural, is_verb
from ledger.extract.postposed import find_parted, find_set
from ledger.extract.same_money import counts_people
from ledger.extract.subjects import (
    Words,
    covering_end,
    find_deed,
    find_fronted,
    find_head,
    find_told,
    tells_thing,
)
from ledger.extract.threads import is_list_item
from ledger.extract.tokens import DASHES, Sentence
from ledger.extract.verbs_behind import is_verb_form
from ledger.lexicon.phrases import split_words
from ledger.lexicon.topics import Measure
from ledger.model.figure import Basis
from ledger.model.quantity import Kind

_AFTER_NUMBER = frozenset(".:-–—")
_PARTS = frozenset(":,;|/@©")  # part a list, a byline, a line of a page
_POINTS = "percentage point"
_BRACKETS = ("(", ")")
_DEED, _BY_VERB = "what is done with the money", "whom its verb tells of"  # rules
_COUNTED = (Kind.COUNT, Kind.PERCENT)
_BACK = 12  # figures of a sentence back to which a noun may reach
_MARK = 4  # letters of a number before a heading
_REACH = 2  # sentences back to which what is counted may reach
_MORE = 10  # times as many are no part of what an earlier paragraph counted, nor of one series
_SHORT = 8  # tokens of a sentence that only turns to a thing
_FEW = 12  # in words: "the three states" leads no text on
_OPEN = (Kind.PERCENT, Kind.RATIO, Kind.MULTIPLE)  # told of what other figures count
_MEASURED = (Kind.RATE, Kind.OTHER)  # told of what others of their kind are told of
_SUMS = frozenset({Kind.MONEY, Kind.RATE, *_OPEN})  # what a heading on money may be told of
_COUNTS = frozenset({Kind.COUNT, *_OPEN})
_ALONE = (Kind.DURATION, Kind.RANK, Kind.SCORE)  # told of nothing that others count
# The kinds of figures whose noun may be left out in one of a kind, those to ask first at the front.
_AKIN = {kind: (tuple(other for other in Kind if other not in _ALONE),) for kind in _OPEN} | {
    Kind.COUNT: ((Kind.COUNT,), _OPEN),
    Kind.MONEY: ((Kind.MONEY,), (Kind.RATE,), (Kind.PERCENT, Kind.MULTIPLE)),
    Kind.OTHER: ((Kind.OTHER,), (Kind.PERCENT, Kind.MULTIPLE)),
    Kind.RATE: ((Kind.RATE,), (Kind.COUNT, Kind.MONEY)),
}


class Told(NamedTuple):
    """What was counted: its noun as written, its measure, and how far back that was."""

    text: str
    match: Match | None
    basis: Basis
    rule: str = "what the text counts"
    end: int = 0  # where the noun ends in the figure's own sentence
    by: Draft | None = None  # the figure of the same sentence that counts it
    refused: Measure | None = None  # the measure in force that it is not of
    topics: tuple[str, ...] | None = None  # of the figure that counts it
    kinds: frozenset[Kind] = frozenset(Kind)  # of the figures that may be told of it
    turn: int = 0  # which sentence of the section told it
    value: Decimal | None = None  # how many were told


class Counting:
    """What a section counts, from sentence to sentence.

    `told` are the last things counted, by kind of figure, the latest last; `spoken` is what a sentence without figures
    speaks of, `heading` what the heading names.
    """

    def __init__(self) -> None:
        self.told: dict[Kind, Told] = {}
        self.spoken: Told | None = None
        self.heading: Told | None = None
        self._turn = 0  # sentences so far
        self._is_before = False  # what was told stands in an earlier paragraph, and does not say so yet

    def begin_section(self) -> None:
        """Forget what was counted in the section before."""
        self.told, self.spoken, self.heading = {}, None, None

    def begin_paragraph(self) -> None:
        """Note that what was told before now stands in another paragraph."""
        self._is_before = True

    def begin_heading(self, told: Told | None) -> None:
        """Start the part under a heading or a table's title, with what it names: what was counted above is over."""
        self.told, self.spoken, self.heading = {}, None, told

    def end_heading(self) -> None:
        """Start the part under a heading that names nothing: what the heading before it named is over."""
        self.heading = None

    def _move_on(self) -> None:
        """Let what was told in an earlier paragraph say so; few paragraphs hold anything that asks for it."""
        self._is_before = False
        self.told = {kind: told._replace(basis=Basis.SECTION) for kind, told in self.told.items()}
        self.spoken = self.spoken and self.spoken._replace(basis=Basis.SECTION)

    def fill(self, scene: Scene, drafts: Sequence[Draft]) -> None:
        """Give the figures of a sentence their nouns, and note what the next sentences may go on with."""
        self._turn += 1
        if self._is_before and (drafts or scene.cues.words):
            self._move_on()
        for at, draft in enumerate(drafts):
            if draft.heading is None and draft.quantity.kind is not Kind.DURATION and not _is_first_end(drafts, at):
                self._fill_one(draft, drafts[max(0, at - _BACK) : at])
        self._note(scene, drafts)

    def _fill_one(self, draft: Draft, earlier: Sequence[Draft]) -> None:
        s = draft.scene.sentence
        alone = draft.quantity.kind in _ALONE
        relative = s.word(draft.amount.end) in s.language.subjects.relatives
        bare = relative and not alone and _told_before(draft, earlier) is not None  # "three times the 12 that existed"
        is_told = draft.noun is not None and (draft.noun_text is not None or not draft.is_acting)
        if draft.noun is not None and is_told and _names_thing(draft, draft.noun) and not _has_head(draft) and not bare:
            return
        own = None if alone or bare or draft.whole is not None or _is_of_them(draft) else _find_own(draft)
        if own is not None:
            _take(draft, own, "what its clause tells of")
            if draft.match is not None and is_refused(draft, draft.match, own):
                refuse(draft, draft.match.measure)
            return
        before = None if alone else _told_before(draft, earlier)
        goes_on = before is not None and (draft.whole is not None or _is_of_them(draft))
        goes_on = goes_on or (before is not None and relative)
        first = max(0, before.end if before else 0)
        own_words = draft.match is not None and draft.match.end > draft.match.start >= first and not goes_on
        if draft.match is not None and own_words and not self._counts_on(draft, draft.match):
            if not is_verb_form(s, draft.match.start, draft.match.end):
                _take(draft, (draft.match.start, draft.match.end), "the words that tell its measure")
                return
            if before is None:
                people = s.language.nouns.people if draft.match.measure.of_people else None
                draft.noun_text, draft.noun_basis, draft.noun_rule = people, Basis.SENTENCE, _BY_VERB
                return
        deed = self._find_deed(draft) if draft.amount.is_money and before is None else None
        if deed is not None:
            draft.noun_text, draft.noun_basis, draft.noun_rule = deed, Basis.SENTENCE, _DEED
            return
        told = before or (None if alone else self._carried(draft))
        if told is None and not alone and draft.noun is not None:
            draft.noun_text = None  # "1 percent less"
        if told is None:
            return
        draft.noun_text, draft.noun_basis, draft.noun_rule = told.text, told.basis, told.rule
        if told.by is not None:
            draft.alike = told.by.alike or told.by
            agree(draft, told.by, of_them=_is_of_them(draft))
        if told.refused is not None and draft.match is not None and draft.match.start < 0:
            refuse(draft, told.refused)
        if told.topics is not None:
            leave_narrow(draft, told.topics)
        same = draft.quantity.kind not in _OPEN or draft.change is not None
        near = told.basis is Basis.SENTENCE or (told.basis is Basis.PARAGRAPH and same)
        if near and draft.match is None and told.match is not None and _may_share(draft, told.match):
            draft.shared = Match(told.match.measure, 0.0, -1, -1)

    def _counts_on(self, draft: Draft, match: Match) -> bool:
        """Tell whether a number whose verb alone tells its measure counts more of what the text counts: "12 died"."""
        cues = draft.scene.cues
        by_verb = any(act.start == match.start for act in cues.acts) and all(w.start != match.start for w in cues.words)
        told = self._carried(draft) if draft.is_unnamed and by_verb else None
        return told is not None and told.match is not None and told.match.measure is match.measure

    def _find_deed(self, draft: Draft) -> str | None:
        """Return what is done with money, where no heading tells it."""
        if self.heading is not None and Kind.MONEY in self.heading.kinds:
            return None
        at = find_deed(draft.scene, draft.amount)
        return draft.scene.sentence.told(at, at + 1) if at is not None else None

    def _carried(self, draft: Draft) -> Told | None:
        """Return what the text goes on counting: in the kind of the figure, for shares and changes in any.

        From an earlier paragraph only counts go on; other amounts are of what the heading names, and money always.
        """
        kind = _kind_of(draft)
        if tells_room(draft) or (kind is Kind.COUNT and draft.quantity.value % 1):
            return None
        if self.spoken is not None and self.spoken.basis is Basis.PARAGRAPH and _fits(kind, self.spoken):
            return self.spoken
        latest = [told for one, told in self.told.items() if one is kind or (kind in _OPEN and one not in _ALONE)]
        near = [told for told in latest[-1:] if self._reaches(draft, kind, told)]
        if near and kind is not Kind.MONEY:
            return near[0]
        if kind in _MEASURED:
            return None
        return next((told for told in (self.heading, self.spoken) if told is not None and _fits(kind, told)), None)

    def _reaches(self, draft: Draft, kind: Kind, told: Told) -> bool:
        """Tell whether what was counted is still spoken of: in the paragraph, or by counts of its size right behind."""
        if told.basis is Basis.PARAGRAPH:
            return self._turn - told.turn <= _REACH or is_list_item(draft)
        if kind is not Kind.COUNT or self.heading is not None:
            return False
        if is_list_item(draft):
            return True
        alike = told.value is not None and draft.quantity.value <= _MORE * told.value
        return alike and self._turn - told.turn < _REACH

    def _note(self, scene: Scene, drafts: Sequence[Draft]) -> None:
        """Keep what each kind of figure counts first in the sentence, else the topic it speaks of."""
        noted: dict[Kind, Told] = {}
        for draft in drafts:
            kind = _kind_of(draft)
            if kind not in noted and draft.noun_text and _leads_on(draft):
                noted[kind] = Told(
                    draft.noun_text,
                    draft.measured,
                    Basis.PARAGRAPH,
                    refused=draft.refused,
                    topics=draft.topics,
                    turn=self._turn,
                    value=draft.quantity.value,
                )
        if noted:
            kept = {kind: told for kind, told in self.told.items() if kind not in noted}
            self.told, self.spoken = kept | noted, None
        elif not drafts and scene.cues.words:
            cue, s = scene.cues.words[0], scene.sentence
            broadest = max(cue.measures, key=lambda measure: len(measure.kinds))
            match = Match(broadest, 0.0, -1, -1)
            self.spoken = Told(s.told(cue.start, cue.end), match, Basis.PARAGRAPH)
        elif not drafts and len(scene.sentence.words) <= _SHORT and (noun := _turned_to(scene)) is not None:
            self.spoken = Told(noun, None, Basis.PARAGRAPH)


def _turned_to(scene: Scene) -> str | None:
    """Return the one thing that a sentence without figures names by words of a topic: "Look at the complaints"."""
    s = scene.sentence
    known = s.language.nouns.articles  # "the complaints", not "people"
    named = {(cue.start, cue.end) for cue in scene.cues.nouns if s.word(cue.start - 1) in known}
    return s.told(*named.pop()) if len(named) == 1 else None


def _find_own(draft: Draft) -> Words | None:
    """Return the noun that the clause of a figure tells: behind it, else by its verb or head."""
    scene, amount = draft.scene, draft.amount
    if tells_room(draft):
        return find_head(scene, amount)  # "the prison was built for 450" counts no prisons, "a capacity of 450" that
    if draft.is_acting and draft.quantity.kind is Kind.COUNT:
        return None  # the subject of its own verb
    if draft.noun is None and (parted := find_parted(scene, amount, numbered=False)) is not None:
        return parted
    behind = (find_set(scene, amount) or find_fronted(scene, amount)) if draft.quantity.kind in _COUNTED else None
    told = behind if behind is not None and tells_thing(scene.sentence, behind) else None
    told = told or find_told(scene, amount)
    return None if told is not None and _speaks(scene, told) else told


def _speaks(scene: Scene, noun: Words) -> bool:
    """Tell the words of who speaks, who is not counted: "the institute put the toll at 40"."""
    return any(named.start < noun[1] and noun[0] < named.end for named in scene.attributions)


def _is_first_end(drafts: Sequence[Draft], at: int) -> bool:
    """Give the 50 of "from 50 to 80 inmates" the noun of the 80, and tell whether it is one."""
    draft, following = drafts[at], drafts[at + 1] if at + 1 < len(drafts) else None
    if following is None or draft.noun is not None or following.noun is None:
        return False
    s = draft.scene.sentence
    joint = s.words[draft.amount.end : following.amount.start]
    ends = draft.quantity.kind is following.quantity.kind is Kind.COUNT
    if not ends or not 0 < len(joint) <= 2 or joint[0] not in s.language.numbers.to_words:
        return False
    _take(draft, following.noun, "the noun of the other end")
    return True


def _fits(kind: Kind, told: Told) -> bool:
    """Tell whether figures of a kind may be of what was told: no money of the dead."""
    return kind in told.kinds and (told.match is None or kind in told.match.measure.kinds)


def _take(draft: Draft, noun: Words, rule: str) -> None:
    """Give a draft a noun of its sentence; of the words "budget of" the budget."""
    s, (start, end) = draft.scene.sentence, noun
    while end - start > 1 and (s.words[end - 1] in s.language.nouns.link or s.words[end - 1] in s.language.nouns.stops):
        end -= 1
    draft.noun_text, draft.noun_basis, draft.noun_rule = s.told(start, end), Basis.SENTENCE, rule


def _has_head(draft: Draft) -> bool:
    """Tell money that says before what it is: "a fine of $3 million for the firm"."""
    s, at = draft.scene.sentence, draft.amount.noun_at
    led = s.word(draft.amount.start - 1) in s.language.nouns.link and s.word(at) not in s.language.nouns.link
    beside = draft.noun is not None and (draft.noun[0] == at or led)
    return beside and draft.amount.is_money and find_head(draft.scene, draft.amount) is not None


def _names_thing(draft: Draft, noun: Words) -> bool:
    """Tell whether the words taken for a noun name what is counted, or stand for it: "cases", "victims"."""
    scene, s = draft.scene, draft.scene.sentence
    beyond = noun[0] >= draft.amount.end and draft.quantity.kind is not Kind.COUNT
    if beyond and covering_end(scene, noun[0]) is not None:
        return False  # "$3 million for Leeds", "55 percent two years before"
    if draft.quantity.kind is Kind.COUNT and noun[0] == draft.amount.noun_at and _is_plural(s, noun):
        return True  # "50 previous years", "thousands of job cuts"
    if s.word(noun[0] - 1) in DASHES and s.glued(noun[0]):
        return True  # a "six-point plan"
    word = s.words[noun[0]]
    if beyond and word in s.language.subjects.sides:
        return False  # "20 km west of"
    generic = word in s.language.nouns.generic and word not in s.language.subjects.no_things
    return generic or tells_thing(s, noun)


def _is_plural(s: Sentence, noun: Words) -> bool:
    """Tell a noun whose last word is a plural that can be counted: "job cuts", not "less"."""
    nouns, word = s.language.nouns, s.words[noun[1] - 1]
    known = word in s.language.time.units or not (word in nouns.vague or word in nouns.generic)
    return known and word.endswith(nouns.plural_endings)


def _told_before(draft: Draft, earlier: Sequence[Draft]) -> Told | None:
    """Return what a figure before in the sentence counts: of the same kind, else one that may be told of the same."""
    kind, s = _kind_of(draft), draft.scene.sentence
    if draft.whole is not None and draft.whole.noun_text:
        return Told(draft.whole.noun_text, draft.whole.measured, Basis.PARAGRAPH, "the noun of the whole")
    if _sums_up(draft, earlier) or tells_room(draft):
        return None
    peopled, them = counts_people(draft), _is_of_them(draft)
    for kinds in _AKIN.get(kind, ((kind,),)):
        for other in reversed(earlier):
            if kind in (Kind.MONEY, Kind.OTHER) and other.quantity.kind in _OPEN and not _comes_to(draft, other):
                continue  # "up 7 percent, from $400 to $430", not "in 30 percent of the schools"
            if other.quantity.kind not in kinds or not other.noun_text or _counts_places(other):
                continue
            if _is_bracketed_apart(draft, other):
                continue
            if (peopled and _holds_people(s, other)) or (them and not _agrees(s, draft, other)):
                continue
            basis = Basis.SENTENCE if other.noun_basis is Basis.TEXT else other.noun_basis
            end = other.noun[1] if other.noun and other.noun_basis is Basis.TEXT else other.amount.end
            rule = "the noun of the figure before"
            return Told(other.noun_text, other.measured, basis, rule, end, other, other.refused, other.topics)
    return None


def _is_bracketed_apart(draft: Draft, other: Draft) -> bool:
    """Tell what a bracket closed since counts: "2,318 are in Leeds (11 sites), | 640 | in York"."""
    between = draft.scene.sentence.words[other.amount.end : draft.amount.start]
    marks = [word for word in between if word in _BRACKETS]
    apart = bool(marks) and marks[0] == marks[-1] == _BRACKETS[1]
    return apart and draft.quantity.kind is Kind.COUNT


def _comes_to(draft: Draft, other: Draft) -> bool:
    """Tell an amount that something changed to, or changed from: "fell 18 percent to 2.4 million tonnes"."""
    s, led = draft.scene.sentence, draft.scene.sentence.word(draft.amount.start - 1)
    numbers = s.language.numbers
    changed = other.change is not None or (other.quantity.kind is Kind.MULTIPLE and led in numbers.to_words)
    if draft.quantity.kind is Kind.MONEY:
        return changed
    return changed and (led in numbers.to_words or led in numbers.change_frames)


def _sums_up(draft: Draft, earlier: Sequence[Draft]) -> bool:
    """Tell the total of different things told before: "40 men and 12 women, 52 in all" are neither."""
    parts = [one for one in earlier if one.quantity.kind is Kind.COUNT and one.noun_text]
    for first in range(len(parts) - 1):
        kinds = {one.noun_text for one in parts[first:]}
        if len(kinds) > 1 and sum(one.quantity.value for one in parts[first:]) == draft.quantity.value:
            return True
    return False


def _holds_people(s: Sentence, other: Draft) -> bool:
    """Tell what only has room for people: "with 300 beds, it houses 490"."""
    return not s.language.subjects.berths.isdisjoint(split_words(other.noun_text or ""))


def _agrees(s: Sentence, draft: Draft, other: Draft) -> bool:
    """Tell whether a pronoun right behind an amount may stand for a noun: "cuatro de ellas" are deaths, no prisons."""
    endings, noun = s.language.subjects.genders, split_words(other.noun_text or "")
    pronoun = s.word(draft.amount.end + 1)
    one = next((ending for ending in endings if pronoun.endswith(ending)), None)
    two = next((ending for ending in endings if noun and noun[0].endswith(ending)), None)
    return one is None or two is None or one == two


def _is_of_them(draft: Draft) -> bool:
    """Tell "four of them", "cuatro de ellas": those that were counted before."""
    s, at = draft.scene.sentence, draft.amount.end
    return draft.quantity.kind is Kind.COUNT and s.language.time.partitives.match(s.words, at) is not None


def _kind_of(draft: Draft) -> Kind:
    """Return what a figure is like among those of its sentence: points of a share are like the share."""
    return Kind.PERCENT if draft.quantity.unit == _POINTS else draft.quantity.kind


def _counts_places(draft: Draft) -> bool:
    """Tell the figures of "three states", "five years": what follows is told of them, and counts something else."""
    s, noun = draft.scene.sentence, draft.noun
    return noun is not None and draft.quantity.kind is Kind.COUNT and s.words[noun[0]] in s.language.nouns.vague


def _leads_on(draft: Draft) -> bool:
    few = draft.quantity.in_words and draft.quantity.value <= _FEW
    return not _counts_places(draft) and not few


def _may_share(draft: Draft, match: Match) -> bool:
    """Tell whether a figure may be of a measure that another told: it is on that topic anyway."""
    other = tells_other_fate(draft, match.measure) or tells_room(draft)
    return draft.quantity.kind in match.measure.kinds and match.measure.topic in draft.topics and not other


def is_bare(s: Sentence) -> bool:
    """Tell a heading that names nothing counted: "Background", "3. Resumen", "What the fare cost"."""
    nouns, told = s.language.nouns, s.language.subjects
    words = [at for at in range(len(s.words)) if s.is_word(at)]
    asked = len(words) > 1 and s.raw(words[0]).lower() in told.questions
    telling = [s.words[at] for at in words if s.words[at] not in nouns.stops and s.words[at] not in nouns.link]
    return asked or (bool(telling) and told.bare_headings.issuperset(telling))


def heading_noun(s: Sentence, cues: TopicCues, *, titles: bool) -> Told | None:
    """Return what a heading or a table's title says is counted below it: "## 3. Remittances", "Deaths in custody".

    It must be one noun of which it is known that it is counted: of money, a word of a topic, or a plural; in `titles`,
    which may be called anything, no plural alone. A name, a clause, a list names nothing that is counted.
    """
    start = next((at for at in range(len(s.words)) if s.is_word(at)), len(s.words))
    if s.is_number(start + 1) and s.word(start + 2) in _AFTER_NUMBER:  # "Table 2. Homicides"
        start += 3
    elif (
        s.word(start + 1) == "." and s.glued(start + 1) and len(s.word(start)) <= _MARK
    ):  # "IV. Homicides", "C. Deaths"
        start += 2
    nouns = s.language.nouns
    while s.word(start) in nouns.articles:
        start += 1
    noun = find_noun(s, start)
    if noun is None or noun[0] != start or is_bare(s) or not _is_one_thing(s, start):
        return None
    first, end = _head_of(s, noun)
    if is_name(s, cues) or any(
        s.words[at] in nouns.vague or s.words[at] in s.language.subjects.bare_headings for at in (first, end)
    ):
        return None
    text = s.text[s.starts[start] : s.ends[-1]]
    if not s.language.numbers.money_tellers.isdisjoint(s.words[first : end + 1]):
        return Told(text, None, Basis.SECTION, kinds=_SUMS)
    told = (*cues.words, *cues.nouns, *cues.counted)
    counted = any(cue.start <= end and first < cue.end for cue in told) or (is_plural(s, end) and not titles)
    return Told(text, None, Basis.SECTION, kinds=_COUNTS) if counted else None


def is_name(s: Sentence, cues: TopicCues) -> bool:
    """Tell a heading that is a name and speaks of no topic, under which what was counted goes on: "Baja California"."""
    words = [at for at in range(len(s.words)) if s.is_word(at)]
    return any(s.is_capital(at) for at in words[1:]) and not s.shouting and not (cues.spoken or cues.nouns)


def _head_of(s: Sentence, noun: Words) -> Words:
    """Return the first and the last word that say what a noun names, before "of"; in Spanish the first alone."""
    nouns, (start, end) = s.language.nouns, noun
    end = next((at for at in range(start + 1, end) if s.words[at] in nouns.link), end)
    return (start, start) if nouns.heads_first else (start, end - 1)


def _is_one_thing(s: Sentence, start: int) -> bool:
    """Tell a heading without a list and without a verb: not "CASH AND FOOD", "Kidnappings climb again"."""
    nouns, told = s.language.nouns, s.language.subjects
    for at in range(start, len(s.words)):
        word = s.words[at]
        if word in _PARTS or word in s.language.numbers.joins or word in told.relatives or word in told.openers:
            return False
        if at > start and (word in nouns.copulas or is_verb(s, at)) and not word.endswith(nouns.plural_endings):
            return False
    return True
