"""What the command line shows, as text.

Holds tables for a person, and rows as CSV and JSON with every amount exact.
Does not hold: figures, files or printing.
Called by the command line.
"""

import csv
import io
import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

from dagster_project.landing import LandedFile
from dagster_project.published import Headline

LANDED_WORDS = {"landed": "landed", "sighted": "already landed", "refused": "refused", "ignored": "ignored"}


def table(header: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Return aligned columns: numbers to the right, text to the left."""
    values = [list(row) for row in rows]
    numeric = [_is_numeric([row[i] for row in values]) for i in range(len(header))]
    cells = [list(header), *[[text(value) for value in row] for row in values]]
    widths = [max(len(row[i]) for row in cells) for i in range(len(header))]
    lines = [
        "  ".join(
            cell.rjust(width) if right else cell.ljust(width)
            for cell, width, right in zip(row, widths, numeric, strict=True)
        ).rstrip()
        for row in cells
    ]
    return "\n".join(lines)


def csv_text(header: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Return RFC 4180 lines with a header; an unknown value is an empty field."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(header)
    writer.writerows([[text(value) for value in row] for row in rows])
    return stream.getvalue()


def json_rows(header: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Return a JSON array with one object per row."""
    return json_text([dict(zip(header, row, strict=True)) for row in rows])


def json_text(value: object) -> str:
    """Return JSON in which a decimal is a number with all its digits."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{json_text(str(key))}: {json_text(value[key])}" for key in value) + "}"
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(json_text(item) for item in value) + "]"
    if isinstance(value, Decimal):
        return f"{value:f}"
    if value is None or isinstance(value, (bool, int, float, str)):
        return json.dumps(value, ensure_ascii=False)
    return json.dumps(text(value), ensure_ascii=False)


def text(value: object) -> str:
    """Return one value as a person and a spreadsheet read it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    if isinstance(value, (dict, list, tuple)):
        return json_text(value)
    return str(value)


def money(amount: Decimal, *, digits: int) -> str:
    """Return an amount with thousands and the decimals that its currency has."""
    return f"{amount:,.{digits}f}"


def landed_text(files: Sequence[LandedFile]) -> str:
    """Return one line on all files of a landing."""
    outcomes = Counter(LANDED_WORDS[file.outcome] for file in files)
    counted = (
        ", ".join(f"{count} {outcome}" for outcome, count in sorted(outcomes.items())) or "nothing to land"
    )
    records = sum(file.record_count for file in files)
    return f"{counted}; {records} records, {sum(file.reject_count for file in files)} rejected"


def headline_text(headline: Headline, *, currencies: Path) -> str:
    """Return the first figures of a build, with the decimals that each currency has."""
    digits = _minor_unit_digits(currencies)
    rows = [
        (
            row.company_id,
            row.currency_code,
            *(
                money(amount, digits=digits[row.currency_code])
                for amount in (row.open_amount, row.overdue_amount, row.unapplied_amount)
            ),
        )
        for row in headline.receivables
    ]
    published = headline.published
    return "\n".join(
        [
            f"build {published.build_id}, as of {published.as_of_date}",
            "",
            table(["company", "currency", "receivables", "overdue", "unapplied"], rows),
            "",
            f"rejected records: {headline.reject_count} ({headline.build_reject_count} by this build)",
            *[f"warning: {warning}" for warning in headline.warnings],
        ]
    )


def _is_numeric(values: Sequence[object]) -> bool:
    known = [text(value).removeprefix("-")[:1] for value in values if value is not None]
    return bool(known) and all(value.isdigit() for value in known) and not any(map(_is_day, values))


def _is_day(value: object) -> bool:
    return isinstance(value, date)


def _minor_unit_digits(path: Path) -> dict[str, int]:
    with path.open(encoding="utf-8", newline="") as file:
        return {row["currency_code"]: int(row["minor_unit_digits"]) for row in csv.DictReader(file)}
