"""Numbers that are no figures: names, ids, ages, list marks, ordinals, idioms."""

import re
from bisect import bisect_left
from functools import lru_cache

from ledger.extract.addresses import in_address, is_coordinate
from ledger.extract.ages import is_age
from ledger.extract.document_codes import find_sign, in_document_code
from ledger.extract.headline_marks import in_headline_mark
from ledger.extract.numbered_things import is_numbered_thing
from ledger.extract.numbers import Numeral
from ledger.extract.tokens import DASHES, Sentence
from ledger.extract.years import is_short_year
from ledger.lexicon.languages import Language
from ledger.lexicon.phrases import fold
from ledger.lexicon.places import Places

# Reasons, as the summary shows them.
DATE = "a date"
CLOCK = "a time of day"
NAME = "part of a name or code"
ID = "a number of an article, page, road or the like"
AGE = "an age"
MARK = "a list or footnote mark"
IN_FRAME = "around the text: a menu, an advert, a page's head or foot"
ORDINAL = "an order, not an amount"
IDIOM = "a figure of speech"
ONE = "'one' that does not count"
SCORE = "a score or ratio of a game"
ADDRESS = "part of an address or phone number"
COORDINATE = "a coordinate"
SCALE = "the scale of a table"
ENDS = "the ends of a scale of marks"

_POWERS = ("2", "3")  # of metres: "32m2"
_QUOTES = frozenset("'’‘\"“”«»")
_RATE_BASE = re.compile(r"10{3,}|10{0,2}(?:[.,]000)+")  # a power of ten from 1,000 up
_MOST_GOALS, _NEAR_MATCH = 20, 5
_SECTION = re.compile(r"[1-9]\d?\.[1-9]\d?")
_GAP = 2  # characters between a word and the number it numbers
_NOTE, _NOTES = 600, 3000  # characters from the head of a note to that of the next, and to that of all
_NEAR_MARK = 200  # tokens between the marks of a list within a sentence
_FEWEST_LISTED, _LONGEST_LABEL = 3, 5  # numbers behind names; words of a name
_CHAINED = 5  # numbers of a name such as "FPRO-19-114", "ISBN 978-3-16-148410-0"
# A post in the lines over a cable: "DE RUEHML #1187/01 2340851", "TO RUEHC/SECSTATE WASHDC 1934".
_ROUTING = re.compile(r"(?:\b(?:DE|TO|INFO|FM) |^)R[UH][A-Z]{3,6}(?:/[A-Z]| #\d)", re.MULTILINE)
_BORES = frozenset(f".{bore}" for bore in (22, 223, 25, 30, 303, 308, 315, 32, 357, 38, 380, 40, 44, 45, 50))
_MILLIMETRES = frozenset(("5.45", "5.56", "5.7", "6.35", "7.62", "7.63", "7.65", "7.92", "9", "10", "11.43", "12.7"))
_NEAR_GUN, _BESIDE_BORE = 4, 2  # tokens from a calibre to the gun
_HEADER = 6  # tokens of a short line over a cable
_LISTED_IDS = 16  # tokens of a list of ids
_HYPHENS = frozenset("-‑")
_JOINED = 6  # tokens of an idiom with hyphens: "twenty-four-seven"
_GLOSSED = 5  # tokens of "3 out of 3" before its brackets
_OPENING = frozenset("([")
_SIXTY = 60  # seconds and minutes


def exclude_number(s: Sentence, number: Numeral, places: Places) -> str | None:
    """Return why a number in digits is no figure, None where it may be one."""
    at, end = number.start, number.end
    if _is_ordinal(s, end):
        return ORDINAL
    if s.word(end) in DASHES and s.glued(end) and s.is_number(end + 1) and _is_ordinal(s, end + 2):
        return NAME  # "the 3-16th Battalion"
    if is_coordinate(s, at, end):
        return COORDINATE
    if _is_code(s, at, end) or in_document_code(s, at) or _is_nickname(s, at, end):
        return NAME
    if is_short_year(s, at):
        return DATE
    if _is_foreign(s, at, end) or _is_pair_of_name(s, at, end):
        return NAME
    beside = (s.word(at - 1), s.word(at + 1))
    if not _joints(s.language).isdisjoint(beside) and (_is_result(s, at) or _is_result(s, at - 2)):
        return SCORE
    if ":" in beside and (_is_lap(s, at) or _is_lap(s, at - 2)):
        return CLOCK
    if in_address(s, at, end):
        return ADDRESS
    if _is_mark(s, at, end) or _is_note_label(s, at, end) or _is_section(s, at, end) or in_headline_mark(s, at):
        return MARK
    if _in_header(s, at):
        return ID
    if _is_id(s, at) or _is_bill(s, at, places) or is_numbered_thing(s, number):
        return ID
    if is_age(s, number) or _is_age_in_brackets(s, at, end, places):
        return AGE
    if _follows_name(s, at, end, places) or _is_number_of_player(s, at, end, places):
        return NAME
    return None


