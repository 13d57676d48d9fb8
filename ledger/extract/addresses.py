"""Numbers of houses, phones, links and places on the map, which are no amounts."""

from ledger.extract.tokens import DASHES, Sentence

_ZIP = 5  # digits
_LINK = 500  # characters of a link up to a number in it
_HOUSE_DIGITS, _HOUSE_FAR = 5, 3
_SHOUTED = 2  # words of the name of a street in a headline or a text in capitals
_STREET_WORDS = 4  # of a name between the number of a house and "Street"
_STREET_FAR = 6  # tokens of the name of a street before the number of a house, with the small words in it
_GAP = 2  # characters; what stands farther is another cell of a row
_IN_ADDRESS = 16  # tokens from a street to the postal code behind it


def is_coordinate(s: Sentence, at: int, end: int) -> bool:
    """Tell "3.32 N, 37.07 E"."""
    letter = s.raw(end) if end < len(s.words) else ""
    return "." in s.words[at] and letter in ("N", "S", "E", "W", "O") and not s.is_word(end + 1)


def in_address(s: Sentence, at: int, end: int) -> bool:
    """Tell whether the number is part of a link, a mail address or a phone number."""
    text, start, stop = s.text, s.starts[at], s.ends[at]
    if s.word(at + 1) in DASHES and s.glued(at + 1) and s.is_number(at + 2) and s.glued(at + 2):
        joined = s.words[at], s.words[at + 2]
        if all(part.isdecimal() for part in joined) and (
            (len(joined[0]) == 3 and len(joined[1]) == 4)
            or (s.word(at - 1) == ")" and s.is_number(at - 2))  # "(11) 5555-0192"
            or (s.word(at + 3) in DASHES and s.is_number(at + 4) and s.glued(at + 3) and s.glued(at + 4))
        ):
            return True
    if s.word(at - 1) in DASHES and s.is_number(at - 2) and s.glued(at) and s.glued(at - 1) and at >= 2:
        return len(s.words[at - 2]) >= 3 and len(s.words[at]) == 4 and s.words[at - 2].isdecimal()
    if _is_postal_code(s, at) or _is_area_code(s, at) or _is_phone(s, at):
        return True
    if _is_house(s, at, end) or _is_house_behind(s, at, end):
        return True
    low = max(s.span.start, start - _LINK)
    chunk_start = max(text.rfind(" ", low, start), text.rfind("\n", low, start), low - 1) + 1
    chunk = text[chunk_start : min(stop + 2, s.span.end)]
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


def _is_name(s: Sentence, start: int, end: int, *, most: int, plurals: bool) -> bool:
    """Tell whether words may be the name of a street: no small ones, and in a headline no plurals."""
    nouns = s.language.nouns
    small = any(s.words[at] in nouns.stops for at in range(start, end))
    counted = not plurals and any(s.words[at].endswith(nouns.plural_endings) for at in range(start, end))
    return not small and not counted and end - start <= most


def _is_postal_code(s: Sentence, at: int) -> bool:
    """Tell the 94110 of "San Francisco, CA 94110"."""
    if len(s.words[at]) != _ZIP or not s.words[at].isdecimal():
        return False
    state = s.raw(at - 1) if at > 2 else ""
    coded = len(state) == 2 and state.isalpha() and state.isupper()
    return _is_code_of_town(s, at) or (coded and not s.is_word(at + 1) and s.word(at - 2) in (",", "."))


def _is_code_of_town(s: Sentence, at: int) -> bool:
    """Tell the 28013 of "Calle Mayor 12, 28013 Madrid"."""
    if s.word(at - 1) != "," or not s.is_capital(at + 1):
        return False
    before = range(max(0, at - _IN_ADDRESS), at)
    return any(_is_street(s, i) for i in before) and any(s.is_number(i) for i in before)


