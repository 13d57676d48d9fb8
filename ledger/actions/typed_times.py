"""A time that a reviewer types: dates in figures, or words as texts have them, read as the reader reads them."""

from dataclasses import replace
from datetime import date

from ledger.actions.figures import read_period
from ledger.actions.typed import Typed, languages_of, typed_word
from ledger.errors import BadValue
from ledger.exports.quotes import span_words
from ledger.extract.calendar_days import DAY
from ledger.extract.periods import find_times
from ledger.extract.time_spans import TimeSpan
from ledger.extract.tokens import Sentence
from ledger.lexicon.languages import Language
from ledger.lexicon.vocabulary import load_lexicon
from ledger.model.figure import Figure
from ledger.model.period import Mode, Period, mode_of
from ledger.model.span import Span

_PERIODS = "a time with its year, such as 2019, 2019-05, May 2019, 2015-2019, since 2007, 2018-01..2019-06"
_DAYS = "a day with its year, such as 2021-04-01 or 1 April 2021"


def with_time(figure: Figure, typed: Typed) -> Figure:
    """Return a figure with the period, its mode and the date of saying that were typed.

    A period brings its mode along: a day is a point, an open one cumulative, words tell their own.

    Raises:
        BadValue: what was typed is no time, or may be two.

    """
    if typed.period is not None:
        figure = replace(figure, period=_period(typed.period, figure))
    if typed.mode is not None:
        figure = replace(figure, period=replace(figure.period, mode=typed_word("--mode", typed.mode, Mode)))
    if typed.as_of is not None:
        figure = replace(figure, as_of=_day(typed.as_of, figure))
    return figure


def _period(text: str, figure: Figure) -> Period:
    read = _in_figures(text) or _in_words("--period", text, figure, _PERIODS)
    return replace(read, text=" ".join(text.split()))


def _day(text: str, figure: Figure) -> date:
    """Return the last day of the time that was typed: 30 June of "June 2019"."""
    read = _in_figures(text) or _in_words("--as-of", text, figure, _DAYS)
    if read.end is None:
        raise BadValue("--as-of", text, _DAYS)
    return read.end - DAY


def _in_figures(text: str) -> Period | None:
    """Return the time told by dates such as 2019-05 and 2018-01..2019-06."""
    try:
        read = read_period("".join(text.split()))
    except BadValue:
        return None
    return None if read is None else replace(read, mode=mode_of(read.start, read.end))


def _in_words(option: str, text: str, figure: Figure, expected: str) -> Period:
    """Return the time that words tell in any language; refuse what tells none, or two: 03/04/2019."""
    found = [read for code in languages_of(figure) if (read := _read(text, load_lexicon().languages[code])) is not None]
    if not found:
        raise BadValue(option, text, expected)
    if any((one.start, one.end) != (found[0].start, found[0].end) for one in found):
        times = " or ".join(sorted({span_words(one) for one in found}))
        raise BadValue(option, text, f"one time alone: it may be {times}; write the one that is meant")
    return found[0]


def _read(text: str, language: Language) -> Period | None:
    """Return the time that is all of a text; also "2015 to 2019", which is one behind "from"."""
    led = (f"{word} {text}" for word in sorted(language.time.from_words.first_words))
    for words in (text, *led):
        s = Sentence(words, Span(0, len(words)), language)
        times = find_times(s, None, load_lexicon().units)
        if len(times) == 1 and _is_whole(s, times[0]):
            return times[0].period
    return None


def _is_whole(s: Sentence, time: TimeSpan) -> bool:
    """Tell a time with its year that is all of a sentence, but for "in", "the year" before it."""
    words = s.language.time
    leading = words.in_words.first_words | words.year_nouns | words.year_articles | s.language.nouns.articles
    is_led = all(word in leading for word in s.words[: time.start])
    return is_led and time.end == len(s) and time.period.stated and not (time.relative or time.compared or time.clock)
