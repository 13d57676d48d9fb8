"""Things that are known by a number: "room 214", "invoice 10023 was never paid", "el bus 302 chocó".

What counts stands before its noun in both languages, so a bare number right behind a noun of one thing names it. A
count can still follow such a noun where a phrase has ended: "in the attack 45 were killed", "en el ataque 45 murieron".
It is told by what comes behind the number, the plural of what is counted or of its verb.
"""

from ledger.extract.nouns import is_plural
from ledger.extract.numbers import Numeral
from ledger.extract.tokens import Sentence

_DIGITS = 5  # of the longest number of a thing; a longer one counts
_SHORTEST = 3  # letters
_CLOSING = frozenset(".;?!)\"”»’'")


def is_numbered_thing(s: Sentence, number: Numeral) -> bool:
    """Tell whether a number in digits names the thing whose noun stands right before it."""
    at, end = number.start, number.end
    digits = s.words[at]
    if end != at + 1 or not digits.isdecimal() or len(digits) > _DIGITS or digits[0] == "0" or s.glued(at):
        return False
    if not _may_be_noun(s, at - 1):
        return False
    exclude, led = s.language.exclude, s.word(at - 2)
    if s.language.nouns.heads_first:
        return led in exclude.of_one_thing and _goes_on_with_one(s, end)
    if led in exclude.of_one_thing or (at == 1 and s.is_capital(0)):
        return s.word(end) in exclude.verbs_of_one
    if s.is_capital(at - 1) and not s.shouting:
        return False  # "45% in Ohio, in Maine 12."
    return led in exclude.leads_to_one and (_closes(s, end) or s.word(end) in exclude.verbs_of_one)


def _may_be_noun(s: Sentence, at: int) -> bool:
    """Tell a word that may name one thing: no verb, no adverb, nothing that only says how much or when."""
    word, nouns = s.word(at), s.language.nouns
    if len(word) < _SHORTEST or not word.isalpha() or word in s.language.time.months:
        return False
    if not nouns.heads_first and is_plural(s, at):  # else the article tells: "el bus"
        return False
    if word in nouns.stops or word in s.language.subjects.no_things or word in nouns.verbs_irregular:
        return False
    if nouns.verb_endings_stressed and s.raw(at).endswith(nouns.verb_endings_stressed):
        return False
    return word not in s.language.exclude.never_numbered and not word.endswith(s.language.exclude.no_thing_endings)


def _closes(s: Sentence, end: int) -> bool:
    """Tell whether a mark stands behind a number; at the end of a line without one it may be a cell of a table."""
    return s.word(end) in _CLOSING


def _goes_on_with_one(s: Sentence, end: int) -> bool:
    """Tell whether nothing behind a number is of several: no "45 niños", no "45 murieron", no "45 de ellos"."""
    if _closes(s, end):
        return True
    several, at = s.language.exclude.ends_of_several, end
    if not s.is_word(end):
        return False
    while at < len(s.words) and s.words[at] in s.language.exclude.before_verbs:
        at += 1  # "el grupo 45 | se | fueron"
    if s.words[end] in s.language.nouns.link:
        return s.is_word(end + 1) and not s.words[end + 1].endswith(several)
    return at < len(s.words) and s.is_word(at) and not s.words[at].endswith(several)
