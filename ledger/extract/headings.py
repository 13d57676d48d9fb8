"""What the heading over a column, and the title of a table, tell of the amounts below."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from ledger.extract.column_quarters import quarter, quarter_of
from ledger.extract.context import Scene
from ledger.extract.digits import Habit, UnreadableNumberError
from ledger.extract.measures import NO_CUES, TopicCues, find_cues, find_topic, main_topic
from ledger.extract.mentions import country_of
from ledger.extract.moments import year_of
from ledger.extract.numbers import THOUSANDS, read_number
from ledger.extract.outline import WORDS
from ledger.extract.periods import find_times
from ledger.extract.places import find_places
from ledger.extract.plain_tables import Labels, Row
from ledger.extract.table_units import is_note_mark, read_table_unit, scale_told, without_unit
from ledger.extract.tokens import DASHES, Sentence
from ledger.lexicon.languages import Language
from ledger.lexicon.phrases import fold, split_words
from ledger.lexicon.places import Level, Places
from ledger.lexicon.topics import Measure, Topic
from ledger.lexicon.units import Currency
from ledger.lexicon.vocabulary import Lexicon
from ledger.model.figure import Place
from ledger.model.period import Period
from ledger.model.quantity import Kind, Quantity
from ledger.model.span import Span

_FEWEST_INHABITANTS = 100
_DECEMBER = 12
_SOME_DAY = date(2000, 12, 31)  # against which a month without a year is read, where only that it is one matters
_SHARE = re.compile(r"(?:100(?:[.,]0{1,2})?|\d{1,2}(?:[.,]\d{1,2})?)(?![\d.,]\d|\d)")
_FEW_PLACES = 4  # columns of so many places are a choice; of more they are mostly all the country has
_PARTING = frozenset(",.:;–—(")  # between the parts of a title
_SEVERAL = 2  # columns of years, beside which the title's time is none of another's
_ENDS = 2  # of a stretch of time
_LABEL = 2  # tokens of "Table 1"
_RAISED = frozenset("ªº")  # marks of a note: "2020ª"
_APOSTROPHES = frozenset("'’‘")
_WIDTH = {Level.COUNTRY: 0, Level.AREA: 1, Level.REGION: 2, Level.CITY: 3, Level.CAPITAL: 4}


class Heading(NamedTuple):
    """Kind, scale, currency, period, noun and measure of a column of amounts; None where nothing is told."""

    kind: Kind | None = None
    per: str | None = None
    scale: Decimal = Decimal(1)
    currencies: tuple[Currency, ...] = ()
    unit: tuple[Kind, str] | None = None
    period: Period | None = None
    noun: str | None = None
    place: Place | None = None
    cues: TopicCues = NO_CUES
    title_cues: TopicCues = NO_CUES
    is_beside: bool = False  # it names what tables set beside what they count: the population

    @property
    def silent(self) -> bool:
        """Tell whether neither heading nor title speaks of any topic."""
        return not (self.cues or self.title_cues)

    def measure(self, kind: Kind) -> Measure | None:
        """Return the measure that the heading tells for amounts of a kind, else the title."""
        return find_topic(self.cues, kind) or self._told_by_title(kind) or find_topic(self._left_open, kind)

    def _told_by_title(self, kind: Kind) -> Measure | None:
        """Return the measure that the heading names and the title tells: "Police" under "Homicides, police killed"."""
        acts = {measure for cue in self.title_cues.acts for measure in cue.measures}
        named = [measure for cue in self.cues.nouns for measure in cue.measures]
        return next((one for one in named if one in acts and kind in one.kinds and not one.general), None)

    @property
    def _left_open(self) -> TopicCues:
        """The words of the title, where the heading names nothing that the title's own measure does not count."""
        if self.is_beside:
            return NO_CUES
        told = find_topic(self.title_cues)
        nouns = self.cues.nouns
        other = nouns and told is not None and not any(told.topic == cue.topic.key for cue in nouns)
        return NO_CUES if other else self.title_cues

    @property
    def topic(self) -> Topic | None:
        """The topic that the heading speaks of or counts things of, else the title."""
        counted = next((cue.topic for cue in self.cues.counted), None)
        return main_topic([self.cues]) or counted or (None if self.is_beside else main_topic([self.title_cues]))

    def applied(self, quantity: Quantity) -> Quantity:
        """Return the amount in the unit and scale of the heading; what the cell itself says stands."""
        if quantity.kind is not Kind.COUNT:
            return quantity
        if self.kind is Kind.PERCENT:
            return replace(quantity, kind=Kind.PERCENT, unit="percent")
        if self.kind is Kind.RATE:
            return replace(quantity, kind=Kind.RATE, per=self.per)
        if self.unit is not None:
            quantity = replace(quantity, kind=self.unit[0], unit=self.unit[1])
        if self.scale == 1 and not self.currencies:
            return quantity
        low, high = (None if end is None else end * self.scale for end in (quantity.low, quantity.high))
        kind = Kind.MONEY if self.currencies else quantity.kind
        value, step = quantity.value * self.scale, quantity.step * self.scale
        return replace(quantity, kind=kind, value=value, low=low, high=high, step=step)


