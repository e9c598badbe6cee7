"""What becomes of debits, performed again: states, targets, risk, losses and concentration by month.

Holds each debit's closings in base currency with the state that they lead to, and the monthly sums over them.
Does not hold: aging, nor days sales outstanding; `aging` and `dso` do.
Called by the comparison of the re-performance.
"""

import csv
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from functools import cache
from typing import Any

from tests.reperformance.aging import bucket, month_end, month_ends
from tests.reperformance.items import NEVER, ZERO, Item
from tests.reperformance.ledger import Ledger
from tests.reperformance.periods import MOVEMENTS, SALES, ratio
from tests.reperformance.records import SEEDS

Key = tuple[Any, ...]
OPEN = ""  # not a state: what is still open has a bucket
AT_RISK_DAYS = 90  # METRICS, At-risk rate
RATE_DIGITS = 8


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a debit that something closed from `start` until `end`, in base currency."""

    start: date
    end: date
    amount_base: Decimal
    state: str
    posting_date: date


def exact_companies(ledger: Ledger) -> set[str]:
    """Return the companies in which each piece of a debit has one base amount.

    In a foreign item it depends on the order of the day, and on the balance at which it is taken back.
    """
    inexact = set()
    for item in ledger.items.values():
        days = Counter(closing.start for closing in item.closings)
        is_reversed = any(closing.end < NEVER for closing in item.closings)
        if item.factor not in {None, Fraction(1)} and (is_reversed or max(days.values(), default=0) > 1):
            inexact.add(item.company_id)
    return {item.company_id for item in ledger.items.values()} - inexact


def segment_of(ledger: Ledger, item: Item) -> str | None:
    """Return the segment of the item's customer, as known now."""
    customer = ledger.customers.get((item.company_id, item.customer_id))
    return customer.text("segment") if customer else None


def roll_rates(ledger: Ledger, as_of: date) -> dict[Key, Decimal]:
    """Return what moved by company, month end, segment, from state and to state."""
    moved: dict[Key, Decimal] = defaultdict(Decimal)
    for item in debits(ledger):
        for end in month_ends(item.posting_date, as_of):
            before = end.replace(day=1) - timedelta(days=1)
            if item.posting_date <= before:
                start = bucket(item, before)
                for state, amount in _destinations(item, before, end).items():
                    to_state = state or bucket(item, end)
                    moved[item.company_id, end, segment_of(ledger, item), start, to_state] += amount
    return {key: amount for key, amount in moved.items() if amount}


def net_flows(ledger: Ledger, as_of: date) -> dict[Key, dict[str, Any]]:
    """Return, by company, month end and bucket, what is in the next bucket over what was in this one."""
    balances: dict[Key, Decimal] = defaultdict(Decimal)
    for item in ledger.items.values():
        for end in month_ends(item.posting_date, as_of):
            if item.sign > 0 and item.open_on(end):
                balances[item.company_id, end, bucket(item, end)] += _open_base(item, end)
    codes = [row["aging_bucket_code"] for row in seed_rows("aging_buckets") if row["item_sign"] == "1"]
    found = {}
    for (company_id, before, code), amount in balances.items():
        end = month_end(before + timedelta(days=1))
        if code != codes[-1] and end <= as_of:
            later = balances.get((company_id, end, codes[codes.index(code) + 1]), ZERO)
            found[company_id, end, code] = {
                "from_amount_base": amount,
                "to_amount_base": later,
                "net_flow_rate": ratio(later, amount),
            }
    return found


def at_risk(ledger: Ledger, as_of: date) -> dict[Key, dict[str, Any]]:
    """Return, by company, month of invoice and segment, what was unpaid 90 days after each due date."""
    found = {}
    for (company_id, end, segment), items in _invoiced_by_month(ledger, as_of).items():
        last = max(item.due_date for item in items) + timedelta(days=AT_RISK_DAYS)
        invoiced = sum((item.to_base(item.gross) or ZERO for item in items), ZERO)
        days = [(item, item.due_date + timedelta(days=AT_RISK_DAYS)) for item in items]
        unpaid = sum((_open_base(item, max(day, item.posting_date)) for item, day in days), ZERO)
        is_observed = last <= as_of
        found[company_id, end, segment] = {
            "invoiced_amount_base": invoiced,
            "is_observed": is_observed,
            "unpaid_amount_base": unpaid if is_observed else None,
            "at_risk_rate": ratio(unpaid, invoiced) if is_observed else None,
        }
    return found


