"""The values that drawn records are made of: days, amounts, due dates, states and times of recording.

Holds strategies of single values, written the ways that systems write them.
Does not hold: records or companies; worlds does.
Called by worlds.
"""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from hypothesis import strategies as st

from tests.reperformance.records import minor_digits
from tests.world_files import Row

FIRST_DAY = date(2024, 1, 1)


@st.composite
def money(draw: st.DrawFn, currency: str) -> Decimal:
    """Draw an amount of few kinds, so that sums meet."""
    whole = draw(st.sampled_from((1, 3, 10, 50, 100, 100, 333, 1000)))
    units = draw(st.sampled_from((0, 0, 0, 1, 5, 99))) if minor_digits(currency) else 0
    return whole + Decimal(units).scaleb(-minor_digits(currency))


@st.composite
def money_texts(draw: st.DrawFn, amount: Decimal) -> str:
    """Write an amount, now and then with a zero more than its currency has decimals."""
    return f"{amount:f}" + ("0" if amount != amount.to_integral() and draw(st.integers(0, 9)) == 0 else "")


@st.composite
def due_dates(draw: st.DrawFn, posting: int) -> Row:
    """Draw issue and due date; either may be missing, and a due date may lie before the posting."""
    due = {"issue_date": day_text(posting + draw(st.integers(-5, 0)))} if draw(st.booleans()) else {}
    if draw(st.integers(0, 7)):
        due["due_date"] = day_text(posting + draw(st.sampled_from((-10, 0, 1, 30, 30, 45, 60, 90))))
    return due


@st.composite
def statuses(draw: st.DrawFn, posting: int) -> Row:
    """Draw the status: nearly always posted, said or unsaid."""
    choice = draw(st.integers(0, 24))
    if choice == 0:
        return {"status": "draft"}
    if choice == 1:
        return {"status": "void"}
    if choice == 2:
        return {"status": "void", "voided_date": day_text(posting + draw(st.integers(-2, 60)))}
    return {"status": "posted"} if choice % 2 else {}


@st.composite
def recording_times(draw: st.DrawFn) -> str:
    """Draw when the record was recorded, in some zone; mostly nothing."""
    if draw(st.integers(0, 2)):
        return ""
    moment = datetime(2024, 1, 10, tzinfo=UTC) + timedelta(
        days=draw(st.integers(0, 400)), hours=draw(st.integers(0, 23))
    )
    return moment.replace(tzinfo=None).isoformat() + draw(st.sampled_from(("", "Z", "+02:00", "-04:00")))


def day_text(offset: int) -> str:
    """Write the day so many days after the first."""
    return (FIRST_DAY + timedelta(days=offset)).isoformat()
