"""The words of the contract, as a person types them.

Holds the verbs, their options, their exit status and their one line of refusal.
Does not hold: landing's own cases, nor publishing's.
Called by pytest.
"""

import csv
import io
import json
import subprocess
import sys
from datetime import datetime
from decimal import Decimal
from pathlib import Path

import pytest

from dagster_project import builds, inputs, published, report
from dagster_project.settings import Settings
from tests.publish_home import publish_home
from tests.small_company import EXTRACTS

CARTERA = Path(sys.executable).parent / "cartera"
OPEN_BY_CURRENCY = (
    "select currency_code, sum(open_amount) as open_amount from marts.fct_open_items group by 1 order by 1"
)

OTHER_BUILDS = (
    "20260401T1",
    "20260402T1",
    "20260403T1",
    "20260501T1",
    "20260601T0",
    "20260702T1",
    "20260703T1",
)


def cartera(*words: object, home: Path | None = None) -> subprocess.CompletedProcess[str]:
    """Run `cartera` and return what it printed; a traceback is never an answer."""
    where = ["--home", str(home)] if home else []
    finished = subprocess.run(
        [CARTERA, *map(str, words), *where], capture_output=True, text=True, check=False
    )
    assert "Traceback" not in finished.stderr, finished.stderr
    return finished


def refusal(finished: subprocess.CompletedProcess[str]) -> str:
    """Return the one line of a refusal with status 2."""
    assert finished.returncode == 2, finished
    assert finished.stdout == ""
    [line] = finished.stderr.splitlines()
    return line


def test_landing_tells_a_row_per_file_and_a_line_on_all(tmp_path: Path) -> None:
    finished = cartera("land", EXTRACTS / "erp", home=tmp_path)
    assert finished.returncode == 0
    header, *rows, last = finished.stdout.splitlines()
    assert header.split() == [
        "source",
        "file_name",
        "reader",
        "record_count",
        "reject_count",
        "outcome",
        "reason",
    ]
    assert rows[3].split() == ["erp", "documents.csv", "canonical", "20", "0", "landed"]
    assert last == "5 landed; 36 records, 0 rejected"

    again = cartera("land", EXTRACTS / "erp", "--json", home=tmp_path)
    assert again.returncode == 0
    assert {file["outcome"] for file in json.loads(again.stdout)} == {"sighted"}


def test_landing_with_rejects_exits_1_and_with_nothing_usable_2(tmp_path: Path) -> None:
    extract = tmp_path / "companies.csv"
    extract.write_text("company_id,name,base_currency_code\nN1,Norte,CLP\nN2,Sur,PESOS\n")
    assert cartera("land", extract, home=tmp_path / "home").returncode == 1
    extract.write_text("one,two\n1,2\n")
    refused = cartera("land", extract, home=tmp_path / "home")
    assert refused.returncode == 2
    assert "refused" in refused.stdout
    assert cartera("land", tmp_path / "nowhere.csv", home=tmp_path / "home").returncode == 2


def test_an_empty_inbox_is_no_failure(tmp_path: Path) -> None:
    finished = cartera("land", home=tmp_path)
    assert (finished.returncode, finished.stdout) == (0, "nothing to land; 0 records, 0 rejected\n")
    assert cartera("land", "--json", home=tmp_path).stdout == "[]\n"


def test_building_before_landing_is_refused(tmp_path: Path) -> None:
    assert "run `cartera land` first" in refusal(cartera("build", home=tmp_path))


@pytest.mark.parametrize(
    ("option", "value"), [("--as-of", "31/10/2026"), ("--as-of", "2026-02-30"), ("--known-at", "yesterday")]
)
def test_a_day_or_time_that_is_none_is_refused(tmp_path: Path, option: str, value: str) -> None:
    assert "is not an ISO 8601 time" in refusal(cartera("build", option, value, home=tmp_path))


def test_a_time_with_a_zone_is_brought_to_utc() -> None:
    assert inputs.parse_time("2026-10-31T18:00:00-03:00") == datetime(2026, 10, 31, 21)  # noqa: DTZ001
    assert inputs.parse_time("2026-10-31T18:00:00Z") == inputs.parse_time("2026-10-31 18:00:00")


