"""A payment prediction finds a process that is known, and sees nothing of the future.

Holds ledgers of a known process, the fallbacks, and the four leak tests with four planted leaks.
Does not hold: cash by week (``test_forecast``).
Called by pytest.
"""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from dagster_project import prediction, track_record
from dagster_project.bands import bands
from dagster_project.forecast import forecast, item_weeks
from dagster_project.ledger_days import NEVER, Pieces, known
from dagster_project.prediction import Predictions
from tests.processes import FIRST_DAY, ledger, unpaid

AS_OF = FIRST_DAY + 400
WEEK_ENDS = range(AS_OF + 7, AS_OF + 92, 7)
Model = Callable[[Pieces], list[np.ndarray]]


def _predicted(pieces: Pieces, *, as_of: int = AS_OF) -> Predictions:
    model = prediction.fit(pieces, as_of=as_of)
    items = model.view.where(model.view.is_open)
    return prediction.predict(model, items, prediction.chances(model, items))


def test_the_chance_of_payment_is_that_of_the_process() -> None:
    pieces = ledger(daily_chance=0.1)
    found = _predicted(pieces)
    view = known(pieces, as_of=AS_OF)
    not_due = view.where(view.is_open & (view.closed == NEVER)).due > AS_OF
    assert found.method == "stack"
    # Paid on the due date with chance .1; the median comes 6 days after it (.9^7 < .5).
    assert abs(float(found.late[not_due].mean()) - 0.9) < 0.03
    delay = found.quantile_days[not_due, 1] - view.where(view.is_open).due[not_due]
    assert abs(float(delay.mean()) - 6) < 1.5
    assert float(found.never.max()) < 0.01


def test_what_is_overdue_is_late_for_certain_and_given_that_it_is_still_open() -> None:
    pieces = ledger(daily_chance=0.1)
    view = known(pieces, as_of=AS_OF)
    is_overdue = view.where(view.is_open).due < AS_OF
    found = _predicted(pieces)
    assert (found.late[is_overdue] == 1).all()
    # The process forgets: whatever the age, half of it is paid within 7 days.
    assert abs(float((found.quantile_days[is_overdue, 1] - AS_OF).mean()) - 7) < 2


def test_a_customer_with_its_own_ways_has_its_own_dates() -> None:
    pieces = ledger(customers=2, daily_chance=0.5)
    slow = pieces.customer == 1
    pieces = replace(pieces, closed=pieces.closed + np.where(slow, 40, 0))
    found = _predicted(pieces)
    view = known(pieces, as_of=AS_OF)
    items = view.where(view.is_open)
    fresh = items.due > AS_OF
    delay = found.quantile_days[:, 1] - items.due
    assert delay[fresh & (items.customer == 1)].mean() > 20 + delay[fresh & (items.customer == 0)].mean()


@pytest.mark.parametrize(
    ("days", "method"), [(35, "due_date"), (60, "pooled"), (120, "location_and_clock"), (400, "stack")]
)
def test_with_less_history_a_simpler_method_is_used(days: int, method: str) -> None:
    assert _predicted(ledger(), as_of=FIRST_DAY + days).method == method


def test_without_history_there_are_due_dates_and_no_probabilities() -> None:
    pieces = unpaid(ledger(days=90))
    found = _predicted(pieces, as_of=FIRST_DAY + 60)
    view = known(pieces, as_of=FIRST_DAY + 60)
    assert (found.quantile_days[:, 1] == np.maximum(view.due, FIRST_DAY + 61)).all()
    assert np.isnan(found.late).all()


def test_an_empty_ledger_predicts_nothing() -> None:
    nothing = ledger().where(np.zeros(2500, dtype=np.bool_))
    assert len(_predicted(nothing).late) == 0


def test_quantiles_are_in_order_and_ahead() -> None:
    days = _predicted(ledger(daily_chance=0.02)).quantile_days
    assert (days[:, 0] <= days[:, 1]).all()
    assert (days[:, 1] <= days[:, 2]).all()
    assert (days > AS_OF).all()


def _cut(pieces: Pieces) -> Pieces:
    kept = pieces.where(pieces.posted <= AS_OF)
    return replace(kept, closed=np.where(kept.closed > AS_OF, NEVER, kept.closed))


def _shuffled(pieces: Pieces) -> Pieces:
    later = np.flatnonzero((pieces.posted <= AS_OF) & (pieces.closed > AS_OF))
    closed = pieces.closed.copy()
    closed[later] = closed[np.random.default_rng(5).permutation(later)]
    return replace(pieces, closed=closed)


def _randomised(pieces: Pieces) -> Pieces:
    later, random = pieces.posted > AS_OF, np.random.default_rng(6)
    return replace(
        pieces,
        amount=np.where(later, random.random(len(later)) * 1e6, pieces.amount),
        customer=np.where(later, random.integers(20, size=len(later)), pieces.customer),
        due=np.where(later, pieces.due + random.integers(90, size=len(later)), pieces.due),
    )


def _troubled_later(pieces: Pieces) -> Pieces:
    """Let every document be disputed, promised and sold to a factor on the next day."""
    tomorrow = np.full_like(pieces.posted, AS_OF + 1)
    return replace(
        pieces,
        disputed=np.where(pieces.disputed > AS_OF, tomorrow, pieces.disputed),
        settled=np.where(pieces.settled > AS_OF, tomorrow + 3, pieces.settled),
        promised=np.where(pieces.promised > AS_OF, tomorrow, pieces.promised),
        promise_due=np.where(pieces.promised > AS_OF, tomorrow + 5, pieces.promise_due),
        assigned=tomorrow,
    )


def _all_paid_at_once(pieces: Pieces) -> Pieces:
    return replace(pieces, closed=np.where(pieces.closed > AS_OF, AS_OF + 1, pieces.closed))


