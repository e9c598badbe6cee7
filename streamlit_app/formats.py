"""Numbers, money and days as a reader of a language and country writes them.

Holds the separators per locale, rounding (half away from zero), units of a page and the forms of a day.
Does not hold: words (``locales/*.json``), arithmetic on balances (``sql/app``).
Called by the views, charts and findings.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Context, Decimal
from functools import cache

from babel.numbers import get_currency_precision

MINUS = "\u2212"
NO_BREAK = "\u00a0"
EN_DASH = "\u2013"
BLANK = ""
# Spanish-speaking countries that write 1,234.5 (CLDR 47); the others write 1.234,5.
POINT_COUNTRIES = frozenset({"MX", "GT", "HN", "SV", "NI", "PA", "DO", "PR", "PE", "US"})
WIDE = Context(prec=60, rounding=ROUND_HALF_UP)  # a decimal(38, 4) with decimals to spare
UNITS = (("millions", 6), ("thousands", 3), ("units", 0))


@dataclass(frozen=True, slots=True)
class NumberStyle:
    """How one locale writes a number."""

    decimal_mark: str
    group_mark: str
    percent_space: str
    picker_pattern: str


@dataclass(frozen=True, slots=True)
class Unit:
    """The one unit of a page's rounded figures."""

    name: str
    exponent: int
    decimals: int


def number_style(language: str, country_code: str | None = None) -> NumberStyle:
    """Return the style of a language in a country: es-CL and es-ES `1.234,5`, es-MX and en `1,234.5`."""
    if language != "es":
        return NumberStyle(".", ",", "", "YYYY-MM-DD")
    if country_code in POINT_COUNTRIES:
        return NumberStyle(".", ",", NO_BREAK, "DD/MM/YYYY")
    return NumberStyle(",", ".", NO_BREAK, "DD-MM-YYYY" if country_code == "CL" else "DD/MM/YYYY")


def number(
    value: Decimal | int | None, style: NumberStyle, *, decimals: int = 0, signed: bool = False
) -> str:
    """Write a number, rounded half away from zero; unknown is blank."""
    if value is None:
        return BLANK
    rounded = Decimal(value).quantize(Decimal(1).scaleb(-decimals), context=WIDE)
    text = (
        f"{rounded.copy_abs():,f}".replace(",", "\0")
        .replace(".", style.decimal_mark)
        .replace("\0", style.group_mark)
    )
    return _sign(rounded, signed=signed) + text


def money(value: Decimal | None, style: NumberStyle, *, currency_code: str, signed: bool = False) -> str:
    """Write an amount unrounded: the minor units of its currency, and more where it has more."""
    if value is None:
        return BLANK
    own_decimals = -int(value.normalize(WIDE).as_tuple().exponent)
    return number(value, style, decimals=max(minor_digits(currency_code), own_decimals), signed=signed)


def scaled(value: Decimal | None, style: NumberStyle, *, unit: Unit, signed: bool = False) -> str:
    """Write an amount in the unit of the page."""
    if value is None:
        return BLANK
    return number(value.scaleb(-unit.exponent, WIDE), style, decimals=unit.decimals, signed=signed)


def percent(rate: Decimal | None, style: NumberStyle, *, decimals: int = 1, signed: bool = False) -> str:
    """Write a rate as `27,4 %` (with a no-break space) or `27.4%`."""
    if rate is None:
        return BLANK
    return number(rate.scaleb(2), style, decimals=decimals, signed=signed) + style.percent_space + "%"


def points(rate: Decimal | None, style: NumberStyle, *, decimals: int = 1, signed: bool = False) -> str:
    """Write a difference of rates in percentage points, without its unit."""
    return BLANK if rate is None else number(rate.scaleb(2), style, decimals=decimals, signed=signed)


def unit_of(largest: Decimal, *, currency_code: str) -> Unit:
    """Choose the unit of a page by its largest figure, so that it shows three digits or more."""
    size = abs(largest)
    for name, exponent in UNITS:
        in_unit = size.scaleb(-exponent)
        if in_unit >= 10 and exponent:
            return Unit(name, exponent, 0 if in_unit >= 100 else 1)
    return Unit("units", 0, 0 if size >= 100 else minor_digits(currency_code))


def day(value: date | None, months: Sequence[str], *, year: bool = True) -> str:
    """Write a day as `20 nov 2026`, or `20 nov`."""
    if value is None:
        return BLANK
    text = f"{value.day}{NO_BREAK}{months[value.month - 1]}"
    return f"{text}{NO_BREAK}{value.year}" if year else text


def month(value: date, months: Sequence[str], *, year: bool = False) -> str:
    """Write a month as `nov` or `nov 26`."""
    name = months[value.month - 1]
    return f"{name}{NO_BREAK}{value.year % 100:02d}" if year else name


def bucket(code: str) -> str:
    """Write the days of a bucket with a tight en dash: `31–60`."""
    return code.replace("-", EN_DASH)


@cache
def minor_digits(currency_code: str) -> int:
    """Return the decimals of a currency (ISO 4217 as in CLDR): CLP 0, EUR 2."""
    return int(get_currency_precision(currency_code))


def _sign(value: Decimal, *, signed: bool) -> str:
    if value < 0:
        return MINUS
    return "+" if signed and value > 0 else ""
