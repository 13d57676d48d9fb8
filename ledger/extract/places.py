"""Places named in a sentence, and which of several with one name is meant."""

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import NamedTuple

from ledger.extract.mentions import Known, Mention, codes_of, country_of, region_of
from ledger.extract.narrowing import join_parts, share_located
from ledger.extract.place_names import is_part_of_name, is_prefixed
from ledger.extract.tokens import APOSTROPHES, Sentence
from ledger.extract.unlisted import Named, find_unlisted, is_called_town, is_one_of_kind, may_name_unlisted
from ledger.lexicon.phrases import join_openings, opened
from ledger.lexicon.places import WIDE, Level, Name, Places, PlaceWords
from ledger.model.figure import Place

_LONG_NAME = 3  # tokens of a name that hardly anything else has
_NOTE = 6  # tokens of a number or note before a paragraph begins
_CLOSED = frozenset((":", ".", "-", "–", "—", "("))  # behind the name that a line begins with
_NAMED = 5  # tokens of a name that ends with what a people are called
_GIVING = 5  # tokens behind a donor in which it is told that it gives
_GIFT = 5  # tokens behind "gave" in which the amount begins
_VERB = 3  # tokens behind a capital in which the verb it is the subject of stands
_SOLD = 8  # tokens of "aid of $40 million went to"
_COMPARED = 8  # tokens from "más" to "que en"
_GREAT_TOWN = 40  # one of so many largest of its country needs only a small word before it
_KNOWN_TOWN = 12  # and one of so many no word at all


def find_places(s: Sentence, places: Places, around: Sequence[Place] = (), known: Known | None = None) -> list[Mention]:
    """Return the places the sentence names, in order; `around` are those named before, nearest first."""
    known = known or Known()
    found: list[Mention] = []
    listed = _candidates(s, places).listed
    codes = {code for place in around for code in (place.code, *place.within) if code} if listed else set[str]()
    codes |= _demonym_countries(listed)
    end = 0
    for one in listed:
        if one.at < end:
            continue
        mention = one.sure or (_mention(s, one, places, around, codes, known) if one.named else None)
        if mention is None and one.spoken is not None:
            said = [m.place for m in reversed(found) if not m.demonym and not is_set_against(s, m, places)]
            mention = _anaphora(s, one.at, one.spoken, [*said, *around], places)
        if mention is not None and not (s.shouting and found and _goes_on_from(found[-1], mention)):
            if found and mention.start < found[-1].end:
                found.pop()  # the Amazon of "Amazonía ecuatoriana"
            found.append(mention)
            end = mention.end
            if mention.level is Level.REGION and not mention.demonym and mention.link:
                codes.update(code for code in (mention.place.code, *mention.place.within) if code)
    if may_name_unlisted(s, places, known.named):
        found = _with_unlisted(s, found, places, around, known.named)
    found = share_located(s, join_parts(s, found, places), places) if len(found) > 1 else found
    pledges = places.words[s.language.code].pledges
    return found if pledges.isdisjoint(s.words) else list(_with_givers(s, found, places))


def _goes_on_from(last: Mention, mention: Mention) -> bool:
    """Tell the word of a name in capitals that is also a place: "THE SAN SALVADOR CENTRAL MARKET"."""
    named = not (last.demonym or mention.demonym or last.anaphora or mention.anaphora)
    return named and mention.start == last.end and mention.level not in WIDE


def _demonym_countries(listed: Sequence["_Candidate"]) -> set[str]:
    """Return the countries told by what the people of a part are called: Argentina by "el departamento salteño".

    "Riojanos" are those of one part of Spain and of one of Argentina, and tell neither.
    """
    named = (names for one in listed for _, names in one.named if names[0].demonym and names[0].level is Level.REGION)
    told = ({country_of(name.place) for name in names} for names in named)
    return {code for homes in told if len(homes) == 1 for code in homes if code is not None}


def _with_givers(s: Sentence, found: list[Mention], places: Places) -> Iterator[Mention]:
    """Yield the mentions, marked those that give: "Japan pledged", "the French government has lent", "and Spain 3"."""
    words, given = places.words[s.language.code], -1
    for mention in found:
        wide = mention.level is Level.COUNTRY or mention.place.code in places.unions
        if not wide or mention.link or mention.people:
            yield mention
            continue
        joint = mention.start - 1 - (s.word(mention.start - 1) in s.language.nouns.articles)
        further = 0 <= given < mention.start and s.word(joint) in words.joins
        further = further and any(map(s.is_number, range(given, mention.start)))
        behind = range(mention.end, min(mention.end + _GIVING, len(s.words)))
        verb = next((at for at in behind if s.words[at] in words.pledges), 0)
        if further or (verb and any(map(s.is_number, range(verb + 1, verb + 1 + _GIFT)))):
            given = mention.end
            yield mention._replace(gives=True)
        else:
            yield mention


