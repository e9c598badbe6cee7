"""What users of other systems reported, as cases that ours must hold.

Holds one test per case of the field's issue threads, named after it, with figures computed by hand.
Does not hold: the extracts (``tests/data/regressions``), nor the drawn companies of the re-performance.
Called by pytest.
"""

import json
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from tests.benchmarks import bench_ledger
from tests.regressions import HALF_YEAR, YEAR_END, Built

pytestmark = pytest.mark.xdist_group("regressions")


def amounts(**named: str) -> dict[str, Decimal]:
    return {name: Decimal(text) for name, text in named.items()}


def test_r01_buckets_items_events_and_control_account_agree(built: Built) -> None:
    control_account = Decimal("934.50")
    assert sum(built.buckets("R01").values()) == control_account
    assert sum(built.open_items("R01").values()) == control_account
    assert sum(built.balances("R01", YEAR_END).values()) == control_account
    assert built.buckets("R01") == {
        "current": Decimal("350.25"),
        "91-120": Decimal(750),
        "unapplied": Decimal("-165.75"),
    }


def test_r02_not_yet_due_has_a_bucket(built: Built) -> None:
    assert built.buckets("R02") == {"current": Decimal(500)}


def test_r03_missing_due_date_falls_back_and_is_flagged(built: Built) -> None:
    due = {name: built.item("R03", name)["due_date"] for name in ("I1", "I2", "I3")}
    assert due == {"I1": date(2024, 11, 30), "I2": date(2024, 10, 1), "I3": date(2024, 12, 20)}
    flagged = [name for name in due if "missing_due_date" in json.loads(built.item("R03", name)["flags"])]
    assert flagged == ["I1", "I2"]
    assert sum(built.buckets("R03").values()) == 600


def test_r04_unapplied_receipt_has_its_bucket_and_its_own_age(built: Built) -> None:
    receipt = built.item("R04", "P1")
    assert built.buckets("R04") == {"unapplied": Decimal(-200)}
    assert (receipt["due_date"], receipt["days_past_due"], receipt["age_days"]) == (None, None, 20)


def test_r05_age_counts_to_the_report_day(built: Built) -> None:
    assert built.item("R05", "I1", as_of=HALF_YEAR)["days_past_due"] == -15
    assert built.item("R05", "I1")["days_past_due"] == 169
    assert built.open_items("R05", as_of=HALF_YEAR) == amounts(I1="80")
    assert built.buckets("R05", HALF_YEAR) == {"current": Decimal(80)}
    assert built.buckets("R05") == {"121+": Decimal(170)}


def test_r06_buckets_change_at_1_31_61_91_and_121_days(built: Built) -> None:
    found = {row["days_past_due"]: row["aging_bucket_code"] for row in built.rows("fct_open_items", "R06")}
    assert found == {
        -1: "current",
        0: "current",
        1: "1-30",
        30: "1-30",
        31: "31-60",
        60: "31-60",
        61: "61-90",
        90: "61-90",
        91: "91-120",
        120: "91-120",
        121: "121+",
    }


def test_r07_settled_foreign_item_is_zero_in_every_currency_and_revaluation_is_no_item(built: Built) -> None:
    assert built.open_items("R07") == {}
    events = built.rows("fct_ledger_events", "R07")
    assert sum(event["amount"] for event in events) == 0
    assert sum(event["amount_base"] for event in events) == 0
    exchange = [event["amount_base"] for event in events if event["event_type"] == "allocation"]
    assert sorted(exchange) == [Decimal(-900), Decimal(950)]
    months = {row["month_end_date"]: row for row in built.rows("fct_roll_forward_monthly", "R07")}
    booked = {day: row["exchange_differences_amount_base"] for day, row in months.items()}
    assert {day: amount for day, amount in booked.items() if amount} == {date(2024, 4, 30): Decimal(50)}


