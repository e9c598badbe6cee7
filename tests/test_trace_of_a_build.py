"""Every figure of a really built company traces to the lines of the files that it came from.

Holds the way back from the published marts of the small company to its CSV files, by call and by command.
Does not hold: the company (``small_company``), nor traces of a file made by hand (``test_trace``).
Called by pytest.
"""

import json
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pytest

from dagster_project import inputs, publish, trace, trace_sums, warehouse
from dagster_project.publish import TraceBrokenError
from dagster_project.published import open_current
from dagster_project.settings import Settings
from dagster_project.traced import Sum
from tests.small_company import BUILT_AT, EXTRACTS, RECEIVABLES

CARTERA = Path(sys.executable).parent / "cartera"
PLACE = "file_hash, record_number, document_id, document_number"
BREAKS = [
    "update marts.fct_aging_daily set open_amount = open_amount + 1 where aging_bucket_code = '1-30'",
    "update marts.fct_open_items set gross_amount = 2 * gross_amount where document_id = 'F3'",
    "delete from trace.movements where document_id = 'F4'",
    "delete from trace.records where record_number = 1",
]


def test_all_rows_of_all_figures_are_the_sum_of_landed_records(small_home: Settings) -> None:
    with open_current(small_home) as connection:
        assert {"fct_ledger_events", "fct_open_items", "fct_aging_daily"} <= trace_sums.traceable(
            connection
        ).keys()
        assert trace_sums.list_broken_sums(connection, sample=1_000_000) == []


def test_a_thousand_figures_of_the_demo_end_at_original_lines_that_name_their_documents(
    demo_home: Settings,
) -> None:
    figures, places = 0, set()
    with open_current(demo_home) as connection:
        for mart, columns in trace_sums.traceable(connection).items():
            assert trace_sums.list_broken_sums_of(connection, mart, sample=30) == []
            figures += len(columns) * len(connection.table("chosen").fetchall())
            of_parts = connection.table("parts").project(PLACE).distinct().fetchall()
            places |= {((file, record), tuple(filter(None, names))) for file, record, *names in of_parts}
    assert figures > 1000
    lines = trace.original_lines(demo_home, {place for place, _ in places})
    assert len(lines) > 10_000
    assert [
        (place, names) for place, names in places if names and not any(name in lines[place] for name in names)
    ] == []


def test_each_part_names_the_line_of_the_file_that_was_sent(small_home: Settings) -> None:
    found = trace.trace(small_home, "fct_open_items.open_amount", {"company_id": "N1"})
    assert isinstance(found, Sum)
    assert found.value == found.parts_sum == RECEIVABLES[0].open_amount
    for part in found.parts:
        sent = (EXTRACTS / "erp" / str(part.file_name)).read_text(encoding="utf-8").splitlines()
        line = trace.original_line(small_home, part.file_hash, part.record_number)
        assert line == sent[part.record_number]
        assert f",{part.document_id}," in line


def test_the_command_prints_the_figure_with_its_parts(small_home: Settings) -> None:
    keys = ["balance_date=2026-05-25", "company_id=S1", "currency_code=USD"]
    done = _cartera(small_home, "trace", "fct_aging_daily.open_amount", *keys, "--limit", "1", "--json")
    found = json.loads(done.stdout, parse_float=Decimal)
    assert (done.returncode, found["value"], found["parts_sum"], found["part_count"]) == (0, 1500, 1500, 2)
    assert found["parts"][0].items() >= {"document_id": "G3", "instalment_number": 1, "amount": 2000}.items()


def test_the_command_shows_a_person_the_original_line(small_home: Settings) -> None:
    done = _cartera(small_home, "trace", "fct_open_items.open_amount", "document_id=F3")
    assert "│ N1,F3,invoice,1003,K2,2026-03-05,2026-04-04,CLP,250000,2026-03-05T12:00:00Z," in done.stdout


@pytest.mark.parametrize("words", [["fct_nothing.amount"], ["fct_open_items.open_amount", "company_id"]])
def test_a_wrong_trace_is_one_line_and_status_2(small_home: Settings, words: list[str]) -> None:
    done = _cartera(small_home, "trace", *words)
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)


@pytest.mark.parametrize("change", BREAKS)
def test_a_build_whose_trace_does_not_sum_is_not_published(small_copy: Settings, change: str) -> None:
    before = small_copy.pointer.read_text(encoding="utf-8")
    with warehouse.connect(small_copy.warehouse) as connection:
        connection.execute(change)
    resolved = inputs.resolve(small_copy, as_of=None, known_at=None, started_at=BUILT_AT)
    with pytest.raises(TraceBrokenError) as refusal:
        publish.publish(small_copy, inputs=resolved, checks=[])
    assert refusal.value.exit_status == 3
    assert small_copy.pointer.read_text(encoding="utf-8") == before
    assert len(list(small_copy.builds.iterdir())) == 1


def _cartera(settings: Settings, *words: str) -> subprocess.CompletedProcess[str]:
    command = [str(CARTERA), *words, "--home", str(settings.home)]
    return subprocess.run(command, capture_output=True, text=True, check=False)
