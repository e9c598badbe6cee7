"""The sentences of a page: what its figures say, computed from them.

Holds the lead, the titles of charts and tables, and the text that stands for a chart when it cannot be seen.
Does not hold: words (``locales``), arithmetic on balances (``sql/app``), widgets.
Called by the views.
"""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from streamlit_app import formats
from streamlit_app.formats import NumberStyle, Unit
from streamlit_app.frame import Page
from streamlit_app.i18n import Words
from streamlit_app.rows import AgingLine, AgingPoint

AGING_POINT = Decimal("0.005")  # a rise of the share past 60 days that a reader would call aging


def bucket_name(page: Page, figure: str) -> str:
    """Name a figure: a bucket by its days, a sum by its word."""
    key = f"figure.{figure}"
    return page.t(key) if key in page.t.texts else formats.bucket(figure)


def lead(page: Page, lines: Mapping[str, AgingLine], *, unit: Unit) -> str:
    """Say how much of the book is overdue, how that moved since the last month end, and where."""
    overdue, debits = lines["overdue"], lines["debits"]
    if overdue.share_rate is None:
        return page.t("aging.lead.empty", day=page.day(page.as_of_date))
    sentences = [
        page.t(
            "aging.lead.rate",
            rate=formats.percent(overdue.share_rate, page.style),
            debits=formats.scaled(debits.open_amount, page.style, unit=unit),
        ),
        _movement(page, overdue),
    ]
    fastest = next((line.figure for line in lines.values() if line.is_fastest), None)
    growth = page.t("aging.lead.fastest", bucket=bucket_name(page, fastest)) if fastest else ""
    return "".join(sentences) + (" " + growth if growth else "")


def history(t: Words, points: Sequence[AgingPoint], *, measure: str, style: NumberStyle, unit: Unit) -> str:
    """Say from what to what the overdue part went over the period, and whether it ages."""
    first, last = points[0], points[-1]
    if measure == "share":
        before = formats.percent(first.overdue_rate, style, decimals=0)
        after = formats.percent(last.overdue_rate, style, decimals=0)
    else:
        before = formats.scaled(first.overdue_amount, style, unit=unit)
        after = formats.scaled(last.overdue_amount, style, unit=unit)
    if not before or before == after:
        return t("aging.history.steady", after=after)
    ages = (last.over_60_rate or Decimal(0)) - (first.over_60_rate or Decimal(0)) >= AGING_POINT
    since = formats.day(first.balance_date, t.months())
    return t("aging.history.ages" if ages else "aging.history.moves", before=before, after=after, since=since)


def _movement(page: Page, overdue: AgingLine) -> str:
    change = overdue.change_share_rate
    if change is None:
        return "."
    points = formats.points(abs(change), page.style)
    month = page.t.month_names()[overdue.previous_date.month - 1]
    if points == formats.points(Decimal(0), page.style):
        return page.t("aging.lead.same", month=month)
    return page.t("aging.lead.more" if change > 0 else "aging.lead.less", points=points, month=month)
