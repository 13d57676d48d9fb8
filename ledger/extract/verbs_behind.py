"""Whether what stands behind an amount is a verb, or what is said of it, and names nothing that is counted.

Number tells where plurals are marked: behind a number above one a thing is a plural, so that "the other three wait",
"96 concerned the guard" count no waits. Behind a share or a sum a thing may be told in the singular; there its place
tells: what opens a clause, "two-thirds walk", goes on with its verb, "a 70 percent success" has an article.
"""

from ledger.extract.amounts import Amount
from ledger.extract.nouns import ends_as_verb, is_plural
from ledger.extract.tokens import Sentence
from ledger.lexicon.languages import NounWords
from ledger.model.quantity import Kind

_COUNTS = (Kind.COUNT, Kind.RATE)
_SHARES = (Kind.PERCENT, Kind.RATIO)
_MARKS = frozenset(',;:(—–-"“‘«')

Words = tuple[int, int]  # tokens from the first up to, not including, the second


def is_verb_behind(s: Sentence, amount: Amount, noun: Words) -> bool:
    """Tell whether the words that stand right behind an amount, as its noun would, name nothing that it counts."""
    at, kind = noun[0], amount.quantity.kind
    if at != amount.noun_at and not (kind is Kind.RATE and at == amount.number.end):
        return False
    if s.language.nouns.heads_first:
        return _is_form(s, at) and s.raw(at).islower()
    if not (s.raw(at).islower() or s.shouting or (s.titled and _is_form(s, at))):
        return kind is Kind.MONEY and _gives(s, noun)
    if kind in _COUNTS:
        return amount.quantity.value > 1 and _acts(s, amount, noun)
    if kind in _SHARES:
        return _acts_in_part(s, amount, noun)
    if kind is Kind.MONEY or kind is Kind.OTHER:
        return _is_said(s, amount, noun) or (kind is Kind.MONEY and _gives(s, noun))
    return False


def _acts(s: Sentence, amount: Amount, noun: Words) -> bool:
    """Tell words behind a number above one that hold no plural: "410 cross", "45 leaked", not "the 15 nation bloc"."""
    nouns, words = s.language.nouns, s.words[slice(*noun)]
    if _is_form(s, noun[0]):
        return True
    if any(is_plural(s, at) or s.words[at] in nouns.plural_alike for at in range(*noun)):
        return False
    if len(words) > 1 and _is_led(s, amount):
        return False
    known = (nouns.standing, nouns.not_verbs, nouns.generic, nouns.link, s.language.numbers.comparing)
    if any(word in told for word in words for told in known) or words[0] in s.language.subjects.fates:
        return False
    return all(s.raw(at).islower() for at in range(*noun)) or s.shouting


def _acts_in_part(s: Sentence, amount: Amount, noun: Words) -> bool:
    """Tell words behind a share: "two-thirds walk", "27 percent oppose", "23 percent funded"."""
    nouns, words, at = s.language.nouns, s.words[slice(*noun)], noun[0]
    if _is_led(s, amount):
        return False
    if _is_form(s, at) or words[0] in nouns.verbs_or_nouns or (len(words) == 1 and ends_as_verb(s, at)):
        return True
    named = any(is_plural(s, inner) or s.words[inner] in nouns.plural_alike for inner in range(*noun))
    known = (nouns.told_of_shares, nouns.vague, nouns.standing, nouns.not_verbs, s.language.numbers.comparing)
    return not named and not any(word in told for word in words for told in known) and _opens(s, amount)


def _is_said(s: Sentence, amount: Amount, noun: Words) -> bool:
    """Tell what is said of a sum or a measure: "the $42 million pledged", "57 kilometres long"."""
    nouns, at = s.language.nouns, noun[0]
    if _is_form(s, at) or (noun[1] == at + 1 and ends_as_verb(s, at)):
        return True
    if s.words[at] in nouns.sizes:
        return amount.quantity.kind is Kind.OTHER
    return noun[1] > at + 1 and ends_as_verb(s, at) and not _is_led(s, amount)


def _gives(s: Sentence, noun: Words) -> bool:
    """Tell those of whom a deed is told right behind a sum: "the £156 million | London | gave Kenya"."""
    at = noun[1]
    while s.word(at) in s.language.subjects.fillers:
        at += 1
    named = is_plural(s, noun[1] - 1) or s.is_capital(noun[0])
    return named and s.word(at) in s.language.subjects.deeds_and_handings


def _is_form(s: Sentence, at: int) -> bool:
    """Tell a listed form of a verb, also of the third person: "need", "needs"."""
    word, nouns = s.words[at], s.language.nouns
    return word in nouns.verbs or (not nouns.heads_first and word.endswith("s") and _bare(word) in nouns.verbs)


def _bare(word: str) -> str:
    """Return a verb without the ending of the third person: "carries", "passes", "needs"."""
    if word.endswith("ies"):
        return word[:-3] + "y"
    return word[:-2] if word.endswith(("sses", "shes", "ches", "xes", "oes")) else word[:-1]


def _is_led(s: Sentence, amount: Amount) -> bool:
    """Tell an amount that only tells more of a thing: "a 70 per cent success", "its 15 nation bloc"."""
    led = s.language.nouns.articles
    return s.word(amount.start - 1) in led or (s.is_word(amount.start - 1) and s.word(amount.start - 2) in led)


def _opens(s: Sentence, amount: Amount) -> bool:
    """Tell an amount at the head of its clause, as a subject stands."""
    at = amount.start - 1
    while s.word(at) in s.language.numbers.restrictors or s.word(at) in s.language.subjects.fillers:
        at -= 1
    words = s.language.subjects
    leading = (words.openers, words.relatives, s.language.numbers.joins, _MARKS)
    return at < 0 or any(s.word(at) in known for known in leading)


def is_infinitive(s: Sentence, at: int) -> bool:
    """Tell what money is to do, behind "to" or "para": "to | rebuild | prisons", "para | dragar | el puerto"."""
    nouns = s.language.nouns
    if s.word(at - 1) not in nouns.infinitive_marks or not s.is_word(at) or not s.raw(at).islower():
        return False
    known = s.words[at] in nouns.verbs or s.words[at] in nouns.verbs_or_nouns
    return known or (bool(nouns.infinitive_endings) and s.words[at].endswith(nouns.infinitive_endings))


def is_verb_form(s: Sentence, start: int, end: int) -> bool:
    """Tell whether words that tell a measure are a verb alone: "votaron", "earn", "fled"."""
    return end == start + 1 and _names_act(s, start, s.language.nouns)


def _names_act(s: Sentence, at: int, nouns: NounWords) -> bool:
    word = s.words[at]
    listed = (nouns.stops, nouns.verbs_irregular, s.language.subjects.deeds_and_handings)
    if word in nouns.not_verbs or word in s.language.subjects.fates or s.word(at - 1) in nouns.articles:
        return False
    return _is_form(s, at) or any(word in known for known in listed) or ends_as_verb(s, at)