def read_heading(heading: str, title: str, scene: Scene, lexicon: Lexicon, habit: Habit) -> Heading:
    """Read the heading over an amount, with the table's title for what it leaves open."""
    row, language = scene.row, scene.sentence.language
    if row is not None and not any(word.isalpha() for word in split_words(heading)):
        title = _left_open(title, tuple(other for _, other in row.cells), language)
    found = _read(heading, title, language, lexicon, habit)
    if row is not None and found.title_cues:
        own = _own_part(title, heading, tuple(other for _, other in row.cells if other != heading), language)
        found = found._replace(title_cues=find_cues(_sentence(own, language), lexicon.topic_words))
    number = quarter_of(heading, (other for _, other in row.cells), language) if row is not None else None
    if row is not None and number is not None:
        noun = without_unit(title, language, lexicon.units) or None
        found = found._replace(period=_quarter(row, number, heading, language, lexicon), noun=noun)
    if row is not None and _is_told_by_label(row, found, heading, language, lexicon, habit):
        found = _labelled_by(row, found, title, language, lexicon, habit)
    if row is not None and found.kind is None and found.scale == 1 and not found.currencies:
        scaled = _noted_scale(row.note, language, lexicon) if row.note else None
        labelled = _scale(_sentence(row.labelled, language), lexicon)  # "Spending (million pesos)" over the labels
        found = _scaled(found, heading, scaled or labelled, language)
    if row is not None and not _is_scaled(found):
        found = _counted_in(row, found, heading, title, language, lexicon, habit)
    if row is not None and not found.cues and _is_derived(heading, found.kind, language):
        found = found._replace(cues=_cues_before(heading, row, title, language, lexicon, habit))
    period = found.period or (_label_period(row.label, row.title, language, lexicon) if row else None)
    if row is not None and period is None:
        beside = (other for _, other in row.cells if not _is_change(other, language))  # "Change on 2021"
        dated = [one for other in beside if (one := _read(other, title, language, lexicon, habit).period)]
        whole, reckoned = lexicon.places.words[language.code].wholes, _is_derived(heading, found.kind, language)
        period = _derived_period(heading, dated, language, whole, reckoned=reckoned)
        titled = _title_period(title, scene.published, language, lexicon)
        if len(dated) == 1 and titled is not None and not reckoned and year_of(titled) != year_of(dated[0]):
            period = titled  # "Arrests", beside "2021", under "Arrests by region, 2022"
        if period is None and not whole.isdisjoint(split_words(row.label)):  # "Total" below "2019" and "2020"
            above = [_label_period(label, row.title, language, lexicon) for label in row.beside]
            period = _derived_period(row.label, [one for one in above if one], language, whole, reckoned=False)
        if period is None and len(dated) < _SEVERAL:
            told = (_title_period(over, scene.published, language, lexicon) for over in (title, row.note))
            period = next((one for one in told if one is not None), None)
    return found if period is found.period else found._replace(period=period)


