"""Whole companies drawn by Hypothesis, as the extracts that a system would have sent.

Holds the strategies for documents, allocations, versions, disputes and rates.
Does not hold: the files that they are sent in (world_files), nor what should come out (the re-performance).
Called by the re-performance tests.
"""

import pickle
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from tests.reperformance.records import minor_digits
from tests.world_files import Row, Sent
from tests.world_values import FIRST_DAY, day_text, due_dates, money, money_texts, recording_times, statuses

CURRENCIES = ("EUR", "CLP", "BHD", "USD")
RATES = ("1.1", "0.91", "0.0011", "912.35", "2.65957447", "0.37601")
LAST_OFFSET = 300
DEBIT_KINDS = (
    *("invoice",) * 6,
    "debit_note",
    "interest_note",
    "refund",
    "returned_payment",
    "write_off_reversal",
    "opening_balance_debit",
)
CREDIT_KINDS = (
    *("receipt",) * 5,
    *("credit_note",) * 2,
    "write_off",
    "discount",
    "fx_difference",
    "withholding",
    "netting",
)


@dataclass(frozen=True, slots=True)
class _Terms:
    """What an allocation needs to know of a document."""

    document_id: str
    is_debit: bool
    currency_code: str
    amounts: tuple[Decimal, ...]
    posting_date: date


def draw_worlds(count: int, *, seed_number: int) -> list[tuple[Sent, ...]]:
    """Return that many companies, each with its own company_id; the same seed gives the same companies."""
    found: list[tuple[Sent, ...]] = []
    while len(found) < count:
        drawn = _draw(companies(), examples=4, seed_number=1000 * seed_number + len(found))
        found += drawn[1:]  # the first of each draw is the simplest, the same every time
    return [_named(f"W{seed_number}-{number:03d}", world) for number, world in enumerate(found[:count])]


def draw_apart(count: int, *, seed_number: int) -> tuple[list[tuple[Sent, ...]], tuple[Sent, ...]]:
    """Return companies and their rates, drawn in a process of their own.

    Hypothesis mixes constants of the modules that are loaded into its draws, so that the same seed
    gives other companies in another selection of tests.
    """
    code = (
        "import pickle, sys; from tests.worlds import draw_rates, draw_worlds; "
        "count, seed = map(int, sys.argv[1:]); "
        "drawn = draw_worlds(count, seed_number=seed), draw_rates(seed_number=seed); "
        "sys.stdout.buffer.write(pickle.dumps(drawn))"
    )
    finished = subprocess.run(
        [sys.executable, "-c", code, str(count), str(seed_number)],
        cwd=Path(__file__).resolve().parent.parent,
        capture_output=True,
        check=True,
    )
    worlds, rates = pickle.loads(finished.stdout)
    return worlds, rates


def draw_rates(*, seed_number: int) -> tuple[Sent, ...]:
    """Return the exchange rates that the companies of that seed share."""
    return _draw(_rate_tables(), examples=2, seed_number=seed_number)[-1]


@st.composite
def companies(draw: st.DrawFn) -> tuple[Sent, ...]:
    """Draw one company: its documents, what was allocated, what was corrected, what came late."""
    base = draw(st.sampled_from(CURRENCIES))
    foreign = draw(st.lists(st.sampled_from(CURRENCIES), max_size=2))
    company = {"company_id": "", "name": "Company", "base_currency_code": base}
    company["time_zone"] = draw(st.sampled_from(("", "America/Santiago", "Asia/Tokyo")))
    sent = [Sent(0, "companies", company)]
    sent += [
        Sent(
            0, "customers", {"company_id": "", "customer_id": customer, "name": customer, "segment": segment}
        )
        for customer, segment in (("K1", "retail"), ("K2", "retail"), ("K3", ""))
    ]
    terms = []
    for number in range(draw(st.integers(0, 12))):
        is_debit = draw(st.booleans()) if number > 3 else number % 2 == 0
        kind_terms, records = draw(_documents(f"D{number}", (base, base, *foreign), base, is_debit))
        sent += records
        if kind_terms:
            terms.append(kind_terms)
    if terms:
        for number in range(draw(st.integers(0, 12))):
            sent += draw(_allocations(f"A{number}", terms))
        for number in range(draw(st.sampled_from((0, 0, 1, 2)))):
            sent += draw(_disputes(f"P{number}", terms))
    return tuple(sent)


