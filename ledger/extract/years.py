"""Years, spans of years, decades and fiscal years, and whether four digits are a year or a count."""

from ledger.extract.calendar_days import FIRST_YEAR, LAST_YEAR, full_year
from ledger.extract.moments import Moment, Setting, make_years
from ledger.extract.tokens import Sentence
from ledger.model.quantity import Bound

YEARS_OFF = {"this_year": 0, "last_year": -1, "next_year": 1, "year_before": -1, "year_after": 1}
_TOLD = ("that_year", "year_before", "year_after")  # counted from a year told before
_ROUND = 2000  # "over 2000" tells how many, "below 2018" sets a year against another
_LONGEST_SPAN = 150
_DIGITS = 4
_JOINTS = frozenset("-–—/")  # 2018-2024
_BEFORE = frozenset("(“\"-–—/[’'")  # what may stick to a year from the left
_MONEY = frozenset("$€£")
_APOSTROPHES = frozenset("'’‘")
_NEAR_RANK = 20  # tokens from one place in an order to the next
_SHORTEST = 60  # from which on two digits without an apostrophe may be a year: "en el 68"


def find_year(c: Setting, at: int) -> Moment | None:
    """Read "2019", "2016-17", "2018-2024", "1990s"; a number that counts something is none."""
    word = c.s.word(at)
    if len(word) == 2 and c.s.word(at - 1) not in _APOSTROPHES and is_short_year(c.s, at):
        year = full_year(int(word))
        return make_years(at + 1, year, year)
    if not is_year(word):
        return None
    if (decade := find_decade(c.s, at)) is not None:
        return decade
    first = int(word)
    if (last := _last_year(c.s, at, first)) is not None:
        return make_years(at + 3, first, last)
    if c.s.word(at + 1) in c.time.through_words and is_year(c.s.word(at + 2)) and first < int(c.s.words[at + 2]):
        return make_years(at + 3, first, int(c.s.words[at + 2]))
    if not _stands_alone(c, at) or _counts(c, at) or _opens_range(c.s, at, first):
        return None
    fiscal = c.time.fiscal.match(c.s.words, at + 1)
    named = fiscal is not None and fiscal[0] > at + 2  # "the 2019 fiscal year", not "2019 fiscal rules"
    return make_years(fiscal[0] if fiscal and named else at + 1, first, first)


def is_year(word: str) -> bool:
    """Tell four digits that may be a year."""
    return word.isdecimal() and len(word) == 4 and FIRST_YEAR <= int(word) <= LAST_YEAR


def find_decade(s: Sentence, at: int) -> Moment | None:
    """Read "1990s", "90s"; who is "in their 20s" is so old."""
    word = s.word(at)
    if not (word.isdecimal() and len(word) in (2, 4) and word.endswith("0")):
        return None
    if not (s.word(at + 1) == "s" and s.glued(at + 1)) or (len(word) == 2 and _is_owned(s, at)):
        return None
    first = int(word) if len(word) == 4 else 1900 + int(word)
    return make_years(at + 2, first, first + 9) if 0 < first < 9990 else None  # what dates can say


def _is_owned(s: Sentence, at: int) -> bool:
    """Tell the 60 of "in her mid-60s", "in their early 60s"."""
    at -= 1 + (s.word(at - 1) == "-")
    return not s.language.attribution.possessives.isdisjoint((s.word(at), s.word(at - 1)))


def _last_year(s: Sentence, at: int, first: int) -> int | None:
    """Return the year behind the dash of "2016-17", "1998/99"."""
    word = s.word(at + 2)
    if s.word(at + 1) not in _JOINTS or not word.isdecimal() or len(word) not in (2, 4):
        return None
    last = int(word) if len(word) == 4 else first // 100 * 100 + int(word)
    return last if first < last <= min(first + _LONGEST_SPAN, LAST_YEAR) else None


def _stands_alone(c: Setting, at: int) -> bool:
    """Tell whether nothing is stuck to the year from the left but a bracket, a quote sign, a dash, or "FY"."""
    before = c.s.word(at - 1)
    if before == "/" and c.s.glued(at) and c.s.is_number(at - 2):
        return not _is_id(c, at - 2)
    return not c.s.glued(at) or before in _BEFORE or before in c.time.year_prefixes