def _is_told_by_label(
    row: Row, column: Heading, heading: str, language: Language, lexicon: Lexicon, habit: Habit
) -> bool:
    """Tell whether a row's label says what is counted in it: "Police killed" under "2019".

    Places, years and "Total" do not, and no label does beside a heading that says it itself.
    """
    if column.cues:
        return False
    silent = column.kind is not None or quarter_of(heading, (other for _, other in row.cells), language) is not None
    own_words = [] if silent else _own_words(heading, language, lexicon)[0]
    said = frozenset(map(fold, own_words))
    named = frozenset(split_words(row.label)) - lexicon.places.words[language.code].wholes
    blank = language.nouns.column_blanks | language.numbers.rate_words
    if any(word.isalpha() for word in said - blank) or not any(word.isalpha() for word in named):
        return False
    if _is_of_places(row, language, lexicon.places):
        return False
    own = _read(row.label, "", language, lexicon, habit)
    return own.place is None and not _is_time(row.label, language, lexicon)


def _is_of_places(row: Row, language: Language, places: Places) -> bool:
    """Tell whether the labels of a table are places: the heading over them says so, "Province", or most of them are."""
    named, known = _all_labelled(row.beside, language, (), places)
    over = {fold(word) for word in WORDS.findall(f"{row.labelled} {row.label}")}
    return known * 2 >= len(named) or named.get(row.label) is not None or not over.isdisjoint(places.nouns)


def _labelled_by(row: Row, column: Heading, title: str, language: Language, lexicon: Lexicon, habit: Habit) -> Heading:
    """Return what a label and a column tell together.

    A label that names a measure or a unit, or stands under "Indicator" or no title, says it alone; another says which
    part of the title's it is: "Complaints by subject: excessive force".
    """
    own = _read(row.label, title, language, lexicon, habit)
    bare = _read(row.label, "", language, lexicon, habit)
    measured = find_topic(bare.cues) is not None or _is_scaled(bare)
    indicated = not language.nouns.row_heads.isdisjoint(split_words(row.labelled))
    if title and not (measured or indicated):
        return column._replace(noun=f"{without_unit(title, language, lexicon.units)}: {row.label}", cues=own.cues)
    kind, per = (own.kind, own.per) if column.kind is None else (column.kind, column.per)
    period = _label_period(row.label, title, language, lexicon) or column.period or own.period
    return own._replace(kind=kind, per=per, period=period, place=column.place)


def _is_scaled(heading: Heading) -> bool:
    """Tell whether a heading says in what is counted."""
    return bool(heading.kind or heading.currencies or heading.unit) or heading.scale != 1


@lru_cache(maxsize=64)
def _left_open(title: str, headings: tuple[str, ...], language: Language) -> str:
    """Return the part of a title that columns headed by years alone are of: what no other column is named by.

    Of "Table 1. Complaints and deaths, 2022" beside a column "Deaths" the others are of complaints.
    """
    s = _sentence(title, language)
    named = _words_of(headings, language)
    told = _parts_of(s)
    left = [part for part in told if named.isdisjoint(s.words[at] for at in part)]
    return s.text[s.starts[left[0][0]] : s.ends[left[0][-1]]] if left and len(left) < len(told) else title


@lru_cache(maxsize=256)
def _own_part(title: str, heading: str, headings: tuple[str, ...], language: Language) -> str:
    """Return the part of a title that names a column, where another part names another: "Inmates and deaths"."""
    s = _sentence(title, language)
    own, others = (_words_of(names, language) for names in ((heading,), headings))
    parts = [(frozenset(s.words[at] for at in part), part) for part in _parts_of(s)]
    mine = [part for words, part in parts if words & own]
    apart = any(words & (others - own) and not words & own for words, _ in parts)
    return s.text[s.starts[mine[0][0]] : s.ends[mine[0][-1]]] if len(mine) == 1 and apart else title


