"""Places named in a sentence, and which of several with one name is meant."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ledger.extract.tokens import Sentence
from ledger.lexicon.places import Level, Name, Places
from ledger.model.figure import Place


@dataclass(frozen=True, slots=True)
class Mention:
    """A place named at tokens `start` to `end`.

    `demonym` mentions ("Mexican officials") tell the place less surely than names do; `located` ones
    stand behind a word such as "in".
    """

    start: int
    end: int
    place: Place
    level: Level
    demonym: bool = False
    located: bool = False
    anaphora: bool = False


def find_places(s: Sentence, places: Places, around: Sequence[Place] = ()) -> list[Mention]:
    """Return the places the sentence names, in order; `around` are those named before, nearest first."""
    anaphora = places.anaphora[s.language.code]
    found: list[Mention] = []
    end = 0
    for at in place_starts(s, places):
        if at < end:
            continue
        mention = _mention(s, at, places, around)
        if mention is None and around and (hit := anaphora.match(s.words, at)) is not None:
            named = s.word(hit[0]) in ("of", "de")  # "the state of Michoacán"
            mention = None if named else _anaphor(at, hit, around, places)
        if mention is not None:
            found.append(mention)
            end = mention.end
    return _narrowed(s, found, places.located[s.language.code] | places.nouns)


def place_starts(s: Sentence, places: Places) -> list[int]:
    """Return the tokens at which a place may be named or spoken of."""
    if s.place_starts is None:
        starts = places.starts[s.language.code]
        s.place_starts = [at for at, word in enumerate(s.words) if word in starts]
    return s.place_starts


def _mention(s: Sentence, at: int, places: Places, around: Sequence[Place]) -> Mention | None:
    if s.words[at] not in places.names.first_words:
        return None
    for end, names in places.names.matches(s.words, at):
        if not _is_written_as_name(s, at, end, names):
            continue
        name = _choose(s, at, end, names, places, around)
        if name is not None:
            located = (
                s.word(at - 1) in places.before[s.language.code] or s.word(at - 2) in places.before[s.language.code]
            )
            return Mention(at, end, name.place, name.level, name.demonym, located)
    return None


def _is_written_as_name(s: Sentence, at: int, end: int, names: Sequence[Name]) -> bool:
    if names[0].demonym and s.language.code == "es":
        return True
    if names[0].acronym:
        capitals = all(not s.is_word(i) or s.raw(i).isupper() for i in range(at, end))
        return capitals and not (s.shouting and end == at + 1) and s.word(end) != "$"
    first = s.raw(at)
    if s.words[at] in ("the", "el", "la", "los", "las") and at + 1 < end:
        return s.is_capital(at + 1)
    return first[0].isupper() or not first[0].isalpha()


def _choose(
    s: Sentence, at: int, end: int, names: Sequence[Name], places: Places, around: Sequence[Place]
) -> Name | None:
    """Return the place meant, None where the word names something else.

    A country is what it says. A subdivision of a country spoken of needs no more; another one, and any
    town, needs a word that makes it a place, for most of them are also names of people.
    """
    code = s.language.code
    if s.word(end) in places.not_after[code] or places.not_before[code].match_before(s.words, at):
        return None
    codes = {c for place in around for c in (place.code, *place.within) if c}
    near = [name for name in names if codes & set(name.place.within)]
    wide = [name for name in names if name.level in (Level.COUNTRY, Level.AREA)]
    regions = [name for name in near if name.level is Level.REGION]
    if wide and not regions:
        return wide[0]
    if _is_inside_name(s, at, end):
        return None
    located = _is_located(s, at, end, places)
    if regions and (located or _is_listed(s, at, end)):
        return regions[0]
    sure = [name for name in names if name.level is Level.REGION and s.words[at] not in places.surnames]
    if len(sure) == 1 and not wide and _is_listed(s, at, end):
        return sure[0]
    if wide:
        return wide[0]
    return min(near or names, key=lambda name: name.level is not Level.REGION) if located else None


def _is_inside_name(s: Sentence, at: int, end: int) -> bool:
    """Tell whether the word is part of a longer name, mostly of a person: "Durango Ruiz", "Rosario Paz"."""
    if s.shouting or s.titled:
        return False
    stopwords = s.language.stopwords
    before, after = at - 1, end
    if s.is_word(before) and s.is_capital(before) and before > 0 and s.words[before] not in stopwords:
        return s.words[before] not in s.language.time.months
    return s.is_word(after) and s.is_capital(after) and s.words[after] not in stopwords


def _is_located(s: Sentence, at: int, end: int, places: Places) -> bool:
    """Tell whether a word such as "in", or a wider place behind a comma, makes the name a place."""
    if s.word(at - 1) in places.located[s.language.code]:
        return True
    if s.word(at - 1) in s.language.nouns.link and s.word(at - 2) in places.nouns:
        return True  # "the town of", "el municipio de"
    if s.word(end) == "," and end + 1 < len(s) and s.words[end + 1] in places.names.first_words:
        return s.is_capital(end + 1) or not s.is_word(end + 1)
    return at == 0 and (s.shouting or s.word(end) in (":", "--", "—", "("))


def _is_listed(s: Sentence, at: int, end: int) -> bool:
    """Tell whether a subdivision of the country spoken of stands where a person's surname would not."""
    marked = s.word(at - 1) == "." and s.is_number(at - 2)
    surname = s.is_word(end) and s.is_capital(end) and not s.titled
    return not surname and (marked or s.word(at - 1) not in (".", "’"))


