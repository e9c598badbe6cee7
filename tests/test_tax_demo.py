"""The tax documents of the demo company: what was written comes back, and what was planted is found.

Holds the comparison of what landed with the truth, and of the findings with the faults put in.
Does not hold: formats (``test_tax_documents``).
Called by pytest.
"""

import json
from decimal import Decimal

import duckdb

from dagster_project import published
from dagster_project.settings import Settings

STRANGE = ("CL01", "not_in_register", "CL-X3")
"""A document that the generator gives the ledger without a number of the tax office."""
FINDINGS = """
    select company_id, reason_code, document_number
    from marts.fct_completeness
    where reason_code <> 'no_payer'
"""
TELLING = """
    select documents.document_number, documents.amount, taxed.amount, documents.posting_date, taxed.issue_date
    from '{raw}/tax_documents/*.parquet' as taxed
    inner join '{raw}/documents/*.parquet' as documents
        on taxed.document_number = documents.document_number
        and taxed.document_type in (documents.document_type, '33', '34', '56')
        and documents.document_type in ('invoice', 'debit_note')
    where documents.document_id not in (
        select document_id from '{raw}/documents/*.parquet'
        group by document_id having count(*) > 1
    )
"""


def test_planted_faults_are_found_and_no_others(demo_home: Settings) -> None:
    planted = json.loads((demo_home.home / "truth" / "tax_findings.json").read_text(encoding="utf-8"))
    expected = {(each["company_id"], each["reason_code"], each["document_number"]) for each in planted}
    with published.open_current(demo_home) as connection:
        found = set(connection.execute(FINDINGS).fetchall())
    assert found == expected | {STRANGE}


def test_receipts_that_name_nobody_are_found(demo_home: Settings) -> None:
    with published.open_current(demo_home) as connection:
        entries = connection.table("marts.fct_bank_entries")
        nameless = "amount > 0 and counterparty_name is null and counterparty_tax_id is null"
        expected = entries.filter(f"{nameless} and counterparty_account is null").aggregate("sum(amount)")
        found = connection.table("marts.fct_completeness").filter("reason_code = 'no_payer'")
        assert found.aggregate("sum(stated_amount)").limit(1).fetchall() == expected.limit(1).fetchall()


def test_the_truth_comes_back_to_the_cent_and_the_day(demo_home: Settings) -> None:
    """Of every document in one version and one instalment, but for the two amounts changed on purpose."""
    planted = json.loads((demo_home.home / "truth" / "tax_findings.json").read_text(encoding="utf-8"))
    changed = {each["document_number"] for each in planted if each["reason_code"] == "amount_differs"}
    with duckdb.connect() as connection:
        rows = connection.execute(TELLING.format(raw=demo_home.raw)).fetchall()
    assert len(rows) > 3000
    wrong = {row[0] for row in rows if Decimal(row[1]) != Decimal(row[2]) or row[3] != row[4]}
    assert wrong == changed