def test_a_query_answers_a_person_a_spreadsheet_and_a_machine(small_home: Settings) -> None:
    for_person = cartera("query", OPEN_BY_CURRENCY, home=small_home.home)
    assert for_person.stdout.splitlines()[1].split() == ["CLP", "810000.0000"]

    for_spreadsheet = cartera("query", OPEN_BY_CURRENCY, "--csv", home=small_home.home)
    rows = list(csv.DictReader(io.StringIO(for_spreadsheet.stdout)))
    assert [Decimal(row["open_amount"]) for row in rows] == [Decimal(810000), Decimal(473), Decimal(1500)]

    for_machine = cartera("query", OPEN_BY_CURRENCY, "--json", home=small_home.home)
    parsed = json.loads(for_machine.stdout, parse_float=Decimal)
    assert parsed[1] == {"currency_code": "EUR", "open_amount": Decimal("473.0000")}


@pytest.mark.parametrize(
    "statement",
    [
        "selec 1",
        "select nothing from marts.fct_open_items",
        "drop table marts.fct_open_items",
        "create temp table x as select 1",
        "copy marts.fct_open_items to 'x.csv'",
        "select 1; select 2",
        "select * from '/etc/passwd'",
        "select * from read_text('/etc/passwd')",
        "attach 'x.duckdb'",
        "set enable_external_access = true",
        "",
    ],
)
def test_a_query_only_reads_and_only_the_published_file(small_home: Settings, statement: str) -> None:
    before = small_home.pointer.read_bytes()
    assert refusal(cartera("query", statement, home=small_home.home)).startswith("cartera: ")
    assert small_home.pointer.read_bytes() == before


def test_a_query_before_the_first_build_is_refused(tmp_path: Path) -> None:
    assert "run `cartera build` first" in refusal(cartera("query", "select 1", home=tmp_path))


def test_unknown_words_are_refused() -> None:
    assert cartera("fly").returncode == 2
    assert cartera("build", "--fast").returncode == 2


def test_builds_are_listed_compared_chosen_and_pruned(small_copy: Settings) -> None:
    first = published.current(small_copy).build_id
    second = publish_home(small_copy).build_id
    listed = json.loads(cartera("builds", "list", "--json", home=small_copy.home).stdout)
    assert [(build["build_id"], build["is_current"]) for build in listed] == [(first, False), (second, True)]

    compared = cartera("builds", "diff", first, second, "--json", home=small_copy.home)
    assert {(mart["only_in_first"], mart["only_in_second"]) for mart in json.loads(compared.stdout)} == {
        (0, 0)
    }

    assert cartera("builds", "use", first, home=small_copy.home).returncode == 0
    assert published.current(small_copy).build_id == first
    assert "there is no build" in refusal(cartera("builds", "use", "../current", home=small_copy.home))

    # The first serves, and the second is the last of its month.
    assert cartera("builds", "prune", "--keep", 0, home=small_copy.home).stdout == "nothing to delete\n"


def test_pruning_spares_the_newest_the_current_the_held_and_each_months_last(small_copy: Settings) -> None:
    current = published.current(small_copy).build_id
    template = small_copy.builds / f"{current}.duckdb"
    for build_id in OTHER_BUILDS:
        (small_copy.builds / f"{build_id}.duckdb").write_bytes(template.read_bytes())
    (small_copy.builds / "20260401T1.held").touch()
    assert builds.prune(small_copy, keep=1) == ["20260402T1", "20260601T0", "20260702T1"]
    left = sorted(path.stem for path in small_copy.builds.glob("*.duckdb"))
    assert left == sorted(["20260401T1", "20260403T1", "20260501T1", current, "20260703T1"])


def test_json_keeps_every_digit_of_an_amount() -> None:
    amount = Decimal("12345678901234567890.1230")
    assert report.json_text({"amount": amount, "flags": ["a", None, True]}) == (
        '{"amount": 12345678901234567890.1230, "flags": ["a", null, true]}'
    )
