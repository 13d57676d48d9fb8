"""How much speaks for two figures telling one fact, in points.

A gate says that a part differs; it cannot say how sure it is that two figures whose parts pass, are unknown or were
found far off tell one fact. The signs weighed here can: how peculiar the number is, how near each part stands to its
figure, and what the two sentences share besides. What each sign is worth stands in data/evidence.toml.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from decimal import Decimal
from functools import cached_property, lru_cache
from math import log

from ledger.compare.gates import Answers, Standing, same_origin
from ledger.compare.intervals import (
    amount,
    counted_digits,
    decimal_slip,
    difference,
    family,
    is_one_amount,
    magnitude_slip,
    significant_digits,
    swapped_digits,
)
from ledger.compare.retold import tell_one_thing, tells_no_more
from ledger.compare.words import Likeness, concepts, is_told_of, likeness
from ledger.lexicon.comparison import fold
from ledger.lexicon.evidence import Sign, load_weights
from ledger.model.figure import Basis, Figure
from ledger.model.finding import Gate
from ledger.model.period import Mode
from ledger.model.quantity import Kind

_RIGHT_BEHIND = 14  # characters of ", or about " or " in 2024 (" between an amount and its share
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_NAME = re.compile(r"(?<![.!?:\n“\"] )(?<!^)\b[^\W\d_a-zà-ÿ][\w'’-]+")  # a capital inside a sentence
_WORD = re.compile(r"[^\W\d_]+")
_SENTENCES = 65_536  # sentences remembered: each is held against many
_DAYS = timedelta(days=3)
_COPIED = 0.75  # share of the words of two sentences that one is copied from the other
_TELLING_SWAP = 4  # digits; of three two are swapped by chance now and then
_SMALL, _COMMON = 10, 100
_MOST_DIGITS = 5
_LONG = 3  # digits that two amounts a thousand times apart share
# Of these a small one is no commoner than a large one.
_PECULIAR = (
    Kind.MONEY,
    Kind.PERCENT,
    Kind.RATIO,
    Kind.RATE,
    Kind.SCORE,
    Kind.MULTIPLE,
)
_PECULIAR_MONEY, _PECULIAR_COUNT = 3, 4  # digits of an amount that hardly comes up of two things
_ALIKE = (Sign.SOME_WORDS, Sign.MOST_WORDS, Sign.NAMES, Sign.A_NUMBER, Sign.NUMBERS)
_TYING = 2  # amounts that two sentences share hardly by chance
_SOME, _MOST, _FEW = 0.3, 0.5, 3  # shares of the shorter sentence's words, and how many there must be
_TOLD_OF = (Kind.PERCENT, Kind.RATIO, Kind.MULTIPLE, Kind.DURATION)  # of so many things that only words tell of which
_NEAREST = 0.35
_NEAR, _CLOSE, _FAR = Decimal("0.3"), Decimal("0.1"), Decimal("0.6")
_NOUNS = {
    Likeness.SAME: Sign.NOUN_SAME,
    Likeness.NARROWER: Sign.NOUN_NARROWER,
    Likeness.AKIN: Sign.NOUN_AKIN,
    Likeness.DIFFERENT: Sign.NOUN_DIFFERENT,
}
_PLACES = (Sign.PLACE_NEAR, Sign.PLACE_PARAGRAPH, Sign.PLACE_FAR, Sign.PLACE_WITHIN, Sign.PLACE_DOUBTED)
_PERIODS = (Sign.PERIOD_NEAR, Sign.PERIOD_PARAGRAPH, Sign.PERIOD_FAR, Sign.PERIOD_WITHIN, Sign.PERIOD_DOUBTED)


@dataclass(frozen=True, slots=True)
class _Beside:
    """What stands in a figure's sentence besides the figure itself."""

    words: frozenset[str]
    names: frozenset[str]
    years: frozenset[str]


