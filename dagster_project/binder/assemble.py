"""A binder: a folder from which an auditor recomputes what we say, without us.

Holds the order of its making: sheets, sample, letters, the seal.
Does not hold: SQL, the formats of sheets, the check of a binder (``verify_binder``, which lies in it).
Called by the command line.
"""

import hashlib
import json
import shutil
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

from dagster_project import access, builds, checks, report, warehouse
from dagster_project.binder import event_log, findings, letters, sampling, verify_binder, workbook
from dagster_project.binder.sheets import SHEETS, Filled, Sheet, fill
from dagster_project.errors import CarteraError
from dagster_project.publish import Published
from dagster_project.published import current, open_build
from dagster_project.settings import Settings
from dagster_project.warehouse import Connection

README = Path(__file__).parent / "README.txt"
SAMPLE = Sheet("sample.csv", "", "monetary-unit sample: debits and credits apart, drawn again by the seed")
INFORMATION = Sheet("information.csv", "", "each sheet's statement, parameters, rows and totals")
SAMPLE_HEADER = (
    *("company_id", "population", "customer_id", "document_id", "instalment_number"),
    *("size_amount_base", "hits", "is_top_stratum", "interval_amount_base", "start_amount_base"),
    *("population_amount_base", "population_count", "seed"),
)


class NoSuchPeriodError(CarteraError):
    """The build does not hold this month whole."""

    def __init__(self, period: str, *, known: Iterable[date]) -> None:
        months = [f"{day:%Y-%m}" for day in known]
        there = f"{months[0]} to {months[-1]}" if months else "no whole month"
        super().__init__(f"the build has no whole month {period!r}; write yyyy-mm; it has {there}")


class BinderThereError(CarteraError):
    """A binder is never written over."""

    def __init__(self, folder: Path) -> None:
        super().__init__(f"{folder} is there already; a binder is never written over: choose --output")


@dataclass(frozen=True, slots=True)
class Binder:
    """A finished binder."""

    folder: Path
    root_hash: str
    period_end: date
    build_id: str
    file_count: int
    letter_count: int
    finding_count: int


@dataclass(frozen=True, slots=True)
class Order:
    """What a binder is asked for."""

    period: str
    output: Path | None
    sample: int
    seed: int
    actor: str
    made_at: datetime


def assemble(settings: Settings, order: Order) -> Binder:
    """Write the binder of a month from the build that serves, seal it, and note its root hash."""
    build = current(settings)
    with open_build(settings, build) as connection:
        end = _period_end(connection, order.period)
        folder = order.output or settings.binders / f"{order.period}-{build.build_id}"
        if folder.exists():
            raise BinderThereError(folder)
        draft = folder.with_name(f".{folder.name}.draft")
        shutil.rmtree(draft, ignore_errors=True)
        draft.mkdir(parents=True)
        letter_count, finding_count = _fill(settings, connection, draft, order, build, end)
    root = _seal(draft)
    draft.replace(folder)
    (settings.builds / f"{build.build_id}{builds.HELD_SUFFIX}").touch()
    access.append(
        settings, at=order.made_at, actor=order.actor, action="binder",
        subject=f"{order.period} {folder.name} root {root}", build_id=build.build_id,
    )  # fmt: skip
    count = len(verify_binder.listed(folder)) + len(verify_binder.UNSEALED)
    return Binder(folder, root, end, build.build_id, count, letter_count, finding_count)


def _period_end(connection: Connection, period: str) -> date:
    months = [day for (day,) in warehouse.run(connection, "binder/list_months").fetchall()]
    for day in months:
        if f"{day:%Y-%m}" == period:
            return date.fromisoformat(day.isoformat())
    raise NoSuchPeriodError(period, known=months)


def _fill(
    settings: Settings, connection: Connection, draft: Path, order: Order, build: Published, end: date
) -> tuple[int, int]:
    """Write every file but the seal; return how many letters there are, and how many findings."""
    parameters = {
        "period_start": end.replace(day=1),
        "period_end": end,
        "last_binder_at": _last_binder_at(settings),
    }
    filled = [fill(connection, sheet, parameters) for sheet in SHEETS]
    items = _records(next(one for one in filled if one.sheet.file_name == "open_items.csv"))
    sample = _sample(items, order)
    found = findings.find(connection)
    filled += [sample, found]
    filled.append(_information(filled, parameters))
    for one in filled:
        _write(draft / one.sheet.file_name, report.csv_text(one.header, one.rows))
        if one.sheet.statement:
            text = warehouse.statement(f"binder/{one.sheet.statement}")
            _write(draft / "queries" / f"{one.sheet.statement}.sql", text)
    manifest = _manifest(connection, order, build, end, parameters)
    _write(draft / verify_binder.MANIFEST, json.dumps(manifest, indent=2) + "\n")
    people = [one for one in filled if one.sheet.is_for_people]
    workbook.write(draft / "binder.xlsx", people, about=manifest, made_at=order.made_at)
    _write(draft / "events.ocel.json", _log(connection, end))
    shutil.copyfile(README, draft / README.name)
    shutil.copyfile(Path(str(verify_binder.__file__)), draft / verify_binder.SCRIPT)
    count = _letters(settings, connection, draft, sample, items, end, build.build_id)
    return count, len(found.rows)


def _manifest(
    connection: Connection, order: Order, build: Published, end: date, parameters: Mapping[str, object]
) -> dict[str, str]:
    answer = warehouse.run(connection, "binder/read_build")
    names = [column[0] for column in answer.description or []]
    of_build = dict(zip(names, answer.fetchall()[0], strict=True))
    facts = {
        "period": order.period, "period_end": end, **of_build, "made_at": order.made_at,
        "made_by": order.actor, "sample_count": order.sample, "sample_seed": order.seed,
        "restatements_since": parameters["last_binder_at"] or "ever",
    }  # fmt: skip
    return {name: report.text(value) for name, value in facts.items()} | {"build_id": build.build_id}