@dataclass(slots=True)
class _Candidate:
    """What may be a place at a token: the names that fit as they are written, and what speaks of one without its name.

    Most countries are the same place whatever was named before: that mention is `sure`, and is made once, though a
    sentence is asked for its places several times.
    """

    at: int
    named: list[tuple[int, tuple[Name, ...]]]
    spoken: tuple[int, Level] | None
    sure: Mention | None = None


class _Candidates(NamedTuple):
    """What of a sentence may be a place, whatever was named before it.

    `starts` are the tokens of words that may begin one; `located` keeps which names a word such as "in" makes places.
    """

    starts: list[int]
    listed: list[_Candidate]
    located: dict[tuple[int, int], bool]


def _candidates(s: Sentence, places: Places) -> _Candidates:
    """Return what may be a place in a sentence; it is looked for once, though places are asked for several times."""
    if isinstance(s.found_places, _Candidates):
        return s.found_places
    words = places.words[s.language.code]
    starts = opened(s.words, _openings(words, places))
    articles, listed = s.language.nouns.articles, []
    for at in starts:
        named = places.names.matches(s.words, at)
        if named and s.words[at] in articles and (longer := places.names.match(s.words, at + 1)) is not None:
            named = [hit for hit in named if hit[0] >= longer[0]]  # "El Valle del Cauca" is no El Valle
        if named:
            told = ((end, _as_written(s, at, names)) for end, names in named)
            named = [(end, names) for end, names in told if _fits(s, at, end, names, places)]
        spoken = words.anaphora.match(s.words, at) if s.words[at] in words.anaphora.first_words else None
        if spoken is not None and not _speaks_of_place(s, at, spoken[0], words):
            spoken = None
        if named or spoken is not None:
            listed.append(_Candidate(at, named, spoken))
    s.found_places = found = _Candidates(starts, listed, {})
    return found


def _as_written(s: Sentence, at: int, names: tuple[Name, ...]) -> tuple[Name, ...]:
    """Tell what is of Argentina, "la deuda argentina", from the country by the letter it is written with."""
    if names[0].small or not any(name.small for name in names):
        return names
    small = not (s.shouting or s.is_capital(at))
    return tuple(name for name in names if name.small is small)


@lru_cache(maxsize=8)
def _openings(words: PlaceWords, places: Places) -> Mapping[str, frozenset[str] | None]:
    """Return the words that may begin a name or what speaks of a place, each with those that must follow, or None."""
    return join_openings(places.names.openings(), words.anaphora.openings())


def _fits(s: Sentence, at: int, end: int, names: Sequence[Name], places: Places) -> bool:
    """Tell whether words are written as a name, and what stands beside them leaves them one."""
    if not _is_written_as_name(s, at, end, names, places):
        return False
    if end == at + 1 and s.words[at] in s.language.stopwords and (s.shouting or at == beginning(s)):
        return False  # "PARA 1990" is no Pará
    if names[0].demonym and s.word(end) == "-" and s.glued(end):
        return False  # "Chinese-made"
    if names[0].demonym and is_prefixed(s, at, places):
        return False  # "Pan-American"
    words = places.words[s.language.code]
    if not names[0].demonym and is_part_of_name(s, at, end, names, places):
        return False
    if names[0].demonym and s.word(at - 1) in words.inside and not s.is_word(end):
        return False  # "en español", "in French": a language
    if end == at + 1 and s.words[at] in words.directions and s.word(end) in words.starts:
        return False  # "CENTRAL MINDANAO"
    return not (words.not_after.match(s.words, end) or words.not_before.match_before(s.words, at))


def _with_unlisted(
    s: Sentence, found: list[Mention], places: Places, around: Sequence[Place], named: Named
) -> list[Mention]:
    """Add the places that no table lists, but for names that hold a listed one."""
    words, taken = places.words[s.language.code], {at for mention in found for at in range(mention.start, mention.end)}
    added: list[Mention] = []
    for start, end, place in find_unlisted(s, places, named):
        if taken.isdisjoint(range(start, end)):
            link, linked_at = _link(s, start, words)
            country = next((code for code in map(country_of, around) if code), None)
            here = replace(place, within=(country,)) if country else place
            added.append(Mention(start, end, here, Level.CITY, link=link, linked_at=linked_at, located=True))
            taken.update(range(start, end))
    return sorted([*found, *added], key=lambda mention: mention.start) if added else found


def place_starts(s: Sentence, places: Places) -> list[int]:
    """Return the tokens at which a place may be named or spoken of."""
    return _candidates(s, places).starts


def may_name_place(s: Sentence, places: Places, known: Known) -> bool:
    """Tell whether a sentence may name a place or speak of one."""
    return bool(_candidates(s, places).listed) or may_name_unlisted(s, places, known.named)


