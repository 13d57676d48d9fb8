"""What is named in a sentence beside the amounts: who tells a figure, measures, currencies, countries."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from ledger.lexicon.toml_tables import Table, read_data
from ledger.lexicon.topics import Measure, shipped_topics
from ledger.model.figure import Figure, Place

_MOST_NAMED = 3  # of a longer list the rest is counted
_SHORT = 4  # words up to which a measure's definition is its name
_WITH_ARTICLE = re.compile(r"United (?:States|Kingdom|Arab Emirates)|.* (?:Republic|Islands)|Netherlands|Philippines")


@dataclass(frozen=True, slots=True)
class Currency:
    """How a currency is named: "dollars", "dollar", and "$" where one sign is known everywhere."""

    plural: str
    singular: str
    sign: str | None


def listed(names: Iterable[str]) -> str:
    """Return names as a list in prose, each once.

    >>> listed(["Reuters", "Milenio", "Reuters"]), listed("ABCDE")
    ('Reuters and Milenio', 'A, B, C and 2 others')
    """
    every = list(dict.fromkeys(names))
    if len(every) > _MOST_NAMED + 1:
        return f"{', '.join(every[:_MOST_NAMED])} and {len(every) - _MOST_NAMED} others"
    return " and ".join(", ".join(every).rsplit(", ", 1)) if len(every) > 1 else "".join(every)


def teller(figure: Figure) -> str:
    """Return who a text names for a figure, else who publishes the text."""
    return spoken(figure) if figure.attribution else figure.source.name


def spoken(figure: Figure) -> str:
    """Return the one a figure is attributed to, with the article it has in the sentence."""
    name = " ".join((figure.attribution or "").split())
    article = re.search(rf"\bthe {re.escape(name)}(?!\w)", " ".join(figure.quote.split()), re.IGNORECASE)
    return f"the {name}" if article else name


def place_name(place: Place) -> str:
    """Return a place as it follows "in": "Mexico", "the United States"."""
    return f"the {place.name}" if _WITH_ARTICLE.fullmatch(place.name) else place.name


def measure_name(key: str) -> str:
    """Return what a measure counts, in a few words.

    >>> measure_name("police_killed"), measure_name("homicide_rate")
    ('police officers killed', 'homicide rate')
    """
    return _measures().get(key, key.replace("_", " "))


@cache
def _measures() -> dict[str, str]:
    return {measure.key: _short_name(measure) for topic in shipped_topics() for measure in topic.measures}


def _short_name(measure: Measure) -> str:
    clause = re.split(r"[,;.](?:\s|$)", measure.definition)[0]
    return clause[:1].lower() + clause[1:] if len(clause.split()) <= _SHORT else measure.key.replace("_", " ")


def unit_name(key: str) -> str:
    """Return a unit as a word: a currency's name, else its key.

    >>> unit_name("MXN"), unit_name("square_kilometre")
    ('pesos', 'square kilometre')
    """
    known = _currencies().get(key)
    return known.plural if known else key.replace("_", " ")


def currency(code: str | None) -> Currency:
    """Return how a currency is named; one that no table knows keeps its code.

    >>> currency("GTQ").plural, currency("GTQ").singular, currency("HNL").singular, currency("XYZ").plural
    ('quetzales', 'quetzal', 'lempira', 'XYZ')
    """
    code = code or ""
    return _currencies().get(code, Currency(code, code, None))


@cache
def namesakes(code: str | None) -> tuple[str, ...]:
    """Return the other currencies that share a word with one: every peso of the Mexican one.

    >>> "COP" in namesakes("MXN"), namesakes("EUR")
    (True, ())
    """
    words = currency_words(code)
    return tuple(other for other, told in _shared_words().items() if other != code and words & told)


def currency_words(code: str | None) -> frozenset[str]:
    """Return the words that a currency shares with others.

    >>> sorted(currency_words("MXN"))
    ['peso', 'pesos']
    """
    return _shared_words().get(code or "", frozenset())


@cache
def _shared_words() -> dict[str, frozenset[str]]:
    rows = read_data("units.toml").tables("currencies")
    return {
        row.text("code"): frozenset({*row.table("shared").texts("en"), *row.table("shared").texts("es")})
        for row in rows
    }


@cache
def _currencies() -> dict[str, Currency]:
    return {row.text("code"): _currency(row) for row in read_data("units.toml").tables("currencies")}


def _currency(row: Table) -> Currency:
    told = row.table("shared").texts("en") or row.table("words").texts("en") or (row.text("code"),)
    words = row.texts("name") or told
    signs = [sign for sign in (*row.texts("signs"), *row.texts("shared_signs")) if len(sign) == 1]
    plain = "$" if row.text("code") == "USD" else next((sign for sign in signs if sign != "$"), None)
    return Currency(words[0], words[1] if len(words) > 1 else words[0].removesuffix("s"), plain)


@cache
def forces() -> frozenset[str]:
    """Return the populations that complaints are filed against: the army, the police."""
    rows = read_data("populations.toml").tables("populations")
    return frozenset(row.text("key") for row in rows if row.values.get("against") is True)
