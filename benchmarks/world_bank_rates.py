"""Bands of exchange rates around the World Bank's yearly averages, for make_exchange_rates.py.

The averages are the series PA.NUS.FCRF of the World Development Indicators, "Official exchange rate (LCU per US$,
period average)", which the World Bank takes from the International Monetary Fund's International Financial Statistics.
Licence: CC BY 4.0. The file is the one that https://data.worldbank.org/indicator/PA.NUS.FCRF offers as "Excel"
(pip install xlrd); the table that ships was made from that of 28 January 2026.

An average is no low and no high. The band around it is as wide as the average moved from one year to the next within
two years, at least 1 and at most 10 per cent, and goes out to the middle between it and the averages of the years
before and after, or to these themselves where it leapt by half or more. Against the ECB's daily rates of 28 floating
currencies this takes in 58 whole years of 100, and in nine of ten misses neither end by more than 7 per cent.

Left out are the years in which an official rate said nothing of what was paid for a dollar (Argentina from 2020,
Lebanon from 2020 to 2023, Iran's double rates and the like), and for that all of CUP, SSP, SYP, VES and ZWL: a currency
of which only a far-off year is known would be held against that year.
"""

from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import xlrd  # type: ignore[import-not-found]

SOURCE = "World Bank (CC BY 4.0), PA.NUS.FCRF, the year's average (IMF) and a band"
LAST_YEAR = 2025
Band = tuple[Decimal, Decimal]

_LEAST, _MOST = Decimal("0.01"), Decimal("0.1")  # parts of the average that the band goes down and up
_LEAP = Decimal("1.5")  # from one average to the next
_WITHIN = 2  # years before and after whose moves tell how far a rate strays

# The country in whose row each currency stands, and its first year; a span closes, a comma opens another.
CURRENCIES = {
    "AED": "ARE 2000", "AFN": "AFG 2000", "ALL": "ALB 1994", "AMD": "ARM 2000", "AOA": "AGO 2000",
    "ARS": "ARG 1994-2019", "AUD": "AUS 1994", "AZN": "AZE 2000", "BAM": "BIH 1998", "BBD": "BRB 1994",
    "BDT": "BGD 2000", "BGN": "BGR 1997", "BHD": "BHR 2000", "BIF": "BDI 2000", "BOB": "BOL 1988", "BSD": "BHS 1994",
    "BWP": "BWA 2000", "BYN": "BLR 2003", "BZD": "BLZ 1994", "CDF": "COD 2002", "CHF": "CHE 1994", "CLP": "CHL 1985",
    "CNY": "CHN 1994", "COP": "COL 1985", "CRC": "CRI 1985", "CVE": "CPV 1994", "CZK": "CZE 1994", "DJF": "DJI 2000",
    "DKK": "DNK 1994", "DOP": "DOM 1985", "DZD": "DZA 2000", "EGP": "EGY 1994", "ERN": "ERI 2005", "ETB": "ETH 1994",
    "FJD": "FJI 2000", "GBP": "GBR 1994", "GEL": "GEO 2000", "GHS": "GHA 1994", "GMD": "GMB 2000", "GNF": "GIN 2005",
    "GTQ": "GTM 1985", "GYD": "GUY 1994", "HKD": "HKG 1994", "HNL": "HND 1994", "HRK": "HRV 1995-2022",
    "HTG": "HTI 1985", "HUF": "HUN 1994", "IDR": "IDN 1994", "ILS": "ISR 1994", "INR": "IND 1994", "IQD": "IRQ 2004",
    "IRR": "IRN 2003-2011, 2014-2017", "ISK": "ISL 1994", "JMD": "JAM 1985", "JOD": "JOR 1994", "KES": "KEN 1994",
    "KGS": "KGZ 2000", "KHR": "KHM 1999", "KRW": "KOR 1994", "KWD": "KWT 2000", "KYD": "CYM 2000", "KZT": "KAZ 2000",
    "LAK": "LAO 2000", "LBP": "LBN 1994-2019, 2024", "LKR": "LKA 1994", "LRD": "LBR 2000", "LSL": "LSO 1994",
    "LYD": "LBY 2002-2014, 2021", "MAD": "MAR 1994", "MDL": "MDA 2000", "MGA": "MDG 2000", "MKD": "MKD 2000",
    "MMK": "MMR 2013", "MNT": "MNG 2000", "MRU": "MRT 2005", "MUR": "MUS 2000", "MWK": "MWI 2000",
    "MXN": "MEX 1985-1992", "MYR": "MYS 1994", "MZN": "MOZ 1994", "NAD": "NAM 1994", "NGN": "NGA 1999",
    "NIO": "NIC 1994", "NOK": "NOR 1994", "NPR": "NPL 1994", "NZD": "NZL 1994", "OMR": "OMN 2000", "PAB": "PAN 1985",
    "PEN": "PER 1994", "PGK": "PNG 2000", "PHP": "PHL 1994", "PKR": "PAK 1994", "PLN": "POL 1994", "PYG": "PRY 1985",
    "QAR": "QAT 1994", "RON": "ROU 1997", "RSD": "SRB 2001", "RUB": "RUS 1996", "RWF": "RWA 1995", "SAR": "SAU 1994",
    "SDG": "SDN 2007-2011, 2021", "SEK": "SWE 1994", "SGD": "SGP 1994", "SOS": "SOM 2009", "SRD": "SUR 2004",
    "SVC": "SLV 1994-2000", "SZL": "SWZ 1994", "THB": "THA 1994", "TND": "TUN 2000", "TRY": "TUR 1997",
    "TTD": "TTO 1985", "TZS": "TZA 1994", "UAH": "UKR 1997", "UGX": "UGA 1994", "UYU": "URY 1985", "UZS": "UZB 2018",
    "VND": "VNM 1994", "XAF": "CMR 1994", "XCD": "ATG 1994", "XOF": "SEN 1994", "YER": "YEM 2000-2014",
    "ZAR": "ZAF 1994", "ZMW": "ZMB 1994",
}  # fmt: skip

