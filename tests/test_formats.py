"""Numbers, money and days, as each locale writes them.

Holds the vectors that Babel prints for es_CL, es_MX, es_ES and en_US, with our rounding and our minus.
Does not hold: words, pages.
Called by pytest.
"""

from datetime import date
from decimal import Decimal

import pytest
from babel.numbers import format_decimal

from streamlit_app import formats
from streamlit_app.formats import NO_BREAK, Unit, number_style

CHILE = number_style("es", "CL")
MEXICO = number_style("es", "MX")
SPAIN = number_style("es", "ES")
ENGLISH = number_style("en", "CL")

VECTORS = [
    (CHILE, "CLP", "1234567.89", "1.234.567,89"),
    (CHILE, "CLP", "1234568", "1.234.568"),
    (CHILE, "CLP", "-1234568", "−1.234.568"),
    (MEXICO, "MXN", "1234567.89", "1,234,567.89"),
    (MEXICO, "MXN", "1234.5", "1,234.50"),
    (MEXICO, "MXN", "-1234567.89", "−1,234,567.89"),
    (SPAIN, "EUR", "1234567.89", "1.234.567,89"),
    (SPAIN, "EUR", "1234.5", "1.234,50"),
    (ENGLISH, "USD", "-1234567.89", "−1,234,567.89"),
    (ENGLISH, "USD", "0.1250", "0.125"),
]


@pytest.mark.parametrize(("style", "currency_code", "value", "written"), VECTORS)
def test_money_is_written_to_the_minor_unit_and_never_rounded(
    style: formats.NumberStyle, currency_code: str, value: str, written: str
) -> None:
    assert formats.money(Decimal(value), style, currency_code=currency_code) == written


@pytest.mark.parametrize(
    ("value", "decimals", "written"),
    [("1234.5", 0, "1.235"), ("1233.5", 0, "1.234"), ("-0.5", 0, "−1"), ("2.345", 2, "2,35"), ("0", 0, "0")],
)
def test_halves_round_away_from_zero(value: str, decimals: int, written: str) -> None:
    assert formats.number(Decimal(value), CHILE, decimals=decimals) == written


@pytest.mark.parametrize(
    ("style", "locale"), [(CHILE, "es_CL"), (MEXICO, "es_MX"), (SPAIN, "es_ES"), (ENGLISH, "en_US")]
)
@pytest.mark.parametrize("value", ["1234567.89", "12345.25", "0.75"])
def test_separators_are_those_of_the_locale(style: formats.NumberStyle, locale: str, value: str) -> None:
    theirs = format_decimal(Decimal(value), format="#,##0.00", locale=locale)
    assert formats.number(Decimal(value), style, decimals=2) == theirs


def test_a_negative_that_rounds_to_zero_has_no_minus() -> None:
    assert formats.number(Decimal("-0.4"), SPAIN) == "0"


def test_a_change_carries_its_sign_and_unknown_is_blank() -> None:
    assert formats.number(Decimal(5), CHILE, signed=True) == "+5"
    assert formats.number(Decimal(0), CHILE, signed=True) == "0"
    assert formats.number(None, CHILE) == formats.money(None, CHILE, currency_code="CLP") == ""


def test_percent_has_a_no_break_space_in_spanish_only() -> None:
    assert formats.percent(Decimal("0.2744"), CHILE) == f"27,4{NO_BREAK}%"
    assert formats.percent(Decimal("0.2744"), ENGLISH) == "27.4%"


def test_the_widest_sum_is_written_to_the_last_digit() -> None:
    widest = Decimal("1234567890123456789012345678901234.5678")
    assert formats.money(widest, ENGLISH, currency_code="USD").replace(",", "") == str(widest)


@pytest.mark.parametrize(
    ("largest", "unit"),
    [
        ("4109000000", Unit("millions", 6, 0)),
        ("12000000", Unit("millions", 6, 1)),
        ("1260431.70", Unit("thousands", 3, 0)),
        ("9500", Unit("units", 0, 0)),
        ("12.5", Unit("units", 0, 2)),
    ],
)
def test_a_page_has_one_unit_that_shows_its_largest_figure(largest: str, unit: Unit) -> None:
    assert formats.unit_of(Decimal(largest), currency_code="EUR") == unit


def test_days_and_buckets_are_written_as_they_are_read() -> None:
    months = ["ene", "feb", "mar", "abr", "may", "jun", "jul", "ago", "sep", "oct", "nov", "dic"]
    assert formats.day(date(2026, 11, 20), months).split(NO_BREAK) == ["20", "nov", "2026"]
    assert formats.day(date(2026, 1, 18), months, year=False) == f"18{NO_BREAK}ene"
    assert formats.month(date(2026, 1, 31), months, year=True) == f"ene{NO_BREAK}26"
    assert formats.bucket("31-60") == "31–60"
