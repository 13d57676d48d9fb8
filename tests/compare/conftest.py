"""Figures without a reader: built from the gold annotation, or from a few plain fields."""

import importlib.util
import json
import re
import sys
import tomllib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from ledger.model.figure import Basis, Change, Evidence, Figure, Modality, Place, Source
from ledger.model.period import UNSTATED, Mode, Period
from ledger.model.quantity import Bound, Kind, Quantity
from ledger.model.span import Span

ROOT = Path(__file__).parents[2]
GOLD = ROOT / "tests" / "gold"

PLACES = {
    "Mexico": ("MX",), "Peru": ("PE",), "Colombia": ("CO",), "Spain": ("ES",), "Brazil": ("BR",),
    "United States": ("US",), "El Salvador": ("SV",), "Dominican Republic": ("DO",),
    "Estado de México": ("MX-MEX", "MX"), "Michoacán": ("MX-MIC", "MX"), "Guerrero": ("MX-GRO", "MX"),
    "Guanajuato": ("MX-GUA", "MX"), "Baja California": ("MX-BCN", "MX"), "Jalisco": ("MX-JAL", "MX"),
    "Chihuahua": ("MX-CHH", "MX"), "Zacatecas": ("MX-ZAC", "MX"), "Veracruz": ("MX-VER", "MX"),
    "Tamaulipas": ("MX-TAM", "MX"), "Ucayali": ("PE-UCA", "PE"), "Huánuco": ("PE-HUC", "PE"),
    "Cauca": ("CO-CAU", "CO"), "Canarias": ("ES-CN", "ES"), "Bogotá": ("CO-DC", "CO"),
    "San Felipe": (None, "MX-GUA", "MX"), "Celaya": (None, "MX-GUA", "MX"), "Ecatepec": (None, "MX-MEX", "MX"),
    "Fresnillo": (None, "MX-ZAC", "MX"), "Reynosa": (None, "MX-TAM", "MX"), "Ciudad Juárez": (None, "MX-CHH", "MX"),
    "Ayotzinapa": (None, "MX-GRO", "MX"),
}  # fmt: skip

# A topic of the annotation, words of the noun, and the measure they make; the first that fits.
MEASURES = (
    ("homicides", r"narco", "organized_crime_homicides"),
    ("homicides", r"intentional|^(víctimas de )?homicidios? doloso|^víctimas|menos que", "intentional_homicides"),
    ("homicides", r"homicid", "homicides"),
    ("police_killed", r"killed|murdered|asesinad|muertos", "police_killed"),
    ("complaints", r"complaints|quejas", "complaints_filed"),
    ("aid_dollars", r"spending", "aid_spent"),
    ("aid_dollars", r"annual", "aid_appropriated"),
    ("aid_dollars", r"program|initiative|project", "aid_program"),
    (
        "aid_dollars",
        r"^ayuda al desarrollo|military and police aid|^aid|^U\.S\. security|^aumento de la ayuda",
        "aid_total",
    ),
)
TOPICS = {"aid_dollars": "aid", "homicides": "homicides", "police_killed": "police-killed", "complaints": "complaints"}
CHANGES = (
    (r"^(aumento|increase)|more than", Change.INCREASE),
    (r"^(disminución|reducción|decrease|overall reduction|caída)|menos que", Change.DECREASE),
    (r"ganados|places lost", Change.DIFFERENCE),
)
POPULATIONS = (
    r"(?:contra (?:la |el )?|against the )(?P<body>.+)|(?P<level>municipales|estatales|federales|state|investigative)"
)
PEOPLE = r"asesinad|killed|murdered|muert|víctimas|officers|suspects|soldad|policías|detenid|personas|agents"


def place(name: str | None) -> Place | None:
    """Return a place with the codes around it; of "Fresnillo, Zacatecas" the town."""
    if not name:
        return None
    first = name.split(",")[0]
    code, *within = PLACES.get(first, (None,))
    return Place(first, code, tuple(w for w in within if w))