def collection_targets(ledger: Ledger, as_of: date) -> dict[Key, dict[str, Any]]:
    """Return, by company and month end, what was to be collected in the month, and what was."""
    sums: dict[Key, Counter[str]] = defaultdict(Counter)
    for item in debits(ledger):
        for end in month_ends(max(item.posting_date, item.due_date), as_of):
            start = end.replace(day=1)
            kind = "new" if item.posting_date >= start else "due" if item.due_date >= start else "overdue"
            open_before = _open_base(item, start - timedelta(days=1))
            amount = (item.to_base(item.gross) or ZERO) if kind == "new" else open_before
            sums[item.company_id, end][f"{kind}_target"] += amount  # type: ignore[assignment]
            paid = [piece for piece in pieces(item) if piece.state == "paid"]
            taken = sum((p.amount_base for p in paid if start <= p.start <= end), ZERO)
            returned = sum((p.amount_base for p in paid if start <= p.end <= end), ZERO)
            sums[item.company_id, end]["collected"] += taken - returned  # type: ignore[assignment]
    return {
        key: _target({name: Decimal(amount) for name, amount in row.items()}) for key, row in sums.items()
    }


def concentration(ledger: Ledger, as_of: date) -> dict[Key, dict[str, Any]]:
    """Return, by company and month end, how the debtors that owe something share it."""
    owed: dict[Key, dict[str, Decimal]] = defaultdict(lambda: defaultdict(Decimal))
    for item in ledger.items.values():
        for end in month_ends(item.posting_date, as_of):
            owed[item.company_id, end][item.customer_id] += item.open_base_on(end) or ZERO
    found = {}
    for key, debtors in owed.items():
        ranked = sorted((amount for amount in debtors.values() if amount > 0), reverse=True)
        total = sum(ranked, ZERO)
        if total:
            found[key] = {
                "debtor_count": len(ranked),
                "owed_amount_base": total,
                "top_1_rate": ratio(ranked[0], total),
                "top_5_rate": ratio(sum(ranked[:5], ZERO), total),
                "hhi": sum(Fraction(amount) ** 2 for amount in ranked) / Fraction(total) ** 2,
            }
    return found


def credit_losses(ledger: Ledger, as_of: date) -> dict[Key, dict[str, Any]]:
    """Return, by company, month end and segment, sales, write-offs and what came back from them."""
    sums: dict[Key, dict[str, Decimal]] = defaultdict(lambda: defaultdict(Decimal))
    for item in ledger.items.values():
        segment = segment_of(ledger, item)
        posted = item.to_base(item.sign * item.gross) or ZERO
        for end in month_ends(item.posting_date, as_of):
            row = sums[item.company_id, end, segment]
            if end.replace(day=1) <= item.posting_date:
                row["sales"] += posted if item.document_type in SALES else ZERO
                row["written_off"] -= posted if item.document_type == "write_off" else ZERO
                row["reversed"] += posted if item.document_type == "write_off_reversal" else ZERO
            if item.document_type == "write_off_reversal":
                row["recovered"] += _paid_in_month(item, end)
    names = ("sales", "written_off", "reversed", "recovered")
    return {
        key: {f"{name}_amount_base": row[name] for name in names}
        | {"bad_debt_rate": ratio(row["written_off"] - row["reversed"], row["sales"])}
        for key, row in sums.items()
        if any(row.values())
    }


def net_cohorts(ledger: Ledger, as_of: date, *, by_due_date: bool) -> dict[Key, dict[str, Any]]:
    """Return cohort cells, by due or invoice month, with what was credited, written off and the net rate."""
    members: dict[Key, list[Item]] = defaultdict(list)
    for item in debits(ledger):
        if item.document_type in MOVEMENTS["invoiced"] and item.posting_date <= as_of:
            day = item.due_date if by_due_date else item.posting_date
            members[item.company_id, day.replace(day=1), segment_of(ledger, item)].append(item)
    return {
        (*key, since): _net_cell(items, since, as_of, by_due_date=by_due_date)
        for key, items in members.items()
        for since in _cohort_days()
    }


def pieces(item: Item) -> Iterator[Piece]:
    """Yield what closed the item, and last what its void took away."""
    for closing in item.closings:
        before = item.gross if closing.start == item.posting_date else abs(_open_before(item, closing.start))
        if item.factor == 1:
            amount = closing.amount
        else:
            amount = (item.to_base(before) or ZERO) - (item.to_base(before - closing.amount) or ZERO)
        state = _states().get(closing.by, "other")
        yield Piece(closing.start, closing.end, amount, state, closing.by_posting_date)
    if item.voided_date:
        day = max(item.voided_date, item.posting_date)
        left = item.gross if day == item.posting_date else abs(_open_before(item, day))
        yield Piece(day, NEVER, item.to_base(left) or ZERO, _states()["void"], day)


