"""The counted thing: the noun behind a number, in the document's own words."""

from ledger.extract.tokens import Sentence
from ledger.lexicon.phrases import PhraseTable
from ledger.lexicon.topics import Population

_MODEL = 3  # letters of "AK-47"
_MOST_WORDS = 6
_NUMBER_OF = 12  # tokens from "the number of" to the number
_SURE, _SHORT_VERB = 6, 5  # letters
_OPENING = frozenset("(\"“‘«'")


def find_noun(s: Sentence, at: int) -> tuple[int, int] | None:
    """Return the tokens of the noun that begins at `at`, behind an amount; None where none is told there.

    "414 members of police institutions were killed" gives "members of police institutions".
    """
    nouns = s.language.nouns
    start = at + 1 if s.word(at) in ("-", "‑") and s.glued(at) else at
    if s.word(start) in nouns.link:  # "millones de personas", "dozens of people"
        start += 1
    while len(s.word(start)) == 1 and s.is_word(start) and s.word(start + 1) == "." and s.glued(start + 1):
        start += 2  # "U.S. assistance"
    while s.word(start) in nouns.adjectives_first:
        start += 1
    start = _past_model(s, start)
    end = start
    while end - start < _MOST_WORDS and _goes_on(s, start, end):
        end += 2 if s.word(end) in ("-", "‑") or s.word(end) in nouns.link else 1
    while end > start and not s.is_word(end - 1):
        end -= 1
    return (start, end) if end > start else None


def _past_model(s: Sentence, at: int) -> int:
    """Step over the model of "71 AK-47 rifles", not over that of "four F-16s"."""
    coded = s.is_capital(at) and len(s.word(at)) <= _MODEL and s.word(at + 1) in ("-", "‑") and s.glued(at + 1)
    numbered = coded and s.is_number(at + 2) and s.glued(at + 2) and not s.glued(at + 3)
    return at + 3 if numbered and s.is_word(at + 3) and s.word(at + 3) not in s.language.nouns.stops else at


def _goes_on(s: Sentence, start: int, end: int) -> bool:
    nouns, word = s.language.nouns, s.word(end)
    if not word:
        return False
    if word in nouns.link:
        following = s.word(end + 1)
        return end > start and following[:1].isalpha() and following not in nouns.stops
    if word in ("-", "‑"):
        return end > start and s.glued(end) and s.is_word(end + 1) and s.glued(end + 1)
    if not word[0].isalpha() or word in nouns.stops or word in s.language.time.months:
        return False
    if end == start:
        if s.is_number(end + 1) and s.glued(end + 1):
            return False  # the sign of "3 USD50 notes"
        led = nouns.heads_first and s.word(end - 1) in nouns.articles  # "la economía", no verb
        if nouns.verb_endings_stressed and not led and s.raw(end).endswith(nouns.verb_endings_stressed):
            return False
        return not is_sure_verb(s, end) and not _is_verb_now(s, end)
    return (not is_verb(s, end) or _is_participle(s, start, end)) and _agrees(s, end)


def is_sure_verb(s: Sentence, at: int) -> bool:
    """Tell a verb by an ending that no noun has: "pasaron"."""
    word = s.words[at]
    return len(word) >= _SURE and word.endswith(s.language.nouns.verb_endings_sure)


def _is_participle(s: Sentence, start: int, at: int) -> bool:
    """Tell "Latino | registered | voters", where a plural closes the noun and none stands before."""
    nouns = s.language.nouns
    if nouns.heads_first or not s.words[at].endswith(nouns.verb_endings) or not s.is_word(at + 1):
        return False
    plurals = [is_plural(s, inner) or s.words[inner] in nouns.plural_alike for inner in range(start, at + 2)]
    named = s.is_capital(at) != s.is_capital(at + 1)
    return plurals[-1] and not any(plurals[:-1]) and s.words[at + 1] not in nouns.stops and not named


def _agrees(s: Sentence, at: int) -> bool:
    """Tell whether a word can be said of the plural before it, where such words are plural: not "hogares recibe"."""
    nouns = s.language.nouns
    plural = s.words[at - 1].endswith(nouns.plural_endings) and s.raw(at - 1).islower()
    return not (nouns.heads_first and plural) or s.words[at].endswith(nouns.plural_endings) or not s.raw(at).islower()


def is_plural(s: Sentence, at: int) -> bool:
    """Tell a word that ends as what a number above one counts: "trucks", "children", not "bus"."""
    nouns, word = s.language.nouns, s.words[at]
    return word.endswith(nouns.plural_endings) and not (nouns.plural_not and word.endswith(nouns.plural_not))


def _is_verb_now(s: Sentence, at: int) -> bool:
    """Tell "vienen", "provienen" behind a number, in the languages whose plurals never end so."""
    word, endings = s.words[at], s.language.nouns.plural_never
    return bool(endings) and len(word) >= _SHORT_VERB and word.endswith(endings) and s.raw(at).islower()