def _mention(
    s: Sentence, one: _Candidate, places: Places, around: Sequence[Place], codes: Set[str], known: Known
) -> Mention | None:
    for end, names in one.named:
        name = _choose(s, one.at, end, names, places, codes, known)
        if name is not None:
            tract = _tract(s, one.at, end, name, places.words[s.language.code]) if name.demonym else None
            if tract is not None:
                known.places.add(tract.place)
                return tract
            mention = _told(s, one.at, end, name, names, places, around)
            if mention.link and mention.located and not name.demonym:
                known.places.add(name.place)
            if end == one.named[0][0] and _is_sure(name, names) and mention.level in WIDE:
                one.sure = mention
            return mention
    return None


def _is_sure(name: Name, names: Sequence[Name]) -> bool:
    """Tell a name of a country or an area that no part of another country has."""
    return name.level in WIDE and all(other.level is not Level.REGION for other in names)


def _told(
    s: Sentence, at: int, end: int, name: Name, names: Sequence[Name], places: Places, around: Sequence[Place]
) -> Mention:
    """Return the mention of a place by one of its names, with what the words beside it make of it."""
    words = places.words[s.language.code]
    link, linked_at = _link(s, at, words)
    place, start = _narrower(s, at, end, name, words)
    if name.level is Level.CITY and _is_quarter(s, at, end, words):
        country = next((code for code in map(country_of, around) if code), None)
        place = Place(place.name, None, (country,) if country else ())  # not the town of that name
    if name.level not in WIDE and (code := _home_of_town(s, at, end, name, places, around)) is not None:
        place = Place(_shown(s, at, end), None, (code,))  # "the town of Florida, Honduras"
    if name.level is Level.COUNTRY and _is_hamlet(s, at, name, words):
        code = next((code for code in map(country_of, around) if code and code != name.place.code), None)
        name = name._replace(level=Level.CITY)  # "la vereda Bolivia" is no country
        place = Place(_shown(s, at, end), None, (code,) if code else ())
    people = name.demonym and (
        s.word(at - 1) in s.language.nouns.copulas
        or s.word(at - 1) in words.people
        or s.word(end) in words.people
        or (name.plural and _stands_alone(s, at, words))
    )
    capital = name.level is Level.CITY and name.place.name in places.countries and start == at  # not "Greater London"
    seat = capital and _is_seat(s, end, name, words, around, linked=bool(link))
    if seat and not link:
        place = places.countries[place.name]  # "Pretoria has budgeted": its government
    demonym = name.demonym or (name.acronym and _is_adjective(s, end))
    return Mention(
        start,
        end,
        place,
        name.level,
        demonym=demonym,
        people=people,
        seat=seat,
        link=link,
        linked_at=linked_at,
        among=_homes(name, names) if len(names) > 1 and not capital else (),
        body=link in words.name_links and _is_titled(s, linked_at - 1, words),
        whole=name.place if start < at and name.level is not Level.CITY else None,
        located=link in words.located_words or (not link and not demonym and _is_subject(s, end)),
        afar=is_venue(s, linked_at, words) or (name.level in WIDE and _is_buyer(s, linked_at, words)),
    )


def _is_titled(s: Sentence, at: int, words: PlaceWords) -> bool:
    """Tell a word of a name, "Bank of", from one that only opens a sentence: "Vecinos de"."""
    opens = at == beginning(s) and s.words[at] in words.civic
    return s.is_capital(at) and not s.shouting and not opens


def is_venue(s: Sentence, link: int, words: PlaceWords) -> bool:
    """Tell where people only meet: "a summit in Lima", by the small word before the place."""
    return s.word(link) in words.located_words and s.word(link - 1) in words.venues


def is_sold_to(s: Sentence, link: int, words: PlaceWords) -> bool:
    """Tell where something goes: "70 percent of the crude goes to China", not "the aid went to Haiti"."""
    sold = s.word(link) in words.receives and s.word(link - 1) in words.shipping
    return sold and words.aid.isdisjoint(s.words[max(0, link - _SOLD) : link])


def _is_buyer(s: Sentence, link: int, words: PlaceWords) -> bool:
    """Tell who buys: "sold to China", "shipments to Peru", "Growers thank buyers in Asia", not "Buyers in Asia"."""
    buys = s.word(link) in words.located_words and s.word(link - 1) in words.markets and link > beginning(s) + 2
    sent = s.word(link) in words.receives and s.word(link - 1) in words.exports
    return buys or sent or is_sold_to(s, link, words)


def _home_of_town(s: Sentence, at: int, end: int, name: Name, places: Places, around: Sequence[Place]) -> str | None:
    """Return the country told behind a town, or spoken of, where the place known by its name lies in another."""
    words = places.words[s.language.code]
    if name.demonym or not (s.word(at - 1) in s.language.nouns.link and s.word(at - 2) in words.towns):
        return None
    behind = _codes_behind(s, end, places)
    codes = [code for code in behind if len(code) == 2]
    if not behind and name.level is Level.REGION:
        codes = [code for code in map(country_of, around) if code][:1]  # a state of that name is no town
    return codes[0] if len(codes) == 1 and country_of(name.place) not in codes else None