def debits(ledger: Ledger) -> Iterator[Item]:
    return (item for item in ledger.items.values() if item.sign > 0 and item.factor is not None)


def _destinations(item: Item, before: date, end: date) -> dict[str, Decimal]:
    """Return where what was open at the end of the month before is at the end of this one."""
    found: dict[str, Decimal] = defaultdict(Decimal)
    found[OPEN] = _open_base(item, end)
    reopened = ZERO
    for piece in pieces(item):
        if before < piece.start <= end < piece.end:
            found[piece.state] += piece.amount_base
        if piece.start <= before < piece.end <= end:
            reopened += piece.amount_base
    # what was closed when the month began is taken from what is open at its end, then from what closed
    for state in sorted(found, key=lambda name: _positions().get(name, 0)):
        taken = max(ZERO, min(found[state], reopened))
        found[state] -= taken
        reopened -= taken
    return found


def _invoiced_by_month(ledger: Ledger, as_of: date) -> dict[Key, list[Item]]:
    groups: dict[Key, list[Item]] = defaultdict(list)
    for item in debits(ledger):
        if item.document_type in MOVEMENTS["invoiced"]:
            for end in month_ends(item.posting_date, as_of):
                if end.replace(day=1) <= item.posting_date:
                    groups[item.company_id, end, segment_of(ledger, item)].append(item)
    return groups


def _target(row: dict[str, Decimal]) -> dict[str, Any]:
    parts = {
        f"{kind}_target_amount_base": row.get(f"{kind}_target", ZERO) for kind in ("overdue", "due", "new")
    }
    target, collected = sum(parts.values(), ZERO), row.get("collected", ZERO)
    return parts | {
        "target_amount_base": target,
        "collected_amount_base": collected,
        "collected_of_target_rate": ratio(collected, target),
    }


def _net_cell(items: Iterable[Item], since: int, as_of: date, *, by_due_date: bool) -> dict[str, Any]:
    listed = [(item, item.due_date if by_due_date else item.posting_date) for item in items]
    invoiced = sum((item.to_base(item.gross) or ZERO for item, _ in listed), ZERO)
    closed: dict[str, Decimal] = defaultdict(Decimal)
    for item, day in listed:
        until = min(day + timedelta(days=since), as_of)
        for piece in pieces(item):
            closed[piece.state] += piece.amount_base if piece.start <= until else ZERO
            closed[piece.state] -= piece.amount_base if piece.end <= until else ZERO
    is_observed = max(day for _, day in listed) + timedelta(days=since) <= as_of
    net = invoiced - closed["credited"]
    return {
        "invoiced_amount_base": invoiced,
        "collected_amount_base": closed["paid"],
        "credited_amount_base": closed["credited"],
        "written_off_amount_base": closed["written_off"],
        "collected_rate": ratio(closed["paid"], invoiced) if is_observed else None,
        "collected_net_rate": ratio(closed["paid"], net) if is_observed else None,
    }


def _paid_in_month(item: Item, end: date) -> Decimal:
    paid = [piece for piece in pieces(item) if piece.state == "paid"]
    taken = sum((p.amount_base for p in paid if end.replace(day=1) <= p.start <= end), ZERO)
    return taken - sum((p.amount_base for p in paid if end.replace(day=1) <= p.end <= end), ZERO)


def _open_base(item: Item, day: date) -> Decimal:
    return item.open_base_on(day) or ZERO


def _open_before(item: Item, day: date) -> Decimal:
    return item.open_on(day - timedelta(days=1))


@cache
def _states() -> dict[str, str]:
    return {row["closed_by"]: row["settled_state"] for row in seed_rows("settlement_states")}


@cache
def _positions() -> dict[str, int]:
    return {row["settled_state"]: int(row["position"]) for row in seed_rows("settlement_states")}


@cache
def _cohort_days() -> list[int]:
    return [int(row["days_since"]) for row in seed_rows("cohort_days")]


def seed_rows(name: str) -> list[dict[str, str]]:
    with (SEEDS / f"{name}.csv").open(encoding="utf-8") as lines:
        return list(csv.DictReader(lines))
