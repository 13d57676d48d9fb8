"""Places that no table lists, told by the words around them: "the village of Poroma", "in North Horr"."""

import re
from collections.abc import Iterator, Set
from functools import lru_cache

from ledger.extract.tokens import APOSTROPHES, DASHES, Sentence
from ledger.lexicon.phrases import where
from ledger.lexicon.places import Level, Places, PlaceWords
from ledger.model.figure import Place

Named = dict[
    str, dict[tuple[str, ...], str]
]  # names that a document makes places and how it writes them, by their first word

_COMMA = frozenset(",")
_GLUE = ("’", "'", "-", "/", "&")
_BEHIND_DATELINE = frozenset((",", ".", "(", "/", *DASHES))
_DATELINE = 20  # tokens in which a dateline has come to its dash
_SHORT = 3  # letters; a shorter word is no name by itself
_DATED = 3  # tokens of "11 Feb." in a dateline
_LONGEST = 5  # tokens of a name
_HAS = 2  # tokens of "old quarter"
_SHOUTED = 3  # tokens of a name in capitals that begins as a town's does
_BARE = 2  # tokens of "the capital", which may be of any country
_KIND = 6  # tokens of "district in the whole region is"
_CALLED = 4  # tokens of "a small coffee town"
_SHORTEST = 5  # letters of a word that its ending makes a superlative: "poorest", not "west"
_AROUND = (Level.COUNTRY, Level.REGION)
_WORD = re.compile(r"\w+")


def learn_names(s: Sentence, places: Places, named: Named) -> None:
    """Note the names that a sentence makes places, which are so in all of its document."""
    for start, end in (*_told(s, places), *_dateline(s)):
        name = tuple(s.words[start:end])
        if places.names.match(name, 0) is None:
            named.setdefault(name[0], {}).setdefault(
                name, _written(s, start, end).title() if s.raw(start).isupper() else _written(s, start, end)
            )


def find_unlisted(s: Sentence, places: Places, named: Named) -> Iterator[tuple[int, int, Place]]:
    """Yield start, end and place of names in capitals that stand where only a place can, here or elsewhere in the text.

    A text all in capitals, or a headline, does not show where a name begins and ends.
    """
    for start, end in _told(s, places):
        yield start, end, Place(_written(s, start, end))
    if not _may_hold(s, named):
        return
    for at, word in enumerate(s.words):
        for name, written in named.get(word, {}).items():
            end = at + len(name)
            if tuple(s.words[at:end]) == name and _is_whole(s, at, end):
                yield at, end, Place(written)


def may_name_unlisted(s: Sentence, places: Places, named: Named) -> bool:
    """Tell whether a sentence may name a place that no table lists."""
    return bool(_told(s, places)) or _may_hold(s, named)


def _may_hold(s: Sentence, named: Named) -> bool:
    return bool(named) and not named.keys().isdisjoint(s.words)


def _told(s: Sentence, places: Places) -> list[tuple[int, int]]:
    """Return start and end of the names that the sentence itself makes places; they are looked for once."""
    if s.told_places is None:
        s.told_places = list(_find_told(s, places))
    return s.told_places


def _find_told(s: Sentence, places: Places) -> Iterator[tuple[int, int]]:
    words = places.words[s.language.code]
    if s.shouting:
        yield from _in_capitals(s, words, places)
    if s.shouting or s.titled:
        return
    cues = _cues(words, places)
    for at in where(s.words, cues):
        word = s.words[at]
        noun = word in places.nouns
        led = not noun and s.is_capital(at + 1)
        if noun or (led and _leads_to_place(s, at, words, places)):
            start = _behind(s, at + 1 if noun and _is_demonym(s, at + 1, places) else at, noun=noun, words=words)
            end = _run(s, start, words) if start else 0
            if end > start and _is_free(s, start, end, words):
                yield start, end
        kind = at - (s.word(at - 1) in words.kinds and not s.is_capital(at - 1))  # "the Chocaló health district"
        if word in words.suffixes and (start := _run_before(s, kind, words)) < kind and _is_free(s, start, kind, words):
            yield start, kind
        if word in words.before and (end := _set_within(s, at + 1, places)) and _is_free(s, at + 1, end, words):
            yield at + 1, end
    yield from _called(s, words, places)
    yield from _owning(s, words, places)


