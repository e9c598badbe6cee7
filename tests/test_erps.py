"""ERPs of several makes in one home: what each export says becomes the same ledger.

Holds small companies, a folder each, with what is open by hand; clearings, pairs, vanished items.
Does not hold: the reading of files (``test_layouts``), the ledger's own rules.
Called by pytest.
"""

from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from dagster_project import landing
from dagster_project.settings import Settings
from tests import homes

LAST_DAY = date(2026, 3, 31)
JANUARY, FEBRUARY, MARCH = (datetime(2026, month, 28, 12, tzinfo=UTC) for month in (1, 2, 3))

SAP_OPEN = (
    "Company Code;Account;Document Number;Document Type;Posting Date;Net due date;"
    "Amount in local currency;Local Currency"
)
SAP_CLEARED = f"{SAP_OPEN};Clearing Document;Clearing date"
FILES = {
    # 500 is no longer open at the end of February; in March its payment of 20 February is seen
    ("sap", "open.csv", JANUARY): [
        SAP_OPEN,
        "1000;77;1;RV;05.01.2026;04.02.2026;1.190,50;EUR",
        "1000;77;2;RV;06.01.2026;05.02.2026;500,00;EUR",
        "1000;78;3;RV;07.01.2026;06.02.2026;40,00;EUR",
    ],
    ("sap", "open_again.csv", FEBRUARY): [
        SAP_OPEN,
        "1000;77;1;RV;05.01.2026;04.02.2026;1.190,50;EUR",
    ],
    ("sap", "cleared.csv", MARCH): [
        SAP_CLEARED,
        "1000;77;2;RV;06.01.2026;05.02.2026;500,00;EUR;900;20.02.2026",
        "1000;77;900;DZ;20.02.2026;20.02.2026;500,00-;EUR;900;20.02.2026",
        # 100 and 80 by 120 and 60: 100 and 20, then 60
        "1000;79;11;RV;05.01.2026;04.02.2026;100,00;EUR;901;10.03.2026",
        "1000;79;12;RV;09.01.2026;08.02.2026;80,00;EUR;901;10.03.2026",
        "1000;79;901;DZ;10.03.2026;10.03.2026;120,00-;EUR;901;10.03.2026",
        "1000;79;902;DZ;11.03.2026;11.03.2026;60,00-;EUR;901;10.03.2026",
    ],
    ("sap", "kna1.csv", JANUARY): ["KUNNR;NAME1;LAND1;STCD1", "0000000077;Ana SA;ES;B12345674"],
    ("odoo", "lines.csv", JANUARY): [
        (
            "id,move_name,move_type,date,date_maturity,partner_id,account_id,balance,"
            "amount_currency,currency_id,company_currency_id"
        ),
        "10,INV/1,out_invoice,2026-01-05,2026-02-05,Ana,430000,100.00,100.00,EUR,EUR",
        "11,INV/1,out_invoice,2026-01-05,2026-03-05,Ana,430000,200.00,200.00,EUR,EUR",
        "12,PAY/1,entry,2026-01-20,2026-01-20,Ana,430000,-150.00,-150.00,EUR,EUR",
        "13,INV/2,out_invoice,2026-01-21,2026-02-21,Ana,430000,70.00,70.00,EUR,EUR",
    ],
    # INV/2 was deleted: it is not in the next full export
    ("odoo", "lines_again.csv", FEBRUARY): [
        (
            "id,move_name,move_type,date,date_maturity,partner_id,account_id,balance,"
            "amount_currency,currency_id,company_currency_id"
        ),
        "10,INV/1,out_invoice,2026-01-05,2026-02-05,Ana,430000,100.00,100.00,EUR,EUR",
        "11,INV/1,out_invoice,2026-01-05,2026-03-05,Ana,430000,200.00,200.00,EUR,EUR",
        "12,PAY/1,entry,2026-01-20,2026-01-20,Ana,430000,-150.00,-150.00,EUR,EUR",
    ],
    ("odoo", "reconciles.csv", JANUARY): [
        "id,debit_move_id,credit_move_id,debit_amount_currency,max_date",
        "1,10,12,100.00,2026-01-20",
        "2,11,12,50.00,2026-01-20",
    ],
    ("central", "entries.csv", JANUARY): [
        (
            "Entry No.,Customer No.,Posting Date,Document Type,Document No.,Amount,"
            "Amount (LCY),Currency Code,Due Date"
        ),
        "1,C1,2026-01-05,Invoice,V-1,300.00,300.00,,2026-02-05",
        "2,C1,2026-01-15,Payment,P-1,-120.00,-120.00,,2026-01-15",
        "3,C1,2026-01-16,Payment,P-2,-10.00,-10.00,,2026-01-16",
    ],
    # the application of P-2 was taken back; both sides of that of P-1 are written
    ("central", "detailed.csv", JANUARY): [
        (
            "Entry No.,Cust. Ledger Entry No.,Applied Cust. Ledger Entry No.,Entry Type,"
            "Posting Date,Amount,Unapplied"
        ),
        "1,1,2,Application,2026-01-15,-120.00,No",
        "2,2,2,Application,2026-01-15,120.00,No",
        "3,1,3,Application,2026-01-16,-10.00,Yes",
        "4,1,3,Application,2026-01-17,10.00,Yes",
    ],
    ("central", "companies.csv", JANUARY): [
        "company_id,name,base_currency_code",
        "central,Norte SL,EUR",
    ],
    ("next", "ledger.csv", JANUARY): [
        (
            "voucher_type,voucher_no,against_voucher_no,posting_date,party,amount,"
            "amount_in_account_currency,account_currency,company,delinked"
        ),
        "Sales Invoice,S-1,S-1,2026-01-05,Ana,250.00,250.00,MXN,Norte,0",
        "Payment Entry,P-1,S-1,2026-01-25,Ana,-100.00,-100.00,MXN,Norte,0",
        "Payment Entry,P-1,P-1,2026-01-25,Ana,-30.00,-30.00,MXN,Norte,0",
        "Payment Entry,P-2,S-1,2026-01-26,Ana,-99.00,-99.00,MXN,Norte,1",
    ],
    ("dynamics", "CustTrans.csv", JANUARY): [
        (
            "RecId,AccountNum,Voucher,Invoice,TransDate,DueDate,AmountCur,AmountMST,"
            "CurrencyCode,DataAreaId,Closed"
        ),
        "501,A,V1,I-1,2026-01-05,2026-02-05,900.00,900.00,USD,USMF,1900-01-01",
        "502,A,V2,,2026-01-20,2026-01-20,-400.00,-400.00,USD,USMF,1900-01-01",
    ],
    # two mirror rows are one settlement of 400; 50 of it was taken back
    ("dynamics", "CustSettlement.csv", JANUARY): [
        "RecId,TransRecId,OffsetRecid,TransDate,SettleAmountCur,DataAreaId",
        "1,501,502,2026-01-20,400.00,USMF",
        "2,502,501,2026-01-20,-400.00,USMF",
        "3,501,502,2026-01-22,-50.00,USMF",
        "4,502,501,2026-01-22,50.00,USMF",
    ],
    ("books", "aging.csv", JANUARY): [
        "Norte SpA",
        "A/R Aging Detail Report",
        '"As of Jan 28, 2026"',
        "",
        ",Date,Transaction type,Num,Customer full name,Due date,Amount,Open balance",
        "CURRENT",
        ',01/25/2026,Invoice,1,Ana,02/24/2026,"1,000.00","1,000.00"',
        'Total for CURRENT,,,,,,"$1,000.00","$1,000.00"',
        "1 - 30 days past due",
        ",12/13/2025,Invoice,2,Bea,01/12/2026,80.00,30.00",
        ",01/20/2026,Credit Memo,3,Bea,01/20/2026,-5.00,-5.00",
        "Total for 1 - 30 days past due,,,,,,$75.00,$25.00",
        'TOTAL,,,,,,"$1,075.00","$1,025.00"',
    ],
    ("books", "companies.csv", JANUARY): ["company_id,name,base_currency_code", "books,Norte SpA,USD"],
    ("suite", "search.csv", JANUARY): [
        (
            "Internal ID,Document Number,Type,Date,Due Date/Receive By,Name,"
            "Amount (Foreign Currency),Currency,Applying Transaction"
        ),
        "7,INV7,Invoice,2026-01-05,2026-02-05,12 Ana,610.00,USD,Payment #1",
        "7,INV7,Invoice,2026-01-05,2026-02-05,12 Ana,610.00,USD,Payment #2",
        "8,PAY1,Payment,2026-01-09,,12 Ana,-10.00,USD,",
    ],
    ("intacct", "invoices.csv", JANUARY): [
        (
            "recordno,recordid,customerid,customername,whencreated,whendue,whenpaid,"
            "totalentered,totalpaid,totaldue,currency,state,recordtype"
        ),
        "1,I-1,C-1,Ana,2026-01-05,2026-02-05,,100.00,0,100.00,USD,Posted,ri",
        "2,I-2,C-1,Ana,2026-01-06,2026-02-06,2026-01-27,60.00,60.00,0,USD,Paid,ri",
        "3,I-3,C-1,Ana,2026-01-07,2026-02-07,,40.00,0,40.00,USD,Reversed,ri",
    ],
}
OPEN = {
    ("1000", "0000000001"): "1190.50",
    ("odoo", "INV/1"): "150.00",
    ("central", "V-1"): "180.00",
    ("central", "P-2"): "-10.00",
    ("Norte", "S-1"): "150.00",
    ("Norte", "P-1"): "-30.00",
    ("usmf", "I-1"): "550.00",
    ("usmf", "V2"): "-50.00",
    ("books", "1"): "1000.00",
    ("books", "2"): "30.00",
    ("books", "3"): "-5.00",
    ("suite", "INV7"): "610.00",
    ("suite", "PAY1"): "-10.00",
    ("intacct", "I-1"): "100.00",
}


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    settings = Settings(home=tmp_path_factory.mktemp("erps") / "home")
    for (source, name, received_at), lines in sorted(FILES.items(), key=lambda file: file[0][2]):
        path = settings.home / "sent" / source / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("\n".join(lines) + "\n")
        (result,) = landing.land([path], settings=settings, received_at=received_at)
        assert (result.outcome, result.reject_count) == ("landed", 0), (name, result)
    return homes.build_home(settings, as_of=LAST_DAY)