_Told = tuple[str, Decimal]
_NONE: frozenset[_Told] = frozenset()


@dataclass(slots=True)
class Trace:
    """What the verdict on a pair rests on besides the two documents.

    `closest` are the shares of which it was asked whether they are closest, with the answer; `elsewhere` tells whether
    it was looked for what other documents tell of the two amounts.
    """

    closest: list[tuple[Figure, Figure, bool]] = field(default_factory=list)
    elsewhere: bool = False


class Surroundings:
    """The other amounts of each figure's sentence: two sentences that share them tell one thing in two versions."""

    def __init__(self, figures: Iterable[Figure] = ()) -> None:
        """Gather the sentences of these figures; of a figure that is none of them nothing is known."""
        self.trace: Trace | None = None  # of the verdict that is being found, where somebody wants to know
        self._figures = [*figures]
        self._rarest: dict[str, list[str]] = {}
        self._weights: dict[str, float] = {}
        self._sentences: dict[tuple[str, int], list[tuple[int, int, _Told]]] = defaultdict(list)
        self._figures_of: dict[tuple[str, int], list[Figure]] = defaultdict(list)
        self._paragraphs: dict[tuple[str, int], set[_Told]] = defaultdict(set)
        for figure in self._figures:
            told = (_label(figure), amount(figure.quantity))
            if _digits(figure) > 1 and figure.paragraph is not None:
                self._paragraphs[figure.source.document, figure.paragraph].add(told)
            self._sentences[figure.source.document, figure.quote_span.start].append((*_ends(figure), told))
            self._figures_of[figure.source.document, figure.quote_span.start].append(figure)

    def beside(self, figure: Figure) -> frozenset[_Told]:
        """Return the other amounts of a figure's sentence."""
        sentence = self._sentences.get((figure.source.document, figure.quote_span.start), ())
        told = [told for start, _, told in sentence if start != figure.span.start]
        return frozenset(told) if told else _NONE

    def sentence(self, figure: Figure) -> list[Figure]:
        """Return the figures of a figure's sentence, its own too, in their order."""
        return self._figures_of.get((figure.source.document, figure.quote_span.start), [])

    def just_before(self, figure: Figure) -> _Told | None:
        """Return the amount that a share right behind it says again: "45 million, 13 percent"."""
        sentence = self._sentences.get((figure.source.document, figure.quote_span.start), ())
        near = (told for _, end, told in sentence if 0 <= figure.span.start - end <= _RIGHT_BEHIND)
        return next(near, None)

    def tie(self, one: Figure, other: Figure) -> bool:
        """Tell whether the sentences of two figures share two amounts, or a peculiar one: they tell of one thing.

        Amounts like the figures themselves do not count: a series shares them year by year.
        """
        shared = self._unlike(one, other)
        return len(shared) >= _TYING or any(_ties(kind, value) for kind, value in shared)

    def are_closest(self, one: Figure, other: Figure) -> bool:
        """Tell whether of two documents' shares each is the other's nearest by the words of its sentence.

        Words weigh by how few sentences hold them. Where a document tells the other's very share too, that is nearer.
        """
        if not (one.quantity.kind in _TOLD_OF and other.quantity.kind in _TOLD_OF):
            return False
        near = self._nearness(one, other)
        closest = near >= _NEAREST and all(
            self._leads(figure, against, near) for figure, against in ((one, other), (other, one))
        )
        if self.trace is not None:
            self.trace.closest.append((one, other, closest))
        return closest

    def rarest_words(self, figure: Figure, count: int) -> list[str]:
        """Return the words that say most of what a share, or a sum of money, is told of."""
        if figure.quantity.kind not in (*_TOLD_OF, Kind.MONEY):
            return []
        if figure.id not in self._rarest:
            self._rarest[figure.id] = sorted(_told_words(figure), key=lambda word: (self._told_in[word], word))
        return self._rarest[figure.id][:count]

    def _leads(self, figure: Figure, against: Figure, near: float) -> bool:
        """Tell whether no other share of a document is as near to a figure, and none tells it again."""
        rivals = self._shares.get(against.source.document, ())
        return not any(
            is_one_amount(rival.quantity, figure.quantity) or self._nearness(figure, rival) > near
            for rival in rivals
            if rival is not against and family(rival.quantity) == family(figure.quantity)
        )

    def _nearness(self, one: Figure, other: Figure) -> float:
        """Return how much of the words of two sentences is shared, 0 to 1, each weighed by its rarity."""
        here, there = _told_words(one), _told_words(other)
        if not (shared := here & there):
            return 0.0
        both, own, its = (sum(self._weight(word) for word in words) for words in (shared, here, there))
        return both / (own * its) ** 0.5 if own and its else 0.0

    def _weight(self, word: str) -> float:
        """Return what a word says of its sentence: more the fewer sentences hold it."""
        if word not in self._weights:
            self._weights[word] = (1 + log((len(self._sentences) + 1) / (self._told_in[word] + 0.5))) ** 2
        return self._weights[word]

    @cached_property
    def _told_in(self) -> Counter[str]:
        """The number of sentences that hold each word."""
        quotes = {(figure.source.document, figure.quote_span.start): figure.quote for figure in self._figures}
        return Counter(word for quote in quotes.values() for word in concepts(quote))

    @cached_property
    def _shares(self) -> dict[str, list[Figure]]:
        """The shares and multiples of each document."""
        found: dict[str, list[Figure]] = defaultdict(list)
        for figure in self._figures:
            if figure.quantity.kind in _TOLD_OF and not figure.quantity.vague:
                found[figure.source.document].append(figure)
        return found

    def share_paragraph(self, one: Figure, other: Figure) -> bool:
        """Tell whether equal counts or sums stand in paragraphs that share another amount: one thing twice told."""
        if one.quantity.kind is not other.quantity.kind or one.quantity.kind not in (Kind.COUNT, Kind.MONEY):
            return False
        if amount(one.quantity) != amount(other.quantity) or one.source.document == other.source.document:
            return False
        here, there = (
            self._paragraphs.get((figure.source.document, figure.paragraph or 0), set()) for figure in (one, other)
        )
        return bool((here & there) - {(_label(one), amount(one.quantity))})

    def retell(self, one: Figure, other: Figure) -> bool:
        """Tell whether two sentences with one peculiar amount share others too: one series told in two texts."""
        if amount(one.quantity) != amount(other.quantity) or _digits(one) < _LONG:
            return False
        shared = len(self.beside(one) & self.beside(other))
        return shared >= _TYING or (bool(shared) and _digits(one) >= _MOST_DIGITS)

    def bind(self, one: Figure, other: Figure) -> bool:
        """Tell whether the sentences of two figures share two amounts of another kind: they tell it alike."""
        return len(self._unlike(one, other)) >= _TYING

    def _unlike(self, one: Figure, other: Figure) -> frozenset[_Told]:
        own = {_label(one), _label(other)}
        return frozenset(told for told in self.beside(one) & self.beside(other) if told[0] not in own)


