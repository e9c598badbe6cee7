"""Readers: the same table in every format, and the same raw on the fast and the slow path.

Holds the tests of workbooks, Parquet, and of the two ways to cut delimited text.
Does not hold: the checks of values and refusals of CSV (``test_landing``).
Called by pytest.
"""

import csv
import io
import zipfile
from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import xlsxwriter  # type: ignore[import-untyped]
from hypothesis import Phase, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from dagster_project import cutting, landing
from dagster_project.landing import LandedFile
from dagster_project.settings import Settings, load_settings

HEADER: list[object] = [
    "company_id",
    "document_id",
    "document_type",
    "customer_id",
    "posting_date",
    "currency_code",
    "amount",
]
Rows = list[list[object]]
NOW = datetime(2026, 1, 31, tzinfo=UTC)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return load_settings(tmp_path / "home")


def land(settings: Settings, path: Path) -> LandedFile:
    (result,) = landing.land([path], settings=settings, received_at=NOW)
    return result


def raw(settings: Settings, folder: str, columns: str = "*") -> list[tuple[object, ...]]:
    with duckdb.connect() as connection:
        found = connection.read_parquet(f"{settings.raw}/{folder}/*.parquet")
        return found.project(columns).order("ALL").fetchall()


def write_workbook(path: Path, sheets: dict[str, Rows]) -> Path:
    with xlsxwriter.Workbook(path, {"default_date_format": "yyyy-mm-dd"}) as workbook:
        for name, rows in sheets.items():
            sheet = workbook.add_worksheet(name)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
    return path


def test_each_sheet_of_a_workbook_is_an_entity(settings: Settings, tmp_path: Path) -> None:
    documents: Rows = [
        HEADER,
        ["C1", "F1", "invoice", "A", date(2026, 1, 5), "EUR", 10.1],
        ["C1", "F2", "invoice", "A", "2026-01-05", "CLP", 12345678],
        ["", "", "", "", "", "", ""],
        ["C1", "F3", "invoice", "A", date(2026, 1, 5), "EUR", 0.1 + 0.2 + 1e-16],
        ["C1", "F4", "invoice", "A", date(2026, 1, 5), "EUR", 1234567890123456789.0],
    ]
    customers: Rows = [["company_id", "customer_id", "name"], ["C1", "0007", "Ana"]]
    path = write_workbook(tmp_path / "extract.xlsx", {"documents": documents, "customers": customers})
    result = land(settings, path)
    assert (result.outcome, result.record_count, result.reject_count, result.ignored_count) == (
        "landed",
        6,
        2,
        1,
    )
    assert raw(settings, "documents", "document_id, posting_date, amount, record_number") == [
        ("F1", "2026-01-05", "10.1", 1),
        ("F2", "2026-01-05", "12345678", 2),
    ]
    assert raw(settings, "customers", "customer_id, name") == [("0007", "Ana")]
    assert {code for (code,) in raw(settings, "rejects", "reason_code")} == {"inexact_number"}


def test_parquet_values_land_as_exact_text(settings: Settings, tmp_path: Path) -> None:
    table = pa.table(
        {
            "company_id": ["C1", "C1"],
            "document_id": pa.array(["F1", "F2"]).dictionary_encode(),
            "document_type": ["invoice", "invoice"],
            "customer_id": pa.array([7, 8], pa.int64()),
            "posting_date": pa.array([date(2026, 1, 5)] * 2, pa.date32()),
            "currency_code": ["EUR", "EUR"],
            "amount": pa.array([Decimal("12345678901234.10"), Decimal("-1.00")], pa.decimal128(18, 2)),
            "recorded_at": pa.array([datetime(2026, 1, 5, 10, tzinfo=UTC)] * 2, pa.timestamp("ns", "UTC")),
        }
    )
    pq.write_table(table, tmp_path / "documents.parquet")
    result = land(settings, tmp_path / "documents.parquet")
    assert (result.record_count, result.reject_count) == (2, 1)
    assert raw(settings, "documents", "customer_id, posting_date, amount, recorded_at") == [
        ("7", "2026-01-05", "12345678901234.10", "2026-01-05T10:00:00+00:00")
    ]


def bomb(path: Path) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"0" * 10_000_000)


def torn(path: Path) -> None:
    """Write a Parquet file whose foot is sound and whose pages are not."""
    pq.write_table(pa.table({"company_id": [f"C{number}" for number in range(5000)]}), path)
    content = bytearray(path.read_bytes())
    content[100:2000] = bytes(1900)
    path.write_bytes(content)


@pytest.mark.parametrize(
    ("name", "write", "reason"),
    [
        ("bomb.xlsx", bomb, "unpacks to too much"),
        ("text.xlsx", lambda path: path.write_bytes(b"company_id\nC1\n"), "no workbook"),
        ("zip.xlsx", lambda path: zipfile.ZipFile(path, "w").close(), "no workbook"),
        ("cut.parquet", lambda path: path.write_bytes(b"PAR1\0\0"), "cannot be read as Parquet"),
        ("torn.parquet", torn, "the reader failed within its limits"),
        ("list.parquet", lambda path: pq.write_table(pa.table({"a": [[1]]}), path), "no plain value"),
        ("two.xlsx", lambda path: write_workbook(path, {"a": [HEADER], "b": [HEADER]}), "two sheets"),
        ("notes.xlsx", lambda path: write_workbook(path, {"a": [HEADER], "b": [["x", "y"]]}), "b: unknown"),
        ("empty.xlsx", lambda path: write_workbook(path, {"a": []}), "empty"),
    ],
)
def test_what_is_no_workbook_and_no_parquet_is_refused(
    settings: Settings, tmp_path: Path, name: str, write: Callable[[Path], object], reason: str
) -> None:
    write(tmp_path / name)
    result = land(settings, tmp_path / name)
    assert result.outcome == "refused"
    assert reason in result.reason