def _is_ordinal(s: Sentence, end: int) -> bool:
    """Tell whether an ending is stuck to the number: "19th", "1er", "3.º"."""
    at = end + 1 if s.word(end) == "." and s.glued(end) and s.word(end + 1) in ("o", "a", "º", "ª") else end
    return s.glued(at) and s.word(at) in s.language.numbers.ordinal_endings


def _is_code(s: Sentence, at: int, end: int) -> bool:
    """Tell whether the number is stuck to letters ("H-2", "FY2021"), or written with leading zeros."""
    raw = s.words[at]
    if raw.isdecimal() and len(raw) > 1 and raw[0] == "0" and end == at + 1:
        return True
    if raw == "10" and s.is_raised(end) and s.glued(end):
        return True  # "10⁶", which is not ten
    if s.word(end) == "/" and s.glued(end) and s.is_number(end + 1) and s.glued(end + 1):
        return _RATE_BASE.fullmatch(s.words[end + 1]) is None  # "1127/2014", not "36.1/100,000"
    following = end + 1 if s.word(end) in DASHES else end
    if s.word(following) in s.language.exclude.name_followers and (s.is_capital(end) or following > end):
        return True  # "el 27 Batallón", ".38-caliber"
    if s.word(end) == "-" and s.glued(end) and s.glued(end + 1) and len(s.word(end + 1)) == 1 and s.is_capital(end + 1):
        return True  # "el 11-S"
    if not s.glued(at):
        letter = s.glued(end) and s.is_word(end) and len(s.words[end]) == 1
        return letter and s.glued(end + 1) and s.is_number(end + 1) and s.words[end + 1] not in _POWERS
    before = s.words[at - 1]
    if before[0].isalpha():
        return True
    if _is_quoted(s, at, end):
        return True
    if before in ("/", "_", "#", "@") and s.glued(at - 1):
        return True
    if before == "(" and s.glued(at - 1) and s.word(end) == ")" and s.glued(end) and _is_paragraph(s, at - 2):
        return True  # "27(3)", "12(b)(6)"
    if before == "+" and s.glued(at - 1) and s.is_word(at - 2):
        return True  # "Beijing+20"
    for _ in range(_CHAINED):
        chained = s.word(at - 1) in DASHES and s.glued(at) and s.glued(at - 1) and s.word(at - 3) in DASHES
        if not (chained and s.is_number(at - 2)):
            break
        at -= 2  # "FPRO-19-114"
    if before in DASHES and s.glued(at - 1) and s.is_number(at - 2):
        named = s.language.exclude.id_words | s.language.exclude.numbered_names
        return s.word(at - 3) in named and s.word(at - 3) not in s.language.exclude.id_places  # "Boeing 737-800"
    if before in DASHES and s.glued(at - 1) and s.is_word(at - 2):
        bounds = s.language.hedges.match_before(s.words, at) is not None  # "sub-90 square metres"
        numbers = s.language.numbers
        return not bounds and s.word(at - 2) not in numbers.cardinals and s.word(at - 2) not in numbers.minus_words
    return before == "." and s.glued(at - 1) and s.is_word(at - 2)  # "Rev.2", and the mark of "said.2"


def _is_paragraph(s: Sentence, at: int) -> bool:
    """Tell what a number in brackets stuck to it divides: "27", "12(b)"."""
    return s.is_number(at) or (s.word(at) == ")" and (len(s.word(at - 1)) == 1 or s.is_number(at - 1)))


