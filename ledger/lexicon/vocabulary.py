"""The whole lexicon in one frozen record, read once."""

import hashlib
from dataclasses import dataclass
from functools import lru_cache

from ledger.lexicon.fiscal_years import FiscalYear, load_fiscal_years
from ledger.lexicon.languages import Language, load_languages
from ledger.lexicon.phrases import PhraseTable
from ledger.lexicon.places import Places, load_places
from ledger.lexicon.toml_tables import data_folder
from ledger.lexicon.topics import Population, Topic, TopicWords, load_populations, load_topics
from ledger.lexicon.units import Units, load_units


@dataclass(frozen=True, eq=False, slots=True)
class Lexicon:
    """Every table of words the reader uses."""

    languages: dict[str, Language]
    units: Units
    places: Places
    topics: tuple[Topic, ...]
    topic_words: TopicWords
    populations: PhraseTable[Population]
    fiscal_years: dict[str, FiscalYear]


@lru_cache(maxsize=1)
def load_lexicon() -> Lexicon:
    """Read the tables that ship with the program."""
    topics, words = load_topics()
    populations, years = load_populations(), load_fiscal_years()
    return Lexicon(load_languages(), load_units(), load_places(), topics, words, populations, years)


@lru_cache(maxsize=1)
def lexicon_fingerprint() -> str:
    """Return a hash of the tables of words, so that a run of the reader can be told from another."""
    digest = hashlib.sha256()
    folders = [data_folder()]
    while folders:
        for entry in sorted(folders.pop().iterdir(), key=lambda entry: entry.name):
            if entry.is_dir():
                folders.append(entry)
            elif entry.name.endswith(".toml"):
                digest.update(entry.name.encode() + b"\0" + entry.read_bytes())
    return digest.hexdigest()[:16]