def test_r08_advance_and_instalments_leave_no_negative_term(built: Built) -> None:
    assert built.open_items("R08") == {"I1.2": Decimal(6500)}
    assert built.balances("R08", date(2024, 10, 31)) == amounts(P1="-15000")
    assert built.balances("R08", date(2024, 11, 1)) == {"I1.2": Decimal(15000)}


def test_r09_each_instalment_has_its_own_base_amount(built: Built) -> None:
    # 100.50 × 927.45 = 93,208.725; 51.00 × 927.45 = 47,299.95; pesos have no decimals
    (row,) = built.rows("fct_open_items", "R09")
    assert (row["instalment_number"], row["open_amount"]) == (2, Decimal(51))
    assert row["open_amount_base"] == 47300
    opened = [e for e in built.rows("fct_ledger_events", "R09") if e["event_type"] == "invoice"]
    assert [event["amount_base"] for event in opened] == [93209, 93209]


def test_r10_stored_balance_is_kept_and_never_used(built: Built) -> None:
    invoice = built.item("R10", "I1")
    assert invoice["open_amount"] == 350
    assert json.loads(invoice["attributes"]) == {"erp_open_amount": "600.00"}


def test_r11_instalments_age_one_by_one_and_are_filled_by_due_date(built: Built) -> None:
    assert built.open_items("R11") == {"I1": Decimal(70), "I1.3": Decimal(60)}
    assert built.buckets("R11") == {"31-60": Decimal(70), "current": Decimal(60)}


def test_r12_standalone_credit_note_stays_visible(built: Built) -> None:
    assert built.open_items("R12") == amounts(I1="500", N1="-120")
    assert built.buckets("R12") == {"1-30": Decimal(500), "unapplied": Decimal(-120)}


def test_r13_settled_invoice_and_its_advance_are_gone(built: Built) -> None:
    assert built.open_items("R13") == {}
    assert built.balances("R13", date(2024, 5, 14)) == amounts(I1="300")


def test_r14_cancelled_entries_count_nowhere(built: Built) -> None:
    assert built.open_items("R14") == amounts(I1="100", P1="-100")
    assert built.balances("R14", HALF_YEAR) == amounts(I1="60", P1="-60")
    assert "I2" not in {event["document_id"] for event in built.rows("fct_ledger_events", "R14")}


def test_r15_voided_document_leaves_nothing_behind(built: Built) -> None:
    assert built.open_items("R15") == amounts(P1="-100")
    assert built.balances("R15", date(2024, 8, 19)) == amounts(I1="100", P1="-100")
    assert not built.rejects("R15")


def test_r16_what_was_recorded_after_the_close_is_a_restatement(built: Built) -> None:
    restated = {row["period_end_date"]: row for row in built.rows("fct_restatements", "R16")}
    march = restated[date(2024, 3, 31)]
    assert march["amount_base"] == 40
    assert march["as_reported_amount_base"] == 40
    assert march["as_known_amount_base"] == 80


def test_r17_residual_of_any_date_is_replayed_from_the_allocations(built: Built) -> None:
    days = [date(2024, 3, 9), date(2024, 3, 10), date(2024, 4, 10), date(2024, 6, 14), date(2024, 6, 15)]
    assert [built.balances("R17", day)["I1"] for day in days] == [1000, 900, 650, 600, 850]
    assert built.open_items("R17", as_of=HALF_YEAR) == amounts(I1="850", P2="-250")


def test_r18_backdated_report_keeps_what_was_paid_later(built: Built) -> None:
    assert built.open_items("R18", as_of=HALF_YEAR) == amounts(I1="110250", I2="525")
    assert sum(built.buckets("R18", HALF_YEAR).values()) == 110_775
    assert built.open_items("R18") == amounts(I2="525")


def test_r19_draft_receipt_pays_nothing(built: Built) -> None:
    assert built.open_items("R19") == amounts(I1="100")


def test_r20_partial_reconciliations_are_counted_once(built: Built) -> None:
    assert built.open_items("R20") == amounts(I1="200", I3="50")
    events = built.rows("fct_ledger_events", "R20")
    assert len({event["event_id"] for event in events}) == len(events) == 5 + 2 * 6


