"""Who is said to say so: "according to X", "X reported that", "dijo X", carried through a paragraph."""

from dataclasses import dataclass

from ledger.extract.tokens import Sentence

_LONGEST_NAME = 12
_QUOTES = frozenset('“”"«»‘’')


@dataclass(frozen=True, slots=True)
class Attribution:
    """A source named at tokens `start` to `end`; `carried` words ("he said") go on with the one before."""

    start: int
    end: int
    name: str
    rule: str
    carried: bool = False


def find_attribution(s: Sentence) -> Attribution | None:
    """Return the source the sentence names, or a sign that the one before goes on; None where neither is told."""
    for reader in (_after_phrase, _before_verb, _after_verb, _possessed):
        if (found := reader(s)) is not None:
            return found
    return _pronoun(s)


def _after_phrase(s: Sentence) -> Attribution | None:
    """Read "according to X", "según X", "de acuerdo con X"."""
    for start, end, _ in s.language.attribution.before.find(s.words):
        name = _name_from(s, end)
        if name is not None:
            return Attribution(name[0], name[1], _text(s, name), "named after a phrase")
        if start >= 0 and s.language.attribution.pronouns.match(s.words, end) if end < len(s) else False:
            return Attribution(start, end, "", "named before", carried=True)
    return None


def _before_verb(s: Sentence) -> Attribution | None:
    """Read "X reported that", "X informó que", "X’s report says"."""
    words, verbs = s.words, s.language.attribution
    for at, word in enumerate(words):
        if word not in verbs.verbs or at == 0 or _is_noun_use(s, at):
            continue
        name = _name_up_to(s, at)
        if name is not None:
            return Attribution(name[0], name[1], _text(s, name), "named before a verb")
    return None


def _after_verb(s: Sentence) -> Attribution | None:
    """Read "said Michael Braun", "dijo el gobernador"."""
    for at, word in enumerate(s.words):
        if word in s.language.attribution.strong and s.word(at - 1) not in s.language.attribution.not_sources:
            name = _name_from(s, at + 1)
            if name is not None:
                return Attribution(name[0], name[1], _text(s, name), "named after a verb")
    return None


def _possessed(s: Sentence) -> Attribution | None:
    """Read "X’s tally", "X’s most recent data"."""
    for at in range(1, len(s) - 1):
        if s.words[at] in ("’", "'") and s.word(at + 1) == "s" and s.glued(at + 1):
            if s.language.attribution.possessed.match(s.words, at + 2) if at + 2 < len(s) else False:
                name = _name_up_to(s, at)
                if name is not None:
                    return Attribution(name[0], name[1], _text(s, name), "named as owner of a count")
    return None


def _pronoun(s: Sentence) -> Attribution | None:
    cues = s.language.attribution
    for at, word in enumerate(s.words):
        if word in cues.verbs and (hit := cues.pronouns.match_before(s.words, at)) is not None:
            return Attribution(hit[0], at, "", "named before", carried=True)
    return None


def _is_noun_use(s: Sentence, at: int) -> bool:
    """Tell whether a word that may be a verb is a noun here: "the report", "claims of abuse"."""
    before = s.word(at - 1)
    return before in s.language.nouns.articles or s.word(at + 1) in ("of", "on") or before in ("to", "de", "del")


def _name_from(s: Sentence, at: int) -> tuple[int, int] | None:
    """Return a source's name that begins at `at`: capitalised words, or a role such as "officials"."""
    cues = s.language.attribution
    start = at
    while s.word(start) in s.language.nouns.articles or s.word(start) in _QUOTES:
        start += 1
    end, solid = start, start
    named = False
    while end < len(s) and end - start < _LONGEST_NAME:
        word = s.words[end]
        if s.is_word(end) and (s.is_capital(end) or word in cues.titles) and word not in cues.verbs:
            named = True
            end += 1
            solid = end
        elif (
            (word in cues.name_links and s.is_word(end + 1) and (named or end == start))
            or (word in (".", "-", "’", "'") and s.glued(end) and end > start and s.is_word(end + 1))
            or (s.is_word(end) and not named and word not in s.language.nouns.stops and end - start < 4)
        ):
            end += 1
        else:
            break
        if s.shouting and word in s.language.nouns.stops and word not in cues.name_links:
            end -= 1
            break
    return (start, solid) if named and solid > start and s.words[start] not in cues.not_sources else None


def _name_up_to(s: Sentence, at: int) -> tuple[int, int] | None:
    """Return a source's name that ends just before `at`."""
    cues = s.language.attribution
    end = at
    while end > 0 and s.word(end - 1) in (",", "also", "has", "have", "had", "ha", "han", "ya", "recently"):
        end -= 1
    if s.word(end - 1) == ")":
        opened = end - 1
        while opened > 0 and s.words[opened] != "(" and end - opened < 8:
            opened -= 1
        end = opened if s.words[opened] == "(" else end
    start, named = end, False
    while start > 0 and end - start < _LONGEST_NAME:
        word = s.words[start - 1]
        if s.is_word(start - 1) and (s.is_capital(start - 1) or word in cues.titles):
            named = True
            start -= 1
        elif (word in cues.name_links and start < end and word not in ("a", "an", "in", "en", "at")) or (
            word in (".", "-", "’", "'") and s.glued(start - 1) and start < end
        ):
            start -= 1
        else:
            break
    while start < end and (s.words[start] in cues.name_links or not s.is_word(start)):
        start += 1
    if (
        not named
        or start >= end
        or (end - start == 1 and s.words[start] in (cues.not_sources | s.language.nouns.stops))
    ):
        return None
    return start, end


def _text(s: Sentence, name: tuple[int, int]) -> str:
    return " ".join(s.covered(*name).of(s.text).split())
