"""Where a source heard before speaks no more: the writer speaks, or another body does something."""

from ledger.extract.context import Scene, Speaker
from ledger.extract.nouns import is_verb
from ledger.extract.source_names import SourceNames
from ledger.extract.source_words import CLOSING_QUOTES, OPENING_QUOTES, Name
from ledger.extract.tokens import Sentence
from ledger.lexicon.phrases import where

_QUOTES = (OPENING_QUOTES | CLOSING_QUOTES) - frozenset("’'")
_LONGEST_LEAD = 12  # tokens of "In the first half of the year,"


def turns_away(scene: Scene, source: Speaker) -> bool:
    """Tell whether a sentence goes on with something else than what a source has told.

    In a quotation, which goes on where a person spoke in one, "we" and "if" are those of who is quoted.
    """
    s = scene.sentence
    cues, told = source.sentence.language.attribution, source.sentence.words
    body = any(cues.is_title(word) and word not in cues.people for word in told[source.named.start : source.named.end])
    quoted = not (_QUOTES.isdisjoint(s.words) and (body or _QUOTES.isdisjoint(told)))
    supposes = s.words[0] in s.language.attribution.supposing
    return (not quoted and (supposes or is_writers(s))) or _acts(scene, source)


def is_writers(s: Sentence) -> bool:
    """Tell whether the writer speaks: "Our own hotline took 214 calls", "Desde 2015 acumulamos 3.905 nombres"."""
    cues = s.language.attribution
    if not _QUOTES.isdisjoint(s.words):
        return False
    if not cues.writers.isdisjoint(s.words):
        return True
    return bool(cues.writers_endings) and any(
        word.endswith(cues.writers_endings) and word not in cues.no_writers and s.raw(at).isascii()
        for at, word in enumerate(s.words)
    )


def _acts(scene: Scene, source: Speaker) -> bool:
    """Tell whether another body is the subject: "The government has sent 700 troops"."""
    s = scene.sentence
    names = SourceNames(s, scene.times, scene.named)
    subject = None if s.shouting else _subject(names)
    if subject is None or any(subject[0] <= amount.start < subject[1] for amount in scene.amounts.found):
        return False
    return not _is_same(names, subject, source)


def _subject(names: SourceNames) -> Name | None:
    """Return the body a sentence opens with, or its main clause, before a verb."""
    s, cues = names.s, names.cues
    starts = [0]
    if s.words[0] in cues.prepositions or 0 in names.dated:
        starts += [at + 1 for at in list(where(s.words[:_LONGEST_LEAD], frozenset(",")))[:1]]
    for start in starts:
        name = names.after(start) or names.after(start, strong=True)
        if name is None or not all(s.words[at] in cues.definite for at in range(start, name[0])):
            continue
        inside = range(*name)
        body = any(map(names.is_acronym, inside)) or any(
            names.is_role(at) and s.words[at] not in cues.people | cues.finders for at in inside
        )
        far = name[1]
        while far < len(s.words) and (s.words[far] in cues.between or far in names.dated) and not is_verb(s, far):
            far += 1
        verb = far < len(s.words) and (is_verb(s, far) or s.words[far] in cues.passives or far > name[1])
        placed = all(at in names.placed for at in inside)
        gives = (
            placed and s.word(far) in s.language.subjects.deeds - cues.dealing.first_words
        )  # "Suiza donó 400 mil francos"
        if gives or (body and verb and not placed):
            return name
    return None


def _is_same(names: SourceNames, subject: Name, source: Speaker) -> bool:
    """Tell whether a body is the source itself: told shorter or longer, by its initials, or as "the agency"."""
    s, small = names.s, names.cues.name_links
    if names.cues.pronouns.match(s.words, subject[0] - 1) is not None:
        return True
    words = [s.words[at] for at in range(*subject) if s.is_word(at) and s.words[at] not in small]
    told = source.sentence.words[source.named.start : source.named.end]
    heard = [word for word in told if word.isalpha() and word not in small]
    if set(words) <= set(heard) or set(heard) <= set(words):
        return True
    return _initials(heard) in words or _initials(words) in heard


def _initials(words: list[str]) -> str:
    return "".join(word[0] for word in words)
