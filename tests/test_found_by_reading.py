"""What reading the code of other systems found, as cases that ours must hold.

Holds one test per find, named after the code that it was found in, with figures computed by hand.
Does not hold: what users reported; test_regressions does. Nor a clock: test_house forbids one in models.
Called by pytest.
"""

import csv
import json
from datetime import date
from decimal import Decimal

import pytest

from dagster_project.settings import PROJECT_ROOT
from tests.regressions import HALF_YEAR, YEAR_END, Built

pytestmark = pytest.mark.xdist_group("regressions")


def test_oca_aged_partner_every_count_of_days_falls_in_one_bucket() -> None:
    with (PROJECT_ROOT / "seeds" / "aging_buckets.csv").open(encoding="utf-8") as lines:
        buckets = list(csv.DictReader(lines))
    for sign in ("1", "-1"):
        ends = [(int(b["from_days"]), int(b["until_days"])) for b in buckets if b["item_sign"] == sign]
        for days in range(-1000, 20_000):
            assert sum(first <= days < until for first, until in ends) == 1, days


def test_oca_aged_partner_days_are_signed_and_a_third_decimal_is_not_zero(built: Built) -> None:
    assert built.buckets("OCA") == {
        "current": Decimal(12),  # due today, and due in 59 days, which are not 59 days late
        "61-90": Decimal("0.005"),
        "121+": Decimal(3),
    }


def test_dbt_quickbooks_two_estimates_make_one_invoice_paid_once(built: Built) -> None:
    invoice = built.item("QBO", "I1")
    assert (invoice["gross_amount"], invoice["open_amount"]) == (100, 60)
    assert json.loads(invoice["attributes"]) == {"estimate_number": "E-2"}


def test_dbt_quickbooks_credit_memos_are_shown_and_never_overdue(built: Built) -> None:
    memo = built.item("QBO", "N1")
    assert (memo["open_amount"], memo["aging_bucket_code"], memo["days_past_due"]) == (-25, "unapplied", None)
    (day,) = (d for d in built.rows("fct_receivables_daily", "QBO") if d["balance_date"] == YEAR_END)
    assert (day["overdue_amount_base"], day["unapplied_amount_base"]) == (60, -25)


def test_dbt_quickbooks_a_past_day_is_aged_as_of_itself(built: Built) -> None:
    assert built.buckets("QBO", date(2024, 10, 31)) == {"current": Decimal(100)}
    assert built.buckets("QBO", date(2024, 11, 1)) == {"1-30": Decimal(100)}


def test_dbt_quickbooks_days_overdue_are_the_days_since_the_due_date(built: Built) -> None:
    assert built.item("QBO", "I1")["days_past_due"] == (YEAR_END - date(2024, 10, 31)).days == 61


def test_dbt_quickbooks_a_payment_moves_at_the_rate_of_its_invoice(built: Built) -> None:
    # R22: USD 1,200 of EUR 1,000, and a receipt of USD 300 of EUR 260 by its own record
    taken = [
        event["amount_base"]
        for event in built.rows("fct_ledger_events", "R22")
        if event["document_id"] == "I1" and event["event_type"] == "allocation"
    ]
    assert taken == [-250]


def test_dbt_zuora_unpaid_counts_credit_adjustments_and_refunds(built: Built) -> None:
    assert built.balances("ZUO", date(2024, 11, 9)) == {"I1": Decimal(70)}
    assert built.balances("ZUO", date(2024, 12, 11)) == {}
    assert built.open_items("ZUO") == {"I1": Decimal(70)}


def test_erpnext_a_report_of_another_day_ages_to_that_day(built: Built) -> None:
    # age_as_on there is the lesser of today and the report's day: one ages by either, never by the other
    assert built.item("R05", "I1", as_of=HALF_YEAR)["age_days"] + 184 == built.item("R05", "I1")["age_days"]


def test_gitlab_rates_without_a_denominator_are_null_with_a_reason(built: Built) -> None:
    months = {row["month_end_date"]: row for row in built.rows("fct_collection_kpis_monthly", "GLB")}
    december = months[YEAR_END]
    assert (december["cei_rate"], december["cei_rate_null_reason"]) == (None, "no_collectable")
    assert december["bad_debt_rate_null_reason"] == "no_sales"
    assert december["overdue_rate"] == 0