def _is_hamlet(s: Sentence, at: int, name: Name, words: PlaceWords) -> bool:
    """Tell a village that is called as a country is: "la vereda Bolivia", "the village of Lebanon"."""
    if name.demonym or s.shouting:
        return False
    bare = s.word(at - 1) in words.hamlets and s.word(at - 1) in words.bare_nouns
    return bare or (s.word(at - 1) in s.language.nouns.link and s.word(at - 2) in words.hamlets)


def _is_quarter(s: Sentence, at: int, end: int, words: PlaceWords) -> bool:
    """Tell a part of a town: "la colonia Reforma", "el barrio de Belén", "the Palermo neighborhood"."""
    before = at - 2 if s.word(at - 1) in s.language.nouns.link else at - 1
    return s.word(before) in words.quarters or (s.word(end) in words.quarters and not s.is_capital(end))


def _is_seat(s: Sentence, end: int, name: Name, words: PlaceWords, around: Sequence[Place], *, linked: bool) -> bool:
    """Tell a capital that stands for its government, or that is of another country than those spoken of."""
    if not linked and _governs(s, end, words):
        return True
    home = country_of(name.place)
    return not any(country_of(place) == home for place in around) and not _counts_there(s, end)


def _tract(s: Sentence, at: int, end: int, name: Name, words: PlaceWords) -> Mention | None:
    """Return the part of a country named with its adjective: "el Pacífico colombiano", "the Peruvian Amazon"."""
    start, end = (at - 1, end) if s.word(at - 1) in words.tracts else (at, end + 1)
    if (
        name.plural
        or not (start < at or s.word(end - 1) in words.tracts)
        or _goes_on(s, end)
        or name.level is Level.AREA
    ):
        return None
    link, linked_at = _link(s, start, words)
    if start < at and linked_at == start - 1 and not s.is_capital(start):
        return None  # "al sur mexicano" is no more than "southwards"
    place = Place(_shown(s, start, end), None, codes_of(name.place))
    located = link in words.located_words or (not link and _is_subject(s, end))
    return Mention(start, end, place, Level.REGION, link=link, linked_at=linked_at, located=located)


def _is_subject(s: Sentence, end: int) -> bool:
    """Tell whether a verb may stand behind a name, which then is what is told of: "el Pacífico registró 40"."""
    small = s.word(end) in s.language.nouns.link or s.word(end) in s.language.attribution.coordinators
    return s.is_word(end) and not s.is_capital(end) and not small


def _governs(s: Sentence, end: int, words: PlaceWords) -> bool:
    """Tell a capital that stands for its government: "Quito ofreció", "Abuja has sent", "Rabat received"."""
    ahead = s.words[end : end + _VERB]
    says = s.word(end) in s.language.attribution.verbs and not s.is_number(end + 1)
    return says or any(word in words.gives or word in words.donates or word in words.gets for word in ahead)


def _counts_there(s: Sentence, end: int) -> bool:
    """Tell "Lima registró 300": what is counted is in the town."""
    return s.word(end) in s.language.attribution.verbs and s.is_number(end + 1)


def _homes(name: Name, names: Sequence[Name]) -> tuple[str, ...]:
    """Return the countries that have a place of a name, that of the one chosen first."""
    homes = (country_of(other.place) for other in (name, *names))
    return tuple(dict.fromkeys(code for code in homes if code))


def _is_part_of_town(s: Sentence, at: int, words: PlaceWords) -> bool:
    """Tell what leads a town's name by its part, in the languages where it stands before: "in central Lima"."""
    if at == 0 or s.language.nouns.heads_first or not (s.shouting or s.raw(at - 1).islower()):
        return False
    return any(s.words[at - 1] in parts for parts in (words.directions, words.sides, words.townish))


def _link(s: Sentence, at: int, words: PlaceWords) -> tuple[str, int]:
    """Return the small word before a name, over an article or "la provincia", and where it stands."""
    at -= s.word(at - 1) in words.bare_nouns and not s.is_capital(at - 1)
    at -= _is_part_of_town(s, at, words)
    before = at - 2 if s.word(at - 1) in s.language.nouns.articles else at - 1
    foreign = s.word(before) in words.name_links and s.is_capital(before - 1)  # "El Faro del Guayas counted"
    if s.word(before) in words.before or foreign or words.located.match_before(s.words, before + 1):
        return s.words[before], before
    return "", -1


def _is_adjective(s: Sentence, end: int) -> bool:
    """Tell "U.S. aid", "the UK embassy": a short name before a noun, which tells whose it is."""
    small = s.word(end) in s.language.stopwords or s.word(end) in s.language.attribution.verbs
    return s.is_word(end) and not small


