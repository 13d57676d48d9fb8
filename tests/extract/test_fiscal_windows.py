"""A fiscal year keeps the year it is named by, and the reading says over which months it runs."""

from datetime import date

import pytest

from ledger.compare.relate import relate
from ledger.extract.figures import read_figures
from ledger.lexicon.fiscal_years import load_fiscal_years
from ledger.model.document import Document
from ledger.model.figure import Figure
from ledger.model.finding import Gate

FISCAL = [
    ("In FY2019 the State Department obligated $145 million to Mexico.", (2018, 10), (2019, 10)),
    ("Agents made 851,508 arrests in the United States in fiscal year 2019.", (2018, 10), (2019, 10)),
    ("Between fiscal years 2014 and 2018 Washington obligated $2.6 billion.", (2013, 10), (2018, 10)),
    ("In FY 2018-19 the UK spent £40 million.", (2018, 4), (2019, 4)),
    ("In fiscal 1977 the State Department gave $40 million to Chile.", (1976, 10), (1977, 10)),
    ("In fiscal year 2020 Singapore counted 400 arrests.", (2020, 4), (2021, 4)),
    ("In the 2019 financial year Kenya spent 40 billion shillings.", (2018, 7), (2019, 7)),
    ("México gastó 4 mil millones de pesos en el ejercicio fiscal 2019.", (2019, 1), (2020, 1)),
]


def first_of(text: str) -> Figure:
    return read_figures(Document.from_text(text, published=date(2020, 3, 1)))[0]


@pytest.mark.parametrize(("text", "first", "after"), FISCAL, ids=[row[0] for row in FISCAL])
def test_a_fiscal_year_runs_over_the_months_of_its_country(
    text: str, first: tuple[int, int], after: tuple[int, int]
) -> None:
    figure = first_of(text)
    assert figure.window == (date(*first, 1), date(*after, 1))
    assert figure.period.start is not None
    assert (figure.period.start.month, figure.period.start.day) == (1, 1)


def test_whose_fiscal_year_is_not_known_is_not_guessed() -> None:
    figure = first_of("In fiscal year 2019, 5,200 people were deported to Mexico.")
    assert figure.window == (figure.period.start, figure.period.end)


def test_when_a_fiscal_year_ran_before_the_country_moved_it_is_not_guessed() -> None:
    figure = first_of("In fiscal 1975 the State Department gave $40 million to Chile.")
    assert figure.window == (figure.period.start, figure.period.end)


def test_a_fiscal_year_and_a_year_of_the_calendar_are_two_times_unless_one_sum_is_told_of_both() -> None:
    fiscal = first_of("In FY2019 the United States gave Mexico $145 million in aid.")
    calendar = first_of("In 2019 the United States gave Mexico $151 million in aid.")
    again = first_of("In 2019 the United States gave Mexico $145 million in aid.")
    assert relate(fiscal, calendar).gate is Gate.PERIOD
    assert Gate.PERIOD in relate(fiscal, again).assumed


def test_every_month_of_the_table_is_one() -> None:
    assert {year.month for year in load_fiscal_years().values()} <= set(range(1, 13))
