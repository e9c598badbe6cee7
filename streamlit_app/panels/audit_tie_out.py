"""The tie-out of a period end, and the month's roll-forward beside it.

Holds the lead, the table from general ledger to subledger, and the bars of the month.
Does not hold: SQL, arithmetic, words, the shape of the bars (``trend_charts``).
Called by ``views.audit``.
"""

from collections.abc import Sequence

import streamlit as st

from streamlit_app import formats, tables, trust
from streamlit_app.frame import Page
from streamlit_app.i18n import literal
from streamlit_app.rows import RollForwardLine, TieOutLine
from streamlit_app.trend_charts import Step, bridge

TOTALS = frozenset({"gl", "subledger", "unexplained"})
CHANGES = {"opening": "ink", "closing": "ink"}


def lead(page: Page, lines: Sequence[TieOutLine]) -> str:
    """Say whether ledger and subledger tie, after how many named items, and what the checks say."""
    t, warned = page.t, [check for check in page.checks if check.status != "pass"]
    passed = t("audit.lead.checks", passed=page.count(len(page.checks) - len(warned)))
    if warned:
        names = ", ".join(literal(check.check_name.replace("_", " ")) for check in warned[:3])
        passed = f"{passed} {page.counted('audit.lead.warned', len(warned), names=names)}"
    if not lines:
        return f"{t('audit.lead.none')} {passed}"
    rest = next(line.amount for line in lines if line.line == "unexplained")
    named = _named(lines)
    if rest:
        return f"{t('audit.lead.rest', rest=page.base_money(rest))} {passed}"
    ties = page.counted("audit.lead.ties", len(named)) if named else t("audit.lead.same")
    return f"{ties} {passed}"


def show(page: Page, lines: Sequence[TieOutLine]) -> None:
    """Draw the table: ledger, what explains, subledger, what is left."""
    t = page.t
    if not lines:
        st.markdown(f"## {t('audit.tie_out')}\n:small[:gray[{t('audit.tie_out.none')}]]", anchors=False)
        return
    amounts = {line.line: line.amount for line in lines}
    named, rest = _named(lines), page.base_money(amounts["unexplained"])
    title = (
        page.counted("audit.tie_out.title", len(named), rest=rest)
        if named
        else t("audit.tie_out.same", rest=rest)
    )
    basis = t("audit.tie_out.basis", day=page.day(lines[0].period_end_date))
    st.markdown(f"## {title}\n:small[:gray[{basis}]]", anchors=False)
    columns = [
        tables.Column(t("audit.column.line"), 3.4),
        tables.Column(t("audit.column.amount"), 2.2, is_number=True),
        tables.Column(t("audit.column.accounts"), 1.1, is_number=True),
        tables.Column(t("audit.column.evidence"), 4.2),
    ]
    tables.draw(
        "audit_tie_out", columns, [_row(page, line) for line in lines if line.amount or line.line in TOTALS]
    )


def show_roll_forward(page: Page, lines: Sequence[RollForwardLine]) -> None:
    """Draw the month from its opening to its closing."""
    t = page.t
    if not lines:
        return
    unit = formats.unit_of(lines[-1].amount, currency_code=page.company.base_currency_code)
    month = formats.month(lines[0].month_end_date, page.t.months(), year=True)
    title = t("audit.rolled", month=month)
    basis = t(
        "audit.rolled.basis", unit=t("unit.short." + unit.name, currency=page.company.base_currency_code)
    )
    st.markdown(f"## {title}\n:small[:gray[{basis}]]", anchors=False)
    steps = [
        Step(
            name=t(f"audit.rolled.{line.line}"),
            start=float(line.end_amount if line.line == "opening" else line.start_amount),
            end=float(line.end_amount),
            text=formats.scaled(line.amount, page.style, unit=unit, signed=line.line not in CHANGES),
            meaning="neutral",
        )
        for line in lines
    ]
    st.vega_lite_chart(spec=bridge(steps), theme=None, key=page.key("audit_rolled"), alt=title)


def _named(lines: Sequence[TieOutLine]) -> list[TieOutLine]:
    return [line for line in lines if line.line not in TOTALS and line.amount]


def _row(page: Page, line: TieOutLine) -> tables.Row:
    t, is_total = page.t, line.line in TOTALS
    evidence = literal(line.evidence) if line.evidence else ""
    if line.line == "unexplained":
        evidence = f"{trust.tie(line.amount, 0)} {t('audit.ties' if not line.amount else 'audit.differs')}"
    elif not evidence:
        evidence = t(f"audit.evidence.{line.line}")
    amount = page.base_money(line.amount) if line.amount or is_total else formats.EN_DASH
    accounts = page.count(line.account_count) if line.account_count else ""
    name = t(f"audit.line.{line.line}")
    return tables.Row(
        key=line.line,
        cells=(name if is_total else f":gray[{name}]", amount, accounts, evidence),
        is_total=is_total,
    )
