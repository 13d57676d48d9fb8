"""The form of a correction: each field as it reads now, and what of it was typed otherwise."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from ledger.actions.corrections import CLEARABLE
from ledger.actions.typed import Typed
from ledger.errors import BadValue
from ledger.exports.plain import number_text
from ledger.model.figure import Change, Figure, Modality
from ledger.model.period import Mode, Period
from ledger.model.quantity import Bound, Kind

_TOPICS = "topics"
_DAY = timedelta(1)
_LONGEST = 400  # characters of a field, as the form lets in


@dataclass(frozen=True, slots=True)
class FormField:
    """A field of the form: its name, what it is called, what stands in it, what it reads now, and its choices."""

    name: str
    called: str
    text: str
    now: str
    choices: tuple[str, ...] = ()
    hint: str = ""
    can_be_empty: bool = False


def form_fields(figure: Figure, typed: Mapping[str, str]) -> list[FormField]:
    """Return the fields of the form; what was typed stands over what is read."""
    now = _now(figure)
    return [
        FormField(
            name, called, typed.get(name, now[name]), now[name], tuple(choices), hint, can_be_empty=name in CLEARABLE
        )
        for name, called, choices, hint in _FIELDS
    ]


def read_typed(figure: Figure, form: Mapping[str, str]) -> Typed:
    """Return what was typed otherwise than the figure reads; an emptied field is cleared."""
    now = _now(figure)
    given = {name: form[name].strip() for name, *_ in _FIELDS if name in form and form[name].strip() != now[name]}
    for name, text in given.items():
        if len(text) > _LONGEST:
            raise BadValue(name, f"{text[:20]}…", f"shorter: {_LONGEST} characters are the most")
    told = {name: text for name, text in given.items() if text and name != _TOPICS}
    topics = tuple(topic.strip() for topic in given.get(_TOPICS, "").split(",") if topic.strip())
    return Typed(**told, topics=topics, clear=tuple(name for name, text in given.items() if not text))


def _now(figure: Figure) -> dict[str, str]:
    quantity, period = figure.quantity, figure.period
    texts = {
        "value": number_text(quantity.value) if quantity.value.is_finite() else str(quantity.value),
        "low": number_text(quantity.low) if quantity.low is not None and quantity.low.is_finite() else "",
        "high": number_text(quantity.high) if quantity.high is not None and quantity.high.is_finite() else "",
        "bound": quantity.bound,
        "kind": quantity.kind,
        "unit": quantity.unit,
        "per": quantity.per,
        "noun": figure.noun,
        _TOPICS: ", ".join(figure.topics),
        "measure": figure.measure,
        "population": figure.population,
        "change": figure.change,
        "place": figure.place.name if figure.place else "",
        "period": period_typed(period),
        "mode": period.mode,
        "as_of": figure.as_of.isoformat() if figure.as_of else "",
        "attribution": figure.attribution,
        "modality": figure.modality,
    }
    return {name: str(text or "").strip() for name, text in texts.items()}


def period_typed(period: Period) -> str:
    """Return dates as they are typed, the last day included: "2019-01-01..2019-12-31", "2007-01-01.."."""
    if not period.stated:
        return ""
    start = period.start.isoformat() if period.start else ""
    end = (period.end - _DAY).isoformat() if period.end else ""
    return start if start == end else f"{start}..{end}"


_FIELDS: tuple[tuple[str, str, tuple[str, ...], str], ...] = (
    ("value", "Value", (), "1695, 65,300,000, more than 3 billion dollars"),
    ("bound", "Bound", tuple(Bound), ""),
    ("low", "Low", (), "The least it allows"),
    ("high", "High", (), "The most it allows"),
    ("kind", "Kind", tuple(Kind), ""),
    ("unit", "Unit", (), "USD, person, homicide"),
    ("per", "Per", (), "Of a rate: month, 100000"),
    ("noun", "Counts", (), "What is counted"),
    (_TOPICS, "Topics", (), "Keys, with commas"),
    ("measure", "Measure", (), "A measure's key"),
    ("population", "Population", (), "women, police, army"),
    ("change", "Change", ("", *Change), ""),
    ("place", "Place", (), "A name or a code"),
    ("period", "Period", (), "2019, 2019-05, 2018-01..2019-06, 2007.."),
    ("mode", "Time is", ("", *Mode), ""),
    ("as_of", "As of", (), "2021-04-01"),
    ("attribution", "Said by", (), "Who is said to say so"),
    ("modality", "Told as", tuple(Modality), ""),
)
