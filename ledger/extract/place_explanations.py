"""What tells of a place where it lies or what it is: "Gao, the largest city in Mali,", "Pasto, en el sur del país,".

What is told behind it is told of the place itself, and not of what it lies in.
"""

from collections.abc import Sequence

from ledger.extract.mentions import Mention
from ledger.extract.tokens import Sentence
from ledger.extract.unlisted import singles_out
from ledger.lexicon.places import Level, Places, PlaceWords

_LONGEST = 10  # tokens of ", a farming town in the hills of"
_REST = 5  # tokens behind the wider place: "'s poorest and most crowded states"
_CLAUSE = 16  # tokens of "where the largest prison of the country stands"
_CLOSES = frozenset((",", ".", ";", ":", "—", "–", ")", ""))


def is_explained(s: Sentence, last: Mention, end: int, mention: Mention, places: Places) -> bool:
    """Tell whether a place only explains the `last` one, of which the name ends at `end`."""
    if last.demonym or last.anaphora or s.word(end) != "," or mention.start <= end:
        return False
    between = range(end + 1, mention.start)
    if mention.anaphora and not between:
        return mention.place == last.place  # "Petén, el departamento más …"
    if last.level is Level.REGION and mention.level is Level.CITY:
        return _is_seat(s, mention, places.words[s.language.code])
    if last.level is Level.AREA or (last.level is Level.COUNTRY and mention.level is not Level.AREA):
        return False
    if len(between) > _LONGEST or any(s.is_number(at) or s.words[at] in _CLOSES for at in between):
        return False
    words = places.words[s.language.code]
    if _is_side(s, between, last, mention, places):
        return s.word(mention.end) not in words.joins and s.word(mention.end + 1) != mention.link
    named = last.end > end  # "Honduras, el país más violento de …"
    return _is_kind(s, between, mention, words, places, named=named) or _is_clause(s, between, mention, words)


def _is_seat(s: Sentence, mention: Mention, words: PlaceWords) -> bool:
    """Tell the capital of a part of a country: ", the state of which Cali is the capital,", not ", municipio de X,"."""
    close = _close(s, mention.end)
    return close is not None and not words.seats.isdisjoint(s.words[mention.end : close])


def _is_side(s: Sentence, between: Sequence[int], last: Mention, mention: Mention, places: Places) -> bool:
    """Tell the side of a wider place that it lies on: ", en el suroeste del país", ", in the far north of Kenya".

    Also the tract: ", in the Peruvian Amazon".
    """
    words = places.words[s.language.code]
    small = (words.located_words, words.before, words.far, s.language.nouns.articles, words.directions, words.sides)
    if not all(any(s.words[at] in some for some in (*small, places.nouns)) for at in between):
        return False
    tract = last.level is Level.CITY and mention.level is Level.REGION and mention.link in words.located_words
    sided = any(s.words[at] in words.directions or s.words[at] in words.sides for at in between)
    return bool(between) and (sided or tract or mention.whole is not None)


def _is_kind(
    s: Sentence, between: Sequence[int], mention: Mention, words: PlaceWords, places: Places, *, named: bool
) -> bool:
    """Tell what it is: ", a town in the hills of X", ", one of India's poorest states", ", la capital de X"."""
    close = _close(s, mention.end)
    if close is None:
        return False
    told = [*between, *range(mention.end, close)]
    kinds = [at for at in told if _is_kind_word(s.words[at], words, places)]
    single = bool(between) and s.words[between[0]] in words.single  # "one of Africa's biggest growers"
    if not (kinds or single or named) or any(map(s.is_capital, between)):
        return False
    if not s.language.ranks.copulas.isdisjoint(s.words[at] for at in between):
        return False  # "En Piura, el distrito más golpeado es Catacaos,"
    first = s.word(between[0]) if between else ""
    chosen = single or first in s.language.numbers.articles
    bare = first in places.nouns or not between
    return chosen or bare or any(singles_out(s, at, words) for at in told)


def _is_kind_word(word: str, words: PlaceWords, places: Places) -> bool:
    return word in places.nouns or word in words.seats or word in words.parts or word in words.settlements


def _is_clause(s: Sentence, between: Sequence[int], mention: Mention, words: PlaceWords) -> bool:
    """Tell a clause that tells of it, ", where the largest prison of the country stands,", and counts nothing."""
    if not between or s.word(between[0]) not in words.where:
        return False
    close = _close(s, mention.end, _CLAUSE)
    return close is not None and s.word(close) == ","


def _close(s: Sentence, start: int, longest: int = _REST) -> int | None:
    """Return where what explains a place ends, None where it counts something or goes on."""
    for at in range(start, start + longest + 1):
        if s.word(at) in _CLOSES:
            return at
        if s.is_number(at):
            return None
    return None