CHANGES = [_cut, _shuffled, _randomised, _all_paid_at_once, _troubled_later]


def _ours(pieces: Pieces) -> list[np.ndarray]:
    record = track_record.record_of(pieces, as_of=AS_OF, week_ends=WEEK_ENDS)
    model = record.model
    items = model.view.where(model.view.is_open)
    paid_by = prediction.chances(model, items)
    found = prediction.predict(model, items, paid_by)
    weeks = bands(forecast(model, items, paid_by, week_ends=WEEK_ENDS), scales=record.scales)
    cash = [part for band in weeks.values() for part in (band.expected, band.p10, band.p90)]
    steps = np.array([[step.piece, step.before, step.now] for step in record.bridge])
    return [steps, found.quantile_days, found.late, found.never, *[part for part in cash if part is not None]]


def _whole_sample_mean(pieces: Pieces) -> list[np.ndarray]:
    return [np.array([float((pieces.closed - pieces.due)[pieces.closed < NEVER].mean())])]


def _survivors_only(pieces: Pieces) -> list[np.ndarray]:
    alive = pieces.where((pieces.posted <= AS_OF) & (pieces.closed > AS_OF + 10))
    return [alive.due]


def _cash_dated_the_next_day(pieces: Pieces) -> list[np.ndarray]:
    return [np.array([int(((pieces.posted <= AS_OF) & (pieces.closed == AS_OF + 1)).sum())])]


def _final_flag(pieces: Pieces) -> list[np.ndarray]:
    return [(pieces.closed - pieces.due > 20)[pieces.posted <= AS_OF]]


LEAKS = [_whole_sample_mean, _survivors_only, _cash_dated_the_next_day, _final_flag]


@pytest.fixture(scope="module")
def told() -> Pieces:
    """Return a ledger with disputes and promises, some of them still to come."""
    pieces, random = ledger(), np.random.default_rng(3)
    opened = np.where(random.random(2500) < 0.1, pieces.posted + 20, NEVER)
    promised = np.where(random.random(2500) < 0.1, pieces.due + 5, NEVER)
    return replace(
        pieces,
        disputed=opened,
        settled=np.where(opened < NEVER, opened + 15, NEVER),
        promised=promised,
        promise_due=np.where(promised < NEVER, promised + 10, NEVER),
    )


@pytest.fixture(scope="module")
def ours(told: Pieces) -> list[np.ndarray]:
    return _ours(told)


@pytest.mark.parametrize("change", CHANGES)
def test_nothing_dated_later_changes_a_bit(
    change: Callable[[Pieces], Pieces], ours: list[np.ndarray], told: Pieces
) -> None:
    assert _equal(ours, _ours(change(told)))


@pytest.mark.parametrize("leak", LEAKS)
def test_a_planted_leak_is_caught(leak: Model) -> None:
    pieces = ledger()
    assert not all(_equal(leak(pieces), leak(change(pieces))) for change in CHANGES)


def _equal(one: list[np.ndarray], other: list[np.ndarray]) -> bool:
    return all(np.array_equal(left, right, equal_nan=True) for left, right in zip(one, other, strict=True))


def test_a_customer_that_pays_on_fridays_is_expected_on_fridays() -> None:
    pieces = ledger(customers=2, daily_chance=0.2)
    friday = pieces.closed + (4 - (pieces.closed + 3)) % 7
    pieces = replace(pieces, closed=np.where(pieces.customer == 1, friday, pieces.closed))
    model = prediction.fit(pieces, as_of=AS_OF)
    items = model.view.where(model.view.is_open & (model.view.customer == 1))
    daily = np.diff(prediction.chances(model, items), axis=1, prepend=0.0).sum(axis=0)
    is_friday = (AS_OF + 1 + np.arange(daily.size) + 3) % 7 == 4
    assert float(daily[is_friday].sum() / daily.sum()) > 0.9


def test_an_instrument_is_cash_on_its_maturity_and_what_a_factor_bought_is_not() -> None:
    pieces = ledger()
    is_open = (pieces.posted <= AS_OF) & (pieces.closed > AS_OF)
    dated, sold = np.flatnonzero(is_open)[:2]
    matures, assigned = pieces.matures.copy(), pieces.assigned.copy()
    matures[dated], assigned[sold] = AS_OF + 24, AS_OF - 1
    model = prediction.fit(replace(pieces, matures=matures, assigned=assigned), as_of=AS_OF)
    items = model.view.where(model.view.is_open)
    weeks = item_weeks(model, items, prediction.chances(model, items), week_ends=WEEK_ENDS)
    place = np.flatnonzero(np.flatnonzero(pieces.posted <= AS_OF)[model.view.is_open] == dated)[0]
    assert weeks.chances[place].argmax() == 3
    assert weeks.chances[place, 3] > 0.999
    assert int(weeks.expected.sum(axis=1).min()) == 0


def test_an_open_dispute_puts_payment_off() -> None:
    pieces, random = ledger(daily_chance=0.2), np.random.default_rng(3)
    has = random.random(len(pieces.due)) < 0.3
    opened = np.where(has, pieces.due - 2, NEVER)
    closed = np.where(has, np.maximum(pieces.closed, pieces.due + 40), pieces.closed)
    settled = np.where(has, pieces.due + 36, NEVER)
    pieces = replace(pieces, disputed=opened, settled=settled, closed=closed)
    model = prediction.fit(pieces, as_of=AS_OF)
    items = model.view.where(model.view.is_open & (model.view.due < AS_OF))
    soon = prediction.chances(model, items)[:, 6]
    assert float(soon[items.is_disputed].mean()) < 0.5 * float(soon[~items.is_disputed].mean())