def _stands_alone(s: Sentence, at: int, words: PlaceWords) -> bool:
    """Tell a plural that names people, "Guatemalans", "los guatemaltecos", from an adjective behind its noun."""
    before, language = s.word(at - 1), s.language
    if s.is_capital(at) or not s.is_word(at - 1) or before in language.numbers.cardinals:
        return True
    if not before.endswith("s"):
        return True  # "en su mayoría hondureños": it agrees with no noun
    return before in language.nouns.articles or before in words.before or before in language.stopwords


def _narrower(s: Sentence, at: int, end: int, name: Name, words: PlaceWords) -> tuple[Place, int]:
    """Return a part of a country that is told by its side: "northern Kenya", "el norte de Chile", "Gran Rosario"."""
    if name.demonym or name.level is Level.AREA:
        return name.place, at
    start = at
    if (hit := words.greater.match_before(s.words, at)) is not None:
        start = hit[0]
    elif name.level is not Level.CITY and s.word(at - 1) in words.directions:
        start = at - 1
    elif name.level is not Level.CITY and s.word(at - 1) in s.language.nouns.link:
        sided = s.word(at - 2) in words.directions and s.word(at - 3) in s.language.nouns.articles | words.before
        start = at - 2 if sided else at
    if start == at:
        return name.place, at
    told = " ".join(s.raw(i) for i in range(start, end))
    told = told.title() if s.shouting else told
    side = hit is None and name.level is not Level.CITY  # "northern Kenya", but "Gran Buenos Aires"
    shown = told[0].lower() + told[1:] if side else told[0].upper() + told[1:]
    return Place(shown, None, codes_of(name.place)), start


def _is_surname(s: Sentence, at: int, places: Places) -> bool:
    """Tell "Arnoldo Alemán", "según Navarro" from "Policía Federal Argentina": what people are called in capitals."""
    first = at
    while first > 0 and at - first < _NAMED and s.is_word(first - 1) and s.is_capital(first - 1):
        first -= 1
    if s.shouting or not s.is_capital(at):
        return False
    if first == at:
        return s.is_word(at - 1) and at > 0 and not s.titled
    return all(words.bodies.isdisjoint(s.words[first:at]) for words in places.words.values())


def _is_written_as_name(s: Sentence, at: int, end: int, names: Sequence[Name], places: Places) -> bool:
    nouns = places.nouns
    if names[0].small and _is_surname(s, at, places):
        return False
    if names[0].demonym and s.language.code == "es" and (names[0].small or s.is_capital(at)):
        return True  # but "homicidios bajan" has no Bajans, which English alone calls people of Barbados
    if names[0].acronym:
        capitals = all(not s.is_word(i) or s.raw(i).isupper() for i in range(at, end))
        return capitals and not (s.shouting and end == at + 1) and s.word(end) != "$"
    first = s.raw(at)
    if end == at + 1 and places.accented.get(s.words[at], first.lower()) != first.lower():
        return False  # "El Tigre" is no Tigré
    if end - at > 1 and (s.words[at] in s.language.nouns.articles or s.words[at] in nouns):
        aim = s.word(at - 1) in places.words[s.language.code].aims and s.is_capital(at - 2) and not s.is_capital(at)
        return s.is_capital(end - 1) and not aim  # "the Caribbean", not "Voces por la Paz"
    return first[0].isupper() or not first[0].isalpha()


