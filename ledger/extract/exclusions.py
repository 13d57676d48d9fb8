"""Numbers that are no figures: names, ids, ages, list marks, ordinals, idioms."""

import re

from ledger.extract.numbers import Numeral
from ledger.extract.tokens import Sentence
from ledger.lexicon.places import Places

# Reasons, as the summary shows them.
DATE = "a date"
CLOCK = "a time of day"
NAME = "part of a name or code"
ID = "a number of an article, page, road or the like"
AGE = "an age"
MARK = "a list or footnote mark"
ORDINAL = "an order, not an amount"
IDIOM = "a figure of speech"
ONE = "'one' that does not count"
SCORE = "a score or ratio of a game"
ADDRESS = "part of an address or phone number"
COORDINATE = "a coordinate"
SCALE = "the scale of a table"

_OLDEST = 110
_DASHES = ("-", "–", "—", "‑")


def exclude_number(s: Sentence, number: Numeral, places: Places) -> str | None:
    """Return why a number in digits is no figure, None where it may be one."""
    at, end = number.start, number.end
    if _is_ordinal(s, end):
        return ORDINAL
    if _is_coordinate(s, at, end):
        return COORDINATE
    if _is_code(s, at, end):
        return NAME
    if _is_foreign(s, at, end):
        return NAME
    if _is_result(s, at) or _is_result(s, at - 2):
        return SCORE
    if _in_address(s, at):
        return ADDRESS
    if _is_mark(s, at, end):
        return MARK
    if _is_id(s, at) or _is_bill(s, at, places):
        return ID
    if is_age(s, number):
        return AGE
    if _follows_name(s, at, end, places):
        return NAME
    return None


def _is_ordinal(s: Sentence, end: int) -> bool:
    """Tell whether an ending is stuck to the number: "19th", "1er", "3.º"."""
    at = end + 1 if s.word(end) == "." and s.glued(end) and s.word(end + 1) in ("o", "a", "º", "ª") else end
    return s.glued(at) and s.word(at) in s.language.numbers.ordinal_endings


def _is_coordinate(s: Sentence, at: int, end: int) -> bool:
    """Tell "3.32 N, 37.07 E"."""
    letter = s.raw(end) if end < len(s) else ""
    return "." in s.words[at] and letter in ("N", "S", "E", "W", "O") and not s.is_word(end + 1)


def _is_code(s: Sentence, at: int, end: int) -> bool:
    """Tell whether the number is stuck to letters ("H-2", "FY2021"), or written with leading zeros."""
    raw = s.words[at]
    if raw.isdecimal() and len(raw) > 1 and raw[0] == "0" and end == at + 1:
        return True
    if s.word(end) == "/" and s.glued(end) and s.is_number(end + 1) and s.glued(end + 1):
        return True  # "1127/2014"
    following = end + 1 if s.word(end) in _DASHES else end
    if s.word(following) in s.language.exclude.name_followers and (s.is_capital(end) or following > end):
        return True  # "el 27 Batallón", ".38-caliber"
    if s.word(end) == "-" and s.glued(end) and s.glued(end + 1) and len(s.word(end + 1)) == 1 and s.is_capital(end + 1):
        return True  # "el 11-S"
    if not s.glued(at):
        return s.glued(end) and s.is_word(end) and len(s.words[end]) == 1 and s.glued(end + 1) and s.is_number(end + 1)
    before = s.words[at - 1]
    if before[0].isalpha():
        return True
    if before in ("/", "_", "#", "@") and s.glued(at - 1):
        return True
    if before in _DASHES and s.glued(at - 1) and s.is_word(at - 2):
        return s.word(at - 2) not in s.language.numbers.cardinals
    return False


def _is_foreign(s: Sentence, at: int, end: int) -> bool:
    """Tell a number in a name of another language: "Avenida 9 de Julio", not "3 de facto rulers"."""
    links, following = s.language.exclude.foreign_links, end + 1
    names = following < len(s) and (s.is_number(following) or s.is_capital(following))
    return s.word(at - 1) in links or (s.word(end) in links and names)