def _words_of(headings: Sequence[str], language: Language) -> frozenset[str]:
    words = (word for heading in headings for word in split_words(heading) if word.isalpha())
    return frozenset(words) - language.nouns.stops - language.nouns.link - language.nouns.column_blanks


def _parts_of(s: Sentence) -> list[list[int]]:
    """Return the tokens of each part of a title but its number: "Table 1. | Complaints | and | deaths, | 2022"."""
    parts: list[list[int]] = [[]]
    for at, word in enumerate(s.words):
        if word in _PARTING or word in s.language.numbers.joins:
            parts.append([])
        else:
            parts[-1].append(at)
    return [part for part in parts[_labels(s, parts) :] if any(s.is_word(at) for at in part)]


def _labels(s: Sentence, parts: list[list[int]]) -> int:
    """Return how many parts only number a title: "Table 1."."""
    first = parts[0]
    return int(len(parts) > 1 and len(first) == _LABEL and s.is_number(first[-1]))


@lru_cache(maxsize=64)
def _noted_scale(note: str, language: Language, lexicon: Lexicon) -> tuple[Decimal, tuple[Currency, ...]] | None:
    """Return scale and currency of a note above a table: "Figures in millions of pesos, as of 31 March."."""
    s = _sentence(note, language)
    linked = (at for at in range(1, len(s.words)) if s.words[at - 1] in language.numbers.scale_links)
    return _scale(s, lexicon) if any(s.words[at] in language.numbers.vague for at in linked) else None


def _scaled(
    found: Heading, heading: str, scaled: tuple[Decimal, tuple[Currency, ...]] | None, language: Language
) -> Heading:
    """Return a column in the scale of the table's note, but for one of things that are counted: "Beds"."""
    words = split_words(heading)
    counted = bool(words) and words[-1].endswith(language.nouns.plural_endings)
    if scaled is None or (counted and language.numbers.money_tellers.isdisjoint(words)):
        return found
    return found._replace(scale=scaled[0], currencies=scaled[1])


def _quarter(row: Row, number: int, heading: str, language: Language, lexicon: Lexicon) -> Period | None:
    """Return the days of a column that is of a quarter: of its own year, the title's, or that of another column."""
    over = (_own_words(other, language, lexicon)[1] for _, other in row.cells)
    told = [
        _own_words(heading, language, lexicon)[1],
        _title_period(row.title, None, language, lexicon),
        _title_period(row.labelled, None, language, lexicon),
        *{period.start: period for period in over if period is not None}.values(),
    ]
    year = next((year_of(period) for period in told if period is not None), None)
    return quarter(number, year, heading) if year is not None else None


def _counted_in(
    row: Row, found: Heading, heading: str, title: str, language: Language, lexicon: Lexicon, habit: Habit
) -> Heading:
    """Return a column in the unit that the table's note or title tells of all: "Area burnt (thousand hectares)".

    Shares, at most 100, and rates are told by the title only where no column says that it is the one of them.
    """
    over = (read_table_unit(text, language, lexicon.units) for text in (row.note, title, row.title))
    told = next((one for one in over if one is not None), None)
    if told is None or told.kind is Kind.MONEY or _is_derived(heading, found.kind, language):
        return found
    others = {_read(other, "", language, lexicon, habit).kind for _, other in row.cells}
    if told.kind is Kind.RATE:
        kind, per = _kind(_sentence(title, language), habit) if others == {None} else (None, None)
        return found._replace(kind=kind, per=per) if kind is Kind.RATE else found
    if told.kind is Kind.PERCENT:
        shares = others == {None} and all(_is_share(cell.text) for cell, _ in row.cells if cell.is_amount)
        return found._replace(kind=Kind.PERCENT) if shares else found
    return found._replace(scale=told.scale, unit=(told.kind, told.unit) if told.unit else None)