def _choose(
    s: Sentence, at: int, end: int, names: Sequence[Name], places: Places, codes: Set[str], known: Known
) -> Name | None:
    """Return the place meant, None where the word names something else.

    A country is what it says. A subdivision of a country spoken of needs no more; another one, and any
    town, needs a word that makes it a place, for most of them are also names of people.
    """
    words = places.words[s.language.code]
    if len(names) == 1 and names[0].level is Level.COUNTRY and s.words[at] not in words.common:
        return names[0]
    behind = _codes_behind(s, end, places) if len(names) > 1 else frozenset[str]()
    near = [name for name in names if not behind.isdisjoint(name.place.within)] if behind else []
    if behind and not near:
        homes = {code[:2] for code in behind}
        near = [name for name in names if country_of(name.place) in homes]
    if codes and not near:
        near = [name for name in names if not codes.isdisjoint(name.place.within)]
    if not near and names[0].demonym and len({country_of(name.place) for name in names}) > 1:
        return None  # "riojanos", of Argentina or of Spain
    wide = [name for name in names if name.level in WIDE]
    regions = [name for name in near if name.level is Level.REGION] if near else []
    located = _stands_located(s, at, end, places)
    if wide and wide[0].level is Level.AREA and not wide[0].demonym and _goes_on(s, end):
        return None  # "Latin America Working Group"
    if wide and not regions:
        common = s.words[at] in words.common and (s.shouting or (at == 0 and not _counts_behind(s, end)))
        return wide[0] if located or not common else None
    if words.greater.match_before(s.words, at) is None and _is_inside_name(s, at, end):
        known.worn.add(s.words[at])
        return None
    if regions and (located or _is_listed(s, at, end)):
        return regions[0]
    if end - at >= _LONG_NAME and names[0].level is Level.REGION and len({country_of(n.place) for n in names}) == 1:
        return names[0]  # nothing but the place is called "Estado de México"
    if not wide and not near and s.words[at] not in places.surnames:
        sure = [name for name in names if name.level is Level.REGION and not name.rank]
        if len(sure) == 1 and _is_listed(s, at, end):
            return sure[0]
    if wide:
        return wide[0]
    likeliest = min(near or names, key=lambda name: (name.level is not Level.REGION, name.rank))
    if _is_plain_word(s, at, end, likeliest, places) and likeliest.place not in known.places:
        return None
    opens = s.shouting and at == beginning(s) and not near and likeliest.rank >= _KNOWN_TOWN
    if (located and not opens) or (likeliest.place in known.places and s.words[at] not in known.worn):
        alone = bool(codes) and not near and s.word(end) not in (",", "(")
        abroad = alone and _is_little_known(likeliest, places)
        return _called_alike(s, at, end, likeliest, codes) if abroad else likeliest
    called = any(word in places.surnames for word in s.words[at:end])
    plain = len(names) == 1 and likeliest.rank < _GREAT_TOWN and not called
    if plain and not s.shouting and _link(s, at, words)[0]:
        return likeliest  # "the streets of Medellín"
    alone = len(names) == 1 and s.words[at] not in places.surnames and at == beginning(s) and not s.shouting
    if alone and s.word(end) in s.language.attribution.recording:
        return likeliest  # "Ixmiquilpan notificó en 2014 el mayor brote"
    return likeliest if _is_topic(s, at, end, likeliest, places, known, near=bool(near)) else None


def _is_plain_word(s: Sentence, at: int, end: int, name: Name, places: Places) -> bool:
    """Tell the word that begins "Mobile clinics", "Ventas: 400 millones" from the town of that name."""
    dateline = s.raw(at).isupper() and not s.shouting
    begins = (at == beginning(s) or not s.is_word(at - 1)) and not dateline
    return begins and end == at + 1 and name.level is Level.CITY and s.words[at] in places.plain


def _is_little_known(name: Name, places: Places) -> bool:
    """Tell a place whose bare name hardly anybody would know in another country."""
    return name.rank >= (_KNOWN_TOWN if name.level is Level.CITY else 1) and name.place.name not in places.countries


def _called_alike(s: Sentence, at: int, end: int, name: Name, codes: Set[str]) -> Name:
    """Return the place of the country spoken of that is called as one in another country is."""
    homes = {code[:2] for code in codes if len(code) == 2 or code[2:3] == "-"}
    place = Place(_shown(s, at, end), None, (homes.pop(),) if len(homes) == 1 else ())
    return name._replace(place=place, level=Level.CITY)


def _shown(s: Sentence, start: int, end: int) -> str:
    """Return words as a name is written, where a text is all in capitals too."""
    return s.told(start, end).title() if s.shouting else s.told(start, end)


def _counts_behind(s: Sentence, end: int) -> bool:
    """Tell a name that is told of something there: "Chile recorded 40", "Turkey has 300", "Jordan's exports"."""
    if s.word(end) in APOSTROPHES:
        return s.word(end + 1) == "s"
    hedge = s.language.hedges.match(s.words, end + 1) if end + 1 < len(s.words) else None
    told = s.is_word(end) and not s.is_capital(end) and s.words[end] not in s.language.attribution.telling
    return told and s.is_number(hedge[0] if hedge is not None else end + 1)


def _codes_behind(s: Sentence, end: int, places: Places) -> frozenset[str]:
    """Return the codes of the wider place behind a comma, which tells which town is meant: "Guadalajara, Jalisco"."""
    hit = places.names.match(s.words, end + 1) if s.word(end) in (",", "(") else None
    wide = [name for name in hit[1] if name.level is not Level.CITY and not name.demonym] if hit is not None else []
    return frozenset(name.place.code for name in wide if name.place.code)