def _told_words(figure: Figure) -> frozenset[str]:
    return _beside(figure).words | concepts(figure.noun or "")


def _ends(figure: Figure) -> tuple[int, int]:
    return figure.span.start, figure.span.end


def _label(figure: Figure) -> str:
    """Return what kind of amount a figure is: a share, a count, money of a currency."""
    return f"money {figure.quantity.unit}" if figure.quantity.kind is Kind.MONEY else family(figure.quantity)


def _ties(label: str, value: Decimal) -> bool:
    return len(significant_digits(value)) >= (_PECULIAR_MONEY if label.startswith("money") else _PECULIAR_COUNT)


UNKNOWN = Surroundings()


def points_of_agreement(one: Figure, other: Figure, answers: Answers, around: Surroundings = UNKNOWN) -> int:
    """Return how much speaks for two equal amounts telling one fact."""
    digits = min(_digits(one), _digits(other), _MOST_DIGITS)
    points = load_weights().points
    peculiar = points[Sign.SMALL] if _is_small(one, other) else digits * points[Sign.DIGIT]
    common = max(abs(amount(one.quantity)), abs(amount(other.quantity))) < _COMMON
    near = points[Sign.PARAGRAPH_NUMBER] if around.share_paragraph(one, other) else 0
    return peculiar + near + _sum(_signs(one, other, answers, nouns=common)) + _sum(_of_numbers(one, other, around))


