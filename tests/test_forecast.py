"""Thirteen weeks of receipts add up, cover what comes, and are the same for the same seed.

Holds ledgers of a known process, forecast at several days and compared with what was paid.
Does not hold: single predictions and leaks (``test_prediction``), opening cash and payments (models).
Called by pytest.
"""

from collections.abc import Sequence

import numpy as np

from dagster_project import prediction
from dagster_project.bands import Miss, bands, scales_of
from dagster_project.forecast import LINES, Receipts, consolidated, forecast
from dagster_project.ledger_days import Pieces
from dagster_project.prediction import NO_DAYS
from tests.processes import FIRST_DAY, ledger, unpaid

AS_OF = FIRST_DAY + 400


def _week_ends(as_of: int) -> range:
    return range(as_of + 7, as_of + 92, 7)


def _forecast(
    pieces: Pieces, *, as_of: int = AS_OF, week_ends: Sequence[int] = (), holidays: np.ndarray = NO_DAYS
) -> Receipts:
    model = prediction.fit(pieces, as_of=as_of, holidays=holidays)
    items = model.view.where(model.view.is_open)
    paid_by = prediction.chances(model, items)
    return forecast(model, items, paid_by, week_ends=week_ends or _week_ends(as_of), holidays=holidays)


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
    for seed in range(5):
        pieces = ledger(days=700, seed=seed)
        for as_of in (AS_OF + 100,):
            band = bands(_forecast(pieces, as_of=as_of))["receipts"]
            actual = _actual(pieces, as_of=as_of)
            assert band.p10 is not None
            assert band.p90 is not None
            hits.append((band.p10 <= actual) & (actual <= band.p90))
    assert 0.7 < float(np.mean(hits)) <= 0.95


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


def test_a_short_first_week_bills_its_business_days_only() -> None:
    pieces = ledger(terms=0, daily_chance=0.999)
    ends = [AS_OF + 2, *range(AS_OF + 9, AS_OF + 92, 7)]
    found = _forecast(pieces, week_ends=ends).expected["new_billing"]
    # Day 20,400 is a Saturday: of the two days after it one is a business day, a fifth of a week.
    assert abs(found[0] / 700 - 1) < 0.05
    assert abs(found[1] / 3500 - 1) < 0.1


def test_nothing_is_billed_on_a_holiday() -> None:
    pieces = ledger(terms=0, daily_chance=0.999)
    plain = _forecast(pieces).expected["new_billing"]
    closed = np.arange(AS_OF + 1, AS_OF + 8)
    assert _forecast(pieces, holidays=closed).expected["new_billing"][0] < 0.2 * plain[0]


def test_bands_widen_by_past_misses_and_never_shrink_far() -> None:
    far = [Miss("receipts", lead, 3.0) for lead in (1, 2) for _ in range(10)]
    calm = [Miss("receipts", lead, -0.1) for lead in (1, 2) for _ in range(10)]
    scales = scales_of(far + calm, days_between=28)
    # 20 misses of 3 half-widths and two as expected: (20 × 3 + 2) / 22.
    assert scales.of("receipts", 1, weeks=3).tolist() == [62 / 22, 62 / 22, 1.0]
    assert scales.of("receipts", 0, weeks=1).tolist() == [0.85]
    assert scales_of(far[:3], days_between=28).of("receipts", 1, weeks=1).tolist() == [1.0]


def test_companies_are_summed_at_their_rates_and_a_company_without_bands_leaves_none() -> None:
    company = _forecast(ledger())
    both = bands(consolidated([(1.0, company), (2.0, company)]))
    assert np.allclose(both["receipts"].expected, 3 * bands(company)["receipts"].expected)
    young = _forecast(unpaid(ledger()))
    assert bands(consolidated([(1.0, company), (1.0, young)]))["receipts"].p10 is None
