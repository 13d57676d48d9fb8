"""A figure in its sentence, and where that stands, in the words a footnote would use."""

from decimal import Decimal

from ledger.exports.plain import grouped, one_line
from ledger.model.figure import Figure, Source
from ledger.model.quantity import Bound, Kind, Quantity

OPENING, CLOSING = "»", "«"  # around the figure; seldom in English and Spanish text, so the mark is not the text's

_BOUND_WORDS = {
    Bound.EXACT: "",
    Bound.MORE_THAN: "more than ",
    Bound.AT_LEAST: "at least ",
    Bound.LESS_THAN: "less than ",
    Bound.AT_MOST: "at most ",
    Bound.APPROX: "about ",
    Bound.NEARLY: "nearly ",
    Bound.RANGE: "between ",
    Bound.MULTIPLE: "times ",
}


def marked_quote(figure: Figure) -> str:
    """Return the sentence with the figure marked, every other character as in the source."""
    start = figure.span.start - figure.quote_span.start
    end = figure.span.end - figure.quote_span.start
    return figure.quote[:start] + OPENING + figure.quote[start:end] + CLOSING + figure.quote[end:]


def standing(figure: Figure) -> str:
    """Return the file and the place in it: the page where there is one, and the line."""
    page = f", page {figure.page}" if figure.page is not None else ""
    return f"{figure.source.path}{page}, line {figure.line}"


def credit(source: Source) -> str:
    """Return who published a text and when, the file's name where nobody says."""
    who = source.publisher or source.author or source.title or source.path
    return f"{who}, {source.published.isoformat()}" if source.published else who


def claim(figure: Figure) -> str:
    """Return what the figure says, as one sentence made of its parts alone.

    Two sentences that say the same read the same here, whatever language and words they came in.
    """
    what = [amount(figure.quantity), figure.noun or figure.quantity.unit or str(figure.quantity.kind)]
    said = [
        figure.population and f"({figure.population})",
        figure.place and f"in {figure.place.name}",
        period_words(figure),
        figure.modality != "stated" and f"[{figure.modality}]",
        figure.attribution and f"according to {figure.attribution}",
    ]
    return one_line(" ".join([*what, *(part for part in said if part)]))


def amount(quantity: Quantity) -> str:
    """Return the normalised amount with its bound: "at least 412", "between 40 and 50", "USD 3,000,000,000"."""
    unit = f"{quantity.unit} " if quantity.kind is Kind.MONEY and quantity.unit else ""
    sign = "%" if quantity.kind is Kind.PERCENT else ""
    if quantity.bound is Bound.RANGE:
        return f"between {unit}{_end(quantity.low)}{sign} and {unit}{_end(quantity.high)}{sign}"
    return f"{_BOUND_WORDS[quantity.bound]}{unit}{grouped(quantity.value)}{sign}"


def period_words(figure: Figure) -> str:
    """Return the dates a figure is about, as half-open ISO dates; whole years as years."""
    start, end = figure.period.start, figure.period.end
    if start and end:
        whole_year = start.month == start.day == end.month == end.day == 1 and end.year == start.year + 1
        return str(start.year) if whole_year else f"{start} to {end}"
    if start:
        return f"since {start.year if start.month == start.day == 1 else start}"
    return f"until {end}" if end else ""


def _end(value: Decimal | None) -> str:
    return "any number" if value is None else grouped(value)
