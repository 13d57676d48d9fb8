"""What a reviewer types of a figure, word by word, and the words of which only a few are possible."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from ledger.errors import BadValue
from ledger.exports.suggestions import close_to
from ledger.lexicon.toml_tables import language_codes
from ledger.model.correction import Field
from ledger.model.figure import Figure

_Word = TypeVar("_Word", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class Typed:
    """What the user says a figure ought to read, as typed; None is not told."""

    value: str | None = None
    low: str | None = None
    high: str | None = None
    bound: str | None = None
    kind: str | None = None
    unit: str | None = None
    per: str | None = None
    noun: str | None = None
    topics: tuple[str, ...] = ()
    measure: str | None = None
    population: str | None = None
    change: str | None = None
    place: str | None = None
    period: str | None = None
    mode: str | None = None
    as_of: str | None = None
    attribution: str | None = None
    modality: str | None = None
    clear: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing was typed."""
        return self == Typed()

    @property
    def fields(self) -> set[Field]:
        """The parts of a figure that were typed, those to be emptied left out."""
        amount = any(text is not None for text in (self.value, self.low, self.high, self.bound))
        told = {field for field in Field if getattr(self, field) not in (None, ())}
        told |= {Field.VALUE} if amount else set()
        return told | ({Field.PERIOD} if self.mode is not None else set())


def key_of(text: str) -> str:
    """Return a word as keys are written: "At least" as at_least."""
    return "_".join(text.lower().replace("-", " ").replace("_", " ").split())


def typed_word(option: str, text: str, kinds: type[_Word]) -> _Word:
    """Return the word that was typed, of those that are possible."""
    try:
        return kinds(key_of(text))
    except ValueError as error:
        raise BadValue(option, text, f"one of {', '.join(kinds)}") from error


def known_key(option: str, text: str, known: Iterable[str], what: str) -> str:
    """Return the key that was typed, where it is known; `what` says where those are listed."""
    names = {key_of(name): name for name in known}
    if (key := key_of(text)) in names:
        return names[key]
    close = close_to(key, names)
    raise BadValue(option, text, f"{what}{f'; did you mean {names[close[0]]}?' if close else ''}")


def languages_of(figure: Figure | None = None) -> list[str]:
    """Return the languages in which what is typed is understood, the figure's own first."""
    every = language_codes()
    own = (figure.source.language or "")[:2].lower() if figure else ""
    return sorted(every, key=lambda code: (code != own, code))