def _is_topic(s: Sentence, at: int, end: int, name: Name, places: Places, known: Known, *, near: bool) -> bool:
    """Tell a town of which something is told: "Cali bajó a 1.122", "León, 391", "Medellín buried 9"."""
    words, after = places.words[s.language.code], s.word(end)
    if near and s.word(at - 1) == ";" and after == "," and s.is_number(end + 1):
        return True  # "Celaya aporta 418; León, 391", where a name would be told with an age
    opens = at == beginning(s) and s.is_word(end) and not s.is_capital(end)
    if (
        at == beginning(s)
        and s.word(end) in s.language.attribution.recording
        and _counts_behind(s, end)
        and not s.shouting
    ):
        return True  # "Basra recorded 40 murders"
    if opens and name.place.name in places.countries and after not in s.language.attribution.verbs:
        return not s.shouting and after not in s.language.nouns.link  # "Lima cerró el año con 300"
    surname = end == at + 1 and s.words[at] in places.surnames
    if surname or s.words[at] in known.worn or (not near and name.rank >= _KNOWN_TOWN):
        return False
    if near and (_link(s, at, words)[0] or _is_long_name(s, at, end, places)):
        return True
    if near and after == "(" and s.is_number(end + 1):
        return True  # "le siguieron Concordia (57,8 %)"
    paired = after in (",", ":", "(", "=") and (s.is_number(end + 1) or s.word(end + 1) in words.along or at == 0)
    opens = at == 0 or not s.is_word(at - 1) or s.word(at - 1) in words.joins
    opens = opens or s.word(at - 1) in s.language.attribution.that_words
    told = s.is_word(end) and not s.is_capital(end) and s.word(end) not in s.language.nouns.link
    told = told or (s.word(end) in APOSTROPHES and s.word(end + 1) == "s")
    return opens and (paired or told or s.is_number(end))


def _is_long_name(s: Sentence, at: int, end: int, places: Places) -> bool:
    """Tell a name of several words of which none is a person's: "PORT SUDAN IS WITHOUT POWER", not "Simón Bolívar"."""
    named = s.word(at - 1) in s.language.nouns.articles  # "la Casa Blanca"
    return end - at > 1 and not named and not any(word in places.surnames for word in s.words[at:end])


def beginning(s: Sentence) -> int:
    """Return the token at which a paragraph really begins: behind its number, bullet, or a note in brackets."""
    if s.begins is None:
        at = s.words.index("]") + 1 if s.word(0) == "[" and "]" in s.words[:_NOTE] else 0
        while at < len(s.words) and at < _NOTE and not s.is_word(at):
            at += 1
        s.begins = at
    return s.begins


def _is_inside_name(s: Sentence, at: int, end: int) -> bool:
    """Tell whether the word is part of a longer name, mostly of a person: "Durango Ruiz", "Rosario Paz"."""
    if s.shouting or s.titled:
        return False
    stopwords = s.language.stopwords
    before, after = at - 1, end
    led = s.is_word(before) and s.is_capital(before) and before > 0 and not s.begins_label(at)
    if led and s.words[before] not in stopwords:
        return s.words[before] not in s.language.time.months
    return _goes_on(s, after)


def _goes_on(s: Sentence, end: int) -> bool:
    """Tell whether a name goes on with another word in capitals."""
    shown = not s.shouting and not s.titled
    named = shown and s.is_word(end) and s.is_capital(end) and s.words[end] not in s.language.stopwords
    return named and not s.begins_label(end)


def _stands_located(s: Sentence, at: int, end: int, places: Places) -> bool:
    """Tell what `_is_located` does, which is found once."""
    kept = _candidates(s, places).located
    found = kept.get((at, end))
    if found is None:
        found = kept[at, end] = _is_located(s, at, end, places)
    return found


def _is_located(s: Sentence, at: int, end: int, places: Places) -> bool:
    """Tell whether a word such as "in", or a wider place behind a comma, makes the name a place."""
    words = places.words[s.language.code]
    led = at - _is_part_of_town(s, at, words)
    before = led - 1 if s.word(led - 1) in s.language.nouns.articles else led
    if words.located.match_before(s.words, before) or words.greater.match_before(s.words, at):
        return True
    if s.word(at - 1) in s.language.nouns.link and not places.nouns.isdisjoint(s.words[max(0, at - 3) : at - 1]):
        return True  # "the town of", "el municipio de", "el departamento colombiano de"
    if s.word(at - 2) in words.civic and (s.word(at - 1) in s.language.nouns.link or s.words[at - 1] in words.origins):
        return True  # "el hospital de Cauquenes", "la represa de Yacyretá", "police from Lagos"
    owned = end + (s.word(end) in places.nouns)
    if s.word(at - 1) in s.language.nouns.articles and s.word(owned) in words.civic and not s.is_capital(end):
        return True  # "the Cauquenes hospital", "the Cauquenes city council"
    if s.word(at - 1) in places.nouns and s.word(at - 1) in words.bare_nouns and not s.is_capital(at - 1):
        return True  # "el cantón Durán"
    if is_called_town(s, end, places, s.language.nouns.articles):
        return True  # "Puerto Toro, the southernmost village"
    if is_one_of_kind(s, at, places):
        return True  # "the hardest-hit town was Tarija"
    if s.word(end) == "," and s.word(end + 1) in places.names.first_words:
        if s.shouting:  # not "JUDGE CARLOS VALENCIA GARCIA, ANTIOQUIA POLICE COMMANDER", nor "MR. CASTRO, A CLERK"
            named = s.is_word(at - 1) and s.words[at - 1] not in words.before | words.joins | places.nouns
            return not named and places.names.match(s.words, end + 1) is not None
        return s.is_capital(end + 1) or not s.is_word(end + 1)
    if at != beginning(s):
        return False
    told = s.is_number(end) and s.words[at] not in places.surnames
    dateline = end > at and s.raw(at).isupper() and s.word(end) in (",", "(")
    return s.shouting or end == len(s.words) or told or dateline or s.word(end) in _CLOSED