def _is_share(amount: str) -> bool:
    """Tell an amount of at most 100, however it is written: "51.3", "100,0"."""
    return _SHARE.match(amount.strip("+-−– ")) is not None


@lru_cache(maxsize=256)
def _label_period(label: str, title: str, language: Language, lexicon: Lexicon) -> Period | None:
    """Return the first time that the label of a row tells, "2019", a day or month in the year of the title."""
    over = _title_period(title, None, language, lexicon) if title else None
    first, last = (over.start, over.end) if over is not None else (None, None)
    in_year = first is not None and last is not None and last <= date(first.year + 1, 1, 1)
    when = date(first.year, _DECEMBER, 31) if first is not None and in_year else None
    times = find_times(_sentence(label, language), when, lexicon.units, over)
    return next((time.period for time in times if time.period.stated), None)


@lru_cache(maxsize=256)
def _is_time(label: str, language: Language, lexicon: Lexicon) -> bool:
    """Tell a label that is nothing but a time, of whatever year: "February", "2019", "1 May"."""
    s = _sentence(label, language)
    told = {at for time in find_times(s, _SOME_DAY, lexicon.units) for at in range(time.start, time.end)}
    return bool(told) and all(at in told for at in range(len(s.words)) if s.is_word(at) or s.is_number(at))


@lru_cache(maxsize=256)
def _is_derived(heading: str, kind: Kind | None, language: Language) -> bool:
    """Tell whether a heading only names what was reckoned from another column: "Rate", "Change (%)"."""
    numbers = language.numbers
    reckoned = numbers.rate_words | numbers.increase_words | numbers.decrease_words | numbers.difference_words
    words = split_words(heading)
    return kind in (Kind.PERCENT, Kind.RATE) or not (reckoned | language.time.change_nouns).isdisjoint(words)


def _is_change(heading: str, language: Language) -> bool:
    """Tell whether a heading is over what changed since a year, of which no other column is."""
    numbers = language.numbers
    words = numbers.increase_words | numbers.decrease_words | numbers.difference_words | language.time.change_nouns
    return not words.isdisjoint(split_words(heading))


def _cues_before(heading: str, row: Row, title: str, language: Language, lexicon: Lexicon, habit: Habit) -> TopicCues:
    """Return what the nearest column to the left speaks of."""
    headings = [other for _, other in row.cells]
    left = headings[: headings.index(heading)] if heading in headings else []
    found = (_read(other, title, language, lexicon, habit).cues for other in reversed(left))
    return next((cues for cues in found if cues), NO_CUES)


@lru_cache(maxsize=256)
def _title_period(title: str, published: date | None, language: Language, lexicon: Lexicon) -> Period | None:
    """Return the one time that a title tells: "Table 2. Homicides and convictions, 2018"."""
    s = _sentence(title, language)
    told = [time for time in find_times(s, published, lexicon.units) if time.period.stated]
    if len(told) == _ENDS and told[0].end + 1 == told[1].start and s.words[told[0].end] in DASHES:
        first, last = (time.period for time in told)  # "June 2021 – May 2022"
        if first.start and last.end and first.start < last.end:
            return Period(first.start, last.end, s.text[s.starts[told[0].start] : s.ends[told[1].end - 1]], last.mode)
    return told[0].period if len(told) == 1 else None


def _derived_period(
    heading: str, columns: list[Period], language: Language, whole: frozenset[str], *, reckoned: bool
) -> Period | None:
    """Return the time of a column without one: a change or a total is from the first year to the last.

    What else is `reckoned` from others, a rate, is of the last; of several years a column of something else tells none.
    """
    dated = sorted((one for one in columns if one.start and one.end), key=lambda one: str(one.start))
    if not dated:
        return None
    numbers, last = language.numbers, dated[-1]
    changes = numbers.increase_words | numbers.decrease_words | numbers.difference_words | language.time.change_nouns
    words = frozenset(split_words(heading))
    if words & whole and len(dated) > 1:
        return Period(dated[0].start, last.end, last.text, last.mode)  # the total of all years
    if changes.isdisjoint(words):
        return last if reckoned or len(dated) == 1 else None
    return Period(dated[0].start, last.end, last.text, last.mode)