def _in_capitals(s: Sentence, words: PlaceWords, places: Places) -> Iterator[tuple[int, int]]:
    """Yield names of a text all in capitals that begin as those of towns do and surely end: "NEAR RIO TINTO."."""
    for at in (at for at in where(s.words, words.inside) if s.word(at + 1) in places.heads):
        ends, end = _ends(s.language.stopwords, words, places), at + 2
        while end < len(s.words) and end - at <= _SHOUTED and s.is_word(end) and s.words[end] not in ends:
            end += 1
        closed = not s.is_word(end) or s.words[end] in ends
        named = end > at + 2 and words.bodies.isdisjoint(s.words[at + 1 : end])
        hit = places.names.match(s.words, at + 1)
        listed = hit is not None and hit[0] > at + 2  # "SAN SALVADOR", not the "RIO" of "RIO TINTO"
        if closed and named and not listed and not s.is_number(end):
            yield at + 1, end


@lru_cache(maxsize=8)
def _ends(stopwords: frozenset[str], words: PlaceWords, places: Places) -> frozenset[str]:
    """Return the words that a name does not go on over."""
    return (stopwords | places.nouns | words.suffixes) - words.name_links - words.name_articles


def _owning(s: Sentence, words: PlaceWords, places: Places) -> Iterator[tuple[int, int]]:
    """Yield the towns told by what only a town has: "Poroma's old quarter", and "Puerto Ansel's" whatever it has."""
    for at in where(s.words, APOSTROPHES):
        if s.word(at + 1) != "s" or not s.is_capital(at - 1):
            continue
        start = _run_before(s, at, words)
        headed = s.words[start] in places.town_heads and at - start > 1
        has = not words.townish.isdisjoint(s.words[at + 2 : at + 2 + _HAS])
        named = [s.words[i] for i in range(start, at)]
        if start < at and (headed or has) and words.bodies.isdisjoint(named) and not _is_common(s, start):
            yield start, at


def _leads_to_place(s: Sentence, at: int, words: PlaceWords, places: Places) -> bool:
    """Tell the word behind which a name is a place: "in", "fled to", the "of" of "mayor of", any before "Ciudad X"."""
    if s.words[at] in words.inside:
        return True
    if s.words[at] not in words.before:
        return False
    headed = s.words[at + 1] in places.town_heads and s.is_capital(at + 2)
    governed = s.words[at] in s.language.nouns.link and s.word(at - 1) in words.local
    grounded = s.words[at] in words.located_words and s.word(at - 1) in words.grounds  # "the camp at Moria"
    return headed or governed or grounded or _is_another(s, at, words) or _is_located(s, at + 1, words)


def _is_another(s: Sentence, at: int, words: PlaceWords) -> bool:
    """Tell the place of another of the things told of: "En la cárcel de Ica hubo 4; en la de Nasca, 9"."""
    left_out = s.words[at] in s.language.nouns.link and s.word(at - 1) in s.language.nouns.articles
    return left_out and s.word(at - 2) in words.inside and not s.is_word(at - 3)


def _set_within(s: Sentence, start: int, places: Places) -> int:
    """Return the end of a name in capitals that a wider place stands behind: "de Latacunga (Ecuador)"."""
    if not s.is_word(start) or not s.is_capital(start):
        return 0
    end = _run(s, start, places.words[s.language.code])
    if s.word(end) not in (",", "(") or not s.is_capital(end + 1):
        return 0
    hit = places.names.match(s.words, end + 1)
    closed = hit is not None and s.word(hit[0]) in (")", ",", ".", "", ";")
    return end if hit is not None and closed and hit[1][0].level in _AROUND and not hit[1][0].demonym else 0


def _called(s: Sentence, words: PlaceWords, places: Places) -> Iterator[tuple[int, int]]:
    """Yield the names that are called a place behind a comma: "Trojes, a coffee town of 50,000", "Kayar, un pueblo".

    Also the seat of what is spoken of, told first: "the state capital, Trojes,", and "the poorest town is Trojes".
    """
    for at in (at for at in where(s.words, _COMMA) if s.is_capital(at - 1)):
        if not is_called_town(s, at, places, s.language.numbers.articles):
            continue
        start = _run_before(s, at, words)
        if s.words[start - 1 : start] != [","] and start < at and _is_free(s, start, at, words):
            yield start, at
    for at in where(s.words, s.language.ranks.copulas):
        if s.is_capital(at + 1) and is_one_of_kind(s, at + 1, places):
            end = _run(s, at + 1, words)
            if _is_free(s, at + 1, end, words):
                yield at + 1, end
    for at in (at for at in where(s.words, _COMMA) if s.is_capital(at + 1)):
        end = _run(s, at + 1, words)
        if _is_seat_before(s, at, words) and _closes_name(s, end) and _is_free(s, at + 1, end, words):
            yield at + 1, end