def points_of_conflict(one: Figure, other: Figure, answers: Answers, around: Surroundings = UNKNOWN) -> int:
    """Return how much speaks for two amounts that do not meet being told of one fact."""
    return _sum(_apart(one, other, around)) + points_of_one_thing(one, other, answers, around)


def points_of_one_thing(one: Figure, other: Figure, answers: Answers, around: Surroundings = UNKNOWN) -> int:
    """Return how much speaks for two figures being about one thing, whatever their amounts."""
    return _sum(_signs(one, other, answers, nouns=True)) + _sum(_of_numbers(one, other, around))


def tells_alike(one: Figure, other: Figure, around: Surroundings) -> bool:
    """Tell whether the rest of two sentences, or of their paragraphs, tells of one thing, beyond a name."""
    if around.share_paragraph(one, other):
        return True
    return any(sign in _ALIKE for sign in (*_of_sentences(one, other), *_of_numbers(one, other, around)))


def share_most_words(one: Figure, other: Figure) -> bool:
    """Tell whether two sentences share most of the shorter one's words, and two names and more."""
    return {Sign.MOST_WORDS, Sign.NAMES} <= {*_of_sentences(one, other)}


def is_peculiar(figure: Figure) -> bool:
    """Tell whether an amount has three digits and more: hardly told of two things."""
    return _digits(figure) >= _LONG


def is_slip(one: Figure, other: Figure) -> bool:
    """Tell whether a slip of the pen turns one amount into the other: digits swapped, or thousands lost."""
    first, second = one.quantity, other.quantity
    return swapped_digits(first, second) is not None or magnitude_slip(first, second) is not None


def is_telling_slip(one: Figure, other: Figure) -> bool:
    """Tell whether a slip is hardly chance: thousands lost, or two digits swapped of four and more."""
    if magnitude_slip(one.quantity, other.quantity) is not None:
        counted = one.quantity.kind is Kind.COUNT  # 33 dead are counted, and no slip for 32,946
        return min(_digits(one), _digits(other)) >= (_LONG if counted else _LONG - 1)
    return swapped_digits(one.quantity, other.quantity) is not None and _counted(one) >= _TELLING_SWAP


def is_long_swap(one: Figure, other: Figure) -> bool:
    """Tell whether two digits of five and more are swapped: so hardly chance that a place may be read amiss.

    Of four digits where both name one thing, and not each its year: a series has such neighbours.
    """
    fewest = min(_counted(one), _counted(other))
    if fewest < _TELLING_SWAP or swapped_digits(one.quantity, other.quantity) is None:
        return False
    dated = all(_YEAR.search(figure.quote) for figure in (one, other))
    return fewest >= _MOST_DIGITS or (likeness(one, other) is Likeness.SAME and not dated)


def _sum(signs: Iterable[Sign]) -> int:
    points = load_weights().points
    return sum(points[sign] for sign in signs)