def _is_id(c: Setting, at: int) -> bool:
    """Tell the number of a law or report before its year: "Ley Orgánica 3/1981", "informe 118/2018"."""
    named = not c.s.language.exclude.id_words.isdisjoint(c.s.words[max(0, at - 2) : at])
    return named or not c.s.words[at].isdecimal() or int(c.s.words[at]) > 12


def _opens_range(s: Sentence, at: int, first: int) -> bool:
    """Tell the 2000 of "2000 - 2500": a greater number of four digits behind the dash is no year of its span."""
    word = s.word(at + 2)
    return s.word(at + 1) in _JOINTS and word.isdecimal() and len(word) == 4 and int(word) > first


def is_short_year(s: Sentence, at: int) -> bool:
    """Tell "the class of ’77", "en el 98": two digits of a year."""
    word, following = s.words[at], s.word(at + 1)
    if len(word) != 2 or not word.isdecimal():
        return False
    counts = s.is_word(at + 1) and following not in s.language.nouns.stops
    if s.word(at - 1) in _APOSTROPHES:
        return s.glued(at) and not s.glued(at - 1) and not counts
    framed = s.language.time.short_year_frames.match_before(s.words, at) is not None and not _is_ranked(s, at)
    counts = counts and is_plural(s, at + 1)
    return framed and int(word) >= _SHORTEST and not counts and following not in ("%", *s.language.numbers.to_words)


def _is_ranked(s: Sentence, at: int) -> bool:
    """Tell the 88 of "en el puesto 71 y ahora en el 88": a place in an order, as the one before it."""
    ranks, near = s.language.ranks, range(max(1, at - _NEAR_RANK), at - 1)
    return any(s.is_number(i) and ranks.before.match_before(s.words, i) is not None for i in near)


# Years told with a word of their own


def find_plain_year(c: Setting, at: int) -> tuple[int, int] | None:
    """Return the year told behind a month, and its end.

    Also after a comma, "of" or "de", in two digits, or as "last year".
    """
    s = c.s
    if (told := find_counted_year(c, at)) is not None:
        return told
    if s.word(at) == "," or s.word(at) in c.time.year_links:
        at += 1
        if (told := find_counted_year(c, at)) is not None:
            return told
    word = s.word(at)
    if is_year(word):
        return int(word), at + 1
    if word.isdecimal() and len(word) == 2 and s.word(at - 1) in c.time.months and _is_dateline(s, at):
        return full_year(int(word)), at + 1
    return None


def find_counted_year(c: Setting, at: int) -> tuple[int, int] | None:
    """Return the year that "this year" or "el año pasado" means, seen from the text's date, and its end.

    "That year" and "the following year" are counted from the time told last, where one is.
    """
    hit = c.time.relative.match(c.s.words, at)
    if hit is None or hit[1] not in (*YEARS_OFF, *_TOLD):
        return None
    told = c.latest.start.year if c.latest and c.latest.start else None
    told = c.year or told if hit[1] == "that_year" else told if hit[1] in _TOLD else None
    if told is None and (c.when is None or hit[1] not in YEARS_OFF):
        return None
    year = told or (c.when.year if c.when else 0)
    return year + YEARS_OFF.get(hit[1], 0), hit[0]


def _is_dateline(s: Sentence, at: int) -> bool:
    """Tell whether two digits after a month are its year: "3 JAN 90 --"."""
    return s.is_number(at - 2) and not s.is_word(at + 1)


def find_fiscal_year(c: Setting, at: int) -> Moment | None:
    """Read "fiscal year 2020", "FY21", "ejercicio fiscal 2021".

    It keeps the dates of the year that names it; `fiscal_windows` says over which months it runs.
    """
    hit = c.time.fiscal.match(c.s.words, at)
    year = (find_plain_year(c, hit[0]) or _short_fiscal(c.s, hit[0])) if hit else None
    if year is None:
        return None
    first, end = year
    if (split := _last_year(c.s, end - 1, first)) is not None:
        return make_years(end + 2, first, split)  # "fiscal year 2018-19"
    if c.s.word(end) in c.time.to_words and (last := _second_year(c, end + 1)) is not None and first < last[0]:
        return make_years(last[1], first, last[0])
    return make_years(end, first, first)


