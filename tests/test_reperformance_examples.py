"""The re-performance itself, on examples worked by hand from the contract.

Holds hand-computed figures of the contract's rules and the golden values that need no warehouse.
Does not hold: the comparison with published marts; test_reperformance does.
Called by pytest.
"""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction

from tests.reperformance.aging import aging_daily, open_items
from tests.reperformance.ledger import Ledger, perform
from tests.reperformance.periods import (
    collection_kpis_monthly,
    countback_days,
    receivables_daily,
    roll_forward_monthly,
)
from tests.reperformance.records import Extract

YEAR_END = date(2024, 12, 31)
Row = dict[str, str]


def extract(entity: str, *rows: Row, hour: int = 8, file_hash: str = "a") -> Extract:
    return Extract(entity, rows, file_hash, datetime(2024, 6, 1, hour, tzinfo=UTC))


def company(base: str = "EUR") -> Extract:
    return extract("companies", {"company_id": "C", "name": "C", "base_currency_code": base})


def document(document_id: str, kind: str, amount: str, posted: str, **more: str) -> Row:
    values = {"company_id": "C", "document_id": document_id, "document_type": kind, "customer_id": "K"}
    return values | {"posting_date": posted, "currency_code": "EUR", "amount": amount} | more


def allocation(allocation_id: str, credit: str, debit: str, amount: str, effective: str, **more: str) -> Row:
    values = {"company_id": "C", "allocation_id": allocation_id, "credit_document_id": credit}
    return values | {"debit_document_id": debit, "amount": amount, "effective_date": effective} | more


def ledger_of(documents: Sequence[Row], allocations: Sequence[Row] = (), *more: Extract) -> Ledger:
    return perform([company(), extract("documents", *documents), extract("allocations", *allocations), *more])


def open_on(ledger: Ledger, day: date) -> dict[tuple[str, str], Decimal]:
    return {key[1:3]: item.open_amount for key, item in open_items(ledger, day).items()}  # type: ignore[misc]


def test_advance_and_payment_leave_the_terms_0_and_6500() -> None:
    terms = [
        document("INV", "invoice", "15000", "2024-01-01", instalment_number="1", due_date="2024-02-01"),
        document("INV", "invoice", "15000", "2024-01-01", instalment_number="2", due_date="2024-03-01"),
    ]
    cash = [
        document("ADV", "receipt", "15000", "2024-01-01"),
        document("PAY", "receipt", "8500", "2024-01-20"),
    ]
    paid = [
        allocation("1", "ADV", "INV", "15000", "2024-01-01"),
        allocation("2", "PAY", "INV", "8500", "2024-01-20"),
    ]
    ledger = ledger_of(terms + cash, paid)
    assert open_on(ledger, date(2024, 1, 31)) == {("INV", "2"): Decimal(6500)}
    assert open_on(ledger, date(2024, 1, 10)) == {("INV", "2"): Decimal(15000)}


def test_payment_before_the_invoice_takes_effect_with_the_invoice() -> None:
    ledger = ledger_of(
        [document("I", "invoice", "100", "2024-02-01"), document("R", "receipt", "100", "2024-01-15")],
        [allocation("1", "R", "I", "100", "2024-01-15")],
    )
    assert open_on(ledger, date(2024, 1, 31)) == {("R", "1"): Decimal(-100)}
    assert open_on(ledger, date(2024, 2, 1)) == {}


def test_second_of_two_that_pass_the_item_is_rejected_whole_and_the_third_after_it() -> None:
    ledger = ledger_of(
        [document("I", "invoice", "100", "2024-01-01"), document("R", "receipt", "500", "2024-01-01")],
        [
            allocation("1", "R", "I", "60", "2024-01-02"),
            allocation("2", "R", "I", "50", "2024-01-03"),
            allocation("3", "R", "I", "40", "2024-01-04"),
        ],
    )
    assert [(reject.allocation_id, reject.reason_code) for reject in ledger.rejects] == [
        ("2", "over_allocation"),
        ("3", "after_over_allocation"),
    ]
    assert open_on(ledger, YEAR_END) == {("I", "1"): Decimal(40), ("R", "1"): Decimal(-440)}


def test_allocation_that_overlaps_a_reversed_one_takes_effect_when_that_is_reversed() -> None:
    ledger = ledger_of(
        [document("I", "invoice", "100", "2024-01-01"), document("R", "receipt", "200", "2024-01-01")],
        [
            allocation("1", "R", "I", "100", "2024-01-05", reversed_date="2024-03-01"),
            allocation("2", "R", "I", "100", "2024-02-01"),
        ],
    )
    item = ledger.items["C", "I", "1"]
    assert [(piece.allocation_id, piece.start.isoformat()) for piece in item.closings] == [
        ("1", "2024-01-05"),
        ("2", "2024-03-01"),
    ]
    assert not ledger.rejects


def test_two_debits_or_a_missing_side_move_nothing() -> None:
    ledger = ledger_of(
        [document("I", "invoice", "100", "2024-01-01"), document("J", "invoice", "100", "2024-01-01")],
        [allocation("1", "J", "I", "100", "2024-01-05"), allocation("2", "GONE", "I", "100", "2024-01-05")],
    )
    assert [reject.reason_code for reject in ledger.rejects] == ["same_sign"]
    assert ledger.waiting == [("C", "2")]
    assert open_on(ledger, YEAR_END) == {("I", "1"): Decimal(100), ("J", "1"): Decimal(100)}


def test_void_document_stands_until_its_voided_date_and_drafts_never() -> None:
    ledger = ledger_of(
        [
            document("V", "invoice", "100", "2024-01-01", status="void", voided_date="2024-02-01"),
            document("W", "invoice", "100", "2024-01-01", status="void"),
            document("D", "invoice", "100", "2024-01-01", status="draft"),
        ]
    )
    assert open_on(ledger, date(2024, 1, 31)) == {("V", "1"): Decimal(100)}
    assert open_on(ledger, date(2024, 2, 1)) == {}


