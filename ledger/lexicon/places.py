"""Countries, subdivisions, cities and wider areas with all their names, from data/places/."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain
from typing import NamedTuple

from ledger.lexicon.phrases import PhraseTable, fold, phrase_set
from ledger.lexicon.toml_tables import Table, language_codes, read_data
from ledger.model.figure import Place


class Level(StrEnum):
    """How wide a place is; a capital is only spoken of as one."""

    AREA = "area"
    COUNTRY = "country"
    REGION = "region"
    CITY = "city"
    CAPITAL = "capital"


WIDE = frozenset({Level.COUNTRY, Level.AREA})  # what is no part of a country


class Name(NamedTuple):
    """One way to write a place.

    `acronym` names count only in capitals ("US" is not "us"); a `demonym` ("Mexican") tells the place
    without naming it, and a `plural` one ("Mexicans") its people. `rank` tells how many larger towns the
    country has: of two with one name the larger is likelier.
    """

    place: Place
    level: Level
    demonym: bool = False
    acronym: bool = False
    plural: bool = False
    rank: int = 0
    small: bool = False  # a demonym that its language writes in small letters


@dataclass(frozen=True, eq=False, slots=True)
class PlaceWords:
    """The words of one language that stand beside names of places, or for them.

    `national` phrases are of what only a country has, `states` are those that stand for a state, where the country
    has any. `starts` are the words at which a place may be named or spoken of; `located` is what only a place
    follows, `before` what may stand before one. `parts` are plural words for parts of a country or an area. Behind
    words of `inside`, and before `suffixes`, a name in capitals is a place unless it holds one of `bodies`. `wholes`
    label the rows of a table that are of no single place, words of `by_origin` say that people are parted by their
    country, `lawmakers` act for all of one, `nowhere` are things that are counted in none, `bearers` have a name of
    their own, `markets` buy or compete from afar, `offices` and what is `civic` are of a town, `seats` are towns that
    govern, and `together` tells what is of all places of a list. `carriers` are on their way between places, and
    of what is `elsewhere` no place has been told.
    """

    anaphora: PhraseTable[Level]
    national: PhraseTable[bool]
    states: PhraseTable[bool]
    adjectives: frozenset[str]
    starts: frozenset[str]
    before: frozenset[str]
    located: PhraseTable[bool]
    located_words: frozenset[str]
    not_after: PhraseTable[bool]
    not_before: PhraseTable[bool]
    against: PhraseTable[bool]
    joins: frozenset[str]
    apart: frozenset[str]
    along: frozenset[str]
    origins: frozenset[str]
    comparatives: frozenset[str]
    left_countries: frozenset[str]
    people: frozenset[str]
    by_origin: frozenset[str]
    lawmakers: frozenset[str]
    aid: frozenset[str]
    actors: frozenset[str]
    gives: frozenset[str]
    pledges: frozenset[str]
    donates: frozenset[str]
    gets: frozenset[str]
    receives: frozenset[str]
    directions: frozenset[str]
    tracts: frozenset[str]
    greater: PhraseTable[bool]
    common: frozenset[str]
    inside: frozenset[str]
    suffixes: frozenset[str]
    bodies: frozenset[str]
    governments: frozenset[str]
    wholes: frozenset[str]
    parts: dict[str, Level]
    settlements: frozenset[str]
    bare_nouns: frozenset[str]
    quarters: frozenset[str]
    towns: frozenset[str]
    aims: frozenset[str]
    borders: frozenset[str]
    together: frozenset[str]
    sides: frozenset[str]
    sides_before: frozenset[str]
    lengths: frozenset[str]
    title_articles: frozenset[str]
    name_articles: frozenset[str]
    bearers: frozenset[str]
    markets: frozenset[str]
    offices: frozenset[str]
    civic: frozenset[str]
    local: frozenset[str]
    seats: frozenset[str]
    townish: frozenset[str]
    kinds: frozenset[str]
    single: frozenset[str]
    hamlets: frozenset[str]
    moves: frozenset[str]
    there: frozenset[str]
    chambers: frozenset[str]
    lesser: frozenset[str]
    based: frozenset[str]
    watchers: frozenset[str]
    grounds: frozenset[str]
    where: frozenset[str]
    far: frozenset[str]
    around: frozenset[str]
    bordering: frozenset[str]
    roads: frozenset[str]
    carriers: frozenset[str]
    elsewhere: PhraseTable[bool]
    buys: frozenset[str]
    shipping: frozenset[str]
    venues: frozenset[str]
    exports: frozenset[str]
    name_links: frozenset[str]
    nowhere: frozenset[str]
    shown: frozenset[str]
    read: frozenset[str]
    offers: frozenset[str]


@dataclass(frozen=True, eq=False, slots=True)
class Places:
    """All names of places, and by language the words that speak of one without its name.

    Names begin with the `heads`: "Villa Paraná" is no Paraná. Of those `accented` the accent is never left out, and
    `given` names are also those of people, and `plain` ones also other words.
    """

    names: PhraseTable[tuple[Name, ...]]
    words: dict[str, PlaceWords]
    surnames: frozenset[str]
    heads: frozenset[str]
    plain: frozenset[str]
    town_heads: frozenset[str]
    accented: dict[str, str]
    given: frozenset[str]
    nouns: frozenset[str]
    by_code: dict[str, Place]
    countries: dict[str, Place]
    with_states: frozenset[str]
    with_communities: frozenset[str]
    unions: frozenset[str]
    capitals: dict[str, Place]


def load_places() -> Places:
    """Read the tables of places."""
    areas = read_data("places/areas.toml")
    found: dict[str, list[Name]] = {}
    by_code: dict[str, Place] = {}
    aliases = {name: areas.table("aliases").texts(name) for name in areas.table("aliases")}
    for text, name in chain(
        _areas(areas),
        _countries(),
        _regions(),
        _cities(aliases, frozenset(areas.table("short_names").texts("never_after"))),
        _people(by_code, areas.table("demonyms")),
    ):
        if name.place.code and not name.demonym:
            by_code.setdefault(name.place.code, name.place)
        names = found.get(written := text.lower())
        if names is None:
            found[written] = [name]
        elif all(other.place != name.place or other.small is not name.small for other in names):
            names.append(name)
    cues, table = areas.table("cues"), PhraseTable((text, tuple(names)) for text, names in found.items())
    seats = _capitals()
    return Places(
        names=table,
        words={code: _words(code, cues, areas, table.first_words) for code in language_codes()},
        nouns=frozenset(map(fold, cues.texts("nouns"))),
        surnames=frozenset(map(fold, cues.texts("surnames"))),
        heads=frozenset(map(fold, cues.texts("heads"))),
        plain=frozenset(map(fold, cues.texts("plain"))),
        town_heads=frozenset(map(fold, cues.texts("town_heads"))),
        accented={fold(word): word.lower() for word in cues.texts("accented")},
        given=frozenset(map(fold, cues.texts("given"))),
        by_code=by_code,
        countries=seats,
        with_states=frozenset(areas.table("states").texts("countries")),
        with_communities=frozenset(areas.table("states").texts("communities")),
        unions=frozenset(areas.texts("unions")),
        capitals={country.code: Place(name, None, (country.code,)) for name, country in seats.items() if country.code},
    )


def _words(code: str, cues: Table, areas: Table, names: frozenset[str]) -> PlaceWords:
    def words(key: str) -> frozenset[str]:
        return frozenset(map(fold, cues.table(key).texts(code)))

    def phrases(key: str) -> PhraseTable[bool]:
        return phrase_set(cues.table(key).texts(code))

    anaphora = areas.table("anaphora")
    national = areas.table("national").texts(code)
    spoken = PhraseTable(
        chain(
            ((phrase, Level(level)) for level in anaphora for phrase in anaphora.table(level).texts(code)),
            ((phrase, Level.COUNTRY) for phrase in national),
        )
    )
    parts = cues.table("parts")
    return PlaceWords(
        anaphora=spoken,
        national=phrase_set(national),
        states=phrase_set(areas.table("states").table("words").texts(code)),
        adjectives=words("adjectives"),
        starts=names | spoken.first_words,
        before=words("before"),
        located=phrases("located"),
        located_words=words("located"),
        not_after=phrases("not_place_after"),
        not_before=phrases("not_place_before"),
        against=phrases("against"),
        joins=words("joins"),
        apart=words("joins") | words("inside"),
        along=words("along"),
        origins=words("origins"),
        comparatives=words("comparatives"),
        left_countries=words("left_countries"),
        people=words("people"),
        by_origin=words("by_origin"),
        lawmakers=words("lawmakers"),
        aid=words("aid"),
        actors=words("actors"),
        gives=words("gives"),
        pledges=words("donates"),
        donates=words("donates") | words("puts"),
        gets=words("gets"),
        receives=words("receives"),
        directions=words("directions"),
        tracts=words("tracts"),
        greater=phrases("greater"),
        common=words("common"),
        towns=words("towns"),
        aims=words("aims"),
        borders=words("borders"),
        inside=words("inside"),
        suffixes=words("suffixes"),
        bodies=words("bodies"),
        governments=words("governments"),
        wholes=words("wholes"),
        settlements=words("settlements"),
        bare_nouns=words("bare_nouns"),
        quarters=words("quarters"),
        together=words("together"),
        sides=words("sides"),
        sides_before=words("sides_before"),
        lengths=words("lengths"),
        title_articles=words("title_articles"),
        name_articles=words("name_articles"),
        bearers=words("bearers"),
        markets=words("markets"),
        offices=words("offices"),
        civic=words("civic") | words("offices"),
        local=words("local") | words("offices"),
        seats=words("seats"),
        townish=words("townish"),
        kinds=words("kinds"),
        single=words("single"),
        hamlets=words("hamlets"),
        moves=words("moves"),
        there=words("there"),
        chambers=words("chambers"),
        lesser=words("lesser"),
        based=words("based"),
        watchers=words("watchers"),
        grounds=words("grounds"),
        where=words("where"),
        far=words("far"),
        around=words("around"),
        bordering=words("bordering"),
        roads=words("roads"),
        carriers=words("carriers"),
        elsewhere=phrases("elsewhere"),
        buys=words("buys"),
        shipping=words("shipping"),
        venues=words("venues"),
        exports=words("exports"),
        name_links=words("name_links"),
        nowhere=words("nowhere"),
        shown=words("shown"),
        read=words("read"),
        offers=words("offers"),
        parts={fold(word): Level(level) for level in parts for word in parts.table(level).texts(code)},
    )


def _is_acronym(text: str) -> bool:
    return text.isupper() and len(text) <= 4


def _in_all(row: Table) -> Iterator[str]:
    """Yield the names that a row gives in any language."""
    for code in language_codes():
        yield from row.texts(code)


def _areas(table: Table) -> Iterator[tuple[str, Name]]:
    for row in table.tables("areas"):
        place = Place(row.text("name"), row.text_or("code", "") or None, row.texts("within"))
        level = Level.REGION if place.within else Level.AREA
        for text in dict.fromkeys((row.text("name"), *_in_all(row))):
            yield text, Name(place, level)
        yield from _demonyms(row, place, level)


def _countries() -> Iterator[tuple[str, Name]]:
    table = read_data("places/countries.toml")
    for code in table:
        row = table.table(code)
        place = Place(row.text("name"), code)
        for text in _in_all(row):
            yield text, Name(place, Level.COUNTRY, acronym=_is_acronym(text))
        yield from _demonyms(row, place, Level.COUNTRY)
        if "capital" in row:
            yield row.text("capital"), Name(Place(row.text("capital"), None, (code,)), Level.CITY)


def _demonyms(row: Table, place: Place, level: Level) -> Iterator[tuple[str, Name]]:
    """Yield what the people of a place are called; a form that is another one and "s" or "es" is a plural."""
    for code in language_codes():
        texts = row.table("demonyms").texts(code)
        for text in texts:
            plural = text[:-1] in texts or text[:-2] in texts
            yield text, Name(place, level, demonym=True, plural=plural, small=text.islower())


def _capitals() -> dict[str, Place]:
    """Return the country of each capital: a story filed from one mostly tells of the country."""
    table = read_data("places/countries.toml")
    rows = ((code, table.table(code)) for code in table)
    return {row.text("capital"): Place(row.text("name"), code) for code, row in rows if "capital" in row}


def _regions() -> Iterator[tuple[str, Name]]:
    for rank, path in enumerate(("places/regions.toml", "places/provinces.toml")):
        table = read_data(path)
        for code in table:
            names = table.texts(code)
            place = Place(names[0], code, (code[:2],))
            for text in names:
                yield text, Name(place, Level.REGION, acronym=_is_acronym(text), rank=rank)


def _people(by_code: dict[str, Place], table: Table) -> Iterator[tuple[str, Name]]:
    """Yield what the people of a subdivision are called: "mexiquense", "Texan"."""
    for code in table:
        place = by_code[code]
        for text in table.texts(code):
            yield text, Name(place, Level.REGION, demonym=True, small=text.islower())


def _cities(aliases: dict[str, tuple[str, ...]], never_after: frozenset[str]) -> Iterator[tuple[str, Name]]:
    table = read_data("places/cities.toml")
    for code in table:
        within = (code, code[:2]) if len(code) > 2 else (code,)
        for rank, text in enumerate(table.texts(code)):
            place = Place(_short(text, never_after) if code.startswith("MX") else text, None, within)
            for name in dict.fromkeys((text, place.name, *aliases.get(text, ()))):
                yield name, Name(place, Level.CITY, rank=rank)


def _short(name: str, never_after: frozenset[str]) -> str:
    """Return what a city is called: "Ecatepec de Morelos" is Ecatepec, of "San Juan del Río" nothing is left out."""
    head, joint, _ = name.partition(" de ")
    return head if joint and " " not in head and len(head) > 3 and fold(head) not in never_after else name