def test_r21_partial_payment_reduces_the_invoice_in_its_bucket(built: Built) -> None:
    assert built.buckets("R21") == {"91-120": Decimal(700)}


def test_r22_partial_reduces_a_foreign_balance_in_both_currencies(built: Built) -> None:
    invoice = built.item("R22", "I1")
    assert (invoice["currency_code"], invoice["open_amount"]) == ("USD", Decimal(900))
    assert invoice["open_amount_base"] == 750


def test_r23_nothing_is_left_on_a_paid_foreign_invoice(built: Built) -> None:
    # 100.00 × 0.9213 = 92.13; 66.67 → 61.42; 33.34 → 30.72
    assert built.open_items("R23") == {}
    taken = [e["amount_base"] for e in built.rows("fct_ledger_events", "R23") if e["document_id"] == "I1"]
    assert sorted(taken) == [Decimal("-30.72"), Decimal("-30.71"), Decimal("-30.70"), Decimal("92.13")]


def test_r24_line_of_amount_zero_opens_nothing(built: Built) -> None:
    assert built.open_items("R24") == amounts(I1="10")
    assert built.buckets("R24") == {"121+": Decimal(10)}


def test_r25_unclaimed_refund_and_unapplied_payment_are_in_the_balance(built: Built) -> None:
    assert built.open_items("R25") == amounts(I1="50", N1="-50", P1="-20")
    assert sum(built.buckets("R25").values()) == -20


def test_r26_dispute_changes_no_balance(built: Built) -> None:
    assert built.open_items("R26") == amounts(I1="100", I2="60")
    assert built.item("R26", "I1")["is_disputed"]
    assert not built.item("R26", "I2")["is_disputed"]


def test_r27_overpayment_is_an_open_item(built: Built) -> None:
    assert built.open_items("R27") == amounts(P1="-30")


def test_r28_payment_before_the_invoice_is_a_prepayment_until_then(built: Built) -> None:
    assert built.open_items("R28", as_of=HALF_YEAR) == amounts(P1="-100")
    assert built.balances("R28", date(2024, 7, 1)) == {}


def test_r29_accounts_of_one_entity_are_aged_apart(built: Built) -> None:
    found = {row["customer_id"]: row["aging_bucket_code"] for row in built.rows("fct_open_items", "R29")}
    assert found == {"K1": "61-90", "K2": "current"}


def test_r30_part_credit_leaves_the_rest_open(built: Built) -> None:
    assert built.open_items("R30") == amounts(I1="70")


def test_r31_nothing_is_claimed_that_a_credit_covers(built: Built) -> None:
    found = {row["customer_id"]: row for row in built.rows("fct_customer_balances", "R31")}
    assert {name: row["overdue_amount"] for name, row in found.items()} == amounts(K="100", L="100")
    assert {name: row["claimable_amount"] for name, row in found.items()} == amounts(K="0", L="40")


def test_r32_interest_outlives_its_principal_and_is_paid_or_waived_by_itself(built: Built) -> None:
    assert built.open_items("R32") == amounts(J1="25")
    assert built.buckets("R32") == {"61-90": Decimal(25)}
    states = {
        name: built.balances("R32", date(2024, 12, day)).get(name) for name, day in (("J2", 9), ("J3", 19))
    }
    assert states == amounts(J2="9", J3="4")


def test_r33_two_items_of_one_sign_never_pair(built: Built) -> None:
    assert built.rejects("R33") == {"A1": "same_sign"}
    assert built.open_items("R33") == amounts(I1="40", I2="100", P1="-40")
    moved = [e["amount"] for e in built.rows("fct_ledger_events", "R33") if e["event_type"] == "allocation"]
    assert sorted(moved) == [-60, 60]


@pytest.mark.deep
def test_r34_the_aging_of_every_day_of_a_million_documents_takes_less_than_a_minute(tmp_path: Path) -> None:
    run = bench_ledger.run_scale(tmp_path, documents=1_000_000)
    assert sum(cost.cpu_seconds for cost in run.models) < 60


