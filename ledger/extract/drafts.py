"""A figure in the making, and the thing it counts in the document's own words."""

from dataclasses import dataclass
from operator import attrgetter

from ledger.extract.amounts import Amount
from ledger.extract.context import Scene
from ledger.extract.fractions import FRACTION
from ledger.extract.headings import Heading
from ledger.extract.measures import Match, Theme
from ledger.extract.mentions import Mention
from ledger.extract.nouns import find_noun, find_noun_before, is_plural
from ledger.extract.postposed import find_parted, find_postposed
from ledger.extract.subjects import past_owner
from ledger.extract.tokens import DASHES, Sentence
from ledger.extract.verbs_behind import is_infinitive, is_verb_behind
from ledger.lexicon.phrases import PhraseTable
from ledger.lexicon.topics import Measure
from ledger.model.figure import Basis, Change
from ledger.model.period import Period
from ledger.model.quantity import Kind, Quantity

_TOPIC = attrgetter("topic")
_ORDERED = frozenset({Kind.RANK, Kind.SCORE})
_LISTED = 8  # numbers that one noun may close
_SHORT = 3  # letters
ELIDED_SCALE = 1_000_000  # "9.8 billion for pay" may leave its currency out, "30 for pay" not


@dataclass(slots=True)
class Draft:
    """An amount with what has been found for it so far.

    `noun` are the tokens of the counted thing where it is told beside the amount; `noun_text` is it in
    words, also where it is taken from elsewhere, as `noun_basis` says. A match at -1 is inherited, `shared` is that of
    the figure whose noun it goes on with, and
    `whole` is what "of these" before it parts, and
    `period` is the time that came with it; `place` is the one named for it in its own sentence. Whether it is
    `of_persons` is known when it is settled. `themes` are told
    of the figure, `setting` of the passage it stands in.
    """

    amount: Amount
    scene: Scene
    noun: tuple[int, int] | None
    quantity: Quantity
    noun_text: str | None = None
    noun_basis: Basis = Basis.TEXT
    noun_rule: str = "counted noun"
    is_acting: bool = False  # what stands at `noun` is a verb, and names nothing
    match: Match | None = None
    shared: Match | None = None
    refused: Measure | None = None  # the measure in force that what it counts is not of
    currencies_from: Basis = Basis.TEXT
    change: Change | None = None
    heading: Heading | None = None
    whole: "Draft | None" = None
    alike: "Draft | None" = None  # the figure of the sentence that told the noun it goes on with
    told_more: tuple[tuple[int, int], ...] = ()  # what only tells more of the noun it goes on with
    lent: tuple[int, int] | None = None  # the noun of the figure before, where another verb's object leaves it out
    is_unnamed: bool = False  # a number of people, as far as is told, and nobody counted before it in the sentence
    period: Period | None = None
    themes: tuple[Theme, ...] = ()
    setting: tuple[Theme, ...] = ()
    place: Mention | None = None
    of_persons: bool = False
    # Kept by `time_frames`, which is asked more than once when it is settled.
    timeless: bool | None = None
    lasting: bool | None = None

    @property
    def measured(self) -> Match | None:
        """Its measure: of its own, else of the figure whose noun it goes on with."""
        return self.match or self.shared

    @property
    def topics(self) -> tuple[str, ...]:
        """The topics it is on: its measure's first, then those that its words or the text around it speak of."""
        own = (self.match.measure.topic,) if self.match else ()
        return (*own, *map(_TOPIC, self.themes)) if self.themes else own


def make_draft(amount: Amount, scene: Scene, nouns: PhraseTable[str]) -> Draft:
    """Start a draft with the noun that stands beside the amount."""
    s = scene.sentence
    beside = None if _stands_before_time(scene, amount) else find_counted(s, amount, nouns)
    noun = (
        beside
        or _find_shared(scene, amount, nouns)
        or _find_behind_measure(scene, amount)
        or _find_counted_whole(scene, amount, nouns)
        or find_postposed(scene, amount)
    )
    acting = noun is not None and is_verb_behind(s, amount, noun)
    named = _naming_words(scene, amount, noun, acting=acting) if noun else None
    return Draft(amount, scene, noun, amount.quantity, s.told(*named) if named else None, is_acting=acting)


def _naming_words(scene: Scene, amount: Amount, noun: tuple[int, int], *, acting: bool) -> tuple[int, int] | None:
    """Return the words that name what is counted; of a verb behind a number what the clause parts, or none.

    What stands behind the number keeps telling what it is not: "of the dams they visited, 45 leaked".
    """
    s = scene.sentence
    may_act = acting or _may_be_verb(s, amount, noun)
    if may_act and (parted := find_parted(scene, amount, numbered=True)) is not None:
        return parted
    return None if acting else _counted_part(s, amount, noun)