def _apart(one: Figure, other: Figure, around: Surroundings = UNKNOWN) -> Iterator[Sign]:
    apart = difference(one.quantity, other.quantity)
    if is_slip(one, other):
        yield Sign.SLIP
        if magnitude_slip(one.quantity, other.quantity) is not None and min(_digits(one), _digits(other)) >= _LONG:
            yield Sign.LONG_SLIP
    if apart < _NEAR:
        yield Sign.NEAR
    if apart < _CLOSE:
        yield Sign.CLOSE
    if (one.change is None) == (other.change is None) and around.are_closest(one, other):
        yield Sign.CLOSEST
    if _are_apposed(one, other, around):
        yield Sign.APPOSED
    if _are_of_one_event(one, other):
        yield Sign.ONE_EVENT
    if decimal_slip(one.quantity, other.quantity) and max(_digits(one), _digits(other)) > 1:
        yield Sign.DECIMAL_SLIP
    elif apart > _FAR and not is_slip(one, other):
        yield Sign.FAR_APART
    if _is_small(one, other):
        yield Sign.SMALL
    if not (one.noun and other.noun) and not is_told_of(one, other):
        yield Sign.NOUN_UNKNOWN
    if _is_one_digit_off(one, other):
        yield Sign.DIGIT_OFF
    if stand_in_one_spot(one, other):
        yield Sign.ONE_SPOT
    elif are_retold(one, other):
        yield Sign.RETOLD
    if _name_two_sources(one, other):
        yield Sign.TWO_SOURCES
    if (
        any(map(_is_loose_event, (one, other)))
        and not is_telling_slip(one, other)
        and not _are_pinned(one, other, around)
    ):
        yield Sign.LOOSE_EVENT


def _are_apposed(one: Figure, other: Figure, around: Surroundings) -> bool:
    """Tell whether two texts tell one amount, and right behind it each figure: its worth, or its share of a whole."""
    first, second = around.just_before(one), around.just_before(other)
    if first is None or first != second or one.source.document == other.source.document:
        return False
    return len(significant_digits(first[1])) > 1 and first[0] != _label(one)


def _are_of_one_event(one: Figure, other: Figure) -> bool:
    """Tell whether two texts tell one noun of one day and of a place smaller than a country."""
    if one.source.document == other.source.document or likeness(one, other) is not Likeness.SAME:
        return False
    here, there = one.place, other.place
    placed = here is not None and there is not None and here.name == there.name and bool(here.within)
    dated = one.period.mode is other.period.mode is Mode.POINT and one.period.start == other.period.start is not None
    near = all(figure.basis_of("period") in (Basis.TEXT, Basis.SENTENCE) for figure in (one, other))
    return placed and dated and near


def _name_two_sources(one: Figure, other: Figure) -> bool:
    """Tell whether two texts name, in the very sentences, two bodies that count in one place and time."""
    if one.source.document == other.source.document or not (one.attribution and other.attribution):
        return False
    near = all(figure.basis_of("attribution") in (Basis.TEXT, Basis.SENTENCE) for figure in (one, other))
    alike = one.place == other.place is not None and one.period == other.period
    return near and alike and not same_origin(one, other)


def _are_pinned(one: Figure, other: Figure, around: Surroundings) -> bool:
    """Tell whether two figures are of one event, or one state.

    So they are where in one place, no country, they stand beside one other number; or where of one day two sentences
    share their names, and the one says nothing that the other does not.
    """
    here, there = one.place, other.place
    placed = here is not None and there is not None and here.name == there.name and bool(here.within)
    if placed and around.beside(one) & around.beside(other):
        return True
    if are_retold(one, other) and _said_together(one, other):
        return True
    named = len(_beside(one).names & _beside(other).names) > 1
    return named and one.period.stated and one.period == other.period and tells_no_more(one, other)


def are_retold(one: Figure, other: Figure) -> bool:
    """Tell whether two texts say one thing of something named, each in a clause that says no more than the other's."""
    return bool(_beside(one).names & _beside(other).names) and tell_one_thing(one, other)


def _said_together(one: Figure, other: Figure) -> bool:
    """Tell whether two texts were written within days: two events so like each other are one."""
    first, second = one.source.published, other.source.published
    return first is not None and second is not None and abs(first - second) <= _DAYS