def test_each_export_says_what_is_open(published: Path) -> None:
    found: dict[tuple[str, str], Decimal] = {}
    for item in homes.read_mart(published, "fct_open_items"):
        key = (item["company_id"], item["document_number"])
        found[key] = found.get(key, Decimal(0)) + item["open_amount"]
    assert found == {key: Decimal(amount) for key, amount in OPEN.items()}


def test_instalments_of_one_entry_stay_apart(published: Path) -> None:
    items = homes.read_mart(published, "fct_open_items")
    assert [
        (item["instalment_number"], item["due_date"], item["open_amount"])
        for item in items
        if item["company_id"] == "odoo"
    ] == [(2, date(2026, 3, 5), Decimal(150))]


def test_a_clearing_pairs_the_oldest_debit_with_the_oldest_credit(published: Path) -> None:
    events = homes.read_mart(published, "fct_ledger_events")
    closed = sorted(
        (event["document_id"][:10].lstrip("0"), event["effective_date"], event["amount"])
        for event in events
        if event["customer_id"] == "0000000079"
        and event["event_type"] == "allocation"
        and event["amount"] < 0
    )
    assert closed == [
        ("11", date(2026, 3, 10), Decimal(-100)),
        ("12", date(2026, 3, 10), Decimal(-20)),
        ("12", date(2026, 3, 11), Decimal(-60)),
    ]


