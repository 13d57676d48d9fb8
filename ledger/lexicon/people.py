"""The words for people, from data/nouns.toml."""

from functools import cache

from ledger.lexicon.toml_tables import language_codes, read_data


@cache
def load_people() -> dict[str, tuple[str, ...]]:
    """Return the words for people of each language, but for those that tell what befell them: "farmers"."""
    row = next(row for row in read_data("nouns.toml").tables("units") if row.text("key") == "person")
    words, befell = row.table("words"), row.table("befell")
    return {
        code: tuple(word for word in words.texts(code) if word not in set(befell.texts(code)))
        for code in language_codes()
    }