@st.composite
def _rate_tables(draw: st.DrawFn) -> tuple[Sent, ...]:
    """Draw rates for some pairs and days, with gaps longer than a rate may be old, and corrections."""
    sent = []
    for origin in CURRENCIES:
        for target in CURRENCIES:
            if origin == target or draw(st.integers(0, 2)) == 0:
                continue
            for offset in range(-40, LAST_OFFSET, draw(st.sampled_from((20, 35, 70)))):
                row = {
                    "from_currency_code": origin,
                    "to_currency_code": target,
                    "rate_date": day_text(offset),
                }
                row["rate"] = draw(
                    st.sampled_from(("1.1", "0.91", "0.0011", "912.35", "2.65957447", "0.37601"))
                )
                sent.append(Sent(draw(st.sampled_from((0, 0, 0, 1, 2))), "fx_rates", row))
                if draw(st.integers(0, 11)) == 0:
                    again = {**row, "rate": "1.25"}
                    sent.append(Sent(draw(st.integers(1, 4)), "fx_rates", again))
    return tuple(sent)


@st.composite
def _documents(
    draw: st.DrawFn, document_id: str, currencies: tuple[str, ...], base: str, is_debit: bool
) -> tuple[_Terms | None, list[Sent]]:
    currency = draw(st.sampled_from(currencies))
    posting = draw(st.integers(0, LAST_OFFSET))
    count = draw(st.sampled_from((1, 1, 1, 2, 3)))
    common = {
        "company_id": "",
        "document_id": document_id,
        "document_number": f"N-{document_id}",
        "document_type": draw(st.sampled_from(DEBIT_KINDS if is_debit else CREDIT_KINDS)),
        "customer_id": draw(st.sampled_from(("K1", "K1", "K2", "K3", "UNKNOWN"))),
        "posting_date": day_text(posting),
        "currency_code": currency,
    }
    amounts, sent = [], []
    for number in range(1, count + 1):
        amount = Decimal(0) if draw(st.integers(0, 40)) == 0 else draw(money(currency))
        row = {
            **common,
            "amount": draw(money_texts(amount)),
            **draw(due_dates(posting)),
            **draw(statuses(posting)),
        }
        if count > 1 or draw(st.booleans()):
            row["instalment_number"] = str(number)
        if count > 1 and draw(st.integers(0, 7)) == 0:
            row["posting_date"] = day_text(posting + draw(st.integers(1, 60)))
        if currency != base and draw(st.integers(0, 3)) == 0:
            row["amount_base"] = str(draw(money(base)))
        amounts.append(amount)
        sent += draw(_versions("documents", row, currency if amount else None))
    is_usable = all(amounts)
    terms = _Terms(document_id, is_debit, currency, tuple(amounts), FIRST_DAY + timedelta(days=posting))
    return (terms if is_usable else None), sent


@st.composite
def _allocations(draw: st.DrawFn, allocation_id: str, terms: Sequence[_Terms]) -> list[Sent]:
    debit_terms = [t for t in terms if t.is_debit] or list(terms)
    credit_terms = [t for t in terms if not t.is_debit] or list(terms)
    debit = draw(st.sampled_from(debit_terms))
    alike = [t for t in credit_terms if t.currency_code == debit.currency_code] or credit_terms
    credit = draw(st.sampled_from(alike if draw(st.integers(0, 5)) else credit_terms))
    if draw(st.integers(0, 15)) == 0:
        credit = draw(st.sampled_from(terms))
    amount = draw(_part(debit, credit))
    if draw(st.integers(0, 39)) == 0:
        amount += Decimal(5).scaleb(-minor_digits(debit.currency_code) - 1)  # half a unit: rejected
    effective = (max(debit.posting_date, credit.posting_date) - FIRST_DAY).days + draw(st.integers(-30, 60))
    row = {
        "company_id": "",
        "allocation_id": allocation_id,
        "credit_document_id": credit.document_id if draw(st.integers(0, 20)) else "NEVER-LANDED",
        "debit_document_id": debit.document_id,
        "amount": draw(money_texts(amount)),
        "effective_date": day_text(effective),
        "credit_instalment_number": draw(_instalment(credit)),
        "debit_instalment_number": draw(_instalment(debit)),
    }
    if credit.currency_code != debit.currency_code and draw(st.integers(0, 6)):
        row["credit_amount"] = str(draw(_part(credit, credit)))
    if draw(st.integers(0, 3)) == 0:
        row["reversed_date"] = day_text(effective + draw(st.integers(-3, 70)))
    if draw(st.integers(0, 15)) == 0:
        row["status"] = draw(st.sampled_from(("void", "draft", "posted")))
    return draw(_versions("allocations", row, debit.currency_code))