def _is_listed(s: Sentence, at: int, end: int) -> bool:
    """Tell whether a subdivision of the country spoken of stands where a person's surname would not."""
    marked = s.word(at - 1) == "." and s.is_number(at - 2)
    surname = s.is_word(end) and s.is_capital(end) and not s.titled
    return not surname and (marked or s.word(at - 1) not in (".", "’"))


def _anaphora(s: Sentence, at: int, hit: tuple[int, Level], around: Sequence[Place], places: Places) -> Mention | None:
    """Return the place that "the state", "el país" or "national" stands for."""
    end, level = hit
    if level is Level.CAPITAL and (whose := places.names.match(s.words, end)) is not None and whose[1][0].demonym:
        around = [name.place for name in whose[1] if name.level is Level.COUNTRY]  # "la capital peruana"
    place = _meant(level, around, places)
    stateless = place is not None and country_of(place) not in places.with_states
    if place is None or (stateless and places.words[s.language.code].states.match(s.words, at) is not None):
        return None
    words = places.words[s.language.code]
    link, linked_at = (s.words[at], at) if s.words[at] in words.before else _link(s, at, words)  # "in the capital"
    located = link in words.located_words
    national = words.national.match(s.words, at) is not None
    if national and link and not located and link not in words.name_links:
        return None  # "contra la inflación", "blamed on inflation"
    return Mention(at, end, place, level, anaphora=True, link=link, linked_at=linked_at, located=located, body=national)


def _speaks_of_place(s: Sentence, at: int, end: int, words: PlaceWords) -> bool:
    """Tell whether words stand for a place named before; not "the state of Michoacán"."""
    last = s.word(end - 1)
    if s.word(end) in s.language.nouns.link and s.is_capital(end + 1) and last not in words.adjectives:
        return False
    if words.national.match(s.words, at) is not None:  # also "Central Bank", "GDP"
        return last not in words.chambers or _acts_itself(s, at, end, words)
    if s.is_capital(end) and not s.shouting and last in words.bare_nouns:
        return False  # "el cantón Durán"
    if not s.shouting and at > 0 and s.is_capital(end - 1):
        return False  # "Policía Nacional", "el Estado"
    return not (s.shouting and last in words.adjectives)


def _acts_itself(s: Sentence, at: int, end: int, words: PlaceWords) -> bool:
    """Tell "Congress has voted" from "told Congress", and "el Congreso aprobó" from "el Congreso local"."""
    before, behind = s.word(at - 1), s.word(end)
    leads = before in words.joins or before in s.language.attribution.that_words or not s.is_word(at - 1)
    return leads and not (behind in words.adjectives or behind in words.lesser or behind in s.language.nouns.link)


def _meant(level: Level, around: Sequence[Place], places: Places) -> Place | None:
    """Return the nearest place of a level, or what holds it."""
    for place in around:
        code = country_of(place)
        if level is Level.COUNTRY and code is not None:
            return places.by_code.get(code, place)
        if level is Level.CAPITAL and code is not None:
            return places.capitals.get(code)
        if level is Level.REGION and (region := region_of(place, places)) is not None:
            return region
        if level is Level.CITY and place.code is None:
            return place
    return None


def is_set_against(s: Sentence, mention: Mention, places: Places) -> bool:
    """Tell what is only compared with: "more than in Uruguay", "el doble que en Uruguay"."""
    words = places.words[s.language.code]
    against = words.against.match_before(s.words, mention.linked_at + 1 if mention.link else mention.start)
    opens = against[0] - 1 - (s.word(against[0] - 1) in words.inside) if against is not None else 0
    if against is None or s.word(opens) == ";":
        return False  # "el tren de Lima mueve a 4 millones; el de Quito, a 500.000"
    return not _only_joins(s, against[0], words)


def _only_joins(s: Sentence, start: int, words: PlaceWords) -> bool:
    """Tell "mientras que en Lara" from "más que en Lara": a bare "que" compares behind a comparative alone."""
    if not words.comparatives or s.words[start] not in s.language.attribution.that_words:
        return False
    return words.comparatives.isdisjoint(s.words[max(0, start - _COMPARED) : start])