def is_calibre(s: Sentence, at: int, end: int) -> bool:
    """Tell the bore of "a .315 country-made pistol", "a 9mm pistol", "pistola calibre 9 milímetros"."""
    guns, near = s.language.exclude.guns, s.words[end : end + _NEAR_GUN]
    if s.word(at - 1) in s.language.exclude.calibres:
        return True
    if s.word(end) in s.language.exclude.bore_units:
        beside = [*s.words[end + 1 : end + 1 + _BESIDE_BORE], s.word(at - 1)]
        return s.words[at].replace(",", ".") in _MILLIMETRES and not guns.isdisjoint(beside)
    bore = s.text[s.starts[at] : s.ends[end - 1]] in _BORES
    return bore and near[:1] != ["%"] and not guns.isdisjoint(near)


def is_club(s: Sentence, at: int) -> bool:
    """Tell "the Group of 77", "el Grupo de los Siete", not "a group of 20" or "Group of 20 held" that opens a text."""
    hit = s.language.exclude.clubs.match_before(s.words, at)
    if hit is None or hit[0] == 0 or s.shouting or not s.is_capital(hit[0]):
        return False
    return not s.titled or s.word(hit[0] - 1) in s.language.nouns.articles


def _is_nickname(s: Sentence, at: int, end: int) -> bool:
    """Tell «El 14», an article and a number alone between quotation marks."""
    named = s.word(at - 1) in s.language.nouns.articles and s.is_capital(at - 1) and s.glued(at - 1)
    return named and s.word(at - 2) in _QUOTES and s.word(end) in _QUOTES and s.glued(end)


def _is_quoted(s: Sentence, at: int, end: int) -> bool:
    """Tell the '3-16' battalion and the "26" movement: digits and dashes alone between quotation marks."""
    for _ in range(_CHAINED):
        before = s.word(at - 1) in DASHES and s.is_number(at - 2)
        behind = s.word(end) in DASHES and s.is_number(end + 1)
        if not (before or behind):
            break
        at, end = at - 2 * before, end + 2 * behind
    alone = end == at + 1 or not s.is_word(end - 1)  # not "200 million"
    return alone and s.word(at - 1) in _QUOTES and s.glued(at) and s.word(end) in _QUOTES and s.glued(end)


def _is_pair_of_name(s: Sentence, at: int, end: int) -> bool:
    """Tell the numbers of "la ley 3 de 3", and of "3 out of 3 (3 de 3)", which brackets repeat in another language."""
    links = s.language.exclude.foreign_links
    pairs = [first for first in (at, at - 2) if s.is_number(first) and s.is_number(first + 2)]
    for first in pairs:
        alike = s.word(first) == s.word(first + 2) and s.word(first + 1) in s.language.nouns.link
        if alike and s.word(first - 1) in s.language.exclude.rules:
            return True
    for first in pairs:  # in the brackets: either number
        if s.word(first + 1) in links and s.word(first - 1) in _OPENING:
            return _has_pair(s, first - 1, first)
    near = s.words[end : end + _GLOSSED]
    if "(" not in near:
        return False
    opening = end + near.index("(")
    if s.word(opening + 2) not in links:
        return False
    return s.words[at] in (s.word(opening + 1), s.word(opening + 3)) and _has_pair(s, opening, opening + 1)


def _has_pair(s: Sentence, before: int, pair: int) -> bool:
    """Tell whether the two numbers at `pair` also stand just before a token."""
    near = [word for word in s.words[max(0, before - _GLOSSED) : before] if word[:1].isdecimal()]
    return near[-2:] == [s.word(pair), s.word(pair + 2)]


def _is_foreign(s: Sentence, at: int, end: int) -> bool:
    """Tell a number in a name of another language: "Avenida 9 de Julio", not "3 de facto rulers"."""
    links, following = s.language.exclude.foreign_links, end + 1
    names = following < len(s.words) and (s.is_number(following) or s.is_capital(following))
    return s.word(at - 1) in links or (s.word(end) in links and names)


def _is_result(s: Sentence, at: int) -> bool:
    """Tell "3-1", "2-2", "56-44": the greater of two numbers first, or two alike, which no range has."""
    if _is_match(s, at):
        return True
    if not (s.is_number(at) and s.word(at + 1) in DASHES and s.is_number(at + 2)):
        return False
    one, other = s.words[at], s.words[at + 2]
    alone = s.word(at + 3) not in DASHES and s.word(at - 1) not in DASHES and s.word(at + 3) not in ("%", "/")
    joined = s.glued(at + 1) and s.glued(at + 2) and alone and not (s.glued(at + 3) and s.is_word(at + 3))
    return (
        joined and one.isdecimal() and other.isdecimal() and max(len(one), len(other)) <= 3 and int(one) >= int(other)
    )