def test_what_a_list_of_open_items_no_longer_has_is_settled_until_its_payment_is_seen(
    published: Path,
) -> None:
    events = [
        event
        for event in homes.read_mart(published, "fct_ledger_events")
        if event["document_id"].startswith("0000000002") and event["event_type"] != "invoice"
    ]
    known = {
        day: sum(event["amount"] for event in events if event["known_at"].date() <= day)
        for day in (JANUARY.date(), FEBRUARY.date(), MARCH.date())
    }
    assert known == {JANUARY.date(): 0, FEBRUARY.date(): Decimal(-500), MARCH.date(): Decimal(-500)}
    standing: dict[date, Decimal] = {}
    for event in events:
        day = event["effective_date"]
        standing[day] = standing.get(day, Decimal(0)) + event["amount"]
    assert {day: amount for day, amount in standing.items() if amount} == {date(2026, 2, 20): Decimal(-500)}


def test_names_and_currencies_come_from_where_they_stand(published: Path) -> None:
    customers = {
        (row["company_id"], row["customer_id"]): (row["customer_name"], row["tax_id"])
        for row in homes.read_mart(published, "dim_customers")
    }
    assert customers["1000", "0000000077"] == ("Ana SA", "B12345674")
    assert customers["intacct", "C-1"] == ("Ana", None)
    currencies = {
        row["company_id"]: row["base_currency_code"] for row in homes.read_mart(published, "dim_companies")
    }
    assert (currencies["1000"], currencies["Norte"], currencies["books"]) == ("EUR", "MXN", "USD")