def _anaphor(at: int, hit: tuple[int, Level], around: Sequence[Place], places: Places) -> Mention | None:
    """Return the place that "the state" or "el país" stands for: the nearest of that level."""
    end, level = hit
    for place in around:
        if level is Level.COUNTRY:
            code = place.within[-1] if place.within else place.code
            if code and len(code) == 2:
                whole = places.by_code.get(code, place)
                return Mention(at, end, whole, level, anaphora=True, located=True)
        elif (level is Level.REGION and place.code and place.within) or (
            level is Level.CITY and place.code is None and place.within
        ):
            return Mention(at, end, place, level, anaphora=True, located=True)
    return None


def _narrowed(s: Sentence, found: list[Mention], places_in: frozenset[str]) -> list[Mention]:
    """Join "Celaya, Guanajuato" into its first place, set within the second."""
    out: list[Mention] = []
    for mention in found:
        last = out[-1] if out else None
        if last is not None and not mention.demonym and _continues(s, last, mention, places_in):
            inside = mention.place.code in last.place.within
            wider = last.level is Level.CITY and mention.level in (Level.REGION, Level.COUNTRY)
            wider = wider or (last.level is Level.REGION and mention.level is Level.COUNTRY and inside)
            if wider and (inside or mention.place.code):
                place = last.place if inside else Place(last.place.name, None, _codes(mention.place))
                out[-1] = Mention(last.start, mention.end, place, last.level, last.demonym, last.located)
                continue
        out.append(mention)
    return out


def _continues(s: Sentence, last: Mention, mention: Mention, places_in: frozenset[str]) -> bool:
    """Tell "Celaya, Guanajuato", "Ecatepec, in the State of Mexico"."""
    if s.word(last.end) not in (",", "(") or not 0 < mention.start - last.end <= 5:
        return False
    between = s.words[last.end + 1 : mention.start]
    return all(word in places_in or word in s.language.nouns.articles | s.language.nouns.link for word in between)


def _codes(place: Place) -> tuple[str, ...]:
    return (place.code, *place.within) if place.code else place.within


def country_of(place: Place | None) -> str | None:
    """Return the code of the country a place is in."""
    if place is None:
        return None
    code = place.within[-1] if place.within else place.code
    return code if code and len(code) == 2 else None


def count_countries(mentions: Iterable[Mention]) -> Counter[str]:
    """Count how often each country, or a place in it, is named."""
    codes = (country_of(mention.place) for mention in mentions)
    return Counter(code for code in codes if code)


def main_country(counts: Counter[str], places: Places, opening: Counter[str] | None = None) -> Place | None:
    """Return the country a text speaks of most, None where none stands out.

    The United States does not win by being named as somebody's partner: any other country named a
    third as often is what the text is about. A country named once counts only in the `opening`.
    """
    ranked = [(code, count) for code, count in counts.most_common() if code in places.by_code]
    if not ranked:
        return None
    code, most = ranked[0]
    if code == "US" and len(ranked) > 1 and ranked[1][1] * 3 >= most:
        code, most = ranked[1]
    if most == 1 and opening is not None and code not in opening:
        return None
    rivals = [n for other, n in ranked if other not in (code, "US")]
    if rivals and rivals[0] * 5 > most * 4:
        return None
    return places.by_code[code]