# The series is in today's money throughout; a text of the time was not. The year of the new money and how much of the
# old went into it, and whether it came amid the year: then the band reaches from the new to the old.
NEW_MONEY = {
    "AFN": (2003, 1000), "AZN": (2006, 5000), "BGN": (1999, 1000), "BYN": (2016, 10_000), "GHS": (2007, 10_000),
    "MRU": (2018, 10), "MXN": (1993, 1000), "MZN": (2006, 1000), "PLN": (1995, 10_000), "RON": (2005, 10_000),
    "RUB": (1998, 1000), "TRY": (2005, 1_000_000), "UYU": (1993, 1000), "ZMW": (2013, 1000),
}  # fmt: skip
AMID_YEAR = {"BGN", "BYN", "GHS", "MZN", "RON"}


def read_averages(path: Path) -> dict[str, dict[int, Decimal]]:
    """Return the averages of each country by year."""
    sheet = xlrd.open_workbook(path).sheet_by_name("Data")
    rows = [sheet.row_values(number) for number in range(sheet.nrows)]
    start = next(number for number, row in enumerate(rows) if row[:2] == ["Country Name", "Country Code"])
    found = {}
    for row in rows[start + 1 :]:
        if row[3] != "PA.NUS.FCRF":
            raise ValueError(f"{path} holds {row[3]}, not PA.NUS.FCRF")
        cells = dict(zip(rows[start], row, strict=False))
        found[row[1]] = {
            int(year): Decimal(repr(cells[year])) for year in cells if year.isdigit() and cells[year] != ""
        }
    return found


def world_bank_bands(averages: dict[str, dict[int, Decimal]], currency: str) -> dict[int, Band]:
    """Return the bands around a currency's averages, each in the money of its year."""
    country, spans = CURRENCIES[currency].split(" ", 1)
    kept = {year: rate for year, rate in averages[country].items() if _in_spans(year, spans)}
    return {year: _in_money_of(year, currency, _band(kept, year)) for year in kept}


def _in_spans(year: int, spans: str) -> bool:
    for span in spans.split(", "):
        first, _, last = span.partition("-")
        if int(first) <= year <= int(last or LAST_YEAR):
            return True
    return False


def _band(averages: dict[int, Decimal], year: int) -> Band:
    average = averages[year]
    around = [averages[other] for other in range(year - _WITHIN, year + _WITHIN + 1) if other in averages]
    moves = [abs(after / before - 1) for before, after in pairwise(around)]
    part = min(max([*moves, _LEAST]), _MOST) if moves else _MOST
    reached = [_towards(average, averages[other]) for other in (year - 1, year + 1) if other in averages]
    return min([average * (1 - part), *reached]), max([average * (1 + part), *reached])


def _towards(average: Decimal, neighbour: Decimal) -> Decimal:
    leapt = max(average, neighbour) >= _LEAP * min(average, neighbour)
    return neighbour if leapt else (average + neighbour) / 2


def _in_money_of(year: int, currency: str, band: Band) -> Band:
    changed, times = NEW_MONEY.get(currency, (year, 1))
    low, high = band
    if year < changed:
        return low * times, high * times
    return (low, high * times) if year == changed and currency in AMID_YEAR else band
