"""Tax documents: each file is read to what lies beside it, or refused with its reason.

Holds the walk over our own cases and the real files, the cuts, the changed bytes, and a landing.
Does not hold: the cases; they lie in ``tests/data/<format>`` with what is expected beside each.
Called by pytest.
"""

import io
import json
import random
import re
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import pytest

from dagster_project import landing
from dagster_project.readers import guard, tax_ids
from dagster_project.readers.record import Refusal
from dagster_project.settings import Settings, load_settings
from tests.tree import ROOT

NOW = datetime(2026, 6, 30, tzinfo=UTC)
DATA = ROOT / "tests" / "data"
PAGE = ROOT / "docs" / "formats" / "tax_documents.md"
CASES = sorted(
    path for name in guard.TAX_FORMATS for path in (DATA / name).iterdir() if path.suffix != ".json"
)
SAMPLES = [path for path in CASES if path.name.startswith("good_")]
FOLDERS = {"document": "documents", "payment": "payments", "register": "register"}
REAL = next(
    (parent / "shared/data/einvoice" for parent in ROOT.parents if (parent / "shared/data").is_dir()), None
)
NUMBERS_OF_NOTHING = {"register": {"0", "-", "2"}}
"""What a register writes where it has nothing; kept, and left out of the expected results."""
REGISTER_KEPT = {"Monto Exento", "Monto Neto", "Monto IVA", "Monto total"}
REGISTER_KEPT |= {"Tipo Docto. Referencia", "Folio Docto. Referencia"}
MONEY = ("amount", "tax_amount", "previous_balance_amount", "remaining_balance_amount")
STAMPED = ("company_id", "tax_document_id", "document_type", "customer_tax_id", "issue_date", "amount")
GUARDED = {
    "dte": STAMPED,
    "rcv": ("Monto Neto", "Monto IVA", "Monto total"),
    "sat_metadata": (),
    **dict.fromkeys(("cfdi", "ubl", "cii", "facturae"), MONEY),
}
"""Fields that a total or a stamp guards, as the page of the formats says; of notices, none."""
TAX_IDS = [
    *((tax_ids.is_rut, good, True) for good in ("76354771-K", "12345678-5", "96790240-3", "1-9")),
    *((tax_ids.is_rut, bad, False) for bad in ("76354771-1", "12345678", "123456789-0", "K-1")),
    *((tax_ids.is_nif, good, True) for good in ("54362315K", "X2482300W", "A58818501", "B64717838")),
    *((tax_ids.is_nif, bad, False) for bad in ("54362315L", "A58818502", "X2482300", "ESB64717838")),
    *((tax_ids.is_rfc, good, True) for good in ("GODE561231GR8", "MAB9307148T4", "XAXX010101000")),
    *((tax_ids.is_rfc, bad, False) for bad in ("GODE561331GR8", "GODE561231", "1ODE561231GR8")),
]
Result = dict[str, object]


def read(data: bytes, name: str) -> Result:
    """Return what a file says in the form of the expected results."""
    rows = guard.parsed(io.BytesIO(data), name=name)
    if isinstance(rows, Refusal):
        return {"refused": rows.reason_code}
    found: dict[str, list[object]] = {} if name == "rcv" else {"documents": []}
    for row in rows:
        if row.kind == "ignored":
            found.setdefault("ignored", []).append(row.text)
            continue
        _, header = guard.tables_of(name)[row.kind]
        values = dict(zip(header, row.values, strict=True))
        kept = {key: value for key, value in values.items() if _says(row.kind, key, value)}
        found.setdefault(FOLDERS[row.kind], []).append({"record_number": row.number, **kept})
    return dict(found)


def _says(kind: str, key: str, value: str) -> bool:
    if key == "format" or not value:
        return False
    return key in REGISTER_KEPT or value not in NUMBERS_OF_NOTHING.get(kind, ()) or key == "Nro"