def _counted_part(s: Sentence, amount: Amount, noun: tuple[int, int]) -> tuple[int, int]:
    """Return the words of a noun up to its last plural, where plurals close it: what is behind may still tell more.

    "Inspectors oversee", "pickup trucks shortly" count inspectors and trucks.
    """
    nouns, kind = s.language.nouns, amount.quantity.kind
    if nouns.heads_first or s.shouting or amount.quantity.value <= 1 or kind is not Kind.COUNT or noun[0] < amount.end:
        return noun
    if not nouns.link.isdisjoint(s.words[slice(*noun)]) or s.words[noun[1] - 1] in nouns.plural_alike:
        return noun
    last = next((at for at in range(noun[1] - 1, noun[0] - 1, -1) if is_plural(s, at)), None)
    cut = last is not None and s.raw(last).islower() and s.word(last + 1) not in DASHES
    return (noun[0], last + 1) if cut and last is not None else noun


def _may_be_verb(s: Sentence, amount: Amount, noun: tuple[int, int]) -> bool:
    """Tell a single word behind a number above one that is no plural: "410 cross", "45 leaked"."""
    at, nouns = noun[0], s.language.nouns
    alone = noun == (amount.noun_at, amount.noun_at + 1) and s.raw(at).islower() and amount.quantity.value > 1
    if not alone or is_plural(s, at):
        return False
    known = (nouns.plural_alike, nouns.not_verbs, nouns.generic, s.language.numbers.comparing)
    return not any(s.words[at] in words for words in known)


def _stands_before_time(scene: Scene, amount: Amount) -> bool:
    """Tell the 30 of "and 30 three years earlier", behind which no counted thing stands."""
    if amount.quantity.kind is not Kind.COUNT or not scene.sentence.is_word(amount.end):
        return False
    following = next(iter(scene.amounts_between(amount.end, amount.end + 1)), None)
    return following is not None and following.start == amount.end and following.quantity.kind is Kind.DURATION


def find_counted(s: Sentence, amount: Amount, nouns: PhraseTable[str]) -> tuple[int, int] | None:
    """Return the counted noun behind the amount, or in front of its bracket."""
    at, kind = amount.noun_at, amount.quantity.kind
    counts = kind is Kind.COUNT
    if counts and (joined := _find_joined(s, at)) is not None:
        return joined
    if kind is Kind.RATE and not amount.currencies and (inside := find_noun(s, amount.number.end)) is not None:
        return inside  # "3 officers a day", "24 homicides per 100,000"
    if not counts and kind not in _ORDERED:
        return None if _is_bare_fraction(s, amount) else _of_whole(s, at, kind)
    if counts and s.word(at) in s.language.nouns.link:
        return _partitive(s, amount, at + 1)
    if counts and s.word(at) in s.language.nouns.copulas and (told := find_noun(s, at + 1)) is not None:
        return told if nouns.match(s.words, told[0]) else None  # "152 were policemen", not "152 were killed"
    many = amount.quantity.value > 1
    beside = find_noun(s, at)
    if beside is not None and counts and many and not _may_be_many(s, beside, nouns):
        beside = None  # "a 35 asciende el número"
    return beside or ((_what_they_did(s, at, many=many) or find_noun_before(s, amount.start)) if counts else None)


def _may_be_many(s: Sentence, noun: tuple[int, int], nouns: PhraseTable[str]) -> bool:
    """Tell a noun that more than one can be counted of, in the languages whose plurals all end alike."""
    at = noun[0]
    known = s.words[at] in s.language.nouns.plural_alike or nouns.match(s.words, at) is not None
    plural = any(is_plural(s, inner) for inner in range(*noun))  # "ex ministros"
    return not s.language.nouns.heads_first or known or plural or not s.raw(at).islower()


def _is_bare_fraction(s: Sentence, amount: Amount) -> bool:
    """Tell "un tercio trabaja", which says of nothing what it is a part of, from "un tercio mujeres"."""
    at, nouns = amount.noun_at, s.language.nouns
    bare = amount.rule == FRACTION and nouns.heads_first and s.is_word(at)
    return bare and s.words[at] not in nouns.link and not is_plural(s, at)


def _what_they_did(s: Sentence, at: int, *, many: bool) -> tuple[int, int] | None:
    """Return the verb of "the 46 who died", "los 31 que fueron deportados", which says who is counted.

    A verb of one is not theirs: "las 860 que recibió la oficina".
    """
    nouns, words = s.language.nouns, s.language.subjects
    if s.word(at) not in words.relatives:
        return None
    at += 1
    while s.word(at) in words.fillers or s.word(at) in nouns.copulas:
        at += 1
    if not s.is_word(at):
        return None
    word, stressed = s.words[at], s.language.nouns.verb_endings_stressed
    of_one = bool(stressed) and s.raw(at).endswith(stressed)
    acts = of_one if of_one and not many else word.endswith(nouns.verb_endings + nouns.verb_endings_sure)
    return (at, at + 1) if acts and len(word) > _SHORT else None