@lru_cache(maxsize=8)
def _joints(language: Language) -> frozenset[str]:
    """Return what may stand between the two numbers of a result."""
    return language.numbers.to_words | DASHES


def _is_match(s: Sentence, at: int) -> bool:
    """Tell "ganó 3-6", "lost 6 to 3": small numbers joined behind a word for winning or losing."""
    joined = s.word(at + 1) in DASHES or s.word(at + 1) in s.language.numbers.to_words
    if not (s.is_number(at) and joined and s.is_number(at + 2)):
        return False
    small = all(s.words[i].isdecimal() and int(s.words[i]) <= _MOST_GOALS for i in (at, at + 2))
    counts = s.is_word(at + 3) and s.word(at + 3) not in s.language.nouns.stops
    fought = s.language.exclude.match_words
    return small and not counts and not fought.isdisjoint(s.words[max(0, at - _NEAR_MATCH) : at])


def _is_lap(s: Sentence, at: int) -> bool:
    """Tell "1:36.6", minutes and seconds of a race, from the ratio "1:98"."""
    if not (s.is_number(at) and s.word(at + 1) == ":" and s.glued(at + 1) and s.is_number(at + 2) and s.glued(at + 2)):
        return False
    seconds, _, tenths = s.words[at + 2].partition(".")
    return bool(tenths) and len(seconds) == 2 and int(seconds) < _SIXTY


def _is_mark(s: Sentence, at: int, end: int) -> bool:
    """Tell whether the number only counts off a list: "1.", "2)", "(3)"."""
    raw = s.words[at]
    if not raw.isdecimal() or len(raw) > 3 or end != at + 1:
        return False
    opened = s.word(at - 1) in ("(", "[")
    closing = s.word(end)
    if closing == "/" and s.glued(end) and not (s.glued(end + 1) and s.word(end + 1).isalnum()):
        return True  # a footnote: "1/ Excludes the capital"
    first = at == 0 or (opened and at == 1)
    if closing == "]" and s.word(at - 1) == "[":
        return True
    if closing in (")", "]"):
        if not first and not opened:
            return not _is_operand(s, at) and not _is_within_brackets(s, at)
        return first or _is_enumerated(s, at) or (len(raw) <= 2 and s.glued(at - 1) and s.is_word(at - 2))
    return first and (closing == "" or (closing == "." and s.glued(end)))


def _is_within_brackets(s: Sentence, at: int) -> bool:
    """Tell the 38 of "(total: 38)" from a mark that only closes, "a) keep a list", and from "(Cadena 1)"."""
    return s.word(at - 1) == ":" and "(" in s.words[max(0, at - _LONGEST_LABEL) : at]


def _is_note_label(s: Sentence, at: int, end: int) -> bool:
    """Tell the bare numbers of notes, one at the head of each: "1 Internal audit.", "2 Three of them volunteers."."""
    raw = s.words[at]
    if at > 0 or end != 1 or not (raw.isdecimal() and len(raw) <= 2) or s.glued(end) or s.shouting:
        return False
    if not s.is_capital(end) or not _begins_line(s):
        return False
    begin = s.starts[0]
    above = s.text[max(0, begin - _NOTES) : begin]
    headed = any(fold(line.strip(" \t:.#*")) in s.language.exclude.note_heads for line in above.splitlines())
    return headed and (raw == "1" or _label(int(raw) - 1).search(above[-_NOTE:]) is not None)


@lru_cache(maxsize=128)
def _label(number: int) -> re.Pattern[str]:
    """Return what a note with a number begins with."""
    return re.compile(rf"(?:^|\n)[ \t]*{number}[ \t]+[^\W\d_]")


def _is_section(s: Sentence, at: int, end: int) -> bool:
    """Tell the "2.1" of a line "2.1 Improper payments", "3.12. Findings", not "2.1 Million jobs lost"."""
    if at > 0 or end != 1 or _SECTION.fullmatch(s.words[0]) is None or not _begins_line(s):
        return False
    title = end + (s.word(end) == "." and s.glued(end))
    if title == len(s.words):
        return title > end
    numbers, word = s.language.numbers, s.words[title]
    measured = word in numbers.scales or word in s.language.time.units or numbers.percent.match(s.words, title)
    alone = s.raw(title)[1:].islower() or s.shouting
    return s.is_capital(title) and alone and not measured and not s.glued(title)


