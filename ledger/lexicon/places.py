"""Countries, subdivisions, cities and wider areas with all their names, from data/places/."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from ledger.lexicon.phrases import PhraseTable, fold, phrase_set
from ledger.lexicon.toml_tables import Table, language_codes, read_data
from ledger.model.figure import Place


class Level(StrEnum):
    """How wide a place is."""

    AREA = "area"
    COUNTRY = "country"
    REGION = "region"
    CITY = "city"


@dataclass(frozen=True, eq=False)
class Name:
    """One way to write a place.

    `acronym` names count only in capitals ("US" is not "us"); a `demonym` ("Mexican") tells the place
    without naming it.
    """

    place: Place
    level: Level
    demonym: bool = False
    acronym: bool = False


@dataclass(frozen=True, eq=False)
class Places:
    """All names of places, and the words that speak of one without its name.

    `starts` are the words at which either may begin, by language.
    """

    names: PhraseTable[tuple[Name, ...]]
    anaphora: dict[str, PhraseTable[Level]]
    before: dict[str, frozenset[str]]
    located: dict[str, frozenset[str]]
    not_after: dict[str, frozenset[str]]
    not_before: dict[str, PhraseTable[bool]]
    starts: dict[str, frozenset[str]]
    surnames: frozenset[str]
    nouns: frozenset[str]
    by_code: dict[str, Place]
    capitals: dict[str, Place]


def load_places() -> Places:
    """Read the tables of places."""
    areas = read_data("places/areas.toml")
    found: dict[str, list[Name]] = {}
    by_code: dict[str, Place] = {}
    aliases = {name: areas.table("aliases").texts(name) for name in areas.table("aliases")}
    for text, name in (
        *_areas(areas),
        *_countries(),
        *_regions(),
        *_cities(aliases, frozenset(areas.table("short_names").texts("never_after"))),
    ):
        if name.place.code and not name.demonym:
            by_code.setdefault(name.place.code, name.place)
        names = found.setdefault(text.lower(), [])
        if all(other.place != name.place for other in names):
            names.append(name)
    cues, anaphora = areas.table("cues"), areas.table("anaphora")
    languages = language_codes()
    table = PhraseTable((text, tuple(names)) for text, names in found.items())
    spoken = {code: _anaphora(anaphora, code) for code in languages}
    return Places(
        names=table,
        anaphora=spoken,
        starts={code: table.first_words | spoken[code].first_words for code in languages},
        before={code: frozenset(map(fold, cues.table("before").texts(code))) for code in languages},
        located={code: frozenset(map(fold, cues.table("located").texts(code))) for code in languages},
        not_after={code: frozenset(map(fold, cues.table("not_place_after").texts(code))) for code in languages},
        not_before={code: phrase_set(cues.table("not_place_before").texts(code)) for code in languages},
        nouns=frozenset(map(fold, cues.texts("nouns"))),
        surnames=frozenset(map(fold, cues.texts("surnames"))),
        by_code=by_code,
        capitals=_capitals(),
    )


def _anaphora(table: Table, code: str) -> PhraseTable[Level]:
    return PhraseTable((phrase, Level(level)) for level in table for phrase in table.table(level).texts(code))


def _is_acronym(text: str) -> bool:
    return text.isupper() and len(text) <= 4


def _in_all(row: Table) -> Iterator[str]:
    """Yield the names that a row gives in any language."""
    for code in language_codes():
        yield from row.texts(code)


def _areas(table: Table) -> Iterator[tuple[str, Name]]:
    for row in table.tables("areas"):
        place = Place(row.text("name"), row.text("code"), row.texts("within"))
        for text in (row.text("name"), *_in_all(row)):
            yield text, Name(place, Level.AREA)


def _countries() -> Iterator[tuple[str, Name]]:
    table = read_data("places/countries.toml")
    for code in table:
        row = table.table(code)
        place = Place(row.text("name"), code)
        for text in _in_all(row):
            yield text, Name(place, Level.COUNTRY, acronym=_is_acronym(text))
        demonyms = row.table("demonyms")
        for text in _in_all(demonyms):
            yield text, Name(place, Level.COUNTRY, demonym=True)
        if "capital" in row:
            yield row.text("capital"), Name(Place(row.text("capital"), None, (code,)), Level.CITY)


def _capitals() -> dict[str, Place]:
    """Return the country of each capital: a story filed from one mostly tells of the country."""
    table = read_data("places/countries.toml")
    rows = ((code, table.table(code)) for code in table)
    return {row.text("capital"): Place(row.text("name"), code) for code, row in rows if "capital" in row}


def _regions() -> Iterator[tuple[str, Name]]:
    table = read_data("places/regions.toml")
    for code in table:
        names = table.texts(code)
        place = Place(names[0], code, (code[:2],))
        for text in names:
            yield text, Name(place, Level.REGION, acronym=_is_acronym(text))


def _cities(aliases: dict[str, tuple[str, ...]], never_after: frozenset[str]) -> Iterator[tuple[str, Name]]:
    table = read_data("places/cities.toml")
    for code in table:
        within = (code, code[:2]) if len(code) > 2 else (code,)
        for text in table.texts(code):
            place = Place(_short(text, never_after), None, within)
            for name in dict.fromkeys((text, place.name, *aliases.get(text, ()))):
                yield name, Name(place, Level.CITY)


def _short(name: str, never_after: frozenset[str]) -> str:
    """Return what a city is called: "Ecatepec de Morelos" is Ecatepec, of "San Juan del Río" nothing is left out."""
    head, joint, _ = name.partition(" de ")
    return head if joint and " " not in head and len(head) > 3 and fold(head) not in never_after else name