def _second_year(c: Setting, at: int) -> tuple[int, int] | None:
    """Read the second year of "fiscal years 2014 through 2018"."""
    hit = c.time.fiscal.match(c.s.words, at)
    return find_plain_year(c, hit[0] if hit else at)


def _short_fiscal(s: Sentence, at: int) -> tuple[int, int] | None:
    """Read the 21 of "FY21" and the 20 of "FY 20-21"."""
    word = s.word(at)
    return (full_year(int(word)), at + 1) if word.isdecimal() and len(word) == 2 else None


# Four digits that are no year


def _counts(c: Setting, at: int) -> bool:
    """Tell whether four digits that look like a year say how many."""
    s = c.s
    if s.word(at - 1) in c.time.year_articles and s.word(at + 1) != "%" and not is_plural(s, at + 1):
        return _is_measured(c, at + 1)  # "ni el 2002", "supera el 2019"
    if _is_measured(c, at + 1) or s.word(at - 1) in _MONEY or c.time.amount_fronts.match_before(s.words, at):
        return True
    if ends_count(s, at):
        return True
    hedge = s.language.hedges.match_before(s.words, at)
    since = hedge is not None and c.time.since.match_before(s.words, at) is not None  # "since at least 1998"
    if since or (hedge is not None and c.time.until_year.match_before(s.words, at) is not None):
        return is_plural(s, at + 1) or _names_counted(c, at + 1)  # "hasta 2000 soldados", not "hasta 2020 hubo"
    told = hedge is not None and hedge[1] not in (Bound.APPROX, Bound.NEARLY)
    if told and (int(s.words[at]) <= _ROUND or s.is_word(at + 1)):
        return True
    if _names_counted(c, at + 1):
        before = s.word(at - 1)
        small = before in s.language.nouns.stops and before not in c.time.before_counts
        return not small and not _closes_span(s, at) and not c.time.in_words.match_before(s.words, at)
    long = hedge is not None and hedge[0] < at - 1  # "more than 1800 days"
    return long and s.word(at + 1) in s.language.time.units


def _closes_span(s: Sentence, at: int) -> bool:
    """Tell the 2017 of "between 2010 and 2017 miners cleared"."""
    numbers, first = s.language.numbers, s.word(at - 2)
    joined = s.word(at - 1) in numbers.joins or s.word(at - 1) in numbers.to_words
    opened = numbers.between.match_before(s.words, at - 2) is not None
    return joined and opened and first.isdecimal() and len(first) == _DIGITS and int(first) >= FIRST_YEAR


def ends_count(s: Sentence, at: int) -> bool:
    """Tell either end of "from 1200 to 1800 seats": a span of years does not begin so early, nor do hours count."""
    for first in (at, at - 2):
        if s.word(first + 1) not in s.language.numbers.to_words:
            continue
        ends = s.word(first), s.word(first + 2)
        years = all(end.isdecimal() and len(end) == _DIGITS for end in ends)
        if years and int(ends[0]) < FIRST_YEAR <= int(ends[1]):
            return is_plural(s, first + 3) and s.words[first + 3] not in s.language.time.units
    return False


def is_plural(s: Sentence, at: int) -> bool:
    """Tell a word that may be what a number before it counts."""
    word, nouns = s.word(at), s.language.nouns
    return s.is_word(at) and word.endswith(nouns.plural_endings) and word not in nouns.stops


def _is_measured(c: Setting, at: int) -> bool:
    """Tell whether a scale, percent or a currency stands at the token."""
    s, numbers = c.s, c.s.language.numbers
    if s.word(at) == "%" or s.word(at) in numbers.scales or numbers.percent.match(s.words, at):
        return True
    return c.units.currency_words[s.language.code].match(s.words, at) is not None


def _names_counted(c: Setting, at: int) -> bool:
    """Tell whether a thing that is counted or measured stands at the token."""
    words, measures = c.s.words, c.units.measures[c.s.language.code]
    return c.units.nouns.match(words, at) is not None or measures.match(words, at) is not None