def _begins_line(s: Sentence) -> bool:
    """Tell whether the sentence stands at the beginning of a line."""
    begin = s.starts[0]
    return not s.text[s.text.rfind("\n", 0, begin) + 1 : begin].strip(" \t#*")


def _is_operand(s: Sentence, at: int) -> bool:
    """Tell the 286 of the sum "(412 - 286)"."""
    return (s.word(at - 1) in DASHES or s.word(at - 1) == "+") and s.is_number(at - 2) and not s.glued(at)


def _is_enumerated(s: Sentence, at: int) -> bool:
    """Tell the marks of "(1) keep a list, (2) inspect it": one, or the next after one in brackets before.

    In "Nariño (37), Antioquia (22) y Putumayo (21)" the next stands behind, and both count.
    """
    number = int(s.words[at])
    if not s.is_word(at + 2) or s.is_capital(at + 2):
        return False
    wanted = str(number + 1) if number == 1 else str(number - 1)
    near = range(at, min(len(s.words), at + _NEAR_MARK)) if number == 1 else range(max(1, at - _NEAR_MARK), at)
    return any(s.words[i] == wanted and s.words[i - 1] == "(" and s.word(i + 1) == ")" for i in near)


def _in_header(s: Sentence, at: int) -> bool:
    """Tell the numbers of "REF: 09 MEXICO 3077", "SECSTATE WASHDC 4512": the lines over a cable."""
    if not s.words[at].isdecimal():
        return False
    begin = max(s.span.start, s.text.rfind("\n", s.span.start, s.starts[at]) + 1)
    first = bisect_left(s.starts, begin)
    headed = s.word(first) in s.language.exclude.header_words
    if headed and (s.word(first + 1) == ":" or s.shouting or len(s.words) <= _HEADER):
        return True
    return _ROUTING.search(s.text, begin, s.starts[at]) is not None


def _is_number_of_player(s: Sentence, at: int, end: int, places: Places) -> bool:
    """Tell "Ana Ruiz (7) celebrates": what stands in brackets between a name and its verb counts nothing."""
    if s.word(at - 1) != "(":
        return False
    named = s.is_capital(at - 2) and s.is_capital(at - 3) and not (s.shouting or s.titled)
    told = s.word(end) == ")" and s.is_word(end + 1) and not s.is_capital(end + 1)
    if not (named and told and s.words[at].isdecimal() and len(s.words[at]) <= 2):
        return False
    small = s.word(end + 1) in s.language.nouns.stops
    return not small and _is_alone_in_brackets(s, at, places)


def _is_alone_in_brackets(s: Sentence, at: int, places: Places) -> bool:
    """Tell a number in brackets behind what is no place, which is no list of counts."""
    placed = any(places.names.match_before(s.words, start) for start in (at - 1, at - 2))
    listed = sum(word == "(" and s.is_number(i + 1) and s.word(i + 2) == ")" for i, word in enumerate(s.words))
    return not placed and listed == 1


def _is_age_in_brackets(s: Sentence, at: int, end: int, places: Places) -> bool:
    """Tell "Vilma Ruiz (51), presidente", not "Buenos Aires (51), seguida de" or a list of counts in brackets."""
    named = s.word(at - 1) == "(" and s.is_capital(at - 2) and s.is_capital(at - 3) and not (s.shouting or s.titled)
    closed = s.word(end) == ")" and s.word(end + 1) == "," and s.is_word(end + 2) and not s.is_capital(end + 2)
    if not (named and closed and s.words[at].isdecimal() and len(s.words[at]) == 2):
        return False
    return _is_alone_in_brackets(s, at, places)