@lru_cache(maxsize=256)
def _own_words(heading: str, language: Language, lexicon: Lexicon) -> tuple[list[str], Period | None]:
    """Return the words of a heading but for its time, its place and its unit in brackets, and that time."""
    head = _sentence(heading, language)
    times = [time for time in find_times(head, None, lexicon.units) if time.period.stated]
    dated = {at for time in times for at in range(time.start, time.end)}
    named = [m for m in find_places(head, lexicon.places) if not m.demonym]
    placed = {at for m in named for at in range(m.start, m.end)} if len(named) == 1 else set()
    aside = dated | placed | _aside_in_brackets(head, lexicon)
    noted = {at for at in range(len(head)) if head.raw(at) in _RAISED or is_note_mark(head, at)}
    words = [head.raw(at) for at in range(len(head)) if at not in aside | noted and head.is_word(at)]
    return words, times[0].period if times else None


@lru_cache(maxsize=256)
def _read(heading: str, title: str, language: Language, lexicon: Lexicon, habit: Habit) -> Heading:
    """Read the heading of a column; many rows share it."""
    head, over = _sentence(heading, language), _sentence(title, language)
    words, period = _own_words(heading, language, lexicon)
    kind, per = _kind(head, habit)
    if kind is None and not head.language.numbers.rate_words.isdisjoint(head.words):
        kind, per = _kind(over, habit)  # "Tasa" under "Homicidios y tasa por cada 100,000 habitantes"
    scaled = _scale(head, lexicon) or _scale(over, lexicon) or (Decimal(1), ())
    cues = find_cues(
        _sentence(" ".join(words), language), lexicon.topic_words
    )  # "Police killed 2022": no act of theirs
    title_cues = find_cues(over, lexicon.topic_words)
    if kind is None and not head.language.numbers.rate_words.isdisjoint(head.words) and _has_rate(cues or title_cues):
        kind = Kind.RATE  # "Tasa (b)", whose base a note tells
    scale, currencies = scaled if kind is None else (Decimal(1), ())
    noun = " ".join(words) if words and kind is None else without_unit(title, language, lexicon.units) or None
    unit = _unit(head, lexicon) if kind is None and scale == 1 and not currencies else None
    beside = any(fold(word) in language.nouns.set_beside for word in words) and find_topic(cues) is None
    return Heading(kind, per, scale, currencies, unit, period, noun, _place(head, lexicon), cues, title_cues, beside)


def _has_rate(cues: TopicCues) -> bool:
    """Tell words of what has a rate of its own: homicides, not unemployment."""
    return any(Kind.RATE in measure.kinds for cue in (*cues.words, *cues.nouns) for measure in cue.measures)


def _aside_in_brackets(s: Sentence, lexicon: Lexicon) -> set[int]:
    """Return the tokens of "(US$ millions)", "(tonnes)", "(31 July)" in a heading, which are no part of its name."""
    inside = _in_brackets(s)
    signs, words = lexicon.units.signs, lexicon.units.currency_words[s.language.code]
    money = any(signs.match(s.words, at) or words.match(s.words, at) for at in inside)
    dated = any(time.start in inside for time in find_times(s, None, lexicon.units)) if inside else False
    return set(inside) if money or dated or _unit(s, lexicon) is not None else set()


def _in_brackets(s: Sentence) -> range:
    """Return the tokens of the first brackets in a heading, with their signs."""
    opening = next((at for at, word in enumerate(s.words) if word == "("), len(s.words))
    closing = next((at for at in range(opening, len(s.words)) if s.words[at] == ")"), None)
    return range(0) if closing is None else range(opening, closing + 1)


