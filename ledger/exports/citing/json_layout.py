"""JSON laid out to be read: what fits a line on one, the rest a member a line."""

from collections.abc import Mapping

from ledger.exports.json_lines import json_text

_WIDTH = 110


def laid_out(value: object, depth: int = 0) -> str:
    """Return a plain value as JSON, its lines indented by two spaces a level."""
    whole = json_text(value)
    if not isinstance(value, Mapping | list | tuple) or not value or len(whole) + 2 * depth <= _WIDTH:
        return whole
    if isinstance(value, Mapping):
        members = [f"{json_text(str(key))}: {laid_out(item, depth + 1)}" for key, item in value.items()]
        opening, closing = "{", "}"
    else:
        members = [laid_out(item, depth + 1) for item in value]
        opening, closing = "[", "]"
    inner = ",\n".join(f"{'  ' * (depth + 1)}{member}" for member in members)
    return f"{opening}\n{inner}\n{'  ' * depth}{closing}"


def laid_out_for_pages(value: object) -> str:
    """Return JSON that may stand in a web page's script as it is: nothing in it ends the script."""
    return laid_out(value).replace("<", "\\u003c") + "\n"