def test_newest_version_counts_and_the_one_before_stays_known() -> None:
    first = extract("documents", document("I", "invoice", "100", "2024-01-01"))
    second = extract("documents", document("I", "invoice", "90", "2024-01-01"), hour=9, file_hash="b")
    known_early = perform([company(), first, second], known_at=datetime(2024, 6, 1, 8, 30, tzinfo=UTC))
    assert open_on(known_early, YEAR_END) == {("I", "1"): Decimal(100)}
    assert open_on(perform([second, company(), first]), YEAR_END) == {("I", "1"): Decimal(90)}


def test_base_balance_is_rounded_once_from_the_balance_and_a_settled_item_is_zero() -> None:
    rates = extract(
        "fx_rates",
        {"from_currency_code": "EUR", "to_currency_code": "USD", "rate_date": "2023-12-20", "rate": "1.1"},
    )
    ledger = ledger_of(
        [
            document("I", "invoice", "100", "2024-01-01", currency_code="USD"),
            document("R", "receipt", "100", "2024-01-10", currency_code="USD", amount_base="91.50"),
            document("X", "invoice", "5", "2024-06-01", currency_code="USD"),
        ],
        [
            allocation("1", "R", "I", "33.33", "2024-01-10"),
            allocation("2", "R", "I", "66.67", "2024-01-20"),
        ],
        rates,
    )
    invoice = ledger.items["C", "I", "1"]
    assert invoice.open_base_on(date(2024, 1, 1)) == Decimal("90.91")
    assert invoice.open_base_on(date(2024, 1, 10)) == Decimal("60.61")
    assert invoice.open_base_on(date(2024, 1, 20)) == 0
    assert ledger.items["C", "X", "1"].open_base_on(YEAR_END) is None
    january = roll_forward_monthly(ledger, YEAR_END)["C", date(2024, 1, 31)]
    assert january["exchange_differences_amount_base"] == Decimal("0.59")
    assert january["closing_amount_base"] == 0


def test_buckets_change_the_day_after_the_due_date_and_at_31_61_91_121() -> None:
    ledger = ledger_of(
        [
            document("I", "invoice", "100", "2024-01-01", due_date="2024-01-31"),
            document("R", "receipt", "30", "2024-01-15"),
        ]
    )
    found = {day: code for _, day, _, code in aging_daily(ledger, YEAR_END) if code != "unapplied"}
    changes = [
        day for day in sorted(found) if found.get(day) != found.get(date.fromordinal(day.toordinal() - 1))
    ]
    assert [(found[day], (day - date(2024, 1, 31)).days) for day in changes] == [
        ("current", -30),
        ("1-30", 1),
        ("31-60", 31),
        ("61-90", 61),
        ("91-120", 91),
        ("121+", 121),
    ]


def test_countback_gives_the_golden_values() -> None:
    thirty = [(Decimal(100_000), 30), (Decimal(80_000), 30), (Decimal(70_000), 30)]
    assert round(float(countback_days(Decimal(212_000), thirty) or 0), 3) == 73.714
    spring = [(Decimal(900_000), 31), (Decimal(800_000), 28), (Decimal(700_000), 31)]
    assert round(float(countback_days(Decimal(2_100_000), spring) or 0), 3) == 76.714
    vendor = [(2500, 30), (1750, 31), (2250, 31), (2500, 30), (2000, 31), (2250, 30)]
    months = [(Decimal(sales), days) for sales, days in vendor]
    assert round(float(countback_days(Decimal(12_000), months) or 0), 2) == 166.33


def test_countback_carries_negative_months_and_walks_over_silent_ones() -> None:
    months = [(Decimal(-20), 10), (Decimal(0), 30), (Decimal(120), 31)]
    assert countback_days(Decimal(50), months) == 10 + 30 + Fraction(50, 100) * 31
    assert countback_days(Decimal(101), months) is None
    assert countback_days(Decimal(0), months) is None


def test_delinquent_and_best_possible_days_add_up_to_the_simple_ones() -> None:
    ledger = ledger_of(
        [
            document("A", "invoice", "4000", "2024-01-15", due_date="2024-12-31"),
            document("B", "invoice", "6000", "2024-01-15", due_date="2024-01-16"),
            document("O", "opening_balance_debit", "5000", "2024-01-15", due_date="2024-01-16"),
        ]
    )
    day = receivables_daily(ledger, date(2024, 1, 31))["C", date(2024, 1, 31)]
    assert day.dso_simple_days == 135
    assert day.dso_best_possible_days == 36
    assert day.average_days_delinquent == 99


def test_collection_effectiveness_gives_the_golden_value() -> None:
    ledger = ledger_of(
        [
            document("B", "opening_balance_debit", "100000", "2023-12-15", due_date="2023-12-20"),
            document("S", "invoice", "900000", "2024-01-10", due_date="2024-01-20"),
            document("T", "invoice", "100000", "2024-01-10", due_date="2024-02-20"),
            document("R", "receipt", "980000", "2024-01-25"),
        ],
        [allocation("1", "R", "B", "80000", "2024-01-25"), allocation("2", "R", "S", "900000", "2024-01-25")],
    )
    month = collection_kpis_monthly(ledger, date(2024, 1, 31))["C", date(2024, 1, 31)]
    assert month.cei_rate == Fraction(98, 100)
    assert month.cei_cash_rate == Fraction(98, 100)
    assert month.overdue_recovery_rate == Fraction(80, 100)
    assert month.overdue_rate == Fraction(20, 120)