def _find_behind_measure(scene: Scene, amount: Amount) -> tuple[int, int] | None:
    """Return the noun of "six 120-mm shells", "two 10-year terms", before which its measure stands."""
    if amount.quantity.kind is not Kind.COUNT:
        return None
    s, at = scene.sentence, amount.end
    following = next((other for other in scene.amounts_between(at, at + 1) if other.start == at), None)
    if following is None or following.unit_words is None:
        return None
    joined = s.word(following.number.end) in DASHES and s.glued(following.number.end)
    return find_noun(s, following.end) if joined else None


def _find_counted_whole(scene: Scene, amount: Amount, nouns: PhraseTable[str]) -> tuple[int, int] | None:
    """Return what a share is of where its whole is counted: "two thirds of the 930 families"."""
    s, at = scene.sentence, amount.noun_at
    if amount.quantity.kind not in (Kind.PERCENT, Kind.RATIO) or s.word(at) not in s.language.nouns.link:
        return None
    at += 1
    while s.word(at) in s.language.nouns.opening:
        at += 1
    whole = next((other for other in scene.amounts_between(at, at + 1) if other.start == at), None)
    if whole is None or whole.quantity.kind is not Kind.COUNT:
        return None
    noun = find_counted(s, whole, nouns)
    return None if noun is None or _may_be_verb(s, whole, noun) or _is_promised(s, whole) else noun


def _is_promised(s: Sentence, amount: Amount) -> bool:
    """Tell what is said of money in the place of its noun: "of the 1.24 billion budgeted"."""
    return s.word(amount.noun_at) in s.language.numbers.money_participles


def _find_joined(s: Sentence, at: int) -> tuple[int, int] | None:
    """Return the noun joined to a number: an "11-vehicle convoy" counts vehicles, not "78.9-just below"."""
    joined = s.word(at) in DASHES and s.glued(at) and s.is_word(at + 1) and s.glued(at + 1)
    nouns, word = s.language.nouns, s.word(at + 1)
    counted = word not in nouns.not_counted and word not in nouns.stops and s.word(at + 2) not in DASHES
    return (at + 1, at + 2) if joined and counted else None


def _find_shared(scene: Scene, amount: Amount, nouns: PhraseTable[str]) -> tuple[int, int] | None:
    """Return the noun that closes a list of counts: "3, 5 and 9 officers"."""
    s, at = scene.sentence, amount.end
    joins = s.language.numbers.joins
    if amount.quantity.kind is not Kind.COUNT or (s.word(at) != "," and s.word(at) not in joins):
        return None
    for _ in range(_LISTED):
        if s.word(at) != "," and s.word(at) not in joins:
            return None
        closing = s.word(at) in joins
        at += 1 if closing or s.word(at + 1) not in joins else 2
        following = next((other for other in scene.amounts_between(at, at + 1) if other.start == at), None)
        if following is None or following.quantity.kind is not Kind.COUNT:
            return None
        noun = find_counted(s, following, nouns)
        if noun is not None:
            return noun if closing or s.word(at - 1) in joins else None
        at = following.end
    return None


def _of_whole(s: Sentence, at: int, kind: Kind) -> tuple[int, int] | None:
    """Return what a share or a sum is of: "90 percent of all cases", "$3 billion in aid"."""
    linked = s.language.nouns.wholes if kind in (Kind.MONEY, Kind.RATE) else s.language.nouns.link
    if s.word(at) not in linked:
        return None if kind is Kind.RATE else find_noun(s, at)
    at += 1
    while s.word(at) in s.language.nouns.opening:
        at += 1
    if is_infinitive(s, at):  # "14 millones para dragar el puerto"
        return None
    noun = find_noun(s, at)
    owned = past_owner(s, noun[1]) if noun is not None else at
    return (
        find_noun(s, owned) or noun if noun is not None and owned > noun[1] else noun
    )  # "a tenth of the city's mills"


def _partitive(s: Sentence, amount: Amount, at: int) -> tuple[int, int] | None:
    """Return the noun behind "of": "900 of its members", "tens of thousands of women", not "42 of last year"."""
    owned = s.word(at) in s.language.nouns.articles
    noun = find_noun(s, at + owned)
    if noun is None or s.words[noun[0]] in s.language.time.units or _names_year(s, noun):
        return None
    same = s.language.time.same_period
    if same.match(s.words, at) is not None or same.match(s.words, noun[0]) is not None:
        return None  # "than the 1,204 of the same months"
    if s.language.nouns.heads_first and _stands_for_named(s, amount, noun):
        return None
    number = amount.number
    return noun if owned or number.vague or number.in_words or number.scale >= ELIDED_SCALE else None


def _names_year(s: Sentence, noun: tuple[int, int]) -> bool:
    """Tell the "FY" of "the 9.3 million of FY 2018"."""
    fiscal = s.language.time.fiscal.match(s.words, noun[0])
    return fiscal is not None and s.is_number(fiscal[0])


def _stands_for_named(s: Sentence, amount: Amount, noun: tuple[int, int]) -> bool:
    """Tell "los tres de la nota", which are things named before, from "tres de los agentes"."""
    led = s.word(amount.start - 1) in s.language.nouns.articles
    return led and amount.quantity.value > 1 and not is_plural(s, noun[0])