def _unit(s: Sentence, lexicon: Lexicon) -> tuple[Kind, str] | None:
    """Return the unit that a heading is, or has in brackets: "Seized (kg)", "Hectares", "Wait (days)"."""
    inside = _in_brackets(s)
    first, after = (inside.start + 1, inside.stop - 1) if inside else (0, len(s.words))
    first += s.word(first) in s.language.nouns.link
    hit = lexicon.units.measures[s.language.code].match(s.words, first)
    if hit is not None and hit[0] == after:
        return Kind.OTHER, hit[1]
    length = s.language.time.units.get(s.word(first)) if inside and after == first + 1 else None
    return (Kind.DURATION, length) if length is not None else None


def _place(s: Sentence, lexicon: Lexicon) -> Place | None:
    """Return the place a column is of: it stands alone over it, or with years."""
    return next((m.place for m in find_places(s, lexicon.places) if not m.demonym), None)


def column_place(row: Row, heading: str, language: Language, lexicon: Lexicon) -> Place | None:
    """Return the place of a column "Total" beside those of places: all of them together, or their country.

    Of a few places it bears their names, for together they are less than the country.
    """
    words = split_words(heading)
    if not words or not lexicon.places.words[language.code].wholes.issuperset(words):
        return None
    beside = [_place(_sentence(other, language), lexicon) for _, other in row.cells if other != heading]
    parts = list(dict.fromkeys(place for place in beside if place is not None))
    countries = {country_of(place) for place in parts}
    if len(parts) < 2 or len(parts) < len(beside) or len(countries) > 1 or None in countries:
        return None
    code = next(iter(countries)) or ""
    if len(parts) > _FEW_PLACES:
        return lexicon.places.by_code.get(code)
    return Place(", ".join(place.name for place in parts), None, (code,))


def row_place(row: Row, language: Language, around: Sequence[Place], lexicon: Lexicon) -> Place | None:
    """Return the place a row is of: named by its label, also where no table of places lists it.

    Labels are places where the heading over them says so, "Province", or where most of them are.
    """
    places = lexicon.places
    named, known = _all_labelled(row.beside, language, tuple(around), places)
    if (place := named.get(row.label)) is not None:
        return place
    over = {fold(word) for word in WORDS.findall(row.labelled)}
    if over.isdisjoint(places.nouns) and known * 2 < len(named):
        return None
    s = _sentence(row.label, language)
    if find_places(s, places, around):
        return None  # it is read with the sentence: "Cali (Valle)"
    words = [at for at in range(len(s.words)) if s.is_word(at)]
    whole = places.words[language.code].wholes | places.words[language.code].parts.keys()
    if any(s.words[at] in whole for at in words) and parts_countries(row, language, places):
        title = find_places(_sentence(row.title, language), places, around) if row.title else []
        return next((m.place for m in title if m.level is Level.AREA), None)
    if not words or not s.is_capital(words[0]) or any(s.words[at] in whole for at in words):
        return None
    return Place(" ".join(s.raw(at) for at in words))


def title_place(row: Row, language: Language, around: Sequence[Place], lexicon: Lexicon) -> Place | None:
    """Return the one place that a table's title names: "Staff of the hospital in Cádiz, 2022"."""
    if not row.title or parts_countries(row, language, lexicon.places):
        return None
    return _titled(row.title, language, tuple(around), lexicon.places)


@lru_cache(maxsize=4)  # the amounts of a table share its title
def _titled(title: str, language: Language, around: tuple[Place, ...], places: Places) -> Place | None:
    told = [m.place for m in find_places(_sentence(title, language), places, around) if not m.demonym]
    return told[0] if len(told) == 1 else None


def parts_countries(row: Row, language: Language, places: Places) -> bool:
    """Tell a table that sets countries side by side: what its text is about they do not tell."""
    named, _ = _all_labelled(row.beside, language, (), places)
    return len({place for place in named.values() if place is not None and place.code and not place.within}) > 1


