"""Units, currencies and the things counts are of, from data/units.toml and data/nouns.toml."""

from dataclasses import dataclass
from decimal import Decimal

from ledger.lexicon.phrases import PhraseTable, fold
from ledger.lexicon.toml_tables import Table, language_codes, read_data


@dataclass(frozen=True, eq=False, slots=True)
class Currency:
    """One currency; `places` are the countries where a shared word or sign means it.

    `at_home` tells that a text about them means it by "dollars", and not those of the United States;
    `leads` that it is meant by a shared word where no place tells another: pounds are sterling.
    """

    code: str
    places: frozenset[str]
    at_home: bool
    leads: bool


@dataclass(frozen=True, eq=False, slots=True)
class Units:
    """What may stand beside an amount, by language code where it is a word.

    `signs` are written before or behind a number; the currencies of a shared one are told apart by place.
    `codes` are those of ISO 4217 in small letters, `small` those that texts write so too; `letters` signs that mean
    money only before a large sum: "R32.06bn", `stuck` signs that are glued to a number of two digits or a large one.
    `hundredths` are cents, pence and the like; `thousands` and `millions` the slang for so many ("lucas",
    "palos"); `parts` the tenths and hundredths of another unit. `people` are words for one person, with the
    unit of their counts; `of_countries` is the money of each country.
    """

    measures: dict[str, PhraseTable[str]]
    currency_words: dict[str, PhraseTable[tuple[Currency, ...]]]
    hundredths: dict[str, PhraseTable[tuple[Currency, ...]]]
    thousands: dict[str, PhraseTable[tuple[Currency, ...]]]
    millions: dict[str, PhraseTable[tuple[Currency, ...]]]
    parts: dict[str, PhraseTable[tuple[str, Decimal]]]
    signs: PhraseTable[tuple[Currency, ...]]
    letters: frozenset[str]
    codes: frozenset[str]
    small: frozenset[str]
    stuck: frozenset[str]
    nouns: PhraseTable[str]
    people: dict[str, str]
    of_countries: dict[str, Currency]


def load_units() -> Units:
    """Read the tables of units and of counted things."""
    table, nouns = read_data("units.toml"), read_data("nouns.toml")
    measured, currencies = table.tables("units"), table.tables("currencies")
    languages = language_codes()
    return Units(
        measures={code: _measure_words(measured, code) for code in languages},
        currency_words={code: _currency_words(currencies, code, "words", "shared") for code in languages},
        hundredths={code: _currency_words(currencies, code, "hundredths") for code in languages},
        thousands={code: _currency_words(currencies, code, "thousands") for code in languages},
        millions={code: _currency_words(currencies, code, "millions") for code in languages},
        parts={code: _part_words(table.tables("parts"), code) for code in languages},
        signs=_signs(currencies),
        codes=frozenset(code.lower() for row in currencies for code in row.texts("codes")),
        small=frozenset(code for row in currencies for code in row.texts("small")),
        stuck=frozenset(sign for row in currencies for sign in row.texts("stuck")),
        letters=frozenset(letter for row in currencies for letter in row.texts("letters")),
        nouns=PhraseTable(
            (word, row.text("key"))
            for row in nouns.tables("units")
            for code in languages
            for word in row.table("words").texts(code)
        ),
        people={
            fold(word): row.text("key")
            for row in nouns.tables("units")
            for code in languages
            for word in row.table("single").texts(code)
        },
        of_countries={
            place: _currency(row)
            for row in reversed(currencies)
            if not row.flag("former")
            for place in row.texts("places")
        },
    )


def _measure_words(rows: tuple[Table, ...], code: str) -> PhraseTable[str]:
    return PhraseTable((word, row.text("key")) for row in rows for word in row.table("words").texts(code))


def _part_words(rows: tuple[Table, ...], code: str) -> PhraseTable[tuple[str, Decimal]]:
    told = ((row.text("unit"), Decimal(row.text("factor")), row.table("words").texts(code)) for row in rows)
    return PhraseTable((word, (unit, factor)) for unit, factor, words in told for word in words)


def _currency(row: Table) -> Currency:
    return Currency(row.text("code"), frozenset(row.texts("places")), row.flag("at_home"), row.flag("leads"))


def _currency_words(rows: tuple[Table, ...], code: str, *keys: str) -> PhraseTable[tuple[Currency, ...]]:
    found: dict[str, list[Currency]] = {}
    for row in rows:
        for key in keys:
            for word in row.table(key).texts(code):
                found.setdefault(word, []).append(_currency(row))
    return PhraseTable((word, tuple(currencies)) for word, currencies in found.items())


def _signs(rows: tuple[Table, ...]) -> PhraseTable[tuple[Currency, ...]]:
    found: dict[str, list[Currency]] = {}
    for keys in (("signs", "codes", "stuck"), ("shared_signs", "letters")):
        for row in rows:
            for sign in (sign for key in keys for sign in row.texts(key)):
                found.setdefault(sign, []).append(_currency(row))
    return PhraseTable((sign, tuple(currencies)) for sign, currencies in found.items())
