"""Figures made by hand, so that the exports are tested without the reader."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest

from ledger.model.figure import Basis, Evidence, Figure, Place, Source
from ledger.model.period import Mode, Period
from ledger.model.quantity import Kind, Quantity
from ledger.model.span import Span

MakeFigure = Callable[..., Figure]


@pytest.fixture
def make_figure() -> MakeFigure:
    return _make_figure


def _make_figure(
    quote: str = "The army received 1,695 complaints in 2011.",
    surface: str = "1,695",
    value: Decimal | str = "1695",
    hostile: str | None = None,
    path: str = "ana-2021.txt",
) -> Figure:
    """Make a figure; `hostile` goes into every field of free text."""
    start = quote.index(surface)
    amount = Decimal(value)
    return Figure(
        source=Source(
            path=hostile or path,
            document="edfb845f5843586b0dc65a541ddc075ed116282da1b25ba0525d4d6f61dbe6c9",
            title=hostile or "Ana's report",
            publisher=hostile or "River Monitor",
            author=hostile or "Ana",
            published=date(2021, 3, 1),
            url=hostile or "https://example.org/a_b",
        ),
        span=Span(start, start + len(surface)),
        surface=surface,
        quote_span=Span(0, len(quote)),
        quote=quote,
        quantity=Quantity(Kind.COUNT, amount, amount, amount, unit=hostile or "complaint"),
        line=1,
        noun=hostile or "complaints",
        topics=(hostile or "complaints",),
        measure=hostile or "complaints_filed",
        population=hostile or "army",
        place=Place(hostile or "Mexico", "MX"),
        period=Period(date(2011, 1, 1), date(2012, 1, 1), hostile or "in 2011", Mode.PERIOD),
        attribution=hostile or "State Department",
        rule=hostile or "number",
        evidence=(Evidence("place", Basis.DOCUMENT, "place"), Evidence("value", Basis.TEXT, "number", Span(18, 23))),
    )
