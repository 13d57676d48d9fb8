"""The words for what is of a country, from data/places/countries.toml."""

from functools import cache

from ledger.lexicon.toml_tables import read_data


@cache
def load_demonyms() -> dict[str, tuple[str, ...]]:
    """Return the words for the people and things of each country by its code, in all languages: "Argentine"."""
    countries = read_data("places/countries.toml")
    demonyms = {code: countries.table(code).table("demonyms") for code in countries.values}
    return {code: tuple(word for language in told for word in told.texts(language)) for code, told in demonyms.items()}