def _last_binder_at(settings: Settings) -> str | None:
    made = [line.at for line in access.read(settings) if line.action == "binder"]
    return made[-1].removesuffix("Z") if made else None


def _sample(items: list[dict[str, object]], order: Order) -> Filled:
    """Draw debits and credits of each company apart, in the order of the sheet."""
    rows: list[tuple[object, ...]] = []
    for company in sorted({str(item["company_id"]) for item in items}):
        for population, sign in (("debits", 1), ("credits", -1)):
            seed = f"{order.seed}:{company}:{population}"
            units = _units(items, company, sign)
            interval = sampling.interval_of(units, count=order.sample)
            start = sampling.start_of(interval, seed=seed)
            whole = sum((unit.size for unit in units), Decimal(0))
            rows += [
                (company, population, *hit.unit.key, hit.unit.size, hit.hits, hit.is_top_stratum,
                 interval, start, whole, len(units), seed)
                for hit in sampling.draw(units, interval=interval, start=start)
            ]  # fmt: skip
    return Filled(SAMPLE, SAMPLE_HEADER, tuple(rows))


def _units(items: list[dict[str, object]], company: str, sign: int) -> list[sampling.Unit]:
    sized = (
        (item, sign * amount)
        for item in items
        if item["company_id"] == company and isinstance(amount := item["open_amount_base"], Decimal)
    )
    return [
        sampling.Unit(
            tuple(str(item[name]) for name in ("customer_id", "document_id", "instalment_number")), size
        )
        for item, size in sized
        if size > 0
    ]


def _information(filled: Iterable[Filled], parameters: Mapping[str, object]) -> Filled:
    """Say of each sheet what it was asked with, and what it holds in rows and amounts."""
    header = ("file_name", "meaning", "statement", "statement_sha256", "parameters", "row_count", "totals")
    rows = []
    for one in filled:
        text = warehouse.statement(f"binder/{one.sheet.statement}") if one.sheet.statement else ""
        asked = {name: str(value) for name, value in parameters.items() if f"${name}" in text}
        digest = hashlib.sha256(text.encode()).hexdigest() if text else ""
        totals = "; ".join(f"{name}={value:f}" for name, value in one.totals().items())
        rows.append((
            one.sheet.file_name, one.sheet.meaning, one.sheet.statement, digest,
            "; ".join(f"{name}={value}" for name, value in asked.items()), len(one.rows), totals,
        ))  # fmt: skip
    return Filled(INFORMATION, header, tuple(rows))


def _log(connection: Connection, end: date) -> str:
    answer = warehouse.run(connection, "binder/list_event_log", {"period_end": end})
    names = [column[0] for column in answer.description or []]
    return event_log.ocel(dict(zip(names, row, strict=True)) for row in answer.fetchall())


def _letters(
    settings: Settings, connection: Connection, draft: Path, sample: Filled,
    items: list[dict[str, object]], end: date, build_id: str,
) -> int:  # fmt: skip
    """Write a letter to each customer of whom a debit was drawn."""
    drawn = {(str(row[0]), str(row[2])) for row in sample.rows if row[1] == "debits"}
    digits = {
        code: count for count, codes in checks.currencies_by_digits(settings.seeds).items() for code in codes
    }
    people = warehouse.run(connection, "binder/list_correspondents").fetchall()
    asked = [row for row in people if (row[0], row[2]) in drawn]
    for company_id, company_name, customer_id, customer_name, language in asked:
        lines = tuple(_line(item) for item in items
                      if (item["company_id"], item["customer_id"]) == (company_id, customer_id))  # fmt: skip
        letter = letters.Letter(
            company_name or company_id, customer_id, customer_name or customer_id, language, end,
            build_id, lines,
        )  # fmt: skip
        path = draft / "letters" / f"{_file_name(company_id)}-{_file_name(customer_id)}.pdf"
        path.parent.mkdir(exist_ok=True)
        letters.write(letter, path, digits=digits)
    return len(asked)


def _line(item: Mapping[str, object]) -> letters.Line:
    posted, due, amount = item["posting_date"], item["due_date"], item["open_amount"]
    assert isinstance(posted, date)
    assert isinstance(amount, Decimal)
    return letters.Line(
        str(item["document_number"] or item["document_id"]),
        str(item["document_type"]),
        posted,
        due if isinstance(due, date) else None,
        str(item["currency_code"]),
        amount,
    )


def _file_name(text: str) -> str:
    return "".join(sign if sign.isalnum() or sign in "-_." else "_" for sign in text)


def _records(filled: Filled) -> list[dict[str, object]]:
    return [dict(zip(filled.header, row, strict=True)) for row in filled.rows]


def _seal(draft: Path) -> str:
    """Write the checksums and the cover; return the root hash."""
    lines = [f"{verify_binder.file_hash(draft / name)}  {name}\n" for name in verify_binder.listed(draft)]
    _write(draft / verify_binder.CHECKSUMS, "".join(lines))
    root = verify_binder.file_hash(draft / verify_binder.CHECKSUMS)
    manifest = json.loads((draft / verify_binder.MANIFEST).read_text(encoding="utf-8"))
    script = verify_binder.file_hash(draft / verify_binder.SCRIPT)
    _write(draft / verify_binder.COVER, verify_binder.cover_text(manifest, root=root, script=script))
    return root


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="")
