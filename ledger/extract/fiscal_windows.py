"""Over which months a fiscal year runs: it keeps the year it is named by as its period, and has a window beside it."""

import re
from datetime import date
from functools import lru_cache

from ledger.extract.drafts import Draft
from ledger.extract.mentions import country_of
from ledger.lexicon.languages import Language
from ledger.lexicon.phrases import split_words
from ledger.lexicon.vocabulary import Lexicon
from ledger.model.figure import FISCAL_YEAR, Basis, Evidence, Place
from ledger.model.period import Period
from ledger.model.quantity import Quantity

_AID = "aid"
_SPLIT = re.compile(r"\d{4}\s?[-–/]\s?(\d{4}|\d{2})$")


def fiscal_window(
    period: Period, draft: Draft, quantity: Quantity, place: Place | None, lexicon: Lexicon
) -> Evidence | None:
    """Return when the fiscal year that a figure is of runs; None where it is of none, or not known whose.

    Dollars are of the United States' fiscal year, where the place does not spend them itself, other money is of its
    country's. What is counted is of the place's fiscal year: of a country that reckons by the calendar few tell one.
    """
    if not is_fiscal(period, draft.scene.sentence.language):
        return None
    country = _whose(draft, quantity, place)
    known = lexicon.fiscal_years.get(country or "")
    if known is None or period.start is None or period.end is None or not _is_new_year(period.start, period.end):
        return None
    if not draft.amount.currencies and known.month == 1:
        return None
    first, last = period.start.year, period.end.year - 1
    if _is_split(period):
        if known.month == 1:
            return None
        first = last = first + (0 if known.named_first else 1)
    if first < known.since:
        return None
    first_day, after = known.runs(first, last)
    basis = Basis.TEXT if draft.amount.currencies else Basis.DOCUMENT
    return Evidence(FISCAL_YEAR, basis, f"{first_day.isoformat()}/{after.isoformat()}")


def is_fiscal(period: Period, language: Language) -> bool:
    """Tell a time that was told as a fiscal year: "FY2019", "ejercicio fiscal 2019"."""
    return period.text is not None and _names_fiscal_year(period.text, language)


@lru_cache(maxsize=256)  # one time holds for many figures
def _names_fiscal_year(text: str, language: Language) -> bool:
    return next(language.time.fiscal.find(split_words(text)), None) is not None


def _is_split(period: Period) -> bool:
    """Tell one fiscal year that is named by both years it lies in: "FY 2018-19"."""
    years = _SPLIT.search(period.text or "")
    return years is not None and period.start is not None and int(years[1]) % 100 == (period.start.year + 1) % 100


def _is_new_year(*days: date) -> bool:
    return all((day.month, day.day) == (1, 1) for day in days)


def _whose(draft: Draft, quantity: Quantity, place: Place | None) -> str | None:
    """Return the country whose fiscal year it is."""
    country, currencies = country_of(place), draft.amount.currencies
    if not currencies:
        return country
    spent = any(country in currency.places for currency in currencies if currency.code == quantity.unit)
    if spent and _AID not in draft.topics:
        return country
    return quantity.unit[:2] if quantity.unit else None
