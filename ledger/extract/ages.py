"""Ages of people, which tell who somebody is and count nothing."""

from ledger.extract.numbers import Numeral
from ledger.extract.tokens import DASHES, Sentence

_TITLE = 6  # tokens from a title to the age behind its name
_OPENING = 2
_ADJECTIVES = 3  # tokens from the article to the person: "a poor blind widow of 43"
_LISTED = 12  # tokens of a list of ages
_THING = 1000  # years that only things are old
_OLDEST, _YOUNGEST = 110, 10  # of people whose age stands bare behind their name


def is_age(s: Sentence, number: Numeral) -> bool:
    """Tell whether the number is somebody's age: "Olvera, 34,", "aged 34", "a 17-year-old", "de 41 años,"."""
    at, end = number.start, number.end
    if number.value >= _THING and s.word(end) in DASHES:
        return False  # "300-million-year-old reef"
    if _is_told_after(s, end) or _is_told_before(s, at, end):
        return True
    if not 1 <= number.value <= _OLDEST or number.value % 1:
        return False
    if number.value >= _YOUNGEST and s.word(at - 1) in s.language.exclude.age_owners and not _counts(s, end):
        return True  # "a sus 61", "a nuestros cincuenta y tantos"
    if s.language.exclude.age_years and s.language.time.units.get(s.word(end)) == "year":
        return _is_in_years(s, at, end + 1)
    if number.value >= _YOUNGEST and s.word(at - 1) in s.language.exclude.age_links and s.word(at - 2) == ",":
        return s.is_capital(at - 3) and s.word(end) in (",", ".", ";", ")", "")  # "Huenchul, de 58."
    if end == at + 1 and _is_of_person(s, at, end):
        return True
    return _is_predicated(s, at, end) or (end == at + 1 and number.value >= _YOUNGEST and _is_apposed(s, at, end))


def _counts(s: Sentence, at: int) -> bool:
    """Tell whether a counted thing may stand at the token: no time, hedge or mark."""
    timed = s.language.time.units.get(s.word(at)) == "year" or s.language.hedges_after.match(s.words, at) is not None
    return s.is_word(at) and not timed


def _is_told_after(s: Sentence, end: int) -> bool:
    """Tell "34 years old", "34-year-old", "17-year-olds", "18- to 24-year-olds"."""
    following = end + 1 if s.word(end) in DASHES else end
    joint = following + 1
    if s.word(following) in s.language.numbers.to_words and s.is_number(joint + (s.word(joint) in DASHES)):
        following = joint + (s.word(joint) in DASHES) + 1  # behind the second end
        following += s.word(following) in DASHES
    return following < len(s.words) and s.language.exclude.age_after.match(s.words, following) is not None


def _is_told_before(s: Sentence, at: int, end: int) -> bool:
    """Tell "aged 34", "mayores de 18", but not the ends of "aged 15 to 29"."""
    numbers, first = s.language.numbers, at
    while (
        at - first < _LISTED
        and s.is_number(first - 2)
        and (s.word(first - 1) == "," or s.word(first - 1) in numbers.joins)
    ):
        first -= 2  # "aged 19, 24 and 37"
    if not s.language.exclude.age_before.match_before(s.words, first):
        return False
    if first < at:
        return True
    if s.word(end) in numbers.joins and s.is_number(end + 1):
        return True  # "aged 19 and 24"
    return s.word(end) not in (*DASHES, *numbers.to_words, *numbers.joins) and not numbers.or_words.match(s.words, end)


def _is_in_years(s: Sentence, at: int, end: int) -> bool:
    """Tell "Ana Ruiz, de 41 años,", "Ana Ruiz (41 años)", "un joven de 17 años", "a sus 61 años"."""
    before, exclude = s.word(at - 1), s.language.exclude
    if before in exclude.age_owners:
        return True
    if before in exclude.age_links:
        if s.word(at - 2) in exclude.aged:
            return True
        return s.word(at - 2) == "," and s.word(end) in (",", ".", ";", ")", "")
    if before == "(":
        return s.word(end) == ")" and s.is_capital(at - 2)
    return before == "," and s.is_capital(at - 2) and s.word(end) in (",", ".", ")", "")


def _is_of_person(s: Sentence, at: int, end: int) -> bool:
    """Tell "a widow of 43", "un niño de 12", not "a mother of 12", "una estudiante de 12 lenguas"."""
    if s.word(at - 1) not in s.language.exclude.person_links or s.word(at - 2) not in s.language.exclude.aged_bare:
        return False
    before = range(max(0, at - 2 - _ADJECTIVES), at - 2)
    led = any(s.words[i] in s.language.numbers.articles or s.words[i] in s.language.nouns.articles for i in before)
    counts = s.is_word(end) and (
        s.word(end).endswith(s.language.nouns.plural_endings) or s.word(end) in s.language.numbers.scales
    )
    small = s.word(end) in s.language.nouns.stops and s.word(end) not in s.language.nouns.link
    return led and (small or not counts) and s.word(end) not in ("%", *DASHES)


def _is_predicated(s: Sentence, at: int, end: int) -> bool:
    """Tell "my father, who is 83", "she was 34 when"."""
    exclude = s.language.exclude
    if s.word(end) == "," and s.word(end + 1) in exclude.age_pronouns and s.word(at - 1) in exclude.age_at:
        return at <= _OPENING  # "At 43, he is"
    subject = exclude.age_subjects.match_before(s.words, at)
    return subject is not None and (not s.word(end)[:1].isalnum() or s.word(end) in exclude.age_followers)


def _lists_shares(s: Sentence, end: int) -> bool:
    """Tell "the mayor, 45, and the challenger, 44", which tells votes: another one follows."""
    at = end + 1 + (s.word(end + 1) in s.language.numbers.joins)
    return s.word(end) not in (",", ".") or s.word(at) in s.language.nouns.articles or s.is_capital(at)


def _is_of_one(s: Sentence, at: int) -> bool:
    """Tell a word for one person behind an article or owner: "the minister", "his wife", "la víctima"."""
    exclude = s.language.exclude
    known = s.words[at] in exclude.aged_bare or s.words[at] in exclude.aged_kin
    led = s.word(at - 1) in s.language.nouns.articles or s.word(at - 1) in s.language.numbers.articles
    return known and led and not s.words[at].endswith(s.language.nouns.plural_endings)


def _is_apposed(s: Sentence, at: int, end: int) -> bool:
    """Tell "Olvera, 34,"; in capitals a title must lead: "COL RODOLFO ARTEAGA, 48,"."""
    if s.word(at - 1) != "," or s.word(end) not in (",", ".", ")", ";", "") or s.word(at - 2) in s.language.time.months:
        return False
    if s.word(end) == "," and s.word(end + 1) in s.language.exclude.count_followers:
        return False
    if s.word(end) == "," and s.word(end + 1) in s.language.exclude.age_relatives:
        return True
    if s.word(end) == "," and s.is_capital(at - 2) and s.word(end + 1) in s.language.exclude.age_verbs:
        return True  # "Rodríguez, 65, was killed", also in capitals
    if _is_of_one(s, at - 2) and not _lists_shares(s, end):
        return True  # "the minister, 54, has"
    named = s.is_capital(at - 2) and (s.is_capital(at - 3) or s.word(at - 3) in ("", ".", ","))
    titled = not s.language.attribution.titles.isdisjoint(s.words[max(0, at - _TITLE) : at - 1])
    return named and (not s.shouting or titled)
