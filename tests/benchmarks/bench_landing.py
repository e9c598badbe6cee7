"""Landing beside a bare copy of the same file.

Holds one run: a file of documents, copied by a bare all-text ``read_csv`` to Parquet, then landed, in CPU.
Does not hold: a threshold of wall time; the machine is shared.
Called by ``cartera bench`` and by hand: ``python -m tests.benchmarks.bench_landing [ROWS]``.
"""

import resource
import shutil
import sys
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import duckdb

from dagster_project import landing
from dagster_project.settings import load_settings

ROUNDS = 5
MINIMUM_RATIO = 0.70
DOCUMENTS = """
copy (
    select
        'C' || (i % 2) as company_id,
        'INV-' || i as document_id,
        case when i % 3 = 2 then 'receipt' else 'invoice' end as document_type,
        'F' || i as document_number,
        'CU' || (i * 7 % 5000) as customer_id,
        date '2021-01-01' + (i % 1800)::int as posting_date,
        date '2021-01-01' + (i % 1800)::int as issue_date,
        date '2021-02-01' + (i % 1800)::int as due_date,
        case when i % 3 = 0 then 'CLP' else 'EUR' end as currency_code,
        case
            when i % 3 = 0 then (1000 + hash(i) % 9000000)::varchar
            else ((1000 + hash(i) % 9000000) / 100)::decimal(18, 2)::varchar
        end as amount,
        '1200' as control_account,
        'posted' as status,
        timestamp '2021-01-01 10:00:00' + to_days((i % 1800)::int) as recorded_at,
        'PO-' || (i % 100000) as purchase_order
    from range($rows) as documents(i)
) to '{path}' (header)
"""
BARE = "copy (select * from read_csv('{path}', all_varchar = true)) to '{target}' (format parquet)"


def cpu_seconds(work: Callable[[], object]) -> float:
    """Return the CPU that `work` takes in this process, all threads."""
    before = resource.getrusage(resource.RUSAGE_SELF)
    work()
    after = resource.getrusage(resource.RUSAGE_SELF)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def measure(rows: int, folder: Path) -> tuple[float, float]:
    """Return the least CPU of a bare copy and of a landing, taken in turns."""
    path = folder / "documents.csv"
    with duckdb.connect() as connection:
        connection.execute(DOCUMENTS.format(path=path), {"rows": rows})
    bare, landed = [], []
    for number in range(ROUNDS):
        bare.append(cpu_seconds(lambda: _copy(path, folder / "bare.parquet")))
        landed.append(cpu_seconds(lambda number=number: _land(path, folder / f"home{number}")))  # type: ignore[misc]
        shutil.rmtree(folder / f"home{number}")
    return min(bare), min(landed)


def _copy(path: Path, target: Path) -> None:
    with duckdb.connect() as connection:
        connection.execute(BARE.format(path=path, target=target))


def _land(path: Path, home: Path) -> None:
    settings = load_settings(home)
    inbox = settings.inbox / "erp" / path.name
    inbox.parent.mkdir(parents=True)
    inbox.hardlink_to(path)
    (result,) = landing.land(settings=settings, received_at=datetime(2026, 1, 1, tzinfo=UTC))
    if (result.outcome, result.reject_count) != ("landed", 0):
        raise SystemExit(f"the benchmark's file was not landed whole: {result}")


def main(rows: int) -> int:
    """Print one line and say whether the ratio holds."""
    with tempfile.TemporaryDirectory() as folder:
        bare, landed = measure(rows, Path(folder))
    ratio = bare / landed
    print(f"landing {rows} documents: bare {bare:.2f} s CPU, landed {landed:.2f} s, ratio {ratio:.2f}")
    return 0 if ratio >= MINIMUM_RATIO else 1


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000))
