"""What leaves the app as a file is what the page showed.

Holds the figures, the sheet that says what a file is, and the guard against formulas.
Does not hold: the pages (``test_app_aging``).
Called by pytest.
"""

import csv
import io
from datetime import date
from decimal import Decimal

import pytest
from python_calamine import CalamineWorkbook

from streamlit_app import exports
from streamlit_app.exports import Sheet

HOSTILE = [
    "=1+1",
    "+1",
    "-2+3",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "\n=1",
    "|calc",
    "%0A",
    "\uff1d1+1",
    "\uff20x",
    "=HYPERLINK(1)",
]


def sheet(*names: str) -> Sheet:
    rows = tuple((name, date(2026, 10, 31), 3, Decimal("-1234.50")) for name in names)
    return Sheet(
        title="Overdue",
        columns=("Customer", "Due", "Days", "Open, EUR"),
        rows=rows,
        total_name="Total",
        total=sum((row[3] for row in rows), Decimal(0)),
        about={"Company": "Suministros Iberia SL", "Build": "first", "Rows": str(len(rows))},
        about_name="About",
        decimals=2,
    )


@pytest.mark.parametrize("name", HOSTILE, ids=repr)
def test_text_cannot_become_a_formula(name: str) -> None:
    text = exports.to_csv(sheet(name), delimiter=";").decode("utf-8-sig")
    assert next(iter(list(csv.reader(io.StringIO(text, newline=""), delimiter=";"))[1:]))[0] == f"'{name}"
    book = CalamineWorkbook.from_filelike(io.BytesIO(exports.to_xlsx(sheet(name))))
    assert str(book.get_sheet_by_name("Overdue").to_python()[1][0]).strip() == name.strip()
    formulas = book.get_sheet_by_name("Overdue").to_python()
    assert len(formulas) == 3  # head, row, total: nothing computed beside them


def test_amounts_stay_numbers_and_the_footer_is_the_total() -> None:
    made = sheet("Áridos Duero", "Grúas Tajo")
    rows = list(csv.reader(io.StringIO(exports.to_csv(made, delimiter=",").decode("utf-8-sig"))))
    assert rows[1] == ["Áridos Duero", "2026-10-31", "3", "-1234.50"]
    assert rows[-1] == ["Total", "", "", "-2469.00"]
    book = CalamineWorkbook.from_filelike(io.BytesIO(exports.to_xlsx(made)))
    table = book.get_sheet_by_name("Overdue").to_python()
    assert table[1][1:] == [date(2026, 10, 31), 3.0, -1234.5]
    assert table[-1][-1] == -2469.0
    about = dict(book.get_sheet_by_name("About").to_python())
    assert about == {"Company": "Suministros Iberia SL", "Build": "first", "Rows": "2"}
