"""When governments' fiscal years run, from data/fiscal_years.toml."""

from dataclasses import dataclass
from datetime import date

from ledger.lexicon.toml_tables import read_data

_LAST_MONTH = 12


@dataclass(frozen=True, slots=True)
class FiscalYear:
    """The month a country's fiscal year begins in, and whether its name is the year it begins or ends in.

    It is so from the fiscal year `since` on; what came before is not known.
    """

    month: int
    named_first: bool = False
    since: int = 0

    def runs(self, first: int, last: int) -> tuple[date, date]:
        """Return the half-open dates of the fiscal years named `first` to `last`.

        >>> FiscalYear(10).runs(2019, 2019)
        (datetime.date(2018, 10, 1), datetime.date(2019, 10, 1))
        """
        before = 0 if self.month == 1 or self.named_first else 1
        return date(first - before, self.month, 1), date(last - before + 1, self.month, 1)


def load_fiscal_years() -> dict[str, FiscalYear]:
    """Read the table that ships with the program."""
    table = read_data("fiscal_years.toml").only("named_first", "months", "since")
    named_first, months = frozenset(table.texts("named_first")), table.table("months")
    since = table.table("since")
    found: dict[str, FiscalYear] = {}
    for month in months:
        if not month.isdecimal() or not 1 <= int(month) <= _LAST_MONTH:
            raise months.fail(month, f"{month!r} is no month")
        for code in months.texts(month):
            if code in found:
                raise months.fail(month, f"{code!r} is told twice")
            found[code] = FiscalYear(int(month), code in named_first, int(since.number(code)) if code in since else 0)
    return found
