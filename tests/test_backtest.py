"""The forecast is better than simpler ones where it must be, and its bands hold what they say.

Holds the backtest of companies whose payment process is known: one quickly, twenty in the long checks.
Does not hold: single forecasts (``test_forecast``), leaks (``test_prediction``).
Called by pytest.
"""

import json
from statistics import mean

import numpy as np
import pytest
from typer.testing import CliRunner

from dagster_project import backtest, backtest_report, cli
from dagster_project.ledger_days import NEVER
from dagster_project.scores import Score
from dagster_project.synthetic import process
from tests import backtest_page
from tests.processes import FIRST_DAY, ledger

SIMPLER = ("due_date", "customer_median", "kaplan_meier", "pooled")


def _open_book(found: list[Score]) -> dict[str, Score]:
    return {row.model: row for row in found if row.book == "open"}


def test_on_a_known_process_the_forecast_beats_simpler_ones_and_no_one_beats_the_oracle() -> None:
    found = _open_book(backtest_report.of_world(seed=1, origins=6, step=35))
    ours = found["cartera"].wape
    assert all(ours < 0.9 * found[name].wape for name in SIMPLER)
    assert all(found["oracle"].wape < row.wape for name, row in found.items() if name != "oracle")


def test_actuals_are_what_was_paid_in_each_week_from_the_open_book_and_in_all() -> None:
    pieces, day = ledger(days=500), FIRST_DAY + 300
    found = backtest.actuals_of(pieces, day=day)
    first = (pieces.closed > day) & (pieces.closed <= day + 7)
    assert found["receipts"][0] == 100.0 * first.sum()
    assert found["open"][0] == 100.0 * (first & (pieces.posted <= day)).sum()
    assert found["cumulative"][-1] == found["receipts"].sum()
    assert len(backtest.actuals_of(pieces, day=day, until=day + 20)["receipts"]) == 2


def test_the_known_process_has_a_silent_month_a_default_and_a_change_of_regime() -> None:
    world = process.draw(3)
    day = world.posted - process.FIRST_DAY
    first, last = process.SILENT_DAYS
    assert not ((day >= first) & (day < last)).any()
    large = world.customer == 0
    assert world.amount[large].sum() == max(
        world.amount[world.customer == one].sum() for one in (0, *np.unique(world.customer)[-5:])
    )
    assert not (
        large & (world.closed >= process.FIRST_DAY + process.DEFAULT_DAY) & (world.closed < NEVER)
    ).any()
    changed = (world.segment == 1) & (world.closed < NEVER)
    late = world.closed - world.due
    before, after = changed & (day < process.REGIME_DAY), changed & (day >= process.REGIME_DAY)
    assert late[after].mean() > late[before].mean() + process.REGIME_LAG / 2


def test_the_command_prints_one_table_and_refuses_a_home_without_a_build(tmp_path: object) -> None:
    runner = CliRunner()
    drawn = runner.invoke(cli.app, ["backtest", "--synthetic", "1", "--origins", "1", "--json"])
    rows = json.loads(drawn.stdout)
    assert {"open", "total"} == {row["book"] for row in rows}
    assert "oracle" in {row["model"] for row in rows}
    refused = runner.invoke(cli.app, ["backtest", "--home", str(tmp_path)])
    assert isinstance(refused.exception, backtest_report.NothingToTestError)


@pytest.mark.deep
def test_over_twenty_companies_bands_cover_eight_in_ten_and_simpler_forecasts_are_beaten() -> None:
    companies = [
        backtest_report.of_world(seed=seed, origins=backtest_page.ORIGINS, step=backtest_page.STEP)
        for seed in backtest_page.SEEDS
    ]
    backtest_page.write(companies)
    for book in ("open", "total"):
        ours = [row for found in companies for row in found if (row.book, row.model) == (book, "cartera")]
        covered = [row.coverage for row in ours if row.coverage is not None]
        assert 0.75 <= mean(covered) <= 0.85
        assert min(covered) >= 0.65
    for name in SIMPLER:
        assert all(_open_book(found)["cartera"].wape < _open_book(found)[name].wape for found in companies)