def _is_one_digit_off(one: Figure, other: Figure) -> bool:
    """Tell whether two long numbers differ in one digit: 160,050 and 163,050."""
    first, second = (significant_digits(amount(figure.quantity)) for figure in (one, other))
    long = len(first) == len(second) >= _MOST_DIGITS
    return long and sum(a != b for a, b in zip(first, second, strict=True)) == 1


def words_in_common(one: Figure, other: Figure) -> float:
    """Return the share of the longer sentence's words that both sentences hold; of a few words it says nothing."""
    here, there = _beside(one).words, _beside(other).words
    common = len(here & there)
    return common / max(len(here), len(there)) if common >= _FEW else 0.0


def stand_in_one_spot(one: Figure, other: Figure) -> bool:
    """Tell whether two documents' sentences are near copies, and the figures stand between the same words."""
    return one.quote != other.quote and are_copies(one, other) and next_to(one, 2) == next_to(other, 2)


def are_copies(one: Figure, other: Figure) -> bool:
    """Tell whether the sentences of two documents are one, or near copies."""
    if one.source.document == other.source.document:
        return False
    return one.quote == other.quote or words_in_common(one, other) >= _COPIED


def next_to(figure: Figure, words: int) -> tuple[str, ...]:
    """Return so many words of the sentence before a figure and after it."""
    at = figure.span.start - figure.quote_span.start
    before, after = figure.quote[:at], figure.quote[at + len(figure.surface) :]
    return (*_WORD.findall(before)[-words:], "", *_WORD.findall(after)[:words])


def _is_loose_event(figure: Figure) -> bool:
    """Tell whether a figure counts what happened on a day that is not told beside it, or somewhere in a country."""
    if figure.quantity.kind is not Kind.COUNT or figure.period.mode is not Mode.POINT:
        return False
    return figure.basis_of("period") in _OFF or not (figure.place and figure.place.within)


def _signs(one: Figure, other: Figure, answers: Answers, *, nouns: bool) -> Iterator[Sign]:
    yield from _of_measure(one, other, nouns=nouns)
    yield from _of_place(one, other, answers)
    yield from _of_period(one, other, answers)
    yield from _of_population(answers)
    yield from _of_sentences(one, other)
    if one.source.document == other.source.document:
        yield Sign.ONE_DOCUMENT
        if one.paragraph == other.paragraph:
            yield Sign.ONE_PARAGRAPH
        if one.quote_span == other.quote_span:
            yield Sign.ONE_SENTENCE


def _of_measure(one: Figure, other: Figure, *, nouns: bool) -> Iterator[Sign]:
    """Of equal amounts, but for common ones, only what differs says something: a count is told under many words."""
    if (one.noun and other.noun) or is_told_of(one, other):
        sign = _NOUNS[likeness(one, other)]
        if nouns or sign is Sign.NOUN_DIFFERENT:
            yield sign
    if one.measure and other.measure:
        if one.measure != other.measure:
            yield Sign.MEASURE_DIFFERENT
        elif nouns:
            yield Sign.MEASURE_SAME


def _of_place(one: Figure, other: Figure, answers: Answers) -> Iterator[Sign]:
    if one.place is None or other.place is None:
        yield Sign.PLACE_UNKNOWN
    else:
        yield _sign(answers[Gate.PLACE].standing, _farthest(one, other, "place"), _PLACES)


def _of_period(one: Figure, other: Figure, answers: Answers) -> Iterator[Sign]:
    if not one.period.stated or not other.period.stated:
        yield Sign.PERIOD_LEFT_OUT if one.period.stated or other.period.stated else Sign.PERIOD_UNKNOWN
    else:
        yield _sign(answers[Gate.PERIOD].standing, _farthest(one, other, "period"), _PERIODS)
        if answers[Gate.PERIOD].standing is Standing.SAME and all(map(_tells_change, (one, other))):
            yield Sign.BASE_SAME