def _is_result(s: Sentence, at: int) -> bool:
    """Tell "3-1", "56-44": the greater of two numbers first, which no range has."""
    if not (s.is_number(at) and s.word(at + 1) in _DASHES and s.is_number(at + 2)):
        return False
    one, other = s.words[at], s.words[at + 2]
    alone = s.word(at + 3) not in _DASHES and s.word(at - 1) not in _DASHES and s.word(at + 3) != "%"
    joined = s.glued(at + 1) and s.glued(at + 2) and alone and not (s.glued(at + 3) and s.is_word(at + 3))
    return joined and one.isdecimal() and other.isdecimal() and max(len(one), len(other)) <= 3 and int(one) > int(other)


def _in_address(s: Sentence, at: int) -> bool:
    """Tell whether the number is part of a link, a mail address or a phone number."""
    text, start, end = s.text, s.starts[at], s.ends[at]
    if s.word(at + 1) in _DASHES and s.glued(at + 1) and s.is_number(at + 2) and s.glued(at + 2):
        joined = s.words[at], s.words[at + 2]
        if all(part.isdecimal() for part in joined) and (
            (len(joined[0]) == 3 and len(joined[1]) == 4)
            or (s.word(at + 3) in _DASHES and s.is_number(at + 4) and s.glued(at + 3) and s.glued(at + 4))
        ):
            return True
    if s.word(at - 1) in _DASHES and s.is_number(at - 2) and s.glued(at) and s.glued(at - 1) and at >= 2:
        return len(s.words[at - 2]) >= 3 and len(s.words[at]) == 4 and s.words[at - 2].isdecimal()
    if _is_phone(s, at):
        return True
    low = max(s.span.start, start - 60)
    chunk_start = max(text.rfind(" ", low, start), text.rfind("\n", low, start), low - 1) + 1
    chunk = text[chunk_start : min(end + 2, s.span.end)]
    return "://" in chunk or "www." in chunk or ("@" in chunk and s.glued(at))


def _is_phone(s: Sentence, at: int) -> bool:
    """Tell whether digits, signs and a word such as "Tel." lead up to the number: "+254 20 555 0143"."""
    for before in range(at - 1, max(-1, at - 9), -1):
        word = s.words[before]
        if word in s.language.exclude.phone_words:
            return True
        if word == "+" and s.glued(before + 1):
            return _dialled(s, before + 1)
        if not (word[0].isdecimal() or word in "()-–./:"):
            return False
    return False


def _dialled(s: Sentence, at: int) -> bool:
    """Tell whether digits behind a plus sign are as many as a phone number has."""
    digits = 0
    while s.is_number(at) or s.word(at) in ("-", "(", ")"):
        if s.is_number(at) and not s.words[at].isdecimal():
            return False
        digits += len(s.words[at]) if s.is_number(at) else 0
        at += 1
    return digits >= 8


def _is_mark(s: Sentence, at: int, end: int) -> bool:
    """Tell whether the number only counts off a list: "1.", "2)", "(3)"."""
    raw = s.words[at]
    if not raw.isdecimal() or len(raw) > 3 or end != at + 1:
        return False
    opened = s.word(at - 1) in ("(", "[")
    closing = s.word(end)
    if closing == "/" and s.glued(end) and not s.glued(end + 1):
        return True  # a footnote: "1/ Excludes the capital"
    first = at == 0 or (opened and at == 1)
    if closing in (")", "]"):
        return first or not opened or (len(raw) <= 2 and s.glued(at - 1) and s.word(at - 2)[:1].isalpha())
    return first and (closing == "" or (closing == "." and s.glued(end)))


def _is_id(s: Sentence, at: int) -> bool:
    """Tell whether the word before makes the number a name: "article 57", "No. 3", "carretera 45"."""
    before = at - 1
    if s.word(before) in s.language.exclude.id_signs:
        return True
    if s.word(before) in ("º", "°", "o") and s.word(before - 1) == "." and s.word(before - 2) == "n":
        return True  # "N.º 2.145"
    if s.word(before) in _DASHES and s.is_number(before - 1) and s.glued(at):
        before -= 2  # "avenida 14-25"
    dotted = s.word(before) == "." and s.glued(before)
    if dotted:
        before -= 1
    if s.word(before) in ("-", "“", '"', "«", "federal"):
        before -= 1
    word = s.word(before)
    if word in s.language.exclude.id_words:
        return word != "no" or dotted or s.raw(before) in ("No", "NO", "N°")
    if word in ("y", "and", "to", "a", "-", ",") and s.is_number(before - 1):
        return s.word(before - 2) in s.language.exclude.id_words
    return False


