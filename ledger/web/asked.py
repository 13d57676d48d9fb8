"""What an address asks for: the filters of `ledger figures`, by the same names, and the page."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from ledger.actions.check import Asked as FindingsAsked
from ledger.actions.check import Reach
from ledger.actions.figures import Wanted
from ledger.errors import BadValue
from ledger.model.figure import Status
from ledger.model.quantity import Kind

# The parameter, the field of what is wanted, and what the page calls it.
FILTERS = (
    ("q", "search", "Words in the quote"),
    ("topic", "topic", "Topic"),
    ("status", "status", "Status"),
    ("kind", "kind", "Kind"),
    ("place", "place", "Place"),
    ("period", "period", "Period"),
    ("unit", "unit", "Unit"),
    ("source", "source", "Publisher, author or title"),
    ("document", "document", "Document"),
    ("min", "minimum", "At least"),
    ("max", "maximum", "At most"),
)
_OTHER_NAMES = {"search": "q"}  # as the command calls it
_LONGEST = 400
STATUSES, KINDS = tuple(Status), tuple(Kind)


@dataclass(frozen=True, slots=True)
class Asked:
    """The filters of an address, as typed."""

    values: Mapping[str, str]

    @property
    def wanted(self) -> Wanted:
        """What is asked of figures."""
        fields: dict[str, Any] = {field: self.values[name] for name, field, _ in FILTERS if name in self.values}
        return Wanted(**fields)

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing is asked."""
        return not self.values

    def told(self) -> Iterator[tuple[str, str, str]]:
        """Yield each filter in force: its parameter, what it is called, and its value."""
        for name, _, called in FILTERS:
            if name in self.values:
                yield name, called, self.values[name]

    def address(self, path: str, **others: str | int | None) -> str:
        """Return a path with these filters and other parameters; None takes one away."""
        given: dict[str, object] = {**self.values, **others}
        query = urlencode({name: value for name, value in given.items() if value is not None})
        return f"{path}?{query}" if query else path


def read_asked(parameters: Mapping[str, str]) -> Asked:
    """Return the filters among the parameters of an address; empty ones ask nothing."""
    names = [name for name, _, _ in FILTERS]
    given = {_OTHER_NAMES.get(name, name): value.strip() for name, value in parameters.items()}
    told = {name: given[name] for name in names if given.get(name)}
    for name, value in told.items():
        if len(value) > _LONGEST:
            raise BadValue(name, f"{value[:20]}…", f"shorter: {_LONGEST} characters are the most")
    return Asked(told)


def read_findings_asked(parameters: Mapping[str, str]) -> FindingsAsked:
    """Return which findings an address asks for."""
    reach = parameters.get("reach", "")
    kinds = tuple(one for one in [parameters.get("kind", "").strip()] if one)
    return FindingsAsked(
        parameters.get("topic") or None, kinds, 0, Reach(reach) if reach in tuple(Reach) else Reach.ANY
    )


def read_number(text: str | None, otherwise: int = 1) -> int:
    """Return the number of a page as typed; another text counts as the first.

    >>> read_number("3"), read_number("x"), read_number(None), read_number("-2")
    (3, 1, 1, 1)
    """
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 9 else otherwise