def is_called_town(s: Sentence, at: int, places: Places, articles: Set[str]) -> bool:
    """Tell what calls the name before a comma a place: ", a coffee town of 50,000", not ", a city councillor".

    Also ", the largest city in the north", whatever the article, for that singles out a place.
    """
    bare = s.word(at + 1) in places.nouns  # ", municipio vecino de"
    led = s.word(at + 1) in s.language.nouns.articles or s.word(at + 1) in articles
    if s.word(at) != "," or not (bare or led):
        return False
    words, first = places.words[s.language.code], at + 2 - bare
    near = range(first, min(first + _CALLED, len(s.words)))
    kind = next((i for i in near if s.words[i] in places.nouns or s.words[i] in words.seats), 0)
    if not kind or not all(s.is_word(i) and not s.is_capital(i) for i in range(first, kind + 1)):
        return False
    only = any(singles_out(s, i, words) for i in (*range(first, kind + 1), kind + 1))
    if not (bare or only or s.word(at + 1) in articles):
        return False
    behind = s.word(kind + 1)
    small = behind in s.language.stopwords or behind in words.before or behind in words.along
    return small or only or not s.is_word(kind + 1)


def is_one_of_kind(s: Sentence, at: int, places: Places) -> bool:
    """Tell the name behind what singles out a place: "the hardest-hit district is X", "la ciudad más cara fue X"."""
    if s.word(at - 1) not in s.language.ranks.copulas:
        return False
    words, low = places.words[s.language.code], max(0, at - 1 - _KIND)
    kind = next((i for i in range(at - 2, low - 1, -1) if s.words[i] in places.nouns), None)
    if kind is None or not all(map(s.is_word, range(kind + 1, at - 1))):
        return False
    told = range(max(0, kind - _CALLED), at - 1)
    return any(singles_out(s, i, words) for i in told) and words.seats.isdisjoint(s.words[told.start : told.stop])


def singles_out(s: Sentence, at: int, words: PlaceWords) -> bool:
    """Tell a word that only one place is: "the largest", "the second city", "the capital"."""
    ranks, word = s.language.ranks, s.word(at)
    best = word in ranks.superlatives or (len(word) > _SHORTEST and word.endswith(ranks.superlative_endings))
    return best or word in words.seats or word in s.language.numbers.ordinals


def _is_seat_before(s: Sentence, at: int, words: PlaceWords) -> bool:
    """Tell "In the state capital", "La capital provincial" before a comma, not "the mayor of the capital"."""
    seat = at - 1 if s.word(at - 1) in words.seats else at - 2
    article = seat - 1 if s.word(seat - 1) in s.language.nouns.articles else seat - 2
    if s.word(seat) not in words.seats or s.word(article) not in s.language.nouns.articles or at - article <= _BARE:
        return False
    before = s.word(article - 1)
    return before in words.located_words or not s.is_word(article - 1)


def _closes_name(s: Sentence, end: int) -> bool:
    """Tell that the name behind a seat is put in between commas, and what follows says nothing of a person."""
    behind = s.word(end + 1)
    person = behind in s.language.nouns.articles or behind in s.language.attribution.titles
    return s.word(end) == "," and not person and behind not in s.language.attribution.verbs


def _dateline(s: Sentence) -> Iterator[tuple[int, int]]:
    """Yield the town of "QUIMILÍ.- ", "PEMBA, Mozambique, Nov 17 - ", where the text writes it in small letters too."""
    end = 0
    while not s.shouting and end < min(len(s.words), _LONGEST) and s.is_word(end) and s.raw(end).isupper():
        end += 1
    if not end or s.ends[end - 1] - s.starts[0] <= _SHORT or s.word(end) not in _BEHIND_DATELINE:
        return
    filed = _is_filed(s, end)
    dashed = not DASHES.isdisjoint(s.words[end : end + _DATELINE]) or s.word(end) in DASHES
    name = s.told(0, end).title()
    if dashed and (filed or (name in s.text and re.search(rf"\b{re.escape(name)}\b", s.text))):
        yield 0, end