def landed_both_ways(folder: Path, content: bytes, monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """Land the same bytes with and without the fast path, and return what each left."""
    left: list[object] = []
    path = folder / "customers.csv"
    path.write_bytes(content)
    for name in ("fast", "slow"):
        settings = load_settings(folder / name)
        with monkeypatch.context() as patch:
            if name == "slow":
                patch.setattr(cutting, "_may_be_fast", lambda _: False)
            left.append(
                [
                    land(settings, path),
                    *(raw(settings, folder) for folder in ("customers", "rejects", "files")),
                ]
            )
    return left


CASES = {
    "plain": b"company_id,customer_id,name,x\nC1,A,Ana,1\nC1,B,Bea,\n",
    "quoted": b'company_id,customer_id,name\n"C1","A","Ana, ""the"" first"\n"C1","B",""\n',
    "no final line end": b"company_id,customer_id,name\nC1,A,Ana",
    "windows line ends": b"company_id,customer_id,name\r\nC1,A,Ana\r\n\r\nC1,B,Bea\r\n",
    "line end in a value": b'company_id,customer_id,name\nC1,A,"Ana\nMay"\nC1,B,"x\n\ny"\n\n',
    "mixed line ends": b"company_id,customer_id,name\r\nC1,A,Ana\nC1,B,Bea\r\nC1,,x\n",
    "old line ends": b"company_id,customer_id,name\rC1,A,Ana\rC1,B,Bea\r",
    "blank lines": b"company_id,customer_id,name\n\nC1,A,Ana\n\n\nC1,B,Bea\n\n",
    "commas only": b"company_id,customer_id,name\n,,\nC1,A,Ana\n",
    "blanks only": b"company_id,customer_id,name\n   \nC1,A,Ana\n",
    "trailing commas": b"company_id,customer_id,name\nC1,A,Ana,,\nC1,B,Bea,\n",
    "too few": b"company_id,customer_id,name\nC1,A\nC1,B,Bea\n",
    "too many": b"company_id,customer_id,name\nC1,A,Ana,x\nC1,B,Bea\n",
    "open quote": b'company_id,customer_id,name\nC1,A,"Ana\nC1,B,Bea\nC1,C,Cleo\n',
    "quote inside": b'company_id,customer_id,name\nC1,A,5" pipe\nC1,B,Bea\n',
    "blank before a quote": b'company_id,customer_id,name\nC1, "A",Ana\nC1,B,Bea\n',
    "text after a quote": b'company_id,customer_id,name\nC1,"A"x,Ana\nC1,B,Bea\n',
    "nul": b"company_id,customer_id,name\nC1,A\0,Ana\nC1,B,Bea\n",
    "byte order mark": "\ufeffcompany_id,customer_id,name\nC1,A,Ñandú\n".encode(),
    "missing": b"company_id,customer_id,name,recorded_at\nC1,,Ana,\nC1,B,Bea,now\nC1,C,Cleo,2026-01-01\n",
    "header only": b"company_id,customer_id,name\n",
    "hash sign": b"company_id,customer_id,name\n#C1,A,Ana\n",
    "backslash": b'company_id,customer_id,name\nC1,A,"\\"\nC1,B,\\N\n',
    "unknown columns": b'company_id,customer_id,name,"it\'s ""x""",z\nC1,A,Ana,"say ""y""",\nC1,B,Bea,,\n',
    "line end in the header": b'company_id,customer_id,name,"a\rb"\nC1,A,Ana,"x\ny"\nC1,B,Bea,\n',
    "line end in an attribute": b'company_id,customer_id,name,x\nC1,A,Ana,"\\n\n\\\\n"\nC1,B,Bea,\n',
    "long line": b"company_id,customer_id,name\nC1,A," + b"x" * 5_000_000 + b"\nC1,B,Bea\n",
}


@pytest.mark.parametrize("content", CASES.values(), ids=CASES.keys())
def test_the_fast_and_the_slow_path_give_the_same(
    tmp_path: Path, content: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    fast, slow = landed_both_ways(tmp_path, content, monkeypatch)
    assert fast == slow


FIELDS = st.text(st.sampled_from('a1", \n\r\0ñ;\\\t'), max_size=6)
ROWS = st.lists(st.lists(FIELDS, min_size=3, max_size=3), max_size=4)
BREAKS = st.sampled_from([b"", b'"', b",", b"\n", b"\0", b" "])


@hypothesis_settings(max_examples=25, deadline=None, phases=[Phase.explicit, Phase.generate])
@given(
    st.lists(st.lists(FIELDS, min_size=3, max_size=3), max_size=4), st.sampled_from(["\n", "\r\n"]), st.data()
)
def test_any_written_file_comes_back_and_any_broken_one_is_cut_the_same_on_both_paths(
    tmp_path_factory: pytest.TempPathFactory, rows: list[list[str]], end: str, data: st.DataObject
) -> None:
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator=end)
    writer.writerows([["company_id", "customer_id", "name"], *rows])
    content = stream.getvalue().encode()
    place = data.draw(st.integers(28, len(content)))
    broken = (
        content[:place] + data.draw(st.sampled_from([b"", b'"', b",", b"\n", b"\0", b" "])) + content[place:]
    )
    with pytest.MonkeyPatch.context() as monkeypatch:
        fast, slow = landed_both_ways(tmp_path_factory.mktemp("case"), broken, monkeypatch)
    assert fast == slow