def _tells_change(figure: Figure) -> bool:
    """Tell whether a figure is a multiple or a change in percent, told from when to when in its own sentence."""
    if figure.basis_of("period") in (Basis.PARAGRAPH, *_OFF):
        return False
    rises = figure.change is not None and figure.quantity.kind is Kind.PERCENT
    return rises or figure.quantity.kind is Kind.MULTIPLE


def _sign(standing: Standing, basis: Basis, signs: tuple[Sign, Sign, Sign, Sign, Sign]) -> Sign:
    near, paragraph, far, within, doubted = signs
    if standing in (Standing.DOUBTED, Standing.APART):
        return doubted
    if standing in (Standing.FIRST_WITHIN, Standing.SECOND_WITHIN):
        return within
    if standing is Standing.ASSUMED:
        return far
    return {Basis.TEXT: near, Basis.SENTENCE: near, Basis.PARAGRAPH: paragraph}.get(basis, far)


_FROM_NEAR = tuple(Basis)
_OFF = (Basis.SECTION, Basis.DOCUMENT)


def _farthest(one: Figure, other: Figure, part: str) -> Basis:
    return max((figure.basis_of(part) for figure in (one, other)), key=_FROM_NEAR.index)


def _of_population(answers: Answers) -> Iterator[Sign]:
    standing = answers[Gate.POPULATION].standing
    if standing is Standing.DOUBTED:
        yield Sign.POPULATION_APART
    elif standing is not Standing.SAME:
        yield Sign.POPULATION_WITHIN


def _of_numbers(one: Figure, other: Figure, around: Surroundings) -> Iterator[Sign]:
    """Tell of the other amounts that both sentences hold; one sentence holds them all."""
    if one.source.document == other.source.document and one.quote_span == other.quote_span:
        return
    if shared := len(around.beside(one) & around.beside(other)):
        yield Sign.NUMBERS if shared > 1 else Sign.A_NUMBER


def _of_sentences(one: Figure, other: Figure) -> Iterator[Sign]:
    here, there = _beside(one), _beside(other)
    common, shorter = len(here.words & there.words), min(len(here.words), len(there.words))
    if common >= _FEW and common >= _SOME * shorter:
        yield Sign.MOST_WORDS if common >= _MOST * shorter else Sign.SOME_WORDS
    if names := len(here.names & there.names):
        yield Sign.NAMES if names > 1 else Sign.A_NAME
    if here.years & there.years:
        yield Sign.YEAR_SAME
    elif here.years and there.years:
        yield Sign.YEARS_APART


def _beside(figure: Figure) -> _Beside:
    at = figure.span.start - figure.quote_span.start
    return _beside_words(figure.quote, at, at + len(figure.surface))


@lru_cache(_SENTENCES)
def _beside_words(quote: str, start: int, end: int) -> _Beside:
    rest = f"{quote[:start]} {quote[end:]}"
    return _Beside(
        words=concepts(rest),
        names=_names(quote),
        years=frozenset(_YEAR.findall(quote)),
    )


def _names(quote: str) -> frozenset[str]:
    """Return the names in a sentence; in a heading, where every word has a capital, none can be told."""
    found = _NAME.findall(quote)
    return frozenset(map(fold, found)) if 2 * len(found) < len(_WORD.findall(quote)) else frozenset()


def _digits(figure: Figure) -> int:
    return len(significant_digits(amount(figure.quantity)))


def _counted(figure: Figure) -> int:
    """Return how many digits of an amount are told one by one: four of 1,780 guards."""
    return len(counted_digits(figure.quantity))


def _is_small(one: Figure, other: Figure) -> bool:
    """Tell whether an amount comes up everywhere: two countries, three years."""
    return one.quantity.kind not in _PECULIAR and min(abs(amount(one.quantity)), abs(amount(other.quantity))) < _SMALL