@pytest.mark.parametrize("path", CASES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_a_tax_document_is_read_to_the_result_beside_it(path: Path) -> None:
    name = path.parent.name
    expected = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    assert guard.identify(path) == name
    assert read(path.read_bytes(), name) == expected
    assert ("refused" in expected) == path.name.startswith("bad_")


@pytest.mark.parametrize("name", guard.TAX_FORMATS)
def test_each_format_has_twenty_good_and_bad_cases(name: str) -> None:
    assert len([path for path in CASES if path.parent.name == name]) >= 20


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_a_cut_document_says_the_same_or_is_refused(path: Path) -> None:
    """At every place of the last hundred bytes, and at a hundred places before.

    A list of lines has no end of its own: what is cut off it at a line's end is missing, and no more.
    """
    data, name = path.read_bytes(), path.parent.name
    whole = read(data, name)
    places = {*range(max(len(data) - 100, 1), len(data)), *range(1, len(data), len(data) // 100 + 1)}
    got = [read(data[:place], name) for place in sorted(places)]
    wrong = [
        result for result in got if result != whole and not ("refused" in result or _begins(result, whole))
    ]
    assert wrong == []
    assert name in ("rcv", "sat_metadata") or all("refused" in result or result == whole for result in got)


def _begins(part: Result, whole: Result) -> bool:
    """Tell whether a result is the beginning of another, its last record apart."""
    lists = [(part.get(key, []), each) for key, each in whole.items()]
    return all(isinstance(a, list) and isinstance(b, list) and a[:-1] == b[: len(a[:-1])] for a, b in lists)


def _changed(data: bytes, draw: random.Random) -> bytes:
    """Return a file with one to three bytes of it changed, dropped or doubled."""
    found = bytearray(data)
    for _ in range(draw.randint(1, 3)):
        place = draw.randrange(len(found))
        kind = draw.randrange(4)
        if kind == 0:
            found[place] = draw.randrange(256)
        elif kind == 1:
            found[place] = draw.choice(b"0123456789.-<>/;~ ")
        elif kind == 2:
            del found[place]
        else:
            found.insert(place, found[place])
    return bytes(found)


def _guarded(result: Result, name: str) -> list[list[object]]:
    records = [each for key, kept in sorted(result.items()) if key != "ignored" for each in _list(kept)]
    return [
        [record.get(field) for field in GUARDED[name]]
        for record in records
        if record.get("evidence") != "notice"
    ]


def _list(kept: object) -> list[dict[str, object]]:
    assert isinstance(kept, list)
    return kept


def _silently_wrong(name: str, times: int) -> list[bytes]:
    draw = random.Random(20260630)
    samples = [path.read_bytes() for path in SAMPLES if path.parent.name == name]
    wrong = []
    for turn in range(times):
        data = samples[turn % len(samples)]
        changed = _changed(data, draw)
        got = read(changed, name)
        if "refused" not in got and _guarded(got, name) != _guarded(read(data, name), name):
            wrong.append(changed)
    return wrong


@pytest.mark.parametrize("name", guard.TAX_FORMATS)
def test_what_a_format_guards_comes_out_the_same_or_is_refused(name: str) -> None:
    assert _silently_wrong(name, 300) == []


@pytest.mark.deep
@pytest.mark.parametrize("name", guard.TAX_FORMATS)
def test_what_a_format_guards_holds_over_ten_thousand_changes(name: str) -> None:
    assert _silently_wrong(name, 10_000) == []


@pytest.mark.parametrize(("is_valid", "text", "expected"), TAX_IDS)
def test_a_tax_id_is_told_by_its_check_character(
    is_valid: Callable[[str], bool], text: str, expected: bool
) -> None:
    assert is_valid(text) is expected


@pytest.mark.parametrize(
    ("written", "normal"),
    [
        ("76.354.771-k", "76354771-K"),
        (" 076354771-K", "76354771-K"),
        ("ES-B64717838", "B64717838"),
        ("b 64.717.838", "B64717838"),
        ("gode561231gr8", "GODE561231GR8"),
        ("FR 40 303 265 045", "FR40303265045"),
    ],
)
def test_a_tax_id_has_one_spelling(written: str, normal: str) -> None:
    assert tax_ids.normal(written) == normal


def _real_files() -> list[Path]:
    if REAL is None:
        return []
    return sorted(path for path in REAL.rglob("*.*") if path.suffix.lower() in (".xml", ".csv"))


@pytest.mark.skipif(REAL is None, reason="the real files are not beside the checkout")
@pytest.mark.parametrize("path", _real_files(), ids=lambda path: path.name)
def test_a_real_document_is_read_or_refused_as_the_table_of_the_formats_says(path: Path) -> None:
    assert REAL is not None
    name = guard.identify(path)
    found = read(path.read_bytes(), name)
    page = PAGE.read_text(encoding="utf-8")
    row = re.search(rf"^\| {re.escape(path.relative_to(REAL).as_posix())} \| (.*?) \|", page, re.MULTILINE)
    assert row, "docs/formats/tax_documents.md does not say what becomes of it"
    assert row[1] == _outcome(found)


def _outcome(found: Result) -> str:
    if "refused" in found:
        return f"`{found['refused']}`"
    records = _list(found.get("documents") or found["register"])
    amounts = (f"{each.get('amount') or each.get('Monto total')}" for each in records)
    return f"read: {', '.join(amounts)}"


def test_a_shipment_lands_under_its_issuer(tmp_path: Path) -> None:
    settings = load_settings(tmp_path / "home")
    (result,) = landing.land(
        [DATA / "dte" / "good_shipment_of_three.xml"], settings=settings, received_at=NOW
    )
    assert (result.outcome, result.record_count, result.ignored_count) == ("landed", 3, 1)
    assert _raw(settings, "tax_documents", "record_number, company_id, tax_document_id, amount") == [
        (1, "76354771-K", "76354771-K/33/506", "1190"),
        (2, "76354771-K", "76354771-K/33/507", "1190"),
    ]


def test_a_voucher_of_payments_lands_as_what_it_pays(tmp_path: Path) -> None:
    settings = load_settings(tmp_path / "home")
    (result,) = landing.land(
        [DATA / "cfdi" / "good_one_transfer_for_two_documents.xml"], settings=settings, received_at=NOW
    )
    assert (result.outcome, result.reader, result.record_count) == ("landed", "canonical", 3)
    assert _raw(settings, "tax_payments", "instalment_number, amount, remaining_balance_amount") == [
        ("1", "400", "760"),
        ("2", "180", "0"),
    ]


def test_a_register_lands_under_its_own_names(tmp_path: Path) -> None:
    settings = load_settings(tmp_path / "home")
    (result,) = landing.land([DATA / "rcv" / "good_acknowledged.csv"], settings=settings, received_at=NOW)
    assert (result.outcome, result.reader) == ("landed", "sii_rcv")
    assert _raw(settings, "tax_documents", "document_type, document_number, issue_date, amount") == [
        ("33", "506", "2026-06-04", "1190")
    ]


def test_an_amount_with_more_decimals_than_its_currency_refuses_the_file(tmp_path: Path) -> None:
    settings = load_settings(tmp_path / "home")
    path = tmp_path / "invoice.xml"
    data = (DATA / "ubl" / "good_invoice.xml").read_text(encoding="utf-8")
    path.write_text(data.replace("EUR", "CLP").replace("121.00", "121.50").replace("21.00", "21.50"))
    (result,) = landing.land([path], settings=settings, received_at=NOW)
    assert result.outcome == "refused"


def _raw(settings: Settings, folder: str, columns: str) -> list[tuple[object, ...]]:
    with duckdb.connect() as connection:
        found = connection.read_parquet(f"{settings.raw}/{folder}/*.parquet")
        return found.project(columns).order("ALL").fetchall()
