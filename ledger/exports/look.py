"""The look that every page shares, the report and the review page: colours with a meaning, type, tables, marks."""

from functools import cache
from importlib.resources import files

from ledger.exports.charts.style import chart_style


@cache
def shared_style() -> str:
    """Return the style that stands before a page's own."""
    return chart_style() + (files("ledger.exports") / "look.css").read_text(encoding="utf-8")
