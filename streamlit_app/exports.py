"""What a page shows, as a file: CSV and XLSX, with the filters, the build and the total it was made of.

Holds the writing of both, and the guard against text that a spreadsheet would take for a formula.
Does not hold: queries, words, widgets; it gets rows, names and texts.
Called by ``panels.export``.
"""

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import xlsxwriter

LARGEST = 100_000  # rows; more are refused in words, never cut
# What a spreadsheet may read as a formula or a macro call, the wide forms of an East Asian keyboard included.
ACTIVE = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "%", "\uff1d", "\uff0b", "\uff0d", "\uff20")
Value = str | int | Decimal | date | None


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table to be exported: columns, rows, the total of the last amount, and what it was made of."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]
    total_name: str
    total: Decimal
    about: Mapping[str, str]
    about_name: str
    decimals: int


def is_too_large(sheet: Sheet) -> bool:
    return len(sheet.rows) > LARGEST


def to_csv(sheet: Sheet, *, delimiter: str) -> bytes:
    """Write text with a byte-order mark: ISO days, amounts with a point, text that is no formula."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=delimiter)
    writer.writerow([_harmless(name) for name in sheet.columns])
    writer.writerows([_plain(value) for value in row] for row in sheet.rows)
    writer.writerow(_footer(sheet))
    return text.getvalue().encode("utf-8-sig")


def to_xlsx(sheet: Sheet) -> bytes:
    """Write a formatted workbook: the table with its total, and a sheet that says what it is."""
    data = io.BytesIO()
    safe = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(data, {"in_memory": True, **safe}) as book:
        money = "#,##0" + ("." + "0" * sheet.decimals if sheet.decimals else "")
        styles = {
            "head": book.add_format({"bottom": 1, "font_color": "#5A6472"}),
            "money": book.add_format({"num_format": money}),
            "day": book.add_format({"num_format": "yyyy-mm-dd"}),
            "total": book.add_format({"num_format": money, "bold": True, "top": 1}),
            "bold": book.add_format({"bold": True, "top": 1}),
        }
        table = book.add_worksheet(sheet.title[:31])
        _table(table, sheet, styles)
        about = book.add_worksheet(sheet.about_name[:31])
        about.set_column(0, 0, 24)
        about.set_column(1, 1, 64)
        for number, (name, value) in enumerate(sheet.about.items()):
            about.write_string(number, 0, name)
            about.write_string(number, 1, value)
    return data.getvalue()


def _table(table: xlsxwriter.worksheet.Worksheet, sheet: Sheet, styles: Mapping[str, object]) -> None:
    for column, name in enumerate(sheet.columns):
        table.write_string(0, column, name, styles["head"])
        table.set_column(column, column, 18)
    for number, row in enumerate(sheet.rows, start=1):
        for column, value in enumerate(row):
            _cell(table, number, column, value, styles)
    last = len(sheet.rows)
    table.autofilter(0, 0, last, len(sheet.columns) - 1)
    table.freeze_panes(1, 0)
    table.write_string(last + 1, 0, sheet.total_name, styles["bold"])
    table.write_number(last + 1, len(sheet.columns) - 1, sheet.total, styles["total"])


def _cell(
    table: xlsxwriter.worksheet.Worksheet, row: int, column: int, value: Value, styles: Mapping[str, object]
) -> None:
    """Write a value as what it is; text is always text."""
    if isinstance(value, Decimal):
        table.write_number(row, column, value, styles["money"])
    elif isinstance(value, int):
        table.write_number(row, column, value)
    elif isinstance(value, date):
        table.write_datetime(row, column, value, styles["day"])
    elif value is not None:
        table.write_string(row, column, value)


def _footer(sheet: Sheet) -> list[str]:
    blanks = [""] * (len(sheet.columns) - 2)
    return [_harmless(sheet.total_name), *blanks, _plain(sheet.total)]


def _plain(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return f"{value:f}"
    return _harmless(value) if isinstance(value, str) else str(value)


def _harmless(text: str) -> str:
    """Put an apostrophe before text that a spreadsheet would run; amounts never get one."""
    return "'" + text if text.startswith(ACTIVE) else text
