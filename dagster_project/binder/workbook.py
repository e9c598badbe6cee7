"""The binder's sheets as one workbook, for people.

Holds the layout: numbers as numbers, a frozen header, a filter, an opening sheet that says what the rest is.
Does not hold: rows or words of its own; a text is never a formula or a link.
Called by assemble.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import xlsxwriter

from dagster_project.binder.sheets import Filled

SAFE = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
WIDEST, NAME_LENGTH = 48, 31
# A workbook's number holds 15 digits.
EXACT = Decimal(10) ** 11


def write(path: Path, filled: Sequence[Filled], *, about: Mapping[str, str], made_at: datetime) -> None:
    """Write the workbook; its time is the binder's, so that the same binder is the same bytes."""
    with xlsxwriter.Workbook(path, {**SAFE, "default_date_format": "yyyy-mm-dd"}) as book:
        book.set_properties({"created": made_at})
        bold, money = book.add_format({"bold": True}), book.add_format({"num_format": "#,##0.00##"})
        first = book.add_worksheet("about")
        first.set_column(0, 0, 28)
        first.set_column(1, 1, 90)
        contents = [(one.sheet.file_name, f"{one.sheet.meaning} ({len(one.rows)} rows)") for one in filled]
        for number, (name, value) in enumerate([*about.items(), ("", ""), *contents]):
            first.write_string(number, 0, name, bold)
            first.write_string(number, 1, value)
        for one in filled:
            _sheet(book, one, bold, money)


def _sheet(book: xlsxwriter.Workbook, filled: Filled, bold: object, money: object) -> None:
    page = book.add_worksheet(filled.sheet.file_name.removesuffix(".csv")[:NAME_LENGTH])
    page.freeze_panes(1, 0)
    page.autofilter(0, 0, len(filled.rows), max(len(filled.header) - 1, 0))
    for column, name in enumerate(filled.header):
        page.write_string(0, column, name, bold)
        texts = [len(str(row[column])) for row in filled.rows[:200]]
        page.set_column(column, column, min(WIDEST, max([len(name), *texts]) + 2))
    for number, row in enumerate(filled.rows, start=1):
        for column, value in enumerate(row):
            _cell(page, number, column, value, money)


def _cell(page: Any, number: int, column: int, value: object, money: object) -> None:
    if value is None:
        return
    if isinstance(value, Decimal) and abs(value) < EXACT:
        page.write_number(number, column, value, money)
    elif isinstance(value, bool):
        page.write_boolean(number, column, value)
    elif isinstance(value, int):
        page.write_number(number, column, value)
    elif isinstance(value, datetime):
        page.write_string(number, column, value.isoformat())
    elif isinstance(value, date):
        page.write_datetime(number, column, value)
    else:
        page.write_string(number, column, str(value))