def _is_id(s: Sentence, at: int) -> bool:
    """Tell whether the word before makes the number a name: "article 57", "No. 3", "carretera 45"."""
    before = at - 1
    if before >= 0 and s.starts[at] - s.ends[before] > _GAP:
        return False  # another cell of a row
    if s.word(before) in DASHES and s.is_number(before - 1) and s.glued(at):
        before -= 2  # "avenida 14-25"
    if find_sign(s, before + 1) is not None:
        return True
    dotted = s.word(before) == "." and s.glued(before)
    if dotted:
        before -= 1
    if s.word(before) in ("-", "“", '"', "«", "federal"):
        before -= 1
    word = s.word(before)
    if word in s.language.exclude.id_verbs and _may_be_many(s, before - 1):
        return False  # "his men number 5,300"
    if word in s.language.exclude.id_or_verb and s.word(before - 1) in s.language.attribution.infinitives:
        return False  # "forced to release 2 prisoners"
    if word in s.language.exclude.id_words and s.word(before - 1) not in s.language.exclude.speakers:
        exclude = s.language.exclude
        counts = _is_counted(s, at + 1, named=exclude.plurals_count or word in exclude.id_places)
        return not counts and (word != "no" or dotted or s.raw(before) in ("No", "NO", "N°"))
    if s.word(before) == "," and _is_counted(s, at + 1, named=True):
        return False  # "under article 3, 45 people were held"
    return _goes_on_ids(s, before)


def _goes_on_ids(s: Sentence, at: int) -> bool:
    """Tell the later numbers of "Arts. 3, 4 y 5", "pp. 45-67", "page 2 of 14"."""
    numbers, joints = s.language.numbers, _joints_of_ids(s.language)
    for before in range(at, max(-1, at - _LISTED_IDS), -2):
        if s.word(before) not in joints or not s.is_number(before - 1) or not s.words[before - 1].isdecimal():
            return False
        named = before - 2 - (s.word(before - 2) == "." and s.glued(before - 2))
        if s.word(named) in s.language.exclude.id_words and s.word(named) not in s.language.exclude.id_places:
            return s.word(named) not in numbers.negations or s.raw(named) in ("No", "NO", "N°")
    return False


@lru_cache(maxsize=8)
def _joints_of_ids(language: Language) -> frozenset[str]:
    """Return what may stand between the numbers of a list of ids."""
    return language.numbers.joins | language.numbers.to_words | language.nouns.link | DASHES | {","}


def _may_be_many(s: Sentence, at: int) -> bool:
    """Tell a word for more than one: "troops", "staff", "the dead"."""
    word, nouns = s.word(at), s.language.nouns
    many = word.endswith(nouns.plural_endings) or word in nouns.plural_alike or word in s.language.subjects.peoples
    return many or (s.word(at - 1) in nouns.articles and word in s.language.subjects.fates)


def _is_counted(s: Sentence, at: int, *, named: bool) -> bool:
    """Tell whether the number before counts what follows: "the highway 6 weeks ago", "in the zone 15 soldiers died"."""
    word, nouns = s.word(at), s.language.nouns
    if word in s.language.time.units:
        return True
    plural = s.is_word(at) and word.endswith(nouns.plural_endings) and word not in nouns.stops
    plural = plural and word not in s.language.exclude.id_words  # "artículo 3 párrafos 2 y 4"
    return named and plural and (s.shouting or not s.is_capital(at))


def _is_bill(s: Sentence, at: int, places: Places) -> bool:
    """Tell whether a letter with a full stop makes a name: "H.R. 4665", not "the D.E.A. 99 percent of the time"."""
    if s.word(at - 1) in DASHES and s.is_number(at - 2) and s.glued(at):
        at -= 2  # "P.L. 116-260"
    letter = at - 2
    dotted = letter > 0 and s.word(at - 1) == "." and s.glued(at - 1) and len(s.words[letter]) == 1
    if not dotted or not s.is_capital(letter) or not s.words[at].isdecimal() or s.word(at + 1) == "%":
        return False
    following, nouns = s.word(at + 1), s.language.nouns
    counts = s.is_word(at + 1) and following not in nouns.stops and not following.endswith(nouns.verb_endings)
    return not counts and places.names.match_before(s.words, at) is None