@st.composite
def _disputes(draw: st.DrawFn, dispute_id: str, terms: Sequence[_Terms]) -> list[Sent]:
    opened = draw(st.integers(0, LAST_OFFSET))
    row = {
        "company_id": "",
        "dispute_id": dispute_id,
        "document_id": draw(st.sampled_from(terms)).document_id,
        "opened_date": day_text(opened),
        "amount": "1",
    }
    if draw(st.booleans()):
        row["resolved_date"] = day_text(opened + draw(st.integers(0, 60)))
    return [Sent(draw(st.integers(0, 4)), "disputes", row)]


@st.composite
def _versions(draw: st.DrawFn, entity: str, row: Row, currency: str | None) -> list[Sent]:
    """Send a record, now and then twice, corrected, or with the time at which it was recorded."""
    delivery = draw(st.sampled_from((0, 0, 1, 2, 3)))
    sent = [Sent(delivery, entity, {**row, "recorded_at": draw(recording_times())})]
    for _ in range(draw(st.sampled_from((0, 0, 0, 0, 0, 0, 1, 1, 2)))):
        changed = {**row, **draw(_correction(entity, row, currency)), "recorded_at": draw(recording_times())}
        sent.append(Sent(draw(st.integers(0, 4)), entity, changed))
    if draw(st.integers(0, 15)) == 0:
        sent.append(replace(sent[0], delivery=draw(st.integers(0, 4))))
    if draw(st.integers(0, 29)) == 0:
        sent.append(Sent(draw(st.integers(0, 4)), entity, draw(_spoilt(entity, row))))
    return sent


@st.composite
def _spoilt(draw: st.DrawFn, entity: str, row: Row) -> Row:
    """Draw what landing rejects: something missing, no day, no plain amount, too many decimals."""
    wrong = draw(st.sampled_from(("2024-02-30", "30/06/2024")))
    spoils = [{"amount": draw(st.sampled_from(("1e3", "1,000.00", "NaN", "123456789012345.00")))}]
    if entity == "documents":
        spoils += [{"customer_id": ""}, {"posting_date": wrong}, {"amount": "1.00005"}, {"amount": "-5"}]
    else:
        spoils += [{"debit_document_id": ""}, {"effective_date": wrong}]
    return {**row, **draw(st.sampled_from(spoils))}


@st.composite
def _correction(draw: st.DrawFn, entity: str, row: Row, currency: str | None) -> Row:
    choice = draw(st.integers(0, 4))
    if choice == 0 and currency:
        return {"amount": str(draw(money(currency)))}
    if entity == "allocations":
        reversed_date = date.fromisoformat(row["effective_date"]) + timedelta(days=draw(st.integers(0, 60)))
        return {"status": "void"} if choice == 1 else {"reversed_date": reversed_date.isoformat()}
    posting = (date.fromisoformat(row["posting_date"]) - FIRST_DAY).days
    if choice == 1:
        return {"customer_id": "K2"}
    if choice == 2 and row.get("instalment_number", "1") == "1":
        return {"status": "void", "voided_date": day_text(posting + draw(st.integers(-3, 90)))}
    return draw(due_dates(posting))


@st.composite
def _part(draw: st.DrawFn, one: _Terms, other: _Terms) -> Decimal:
    """Draw what an allocation moves: all of one side, a part of it, or more than there is."""
    totals = [sum(terms.amounts, Decimal(0)) for terms in (one, other)]
    is_alike = one.currency_code == other.currency_code
    total = min(totals) if is_alike and draw(st.integers(0, 7)) else totals[0]
    share = draw(st.sampled_from((1, 2, 2, 3, 3, 4, 7)))
    quantum = Decimal(1).scaleb(-minor_digits(one.currency_code))
    part = (total / share).quantize(quantum) + draw(st.sampled_from((0, 0, 0, 0, 0, 1))) * quantum
    return max(part, quantum)


@st.composite
def _instalment(draw: st.DrawFn, terms: _Terms) -> str:
    if draw(st.integers(0, 2)):
        return ""
    return str(draw(st.integers(1, len(terms.amounts) + (draw(st.integers(0, 9)) == 0))))


def _draw(
    strategy: st.SearchStrategy[tuple[Sent, ...]], *, examples: int, seed_number: int
) -> list[tuple[Sent, ...]]:
    found: list[tuple[Sent, ...]] = []

    @seed(seed_number)
    @settings(
        max_examples=examples,
        phases=[Phase.generate],
        database=None,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(strategy)
    def collect(world: tuple[Sent, ...]) -> None:
        found.append(world)

    collect()
    return found


def _named(company_id: str, world: tuple[Sent, ...]) -> tuple[Sent, ...]:
    return tuple(replace(record, row={**record.row, "company_id": company_id}) for record in world)