def days(text: str) -> tuple[date, date]:
    """Return the first day and the day after the last of an ISO year, month or day."""
    year, month, day = (int(x) for x in (text + "-00-00").split("-")[:3])
    if day:
        return date(year, month, day), date(year, month, day) + timedelta(1)
    if month:
        return date(year, month, 1), date(year + month // 12, month % 12 + 1, 1)
    return date(year, 1, 1), date(year + 1, 1, 1)


def period(text: str | None) -> Period:
    """Return the half-open period of a gold period, with the mode its shape suggests."""
    if not text:
        return UNSTATED
    first, slash, last = text.partition("/")
    start, end = days(first)
    if slash and not last:
        return Period(start, None, mode=Mode.CUMULATIVE)
    end = days(last)[1] if slash else end
    if not slash and len(first) > 4:
        return Period(start, end, mode=Mode.POINT)
    return Period(start, end, mode=Mode.PARTIAL if slash and len(first) > 4 else Mode.PERIOD)


def quantity(row: dict[str, Any]) -> Quantity:
    """Return the amount of a gold row."""
    value, noun, kind = Decimal(str(row["value"])), row["noun"], Kind(row["kind"])
    low, high = (None if row[end] is None else Decimal(str(row[end])) for end in ("low", "high"))
    total = re.search(r"(?:out of|of the|of|entre|de|de los) (\d+)$", row["text"])
    return Quantity(
        kind,
        value,
        low,
        high,
        Bound(row["bound"]),
        unit(row, kind),
        per(row, kind),
        Decimal("0.01") if kind is Kind.RATIO else Decimal(1).scaleb(int(value.normalize().as_tuple().exponent)),
        Decimal(total[1]) if total and kind is not Kind.RATIO else None,
        vague=bool(re.search(r"thousands|millions|miles\b|multi-", row["text"].lower())) or noun.startswith("cash"),
        in_words=not re.search(r"\d", row["text"]),
    )


def unit(row: dict[str, Any], kind: Kind) -> str | None:
    """Return the unit of a gold row: a currency, a key, or the noun's first word."""
    noun = str(row["noun"])
    if row["currency"]:
        return str(row["currency"])
    if kind is Kind.OTHER:
        return (
            "percentage point"
            if "punto" in row["text"]
            else noun.split()[0]
            if "hect" not in noun + row["text"]
            else "hectare"
        )
    if kind is Kind.DURATION:
        return str(noun).rpartition("(")[2].rstrip(")")
    if kind is not Kind.COUNT:
        return {Kind.PERCENT: "percent", Kind.RANK: "place"}.get(kind)
    return "person" if re.search(PEOPLE, noun) else noun.split()[0]


def per(row: dict[str, Any], kind: Kind) -> str | None:
    """Return the denominator of a rate."""
    if kind is not Kind.RATE:
        return None
    words = row["text"].lower()
    return (
        "day"
        if "día" in words or "dia" in words
        else "month"
        if "mes" in words or "month" in words
        else "100000 inhabitant"
    )


def measure(row: dict[str, Any]) -> str | None:
    """Return the measure that topic and noun make."""
    if row["kind"] == "rate":
        return "homicide_rate" if row["topic"] == "homicides" and "tasa" in row["noun"] else None
    if row["kind"] in ("rank", "ratio", "duration"):
        return None
    fits = (key for topic, words, key in MEASURES if topic == row["topic"] and re.search(words, row["noun"]))
    return next(fits, None)


def gold_figure(row: dict[str, Any], text: str, source: Source) -> Figure:
    """Return the figure that a gold row describes."""
    noun, at = row["noun"], text.rfind(row["sentence"], 0, row["start"] + len(row["sentence"]))
    at = (
        at
        if at <= row["start"] < at + len(row["sentence"])
        else max(0, row["start"] - row["sentence"].find(row["text"]))
    )
    population = re.search(POPULATIONS, noun)
    return Figure(
        source=replace(source, published=date.fromisoformat(row["doc_date"]) if row["doc_date"] else source.published),
        span=Span(row["start"], row["end"]),
        surface=row["text"],
        quote_span=Span(at, at + len(row["sentence"])),
        quote=text[at : at + len(row["sentence"])],
        quantity=quantity(row),
        line=text.count("\n", 0, row["start"]) + 1,
        paragraph=text.count("\n\n", 0, row["start"]) + 1,
        noun=noun,
        topics=(TOPICS[row["topic"]],) if row["topic"] in TOPICS else (),
        measure=measure(row),
        population=(population["body"] or population["level"]) if population and measure(row) else None,
        change=next((change for words, change in CHANGES if re.search(words, noun)), None)
        if row["kind"] != "multiple"
        else None,
        place=place(row["place"]),
        period=period(row["period"]),
        attribution=row["attribution"],
    )


def sources(folder: str) -> dict[str, tuple[str, Source]]:
    """Return the text and the source of each gold document, by its short name."""
    if folder == "es":
        rows = [json.loads(line) for line in (GOLD / "es" / "meta.jsonl").read_text("utf-8").splitlines()]
        home = GOLD / "es" / "docs"
    else:
        rows = tomllib.loads((ROOT / "seeds" / "manifest.toml").read_text("utf-8"))["documents"]
        home = ROOT / "seeds"
    found = {}
    for row in rows:
        text = (home / row["file"]).read_bytes().decode("utf-8")
        known = {key: row.get(key) for key in ("title", "author", "publisher", "language")}
        published = row.get("published")
        day = date.fromisoformat(published) if isinstance(published, str) else published
        found[row["file"][:3]] = (text, Source(row["file"], row["file"], published=day, **known))
    return found


def gold_figures(folder: str) -> list[Figure]:
    """Return the figures of a gold set, "seeds" or "es"."""
    documents = sources(folder)
    lines = (GOLD / folder / "figures.jsonl").read_text("utf-8").splitlines()
    rows = [row for row in map(json.loads, lines) if row["start"] is not None]
    return [gold_figure(row, *documents[row["doc"]]) for row in rows]


def rows_of(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the rows of a JSON lines file."""
    yield from map(json.loads, path.read_text("utf-8").splitlines())


def told(text: str, words: str, value: object, **parts: Any) -> Figure:
    """Return a figure for `words` in `text`: a sentence is a document of its own unless `document` says otherwise."""
    document = str(parts.pop("document", text))
    start = text.index(words) if words in text else 0
    kind = Kind(parts.pop("kind", "count"))
    number = Decimal(str(value))
    bound = Bound(parts.pop("bound", "exact"))
    low = parts.pop("low", None if bound in (Bound.LESS_THAN, Bound.AT_MOST) else number)
    high = parts.pop("high", None if bound in (Bound.MORE_THAN, Bound.AT_LEAST) else number)
    step = Decimal(str(parts.pop("step", Decimal(1).scaleb(int(number.normalize().as_tuple().exponent)))))
    known = {key: parts.pop(key, None) for key in ("publisher", "published", "language", "author")}
    basis = parts.pop("basis", {})
    return Figure(
        source=Source(document, document, **known),
        span=Span(start, start + len(words)),
        surface=words,
        quote_span=parts.pop("quote_span", Span(0, len(text))),
        quote=text,
        quantity=Quantity(
            kind,
            number,
            None if low is None else Decimal(str(low)),
            None if high is None else Decimal(str(high)),
            bound,
            parts.pop("unit", None),
            parts.pop("per", None),
            step,
            vague=parts.pop("vague", False),
            in_words=parts.pop("in_words", False),
        ),
        line=1,
        paragraph=1,
        place=place(parts.pop("place", None)),
        period=_period_of(parts),
        change=Change(parts.pop("change")) if parts.get("change") else parts.pop("change", None),
        modality=Modality(parts.pop("modality", "stated")),
        evidence=tuple(Evidence(part, Basis(near), "test") for part, near in basis.items()),
        **parts,
    )


def _period_of(parts: dict[str, Any]) -> Period:
    found, mode = period(parts.pop("period", None)), parts.pop("mode", None)
    return replace(found, mode=Mode(mode)) if mode else found


@pytest.fixture(scope="session")
def seeds() -> Sequence[Figure]:
    """The figures of the seeds, as annotated."""
    return gold_figures("seeds")


@pytest.fixture(scope="session")
def spanish() -> Sequence[Figure]:
    """The figures of the Spanish set, as annotated."""
    return gold_figures("es")


@pytest.fixture(scope="session")
def tell() -> Callable[..., Figure]:
    """The maker of single figures."""
    return told


@pytest.fixture(scope="session")
def made_up() -> Iterator[ModuleType]:
    """The maker of documents of any number."""
    spec = importlib.util.spec_from_file_location("made_up", ROOT / "benchmarks" / "made_up.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["made_up"] = module
    spec.loader.exec_module(module)
    yield module
    del sys.modules["made_up"]
