"""How a source writes amounts and days, as declared, and the one spelling that Cartera keeps.

Holds the declared dialects (``seeds/source_profiles.csv``) and the exact conversion of one value.
Does not hold: any guess (what a dialect does not declare is no value), files, or what a value means.
Called by ``declared`` and ``layouts``.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

TIME_OF_DAY = r"([T ]\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?( ?UTC|Z|[+-]\d{2}:?\d{2})?)?"
MARKS = {
    "comma": ",",
    "point": ".",
    "apostrophe": "'",
    "blank": " ",
    "semicolon": ";",
    "tab": "\t",
    "pipe": "|",
}
"""Names of the marks that a CSV of seeds cannot show well."""


@dataclass(frozen=True, slots=True)
class Dialect:
    """How the files of one layout are written, for all sources or for the one that is named."""

    name: str
    layout: str
    source: str
    encodings: tuple[str, ...]
    delimiters: tuple[str, ...]
    decimal_mark: str
    thousands_mark: str
    minus: tuple[str, ...]
    day_formats: tuple[str, ...]
    empty_values: tuple[str, ...]
    symbols: tuple[str, ...]


def dialect_of(row: Mapping[str, str]) -> Dialect:
    """Read one row of the declared profiles."""
    return Dialect(
        name=row["profile"],
        layout=row["layout"],
        source=row["source"],
        encodings=_listed(row["encodings"]),
        delimiters=tuple(MARKS.get(mark, mark) for mark in _listed(row["delimiters"])),
        decimal_mark=MARKS.get(row["decimal_mark"], row["decimal_mark"]),
        thousands_mark=MARKS.get(row["thousands_mark"], row["thousands_mark"]),
        minus=_listed(row["minus"]),
        day_formats=_listed(row["date_formats"]),
        empty_values=_listed(row["empty_values"]),
        symbols=_listed(row["symbols"]),
    )


def amount(text: str, dialect: Dialect) -> str | None:
    """Return a plain decimal with a leading minus, or nothing when it is not written as declared."""
    body = text.strip()
    for symbol in dialect.symbols:
        body = body.replace(symbol, "")
    body = body.strip()
    if not body or body in dialect.empty_values:
        return ""
    body, is_negative = _without_minus(body, dialect)
    if dialect.thousands_mark == " ":
        body = body.replace("\u00a0", " ").replace("\u202f", " ")
    found = _number(dialect.decimal_mark, dialect.thousands_mark).fullmatch(body.strip())
    if not found:
        return None
    whole = found["whole"]
    if dialect.thousands_mark:
        whole = whole.replace(dialect.thousands_mark, "")
    plain = whole + ("." + found["decimals"] if found["decimals"] else "")
    return f"-{plain}" if is_negative and plain.strip("0.") else plain


def day(text: str, dialect: Dialect) -> str | None:
    """Return yyyy-mm-dd, or nothing when it is no day written as declared."""
    body = text.strip()
    if not body or body in dialect.empty_values:
        return ""
    for form in dialect.day_formats:
        if found := _day(form).fullmatch(body):
            try:
                found_day = date(int(found["y"]), int(found["m"]), int(found["d"]))
            except ValueError:
                continue
            return "" if found_day.isoformat() in dialect.empty_values else found_day.isoformat()
    return None


def shown(dialect: Dialect) -> str:
    """Write how an amount and a day look, for a person."""
    thousands = dialect.thousands_mark
    return (
        f"amounts like 1{thousands}234{dialect.decimal_mark}56, days like {' or '.join(dialect.day_formats)}"
    )


def _listed(text: str) -> tuple[str, ...]:
    return tuple(part for part in text.split("|") if part)


def _without_minus(body: str, dialect: Dialect) -> tuple[str, bool]:
    if "leading" in dialect.minus and body[0] in "-\u2212":
        return body[1:], True
    if "trailing" in dialect.minus and body[-1] in "-\u2212":
        return body[:-1], True
    if "parentheses" in dialect.minus and body[0] == "(" and body[-1] == ")":
        return body[1:-1], True
    return body, False


@cache
def _number(decimal_mark: str, thousands_mark: str) -> re.Pattern[str]:
    whole = r"\d+"
    if thousands_mark:
        whole += rf"|\d{{1,3}}(?:{re.escape(thousands_mark)}\d{{3}})+"
    decimals = rf"(?:{re.escape(decimal_mark)}(?P<decimals>\d+))?" if decimal_mark else "(?P<decimals>)"
    return re.compile(rf"(?P<whole>{whole}){decimals}", re.ASCII)


@cache
def _day(form: str) -> re.Pattern[str]:
    """Make a pattern of dd, mm, yyyy and their marks; days and months may lack their zero beside marks."""
    has_marks = not form.isalpha()
    digits = r"\d{1,2}" if has_marks else r"\d{2}"
    pattern = re.escape(form)
    pattern = pattern.replace("yyyy", r"(?P<y>\d{4})").replace("mm", f"(?P<m>{digits})")
    return re.compile(pattern.replace("dd", f"(?P<d>{digits})") + TIME_OF_DAY, re.ASCII)