def is_verb(s: Sentence, at: int) -> bool:
    """Tell a verb that closes the name of a counted thing, by its ending or as one that is listed."""
    word, nouns = s.words[at], s.language.nouns
    stressed = nouns.verb_endings_stressed
    if stressed and s.raw(at).islower() and s.raw(at).endswith(stressed):
        return True
    if _is_verb_now(s, at) or word in nouns.verbs_irregular or word in nouns.verbs_second:
        return True
    return len(word) >= 4 and word not in nouns.not_verbs and word.endswith(nouns.verb_endings)


def ends_as_verb(s: Sentence, at: int) -> bool:
    """Tell a word by its ending as a verb or participle: "applied", "recibió", "votaron", not "hundred"."""
    word, nouns = s.words[at], s.language.nouns
    if word in nouns.not_verbs or len(word) < 4:
        return False
    if nouns.verb_endings_stressed and s.raw(at).islower() and s.raw(at).endswith(nouns.verb_endings_stressed):
        return True
    return word.endswith(nouns.verb_endings + nouns.verb_endings_sure) or _is_verb_now(s, at)


def find_noun_before(s: Sentence, at: int) -> tuple[int, int] | None:
    """Return the noun told before a number in brackets, and behind "the number of".

    "complaints (1,695)" gives "complaints", "the number of raids in 2019 was 45" gives "raids".
    """
    end = at
    if s.word(end - 1) in _OPENING:
        end -= 1
        if s.is_capital(end - 1) and not s.shouting:
            return None  # "Juárez (104)"
        if s.word(end - 1) in s.language.nouns.vague:
            return None  # "in the three states (214 in one, 177 in another)"
        start = end
        while (
            start > 0
            and end - start < 3
            and s.is_word(start - 1)
            and s.words[start - 1] not in s.language.nouns.stops
            and s.words[start - 1] not in s.language.numbers.cardinals  # "three of every five victims (82)"
        ):
            start -= 1
        return (_head_of(s, start), end) if end > start else None
    return _find_numbered(s, at)


def _head_of(s: Sentence, start: int) -> int:
    """Return where the plural begins of which a noun tells more: "complaints of torture (12)", "quejas por tortura"."""
    nouns, head = s.language.nouns, start - 2
    linked = s.word(start - 1) in nouns.link or s.word(start - 1) in s.language.subjects.details
    if not linked or head < 0 or not s.is_word(head) or not s.raw(head).islower():
        return start
    word = s.words[head]
    counted = is_plural(s, head) and word not in nouns.stops and word not in nouns.vague and len(word) > _MODEL
    return head if counted and word not in s.language.subjects.no_things else start


def _find_numbered(s: Sentence, at: int) -> tuple[int, int] | None:
    """Return the noun behind "the number of" in the words that lead up to a number."""
    low = max(0, at - _NUMBER_OF)
    told = [end for _, end, _ in s.language.nouns.number_of.find(s.words, low, at) if end < at]
    noun = find_noun(s, told[-1]) if told else None
    if noun is None or noun[1] >= at or (s.is_capital(noun[0]) and not s.shouting):
        return None  # "la cifra de Cali fue de 1.122"
    return noun if not {";", ",", "."} & set(s.words[noun[1] : at]) else None


def is_head(s: Sentence, noun: tuple[int, int], start: int, end: int) -> bool:
    """Tell what is counted from what is told beside it: the farmers of "farmers of the valley", "dozens of farmers".

    Those of "complaints of farmers", "quejas de vecinos" and the police of "police stations" are not.
    """
    nouns = s.language.nouns
    link = next((at for at in range(noun[0] + 1, noun[1]) if s.words[at] in nouns.link), noun[1])
    if start >= link:
        return all(s.words[at] in nouns.vague or s.words[at] in nouns.generic for at in range(noun[0], link))
    return start == noun[0] if nouns.heads_first else not any(is_plural(s, at) for at in range(end, link))


def _tells_only_where(s: Sentence, link: int, end: int) -> bool:
    """Tell the "del país" of "víctimas del país", the "of the state" of "cases of the state"."""
    nouns = s.language.nouns
    behind = s.words[link + 1 : end]
    if s.words[link] not in nouns.link or not s.language.subjects.no_things.isdisjoint(behind):
        return False  # "casos de diferencia"
    return bool(behind) and all(word in nouns.vague or word in nouns.articles for word in behind)


def stands_for_others(
    s: Sentence, noun: tuple[int, int], populations: PhraseTable[Population], *, vague: bool = True
) -> bool:
    """Tell whether a noun only stands for what was named before: "cases", "victims", "the municipal ones".

    With `vague` also one that only tells where, or how many: "five states", "seven fewer".
    """
    nouns, (start, end) = s.language.nouns, noun
    end = next((at for at in range(start + 1, end) if _tells_only_where(s, at, end)), end)
    hits = populations.find(s.words, start, end)
    narrowed = {at for a, b, population in hits if population.narrows for at in range(a, b)}
    known = nouns.referring_or_vague if vague else nouns.referring
    if vague and s.words[start] in nouns.vague and s.words[start].endswith("s") and s.word(start + 1) not in nouns.link:
        return True  # "states account for": nothing but a verb follows a plural
    return all(at in narrowed or s.words[at] in known for at in range(start, end))
