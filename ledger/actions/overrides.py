"""What the user types about documents: read, or refused where it cannot be understood."""

from datetime import date

from ledger.errors import BadValue
from ledger.lexicon.toml_tables import read_data_folder
from ledger.model.document import Metadata


def read_overrides(
    title: str | None,
    author: str | None,
    publisher: str | None,
    published: str | None,
    url: str | None,
    language: str | None,
) -> Metadata:
    """Return what the user typed about the documents as metadata."""
    return Metadata(title, author, publisher, _day(published), url, _language(language))


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text is not None else None
    except ValueError as error:
        raise BadValue("--published", str(text), "a date such as 2021-04-01") from error


def _language(code: str | None) -> str | None:
    """Refuse a language that the program has no words of."""
    if code is None:
        return None
    known = {table.text("code"): table.text("name") for table in read_data_folder("languages")}
    if code not in known:
        names = " or ".join(f"{key} ({name})" for key, name in sorted(known.items()))
        raise BadValue("--language", code, f"a language the ledger reads: {names}")
    return code
