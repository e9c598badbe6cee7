"""Thirteen weeks of receipts add up, cover what comes, and are the same for the same seed.

Holds ledgers of a known process, forecast at several days and compared with what was paid.
Does not hold: single predictions and leaks (``test_prediction``), opening cash and payments (models).
Called by pytest.
"""

import numpy as np

from dagster_project import prediction
from dagster_project.forecast import LINES, Receipts, bands, consolidated, forecast
from dagster_project.ledger_days import Pieces
from tests.processes import FIRST_DAY, ledger, unpaid

AS_OF = FIRST_DAY + 400


def _week_ends(as_of: int) -> range:
    return range(as_of + 7, as_of + 92, 7)


def _forecast(pieces: Pieces, *, as_of: int = AS_OF) -> Receipts:
    curves = prediction.fit(pieces, as_of=as_of)
    return forecast(curves, pieces, as_of=as_of, week_ends=_week_ends(as_of))


def _actual(pieces: Pieces, *, as_of: int) -> np.ndarray:
    week = (pieces.closed - as_of - 1) // 7
    chosen = (week >= 0) & (week < 13) & pieces.is_paid
    return np.bincount(week[chosen], weights=pieces.amount[chosen], minlength=13)


def test_a_steady_company_is_forecast_to_a_few_percent() -> None:
    pieces = ledger(days=700)
    total = bands(_forecast(pieces))["receipts"].expected
    actual = _actual(pieces, as_of=AS_OF)
    assert abs(total.sum() / actual.sum() - 1) < 0.03
    assert float(np.abs(total - actual).sum() / actual.sum()) < 0.15


def test_weekly_bands_cover_about_eight_in_ten() -> None:
    hits = []
    for seed in range(8):
        pieces = ledger(days=700, seed=seed)
        for as_of in (AS_OF, AS_OF + 100):
            band = bands(_forecast(pieces, as_of=as_of))["receipts"]
            actual = _actual(pieces, as_of=as_of)
            assert band.p10 is not None
            assert band.p90 is not None
            hits.append((band.p10 <= actual) & (actual <= band.p90))
    assert 0.7 < float(np.mean(hits)) <= 0.99


def test_lines_sum_to_the_receipts_and_quantiles_are_in_order() -> None:
    found = bands(_forecast(ledger()))
    assert np.allclose(sum(found[name].expected for name in LINES), found["receipts"].expected)
    assert np.allclose(np.cumsum(found["receipts"].expected), found["cumulative"].expected)
    for band in found.values():
        assert band.p10 is not None
        assert band.p50 is not None
        assert band.p90 is not None
        assert (band.p10 <= band.p50).all()
        assert (band.p50 <= band.p90).all()
        assert (band.p10 <= band.expected).all()
        assert (band.expected <= band.p90).all()


def test_the_same_seed_gives_the_same_bands() -> None:
    one, other = bands(_forecast(ledger())), bands(_forecast(ledger()))
    assert all(np.array_equal(one[name].p90, other[name].p90) for name in one)  # type: ignore[arg-type]


def test_without_history_cash_comes_on_due_dates_and_has_no_band() -> None:
    pieces = unpaid(ledger(days=60))
    as_of = FIRST_DAY + 40
    found = bands(_forecast(pieces, as_of=as_of))
    assert found["receipts"].p10 is None
    # 11 days fell due by the report's day and are expected next day; 7 more fall due in the first week.
    assert found["overdue"].expected[0] == 10 * 500
    assert found["not_due"].expected[0] == 8 * 500


def test_an_empty_company_is_forecast_as_nothing() -> None:
    nothing = ledger().where(np.zeros(2500, dtype=np.bool_))
    assert bands(_forecast(nothing))["receipts"].expected.tolist() == [0.0] * 13


def test_a_short_first_week_bills_its_part_only() -> None:
    pieces = ledger(terms=0, daily_chance=0.999)
    curves = prediction.fit(pieces, as_of=AS_OF)
    ends = [AS_OF + 2, *range(AS_OF + 9, AS_OF + 92, 7)]
    found = forecast(curves, pieces, as_of=AS_OF, week_ends=ends).expected["new_billing"]
    assert abs(found[0] / found[1] - 2 / 7) < 0.05


def test_companies_are_summed_at_their_rates_and_a_company_without_bands_leaves_none() -> None:
    company = _forecast(ledger())
    both = bands(consolidated([(1.0, company), (2.0, company)]))
    assert np.allclose(both["receipts"].expected, 3 * bands(company)["receipts"].expected)
    young = _forecast(unpaid(ledger()))
    assert bands(consolidated([(1.0, company), (1.0, young)]))["receipts"].p10 is None