@lru_cache(maxsize=4)  # the rows of a table share their labels
def _all_labelled(
    labels: Labels, language: Language, around: tuple[Place, ...], places: Places
) -> tuple[Mapping[str, Place | None], int]:
    """Return the place that each label of a table is, and of how many of them it is known."""
    named = {label: _labelled(label, language, around, places) for label in labels}
    return named, sum(place is not None for place in named.values())


def _labelled(label: str, language: Language, around: Sequence[Place], places: Places) -> Place | None:
    """Return the place that a label is, all of it: a subdivision of the country spoken of before all others."""
    s = _sentence(label, language)
    last = next((at + 1 for at in reversed(range(len(s.words))) if s.is_word(at)), 0)
    first = next((at for at in range(len(s.words)) if s.is_word(at)), 0)
    hits = [names for end, names in places.names.matches(s.words, first) if end == last] if last else []
    names = [name for name in hits[0] if not name.demonym] if hits else []
    if not names:
        return None
    codes = {code for place in around for code in (place.code, *place.within) if code}
    likely = min(names, key=lambda name: (not codes & set(name.place.within), _WIDTH[name.level], name.rank))
    return likely.place


def _sentence(text: str, language: Language) -> Sentence:
    return Sentence(text, Span(0, len(text)), language)


def _kind(s: Sentence, habit: Habit) -> tuple[Kind | None, str | None]:
    """Return percent or rate where the heading says so: "Change (%)", "Rate per 100,000"."""
    numbers = s.language.numbers
    for at in range(len(s.words)):
        if s.words[at] == "%" or numbers.percent.match(s.words, at):
            return Kind.PERCENT, None
        hit = numbers.per_base.match(s.words, at)
        if hit is not None and hit[0] < len(s.words):
            try:
                base = read_number(s, hit[0], habit)
            except UnreadableNumberError:
                continue
            if base is not None and base.value >= _FEWEST_INHABITANTS:
                return Kind.RATE, str(int(base.value))
    return None, None


def _scale(s: Sentence, lexicon: Lexicon) -> tuple[Decimal, tuple[Currency, ...]] | None:
    """Return scale and currency of "in millions of U.S. dollars", "$ in millions", "Rs in crore", "US$'000"."""
    numbers = s.language.numbers
    for at, word in enumerate(s.words):
        before = _currency_before(s, at, lexicon)
        worth, after = scale_told(s, at) or (None, at + 1)
        if worth is None and before:
            worth = Decimal(1000) if word == THOUSANDS else numbers.letters.get(word)  # "US$ m", "£000"
        behind = _currency_behind(s, after, lexicon) or _currency_behind(s, at, lexicon)  # "mdp" is both
        currencies = (behind or before) if worth is not None else ()
        if worth is not None and currencies:
            return worth, currencies
    words = lexicon.units.currency_words[s.language.code]
    for at in range(len(s.words)):
        opened = s.word(at - 1) in ("(", "") or s.word(at - 1) in numbers.scale_links
        if (alone := words.match(s.words, at)) is not None and opened:
            return Decimal(1), alone[1]
    return None


def _currency_before(s: Sentence, at: int, lexicon: Lexicon) -> tuple[Currency, ...]:
    """Return the currency told before a scale: "US$ million", "dollars in millions", "£'000"."""
    at -= s.word(at - 1) in _APOSTROPHES
    linked = at - (s.word(at - 1) in s.language.numbers.scale_links)
    sign = lexicon.units.signs.match_before(s.words, linked)
    word = lexicon.units.currency_words[s.language.code].match_before(s.words, linked) if linked < at else None
    return word[1] if word else sign[1] if sign else ()


def _currency_behind(s: Sentence, at: int, lexicon: Lexicon) -> tuple[Currency, ...]:
    """Return the currency told behind a scale: "millions of current U.S. dollars"."""
    at += s.word(at) in s.language.nouns.link
    at += s.word(at) in s.language.numbers.price_words
    if at >= len(s.words):
        return ()
    hit = lexicon.units.currency_words[s.language.code].match(s.words, at) or lexicon.units.signs.match(s.words, at)
    return hit[1] if hit else ()
