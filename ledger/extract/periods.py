"""Dates and periods in a sentence, read against the date of the text."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

from ledger.extract.calendar_days import DAY, FIRST_YEAR, LAST_YEAR, add_time, shift_years
from ledger.extract.clocks import hours_start
from ledger.extract.dates import find_moment
from ledger.extract.document_codes import in_document_code
from ledger.extract.moments import AHEAD, FAR_AHEAD, Dated, Moment, Setting, make_years, year_of
from ledger.extract.month_parts import find_part_of_month
from ledger.extract.relative_times import find_ago, find_count, find_past, find_relative, find_that_long
from ledger.extract.time_openings import Seconds, seconds_of, single_starts, words_behind
from ledger.extract.time_spans import TimeSpan, make_span
from ledger.extract.tokens import CLOSING, DASHES, Sentence
from ledger.extract.told_times import find_numbered, since_then
from ledger.extract.years import find_counted_year, find_year
from ledger.lexicon.languages import Language
from ledger.lexicon.phrases import fold, where
from ledger.lexicon.units import Units
from ledger.model.period import UNSTATED, Mode, Period

_Reader = Callable[[Setting, int], TimeSpan | None]
_OF_YEAR, _YEAR = 4, 4  # tokens from "of" to "year" or its number; the digits of that
_TITLE = 12  # tokens of a line that is a title
_FEW_YEARS = 8
_SHORT = 4  # letters; a shorter word is no verb of what is to come
_MOST_OF_A_YEAR = 300  # days
_UNKNOWN = 6  # tokens of "the coup" before "and"
_SENTENCE_PARTS = frozenset(".,;:)")
_PERFECT = 8  # tokens from "has" to "ever since"
_CLAUSE = 8  # tokens of the clause behind "since" that may hold its date
_EVENT = 4  # tokens from the name of an event to its year
_RUNNING = ("decade", "year", "quarter", "month", "week")
_ALMOST_A_YEAR = timedelta(days=364)
_NEARLY = timedelta(days=31)  # in which what is told of a part of the year may already be known
_CLOSING = CLOSING - {"."}  # "Sept. 3" goes on
_MONTH_PARTS = ("day", "week")
_COUNTED_PARTS = ("month", "day", "week", "quarter")


def find_times(
    s: Sentence,
    when: date | None,
    units: Units,
    told: Period | None = None,
    latest: Period | None = None,
    year: int | None = None,
    dated: Dated | None = None,
) -> list[TimeSpan]:
    """Return the expressions of time in the sentence, in order, not overlapping.

    "The year before" is counted from the time told last, at the sentence's beginning from `told`,
    "that month" is `latest`, and "that year" `year`. A day or month without a year is of the year told for it
    in the sentence, or next to the day or month that was `dated` last.
    """
    tried = _tried(s)
    if not tried:
        return []
    if when is not None and not FIRST_YEAR <= when.year <= LAST_YEAR:
        when = None  # no date that words can be read against
    ahead = FAR_AHEAD if _looks_ahead(s) else AHEAD
    c = Setting(s, when, s.language.time, units, ahead, told=told, latest=latest or told, year=year, near=latest)
    if dated is not None:
        c = c._replace(dated=(dated,))
    found: list[TimeSpan] = []
    end = 0
    for at, readers in tried:
        span = _find_time(c, at, readers) if at >= end else None
        if span is not None:
            if _is_in_code(s, span):  # tells no time
                span = span._replace(period=UNSTATED, clock=True, coded=True)
            found.append(span)
            end = span.end
            if span.period.stated and not span.clock:
                years = span.period if _counts_years(span.period) else c.years
                year = year_of(span.period) or c.year
                c = c._replace(told=span.period, latest=span.period, years=years, year=year, near=span.period)
                if not span.relative and not span.compared and not span.same:
                    c = c._replace(dated=(*c.dated, Dated(span.period, span.start, span.end)))
    return found


def _is_in_code(s: Sentence, time: TimeSpan) -> bool:
    """Tell the year of "Decreto 54-2022", "C-0107-2013-0014", "Sentencia T-105 de 2017" and "Law 1448 of 2011"."""
    if time.period.start is None or not s.words[time.end - 1].isdecimal():
        return False
    if in_document_code(s, time.end - 1):
        return True
    before, ids = time.start - 1, s.language.exclude.id_words
    if s.word(before) in DASHES and s.glued(time.start) and s.glued(before):
        chained = s.word(before - 2) in DASHES and s.glued(before - 1)
        return s.is_number(before - 1) and (chained or s.word(before - 2) in ids)
    if s.word(before) not in s.language.nouns.link or not s.is_number(before - 1):
        return False
    lettered = s.word(before - 2) in DASHES and s.is_word(before - 3) and s.is_capital(before - 3)
    return lettered or s.word(before - 2) in ids or s.word(before - 2) in s.language.exclude.id_signs


def _counts_years(period: Period) -> bool:
    """Tell a window of a few whole years, of which "the second year" may be told."""
    start, end = period.start, period.end
    if start is None or end is None or (start.month, start.day) != (1, 1):
        return False
    return 1 < end.year - start.year <= _FEW_YEARS


def _looks_ahead(s: Sentence) -> bool:
    """Tell a sentence about what is still to come, by a word or by the ending of a verb."""
    time = s.language.time
    if not time.future.isdisjoint(s.words):
        return True
    endings = time.future_endings
    if not endings:
        return False
    plain = tuple(map(fold, endings))
    told = [at for at, word in enumerate(s.words) if len(word) > _SHORT and word.endswith(plain)]
    return any(s.raw(at).lower().endswith(endings) for at in told)


def _find_time(c: Setting, at: int, readers: Iterable[_Reader]) -> TimeSpan | None:
    """Return the expression of time that begins at the token, as the first of the readers finds it."""
    for reader in readers:
        if (found := reader(c, at)) is not None:
            return found
    return None


def _single(c: Setting, at: int) -> TimeSpan | None:
    """Read a date that stands by itself, and two days of a title: "September 27 to October 3, 2021"."""
    moment = find_moment(c, at)
    if moment is None:
        return None
    titled = len(c.s.words) <= _TITLE and moment.mode is Mode.POINT and not moment.clock
    if titled and c.s.word(moment.end) in c.time.to_words:
        last = find_moment(c._replace(ranged=True), moment.end + 1)
        months = c.time.months.keys() & {*c.s.words[at : moment.end]} if last is not None else ()
        if last is not None and months and last.mode is Mode.POINT and not last.clock:
            return _up_to(c._replace(ranged=True), at, at, moment.end + 1) or make_span(c, at, moment)
    if moment.clock:
        return make_span(c, at, moment, numbers=range(hours_start(c, at), moment.end))
    known = moment.first is not None or moment.after is not None
    return make_span(c, at, moment)._replace(open=c.when is not None and not known)  # "in a normal March"


class _Opener(NamedTuple):
    """The readers to try at a word that opens an expression of time, in order, by what stands behind it.

    A number or a sign leaves all of them possible, a word those that `worded` tells it for, else the `others`.
    """

    readers: tuple[_Reader, ...]
    worded: dict[str, tuple[_Reader, ...]]
    others: tuple[_Reader, ...]


def _tried(s: Sentence) -> list[tuple[int, tuple[_Reader, ...]]]:
    """Return the tokens at which a time may begin, each with the readers to try there, in order."""
    openers, words = _openers(s.language), s.words
    tried = [(at, _in_digits(s, at, openers)) for at in s.in_digits]
    numbered, size = bool(tried), len(words)
    for at in where(words, openers):
        opener, behind = openers[words[at]], words[at + 1] if at + 1 < size else ""
        readers = opener.worded.get(behind)
        if readers is None:
            readers = opener.others if behind[:1].isalpha() else opener.readers
        if readers and not (numbered and words[at][0].isdecimal()):
            tried.append((at, readers))
    if numbered:
        tried.sort(key=_first)
    return tried


def _first(tried: tuple[int, object]) -> int:
    return tried[0]


def _in_digits(s: Sentence, at: int, openers: dict[str, _Opener]) -> tuple[_Reader, ...]:
    """Return the readers to try at digits: lengths of time where a unit of it, or more of the number, is behind."""
    behind, opener = s.word(at + 1), openers.get(s.words[at])
    counts = behind not in _CLOSING and (not behind[:1].isalpha() or behind in words_behind(s.language).ago)
    if opener is None:
        return _COUNTED if counts else _DATED
    return (*_COUNTED[:-1], *opener.readers, *_DATED) if counts else (*opener.readers, *_DATED)


@lru_cache(maxsize=8)
def _openers(language: Language) -> dict[str, _Opener]:
    """Return for each word that opens an expression of time the readers to try there, in order.

    Beside each are the words one of which must stand behind, unless a number or a sign does: "the" alone opens nothing.
    """
    time, behind = language.time, words_behind(language)
    parts = (time.halves, time.quarters, time.thirds, time.bimesters)
    shorter = (time.fortnights, time.weeks)
    readers: tuple[tuple[_Reader, dict[str, Seconds]], ...] = (
        (_range, seconds_of((time.from_words,), behind.dates) | seconds_of((time.between,), None)),
        (_first_part, seconds_of((time.first,), behind.counts)),
        (_part_of_year, seconds_of((*parts, *shorter), None) | dict.fromkeys(time.part_articles, behind.parts)),
        (_up_to_month, dict.fromkeys(time.part_articles, behind.counts)),
        (_run_up_in_words, dict.fromkeys(language.ago_starts - time.ago_before.first_words, behind.run_up)),
        (find_numbered, dict.fromkeys(_led_numbers(language), frozenset(language.numbers.ordinals) | time.last_words)),
        (find_relative, seconds_of((time.relative,), None)),
        (_since, seconds_of((time.since,), None)),
        (_until, seconds_of((time.until, time.as_of), behind.dates)),
        (find_past, seconds_of((time.past,), behind.counts)),
        (find_that_long, seconds_of((time.that_long,), behind.counts)),
        (find_ago, dict.fromkeys(language.ago_starts, behind.ago) | dict.fromkeys(time.ago_before.first_words)),
        (_single, single_starts(language)),
    )
    made: dict[tuple[tuple[_Reader, Seconds], ...], _Opener] = {}  # most words lead the same readers, made once
    openers = {}
    for word in {word for _, opening in readers for word in opening}:
        opened = tuple((reader, opens[word]) for reader, opens in readers if word in opens)
        openers[word] = made.get(opened) or made.setdefault(opened, _opener(opened))
    return openers


def _led_numbers(language: Language) -> frozenset[str]:
    """Return the words before the number of a year: "the first", "its second"."""
    return language.time.part_articles | language.attribution.possessives


def _opener(opened: Sequence[tuple[_Reader, Seconds]]) -> _Opener:
    """Put together what is tried at a word, of readers each with the words that may follow it there."""
    seconds = {word for _, own in opened for word in own or () if word[:1].isalpha()}
    alike: dict[tuple[_Reader, ...], tuple[_Reader, ...]] = {}  # most words leave the same readers, which are kept once
    worded = {}
    for word in seconds:
        readers = tuple(reader for reader, own in opened if own is None or word in own)
        worded[word] = alike.setdefault(readers, readers)
    others = tuple(reader for reader, own in opened if own is None)
    return _Opener(tuple(reader for reader, _ in opened), worded, others)


# From one date to another


def _range(c: Setting, at: int) -> TimeSpan | None:
    """Read "between 2015 and 2018", "from 2017 to 2019", "entre enero y junio de 2021"."""
    words, time, c = c.s.words, c.time, c._replace(ranged=True)
    if (hit := time.between.match(words, at)) is not None:
        one = _dated(c, hit[0]) or _dated_part(c, hit[0])
        joint = time.and_words.match(words, one.end) if one else None
        if joint and (found := _up_to(c, at, hit[0], joint[0])) is not None:
            return found
        if one and one.first and joint and c.s.is_word(joint[0]) and one.after and one.after - one.first <= _NEARLY:
            return make_span(c, at, one._replace(after=None, mode=Mode.CUMULATIVE))  # "between May 3 and election day"
        if one is None and (last := _end_of_unknown(c, hit[0])) is not None:
            return make_span(c, at, last._replace(first=None, mode=Mode.CUMULATIVE))
    if (hit := time.from_words.match(words, at)) is not None:
        one = _dated(c, hit[0])
        if one and one.first and (open_end := time.onwards.match(words, one.end)) is not None:
            return make_span(c, at, one._replace(end=open_end[0], after=None, mode=Mode.CUMULATIVE))
        end = one.end if one else at
        if c.s.word(end) == "," and c.s.word(end + 1) in time.to_words and c.s.is_word(end + 1):
            end += 1  # "from October 1, 2018, through September 30, 2022"
        if one and c.s.word(end) in time.to_words:
            return _up_to(c, at, hit[0], end + 1)
    return None


def _dated_part(c: Setting, at: int) -> Moment | None:
    """Read the date of "the summers of 2014", "el otoño de 2016"."""
    at += c.s.word(at) in c.s.language.nouns.articles
    linked = c.s.is_word(at) and c.s.word(at + 1) in c.time.year_links
    return _dated(c, at + 2) if linked else None


def _end_of_unknown(c: Setting, at: int) -> Moment | None:
    """Return the last day of "between Christmas and yesterday", "between the coup and June 2012"."""
    for joint in range(at + 1, min(at + _UNKNOWN, len(c.s.words))):
        if (behind := c.time.and_words.match(c.s.words, joint)) is not None:
            ended = c.time.ends_of.match(c.s.words, behind[0])
            found = _dated(c, ended[0] if ended else behind[0]) or _relative_day(c, behind[0])
            return found if found is not None and found.first is not None else None
        if not c.s.is_word(joint) or c.s.is_number(joint):
            return None
    return None


def _relative_day(c: Setting, at: int) -> Moment | None:
    """Return the day of "yesterday", "ayer"."""
    span = find_relative(c, at)
    if span is None or span.period.mode is not Mode.POINT:
        return None
    return Moment(span.end, span.period.start, span.period.end, Mode.POINT, relative=True)


def _up_to(c: Setting, at: int, begin: int, end: int) -> TimeSpan | None:
    """Read the second date of a range, an article stepped over; the first, at `begin`, is the last such before it."""
    past_article = c.s.word(end) in c.s.language.nouns.articles and c.s.word(end + 1) not in c.time.year_nouns
    end += past_article
    one, other = _dated(c, begin) or _dated_part(c, begin), _dated(c, end) or _dated_part(c, end)
    if other is None:
        return None
    near = c.s.word(end) in c.time.date_adjectives  # "y el pasado 31 de julio"
    if one and one.first and not one.relative and other.relative and not near:  # "from June 4, 2015, to July 8"
        other = _dated(c._replace(when=one.first + _ALMOST_A_YEAR, ahead=timedelta(), dated=()), end) or other
    elif other.after:
        then = c._replace(when=other.after - DAY, ahead=timedelta(), dated=())
        one = _dated(then, begin) or _dated_part(then, begin)
    return make_span(c, at, other._replace(first=one.first if one else None, mode=Mode.PERIOD))


def _dated(c: Setting, at: int) -> Moment | None:
    """Return the date at the token, hours of the day left out."""
    if c.s.word(at) in c.time.date_adjectives:
        at += 1  # "el pasado 31 de julio", "last Friday"
    found = find_moment(c, at)
    return None if found is None or found.clock else found


def _since(c: Setting, at: int) -> TimeSpan | None:
    """Read "since 2007", "desde el 3 de marzo", "since taking office in 2018", "desde que asumió en diciembre"."""
    hit = c.time.since.match(c.s.words, at)
    if hit is not None and c.time.since_ahead.match(c.s.words, at) is None:
        c = c._replace(ahead=timedelta())  # "since October" is past, whatever else is to come
    moment = (
        (_dated(c, hit[0]) or _counted(c, hit[0]) or _dated_event(c, hit[0]) or _dated_clause(c, hit[0]))
        if hit
        else None
    )
    if moment is None and hit is not None and _is_adverb(c, at, hit[0]):
        return make_span(c, at, Moment(hit[0], None, None, relative=True))._replace(open=True)
    if moment is None and hit is not None and hit[0] == at + 1 and c.s.word(hit[0]) in _SENTENCE_PARTS:
        return _since_told(c, at)
    if moment is None or moment.first is None:
        return None
    span = make_span(c, at, moment._replace(after=None, mode=Mode.CUMULATIVE))
    return span._replace(anchor=Period(moment.first, moment.after, span.period.text, moment.mode))


def _since_told(c: Setting, at: int) -> TimeSpan | None:
    """Read "and 12 more since." behind a told time; what something "has fallen to ever since" is of no known day."""
    if not at or c.latest is None:
        return None
    if any(c.s.word(before) in c.time.perfects for before in range(at - _PERFECT, at)):
        return make_span(c, at, Moment(at + 1, None, None, relative=True))._replace(open=True)
    return make_span(c, at, since_then(c, at + 1))


def _is_adverb(c: Setting, at: int, end: int) -> bool:
    """Tell "it has since hired 40" from "it has since the storm"."""
    s = c.s
    named = s.word(end) in s.language.nouns.articles or s.word(end) in s.language.attribution.possessives
    return end == at + 1 and s.word(at - 1) in c.time.perfects and s.is_word(end) and not named


def _counted(c: Setting, at: int) -> Moment | None:
    """Read the year of "since last year", "desde principios de este año"."""
    counted = find_counted_year(c, at)
    return make_years(counted[1], counted[0], counted[0]) if counted else None


def _dated_event(c: Setting, at: int) -> Moment | None:
    """Read the year in the name of what began then: "the 2010 earthquake", "el terremoto de 2010"."""
    s, articles = c.s, c.s.language.nouns.articles | c.s.language.attribution.possessives
    if s.word(at) not in articles and s.word(at - 1) not in articles:
        return None
    at += s.word(at) in articles
    if s.is_number(at):
        return find_year(c, at)
    for begin in range(at + 1, min(at + _EVENT, len(s.words))):
        if s.words[begin] in c.time.year_links and (found := _dated(c, begin + 1)) is not None:
            return found
        if not s.is_word(begin):
            return None
    return None


def _dated_clause(c: Setting, at: int) -> Moment | None:
    """Read the date in the clause that "since" opens: "taking office in 2018", "que asumió, en 2018"."""
    s, endings = c.s, c.time.since_endings
    opens = s.word(at) in c.time.since_openers or (bool(endings) and s.word(at).endswith(endings))
    if not opens and not (c.time.since_clauses and s.is_word(at)):
        return None
    for begin in range(at + 1, min(at + _CLAUSE, len(s.words))):
        led = s.word(begin - 1) in c.time.date_adjectives | s.language.attribution.prepositions
        led = led or c.time.in_words.match_before(s.words, begin) is not None
        found = _dated(c, begin) if s.is_number(begin) or led else None
        if found is not None and found.first is not None and (opens or led):
            return found
        if s.is_number(begin) or s.words[begin] in (";", ":", "(") or (not opens and s.words[begin] == ","):
            return None
    return None


def _until(c: Setting, at: int) -> TimeSpan | None:
    """Read "until June", "hasta el 30 de septiembre": of a running year, from its first day."""
    as_of = c.time.as_of.match(c.s.words, at)
    hit = c.time.until.match(c.s.words, at) or as_of
    moment = _dated(c if as_of else c._replace(ahead=FAR_AHEAD), hit[0]) if hit else None
    if moment is None or moment.after is None:
        return None
    if as_of is not None and moment.mode is Mode.POINT:
        return make_span(c, at, moment)._replace(up_to=True)  # how things stood that day
    if moment.first and (moment.after - moment.first).days > _MOST_OF_A_YEAR:
        return _until_year(c, at, moment)  # "by 2024" is read as a year
    if hit and c.s.word(hit[0]) not in c.time.weekdays:  # "as of Monday": how things stood then
        moment = moment._replace(first=date((moment.after - DAY).year, 1, 1), mode=Mode.PARTIAL)
    return make_span(c, at, moment)._replace(up_to=as_of is not None)


def _until_year(c: Setting, at: int, year: Moment) -> TimeSpan | None:
    """Read "until 2035", "hasta 2019": from the text on, of a year gone by from whenever."""
    if c.time.until_year.match(c.s.words, at) is None:
        return None
    to_come = c.when is not None and year.after is not None and c.when < year.after
    first = c.when.replace(month=1, day=1) if c.when and to_come else None
    span = make_span(c, at, year._replace(first=first, mode=Mode.PERIOD if to_come else Mode.CUMULATIVE))
    return span._replace(anchor=Period(year.first, year.after, span.period.text, year.mode))


# Parts of a year


def _first_part(c: Setting, at: int) -> TimeSpan | None:
    """Read "the first five months of 2020", "los primeros cinco meses de 2021": the number stays a figure."""
    hit = c.time.first.match(c.s.words, at)
    number = find_count(c, hit[0]) if hit else None
    if number is None or c.s.word(at - 1) in c.s.language.attribution.possessives:
        return None  # "its first 100 days"
    end, count = number
    if c.s.word(end) in c.time.first.first_words:  # "los cinco primeros meses"
        end += 1
    elif hit is not None and hit[0] == at + 1 and c.s.words[at] in c.s.language.nouns.articles:
        return None  # "los tres meses" of whatever ran
    unit = c.time.units.get(c.s.word(end))
    if unit not in _COUNTED_PARTS:
        return None
    month = find_moment(c._replace(ranged=True), end + 2) if c.s.word(end + 1) in c.time.part_links else None
    if unit in _MONTH_PARTS and month is not None and month.first and month.mode is Mode.PERIOD:
        after = add_time(month.first, unit, count)
        return make_span(c, at, month._replace(after=after, mode=Mode.PARTIAL), numbers=range(end, month.end))
    year, tail = _of_year(c, end + 1)
    if year is None or (tail == end + 1 and _is_of_other(c, tail)):
        return None
    first = date(year, 1, 1)
    part = Moment(tail, first, add_time(first, unit, count), Mode.PARTIAL, relative=tail == end + 1)
    return make_span(c, at, _gone_by(c, part), numbers=range(end, tail))


def _is_of_other(c: Setting, at: int) -> bool:
    """Tell the first three months "of the truce" from those "of the year"."""
    if c.s.word(at) not in c.s.language.attribution.links_of:
        return False
    near = c.s.words[at + 1 : at + 1 + _OF_YEAR]
    return not any(c.time.units.get(word) == "year" or (word.isdecimal() and len(word) == _YEAR) for word in near)


def _part_of_year(c: Setting, at: int) -> TimeSpan | None:
    """Read "the first half of 2020", "el primer semestre de 2021", "the second quarter"."""
    begin = at + 1 if c.s.words[at] in c.time.part_articles else at
    if (found := find_part_of_month(c, at, begin)) is not None:
        return found
    parts = ((c.time.halves, 6), (c.time.quarters, 3), (c.time.thirds, 4), (c.time.bimesters, 2))
    for table, months in parts:
        if (hit := table.match(c.s.words, begin)) is not None:
            end, which = hit
            year, tail = _of_year(c, end)
            if year is None:
                return None
            first = date(year, (which - 1) * months + 1, 1)
            after = add_time(first, "month", months)
            part = Moment(tail, first, after, Mode.PARTIAL, relative=tail == end)
            return make_span(c, at, _gone_by(c, part))
    return None


def _gone_by(c: Setting, part: Moment) -> Moment:
    """Return a part of a year told without it: of the year before, where that of this year has not yet come to pass."""
    first, after = part.first, part.after
    if not part.relative or c.when is None or c.ahead is not AHEAD or first is None or after is None:
        return part
    if first.year != c.when.year or after <= c.when + _NEARLY:
        return part
    return part._replace(first=shift_years(first, -1), after=shift_years(after, -1))


def _up_to_month(c: Setting, at: int) -> TimeSpan | None:
    """Read "the 12 months to March", "the year ended June 2020"."""
    return _run_up(c, at, at + 1)


def _run_up_in_words(c: Setting, at: int) -> TimeSpan | None:
    """Read "twelve months to March", "week ended March 6"."""
    return _run_up(c, at, at)


def _run_up(c: Setting, at: int, begin: int) -> TimeSpan | None:
    """Read a length of time that ends on a date; its number stays a figure."""
    if c.time.units.keys().isdisjoint(c.s.words[begin : begin + 3]):
        return None
    end, count = find_count(c, begin) or (begin, 1)
    unit = c.time.units.get(c.s.word(end))
    hit = c.time.run_to.match(c.s.words, end + 1) if unit in _RUNNING else None
    last = _dated(c._replace(ranged=True), hit[0]) if hit else None
    if unit is None or last is None or last.after is None or last.first is None:
        return None
    first = add_time(last.after, unit, -count)
    return make_span(c, at, last._replace(first=first, mode=Mode.PERIOD), numbers=range(end, last.end))


def _of_year(c: Setting, at: int) -> tuple[int | None, int]:
    """Return the year told by "of 2020", "de este año", else the year of the text, and where it ends."""
    linked = c.s.word(at) in c.time.part_links
    for begin in (at + 1, at + 2, at) if linked else (at,):
        counted = find_counted_year(c, begin) or find_counted_year(c, at)
        if counted is not None:
            return counted
        year = find_year(c, begin)
        if year is not None and year.first:
            return year.first.year, year.end
    return (c.when.year if c.when else None), at


# What is tried at digits: a date, or before a unit of time and more of the number a length of time first.
_DATED: tuple[_Reader, ...] = (_single,)
_COUNTED: tuple[_Reader, ...] = (find_ago, _run_up_in_words, *_DATED)
