"""A proposed column map: what a person gets to review for a file that nobody has described.

Holds the proposals for a list in Spanish and for a file without a table.
Does not hold: the reading of files by maps (``test_layouts``).
Called by pytest.
"""

from pathlib import Path

import pytest

from dagster_project import proposal
from tests.test_layouts import catalog

LIST = (
    "Informe de cartera\n\n"
    "Folio;RUT Cliente;Cliente;Fecha emisión;Vencimiento;Moneda;Monto;Vendedor\n"
    "1001;76.000.000-0;Ana;05/01/2026;04/02/2026;CLP;1.190.000;Luis\n"
    "1002;76.000.000-0;Ana;06/01/2026;05/02/2026;CLP;2.000;Luis\n"
)


def test_headings_and_values_propose_a_map_below_the_title_rows(tmp_path: Path) -> None:
    path = tmp_path / "cartera.csv"
    path.write_bytes(LIST.encode("cp1252"))
    entity, found = proposal.propose(path, catalog=catalog(), entity="documents")
    assert {each.theirs: each.ours.name for each in found if each.ours} == {
        "Cliente": "customer_id",
        "Fecha emisión": "issue_date",
        "Vencimiento": "due_date",
        "Moneda": "currency_code",
        "Monto": "amount",
    }
    rows = list(proposal.rows_of("chile", entity, found))
    assert rows[0] == proposal.FIELDS
    written = {row[2]: row[:8] for row in rows[1:]}
    assert written["Monto"] == ["chile", "documents", "Monto", "amount", "", "declared", "true", ""]
    assert written["Vencimiento"][4] == "declared"
    assert written["Vendedor"][3] == ""
    lacking = proposal.missing(catalog().entities[entity], found)
    assert lacking == ["company_id", "document_id", "document_type", "posting_date"]


def test_a_file_that_is_mapped_already_is_of_its_entity(tmp_path: Path) -> None:
    path = tmp_path / "reconciles.csv"
    path.write_text("id,debit_move_id,credit_move_id,amount,max_date\n1,10,12,100.00,2026-01-20\n")
    entity, found = proposal.propose(path, catalog=catalog())
    assert entity == "allocations"
    assert [each.ours.name for each in found if each.ours] == [
        "allocation_id",
        "debit_document_id",
        "credit_document_id",
        "amount",
        "effective_date",
    ]


def test_what_is_no_table_is_refused_by_name(tmp_path: Path) -> None:
    path = tmp_path / "letter.txt"
    path.write_text("Dear Ana\n")
    with pytest.raises(proposal.NoTableError, match=r"letter\.txt holds no table"):
        proposal.propose(path, catalog=catalog())