def _is_filed(s: Sentence, end: int) -> bool:
    """Tell the date and agency of "SAN TELMO, Feb 11 (Prensa Libre) -", which only a town stands before."""
    months = s.language.time.months
    dated = s.word(end) == "," and any(word in months for word in s.words[end + 1 : end + 1 + _DATED])
    return dated and "(" in s.words[end + 1 : end + 2 + _DATED]


def _is_demonym(s: Sentence, at: int, places: Places) -> bool:
    """Tell "colombiano" in "el municipio colombiano de Tibú"."""
    hit = places.names.match(s.words, at)
    return hit is not None and hit[1][0].demonym and not s.is_capital(at)


def _is_located(s: Sentence, at: int, words: PlaceWords) -> bool:
    """Tell "fled to Teknaf", "llegó a Reynosa" by the word before the small one."""
    return s.is_capital(at) and (hit := words.located.match_before(s.words, at)) is not None and hit[0] < at - 1


def _is_whole(s: Sentence, start: int, end: int) -> bool:
    """Tell whether a name is no part of a longer one."""
    if not s.is_capital(start) or s.word(end) in _GLUE or s.word(start - 1) == "-":
        return False
    if s.titled or s.shouting:
        return True
    before = (
        start > 1
        and s.is_word(start - 1)
        and s.is_capital(start - 1)
        and s.words[start - 1] not in s.language.stopwords
    )
    return not before and not (s.is_word(end) and s.is_capital(end))


@lru_cache(maxsize=8)
def _cues(words: PlaceWords, places: Places) -> frozenset[str]:
    """Return the words beside which an unlisted place may stand."""
    return words.inside | words.before | words.suffixes | places.nouns


def _behind(s: Sentence, at: int, *, noun: bool, words: PlaceWords) -> int:
    """Return where a name would begin behind "in", or behind "the town of"; 0 where none can."""
    if not noun:
        return at + 1
    if s.words[at] in words.bare_nouns and s.is_capital(at + 1) and not s.is_capital(at):
        return at + 1  # "el cantón Durán"
    return at + 2 if s.word(at + 1) in s.language.nouns.link and not s.is_capital(at) else 0


def _run(s: Sentence, start: int, words: PlaceWords) -> int:
    """Return the end of the capitalised words from `start` on, small words of names between them."""
    end = start
    while end < len(s.words) and end - start < _LONGEST and s.is_word(end) and s.is_capital(end):
        end += 1
        if s.begins_label(end) or s.word(end) in words.lesser:
            break  # "in Bokkos Local Government Area"
        joint = end
        while joint - end < 2 and (s.word(joint) in words.name_links or s.word(joint) in words.title_articles):
            joint += 1
        if joint > end and s.is_word(joint) and s.is_capital(joint):
            end = joint
    return end


def _run_before(s: Sentence, end: int, words: PlaceWords) -> int:
    start = end
    while start > 0 and end - start < _LONGEST and s.is_word(start - 1) and s.is_capital(start - 1):
        start -= 1
    small = start < end and s.words[start] in s.language.stopwords
    return start + 1 if small and s.raw(start).lower() not in words.name_articles else start


def _is_free(s: Sentence, start: int, end: int, words: PlaceWords) -> bool:
    """Tell whether the words name no body, time or thing: "in Congress", "in March", "in Table 3", "in NATO"."""
    if s.is_number(end) or s.word(end) in _GLUE or s.word(start - 1) == "-":
        return False
    named = [s.words[at] for at in range(start, end)]
    times, small, cardinals = s.language.time, s.language.stopwords, s.language.numbers.cardinals
    if named[0] in cardinals or all(word in small or word in cardinals for word in named):
        return False
    if len(named) == 1 and _is_common(s, start):
        return False
    if any(word in words.bodies or word in times.months or word in times.weekdays for word in named):
        return False
    return not any(
        s.raw(at).isupper() or s.ends[at] - s.starts[at] < _SHORT
        for at in range(start, end)
        if s.is_capital(at) and not s.is_capital(at + 1)
    )


def _is_common(s: Sentence, at: int) -> bool:
    """Tell whether the text writes the word in small letters too: a name is never so written."""
    return s.raw(at).lower() in _words_of(s.text)


@lru_cache(maxsize=1)  # the sentences of a text are asked for one after the other
def _words_of(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(text))


def _written(s: Sentence, start: int, end: int) -> str:
    return s.told(start, end).title() if s.shouting else s.told(start, end)