def test_r35_several_control_accounts_double_nothing(built: Built) -> None:
    assert built.open_items("R35") == amounts(I1="50")
    assert built.item("R35", "I1")["control_account"] == "1100"


def test_r36_the_report_of_the_source_is_met_line_by_line(built: Built) -> None:
    lines = {
        (row["customer_id"], row["aging_bucket_code"]): (
            row["reported_amount"], row["ledger_amount"], row["unexplained_amount"]
        )
        for row in built.rows("fct_reported_tie_out", "R36")
    }  # fmt: skip
    assert lines == {
        ("K", "61-90"): (300, 300, 0),
        ("K", "current"): (200, 200, 0),
        ("K", "unapplied"): (-40, -40, 0),
        ("L", "1-30"): (95, 120, -25),
    }


def test_r37_rate_is_of_the_posting_date_at_most_45_days_old_and_never_one(built: Built) -> None:
    base = {row["document_id"]: row["open_amount_base"] for row in built.rows("fct_open_items", "R37")}
    assert base == {"I1": Decimal("92.13"), "I2": None, "I3": None, "I4": Decimal(90)}
    flagged = [name for name in base if "missing_rate" in json.loads(built.item("R37", name)["flags"])]
    assert sorted(flagged) == ["I2", "I3"]
    (day,) = (d for d in built.rows("fct_receivables_daily", "R37") if d["balance_date"] == YEAR_END)
    assert (day["receivables_amount_base"], day["unconverted_item_count"]) == (Decimal("182.13"), 2)


def test_r38_companies_with_the_same_numbers_stay_apart(built: Built) -> None:
    assert built.open_items("R38A") == amounts(I1="40")
    assert built.open_items("R38B") == amounts(I1="640")


def test_r39_month_end_counts_and_so_does_an_unknown_customer(built: Built) -> None:
    assert built.open_items("R39") == amounts(I1="75")
    assert json.loads(built.item("R39", "I1")["flags"]) == ["unknown_customer"]
    (customer,) = (row for row in built.rows("dim_customers", "R39") if row["customer_id"] == "NOBODY")
    assert customer["is_placeholder"]


def test_r40_report_made_late_gives_the_same_answer(built: Built) -> None:
    assert built.open_items("R40") == amounts(I1="90")
    assert built.balances("R40", date(2025, 1, 3)) == {}


def test_r41_due_today_in_santiago_is_not_overdue_in_the_evening(built: Built) -> None:
    assert built.buckets("R41") == {"current": Decimal(90)}


def test_r42_due_today_is_not_overdue(built: Built) -> None:
    assert built.buckets("R42") == {"current": Decimal(90), "1-30": Decimal(10)}
    (day,) = (d for d in built.rows("fct_receivables_daily", "R42") if d["balance_date"] == YEAR_END)
    assert (day["receivables_amount_base"], day["overdue_amount_base"]) == (100, 10)


def test_r43_invoice_is_open_again_when_its_credit_note_is_refunded(built: Built) -> None:
    assert built.balances("R43", date(2024, 11, 9)) == {}
    assert built.open_items("R43") == amounts(I1="100")
    assert not built.rejects("R43")


def test_r44_each_type_pairs_with_the_payment_of_the_other_sign_only(built: Built) -> None:
    wrong = {"N-PAY", "P-PAY", "I-REF", "D-REF"}
    assert built.rejects("R44") == dict.fromkeys(wrong, "same_sign")
    assert built.open_items("R44") == amounts(I="90", D="90", N="-90", P="-90", PAY="-80", REF="80")


def test_r45_days_sales_outstanding_per_invoice_is_what_its_definition_says(built: Built) -> None:
    # open: 1,000 for 51 days over November's sales of 1,500, and 800 for 20 days over December's 800
    rows = built.rows("fct_dso_monthly", "R45")
    (december,) = (r for r in rows if r["grain"] == "company" and r["month_end_date"] == YEAR_END)
    assert december["dso_per_invoice_days"] == 34 + 20