def _is_street(s: Sentence, at: int) -> bool:
    """Tell a word for a street that a name follows: "Calle Mayor", "Av. Juárez", "C/ Mayor", "calle Mayor"."""
    if s.words[at] not in s.language.exclude.street_words:
        return False
    return len(s.words[at]) > 1 or (s.is_capital(at) and s.word(at + 1) in (".", "/") and s.glued(at + 1))


def _is_house_behind(s: Sentence, at: int, end: int) -> bool:
    """Tell the number behind the name of a street, and nothing that it counts: "Av. Juárez 45, Col. Centro"."""
    number, nouns = s.words[at], s.language.nouns
    if not number.isdecimal() or len(number) > _HOUSE_DIGITS or end != at + 1 or at < 2:
        return False
    following = s.word(end)
    if following not in ("", ",", ".", ";", ")", *DASHES) or s.starts[at] - s.ends[at - 1] > _GAP:
        return False
    first = at - 1
    if s.word(first) == ",":  # "C/ Mayor, 12, 28013 Madrid"
        first -= 1
        if not (following == "," and s.is_number(end + 1) and len(s.words[end + 1]) == _ZIP):
            return False
    named = False
    for before in range(first, max(-1, first - _STREET_FAR), -1):
        if _is_street(s, before):
            return named
        small = s.words[before] in nouns.link or s.words[before] in nouns.articles or s.words[before] in (".", "/")
        if not (small or s.is_capital(before)) or s.starts[before + 1] - s.ends[before] > _GAP:
            return False
        named = named or s.is_capital(before)
    return False


def _is_area_code(s: Sentence, at: int) -> bool:
    """Tell the 202 of "(202) 555-0147"."""
    if s.word(at - 1) != "(" or s.word(at + 1) != ")" or not 2 <= len(s.words[at]) <= 4:
        return False
    digits = s.word(at + 2).isdecimal() and s.word(at + 3) in DASHES and s.word(at + 4).isdecimal()
    return digits and s.glued(at + 3) and len(s.words[at + 4]) == 4


def _is_house(s: Sentence, at: int, end: int) -> bool:
    """Tell "31 El Portal Way", "47 Ave Marceau", "el 1200 de la avenida Brickell"."""
    streets, number = s.language.exclude.street_words, s.words[at]
    if not number.isdecimal() or len(number) > _HOUSE_DIGITS or end != at + 1:
        return False
    if s.word(at - 1) in s.language.exclude.house_links and s.is_capital(at - 2) and len(number) >= _HOUSE_FAR:
        return not s.is_word(end)  # "en Ayacucho al 4300"
    if s.word(at - 1) in s.language.nouns.articles and s.word(end) in s.language.nouns.link:
        name = end + 1 + (s.word(end + 1) in s.language.nouns.articles)
        return s.word(name) in streets or s.word(name + 1) in streets
    headline = s.shouting or s.titled
    if s.word(end) in streets and s.is_capital(end):
        closed = s.word(end + 2) == ","  # "22 Ave Marceau, Paris"; not "40 Road Workers Killed"
        return s.is_capital(end + 1) and (closed or not headline)
    wind = s.word(end) in s.language.exclude.winds and s.is_capital(end)
    if wind and s.is_number(end + 1) and s.word(end + 2) in s.language.numbers.ordinal_endings:
        return True  # "9 E 41st St"
    if streets.isdisjoint(s.words[end : end + _STREET_WORDS + 1]):
        return False
    last = next((i for i in range(end, end + _STREET_WORDS + 1) if not s.is_capital(i) or s.word(i) in streets), end)
    if not _is_name(s, end, last, most=_SHOUTED if headline else _STREET_WORDS, plurals=not headline):
        return False
    behind = s.word(last + 1)
    closed = not behind[:1].isalpha() or behind in s.language.nouns.stops
    closed = closed or (s.is_capital(last + 1) and (not headline or behind in s.language.exclude.winds))
    return last > end and s.is_capital(last) and s.word(last) in streets and closed