def _follows_name(s: Sentence, at: int, end: int, places: Places) -> bool:
    """Tell whether a capitalised word just before and no noun behind make a name of it: "Big 12"."""
    raw, before = s.words[at], at - 1
    if s.span.of(s.text).isupper() or not raw.isdecimal() or len(raw) > 3 or end != at + 1 or before < 0:
        return False
    if s.word(before) in s.language.exclude.numbered_names and (s.is_capital(before) or s.raw(before)[1:2].isupper()):
        return not _is_share(s, end)  # "Boeing 737 jets"
    if before < 1:
        return False
    inner = s.is_word(before) and s.raw(before)[1:2].isupper() and not s.is_capital(before)  # "iPhone"
    if not s.is_word(before) or not (inner or s.is_capital(before)) or s.word(before) in s.language.stopwords:
        return False
    if places.names.match_before(s.words, at) or s.word(before) in s.language.time.months:
        return False
    if _is_in_list_of_names(s, at):
        return False
    if s.word(before) in s.language.time.weekdays or s.word(before) in s.language.attribution.verbs:
        return False
    if not s.raw(before)[1:].islower() and len(s.raw(before)) > 1 and _is_singular(s, end):
        return True  # "iPhone 11 has", "the HIV 2 drug"
    if s.word(end) in s.language.exclude.numbered_things:
        return True  # "the Nikkei 225 index"
    if s.word(before) in s.language.exclude.no_names or _is_share(s, end):
        return False  # "Only 14 per cent"
    following = s.word(end)
    ends = not following or not following[0].isalnum() or following in s.language.nouns.stops
    per = s.language.numbers.per_base.match(s.words, end)
    if per is not None and s.is_number(per[0]):
        return False  # "Murders 23 per 100,000"
    return ends and following not in ("-", "–", "—", "(", "of", "out")


def _is_in_list_of_names(s: Sentence, at: int) -> bool:
    """Tell the 9 of "The Liberals won 12, the Greens 9 and the Farmers 8": a number behind each of several names."""
    listed, names = 1, {s.word(at - 1)}
    for step in (-1, 1):
        last = at
        while (near := _next_in_list(s, last, step)) is not None:
            listed, last = listed + 1, near
            if s.word(near - 1) in names:
                return False  # "Apollo 11, Apollo 12 and Apollo 13"
            names.add(s.word(near - 1))
    return listed >= _FEWEST_LISTED


def _next_in_list(s: Sentence, at: int, step: int) -> int | None:
    """Return the next number of a list where a mark or "and" and few words part two, and a word stands before it."""
    reach = range(at + step, at + step * (_LONGEST_LABEL + 2), step)
    near = next((i for i in reach if 0 <= i < len(s.words) and s.is_number(i)), None)
    if near is None:
        return None
    first, second = sorted((at, near))
    between = s.words[first + 1 : second]
    joined = bool(between) and (between[0] in (",", ";") or between[0] in s.language.time.clause_joints)
    words = between[1:] if joined else []
    return (
        near if words and all(s.is_word(first + 2 + i) or word in ("'", "’") for i, word in enumerate(words)) else None
    )


def _is_share(s: Sentence, at: int) -> bool:
    """Tell whether a percent or a currency stands at the token."""
    word = s.word(at)
    return word in ("%", "$", "€", "£") or s.language.numbers.percent.match(s.words, at) is not None


def _is_singular(s: Sentence, at: int) -> bool:
    """Tell whether a word follows that no number above one can count."""
    word, nouns = s.word(at), s.language.nouns
    return (
        s.is_word(at) and word not in nouns.stops and not word.endswith(nouns.plural_endings) and not s.is_capital(at)
    )


def exclude_words(s: Sentence, at: int) -> tuple[int, str] | None:
    """Return the end and reason of number words that are an idiom, None where they may count."""
    if not may_be_idiom(s, at):
        return None
    idioms, words = s.language.exclude.idioms, s.words
    for start in (at, at - 1, at - 2):
        hit = idioms.match(words, start) if start >= 0 else None
        alone = start == at and s.is_number(at)  # an idiom of one number, "86", is known with what goes before
        counted = hit is not None and hit[0] == at + 1 and s.word(hit[0]) in s.language.numbers.scales
        if hit is not None and hit[0] > at + alone and not counted:  # "en medio", but "en medio millón"
            return hit[0], IDIOM
    near = words[at : at + _JOINED]
    if _HYPHENS.isdisjoint(near):
        return None
    joined = idioms.match([word for word in near if word not in _HYPHENS], 0)
    return (at + 1, IDIOM) if joined else None


def may_be_idiom(s: Sentence, at: int) -> bool:
    """Tell whether an idiom may begin at a token or just before it, by its first words."""
    idioms, words = s.language.exclude.idioms, s.words
    known = idioms.first_words
    for start in range(max(0, at - 2), at + 1):
        if words[start] in known and idioms.may_begin(words, start):
            return True
    return words[at] in known and s.word(at + 1) in _HYPHENS