def _is_bill(s: Sentence, at: int, places: Places) -> bool:
    """Tell whether a letter with a full stop makes a name: "H.R. 4665", not "the D.E.A. 99 percent of the time"."""
    letter = at - 2
    dotted = letter > 0 and s.word(at - 1) == "." and s.glued(at - 1) and len(s.words[letter]) == 1
    if not dotted or not s.is_capital(letter) or not s.words[at].isdecimal() or s.word(at + 1) == "%":
        return False
    following, nouns = s.word(at + 1), s.language.nouns
    counts = s.is_word(at + 1) and following not in nouns.stops and not following.endswith(nouns.verb_endings)
    return not counts and places.names.match_before(s.words, at) is None


def is_age(s: Sentence, number: Numeral) -> bool:
    """Tell whether the number is somebody's age: "Olvera, 34,", "aged 34", "de 41 años,"."""
    at, end = number.start, number.end
    exclude = s.language.exclude
    following = end + 1 if s.word(end) in _DASHES else end
    if following < len(s) and exclude.age_after.match(s.words, following):
        return True
    if exclude.age_before.match_before(s.words, at) and s.word(end) not in s.language.numbers.to_words:
        return s.word(end) not in (*_DASHES, "and", "or", "y")
    if not 1 <= number.value <= _OLDEST or number.value % 1:
        return False
    if s.language.time.units.get(s.word(end)) == "year" and s.word(end) != "year":
        return _is_spanish_age(s, at, end + 1)
    return (
        number.end == at + 1
        and s.word(at - 1) == ","
        and s.word(end) in (",", ".", ")", ";", "")
        and s.is_capital(at - 2)
        and not s.shouting
        and number.value >= 10
        and (s.is_capital(at - 3) or s.word(at - 3) in ("", ".", ","))
    )


def _is_spanish_age(s: Sentence, at: int, end: int) -> bool:
    """Tell whether "de 41 años" or ", 57 AÑOS" tells the age of the person named just before."""
    before = s.word(at - 1)
    if before == "de" and s.word(at - 2) == ",":
        return s.word(end) in (",", ".", ";", ")", "")
    return before == "," and s.is_capital(at - 2) and s.word(end) in (",", ".", ")", "")


def _follows_name(s: Sentence, at: int, end: int, places: Places) -> bool:
    """Tell whether a capitalised word just before and no noun behind make a name of it: "Big 12"."""
    raw, before = s.words[at], at - 1
    if s.shouting or not raw.isdecimal() or len(raw) > 3 or end != at + 1 or before < 1:
        return False
    if not s.is_word(before) or not s.is_capital(before) or s.word(before) in s.language.stopwords:
        return False
    if places.names.match_before(s.words, at) or s.word(before) in s.language.time.months:
        return False
    if s.word(before) in s.language.time.weekdays or s.word(before) in s.language.attribution.verbs:
        return False
    following = s.word(end)
    ends = not following or not following[0].isalnum() or following in s.language.nouns.stops
    return ends and following not in ("%", "$", "€", "-", "–", "—", "(", "of", "out", "percent", "por")


def exclude_words(s: Sentence, at: int) -> tuple[int, str] | None:
    """Return the end and reason of number words that are an idiom, None where they may count."""
    for start in (at, at - 1, at - 2):
        hit = s.language.exclude.idioms.match(s.words, start) if start >= 0 else None
        if hit is not None and hit[0] > at:
            return hit[0], IDIOM
    joined = s.language.exclude.idioms.match(re.sub("[-‑]", " ", " ".join(s.words[at : at + 6])).split(), 0)
    return (at + 1, IDIOM) if joined else None
