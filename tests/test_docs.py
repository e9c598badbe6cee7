"""What can be run, set, read, published or opened is documented, and the documents say what is true.

Holds the comparison of the documents with the code that they describe.
Does not hold: the writing of generated pages (``doc_pages``).
Called by pytest.
"""

import re
from pathlib import Path

import pytest

from tests import doc_pages
from tests.tree import ROOT, csv_rows, files, python_files

README, README_ES = ROOT / "README.md", ROOT / "README.es.md"
NO_READERS = {"__init__", "record", "layouts", "exact_text"}  # shapes, the choice of a layout, a cell's text
NO_READERS |= {"statements", "guard", "camt_entry", "mt940_details", "mt940_fields", "bai2_records"}
NO_READERS |= {"tax_documents", "tax_ids", "xml_parts", "en16931", "cfdi_payments", "dte_notices"}
NO_READERS |= {"facturae_totals", "facturae_parties"}
NO_READERS |= {"catalog", "grid", "spelling", "table_rows", "totals"}
LINK = re.compile(r"\]\((?!https?://|#|mailto:)([^)#\s]+)")


def _documents() -> list[Path]:
    return [*ROOT.glob("*.md"), *files(ROOT, "docs", ".md")]


def _text(*folders: str) -> str:
    inside = [path for path in _documents() if not folders or path.parent.name in folders]
    return "\n".join(path.read_text(encoding="utf-8") for path in inside)


@pytest.mark.parametrize("name", doc_pages.pages())
def test_a_generated_page_says_what_the_code_says(name: str) -> None:
    written = (ROOT / name).read_text(encoding="utf-8")
    assert written == doc_pages.pages()[name], f"write it anew: python -m tests.doc_pages ({name})"


@pytest.mark.parametrize("name", [name for name, _ in doc_pages.commands()])
def test_every_command_is_documented_with_help_for_each_option(name: str) -> None:
    command = dict(doc_pages.commands())[name]
    assert f"`{name}" in _text("docs")
    assert command.help
    assert [option.name for option in command.params if not getattr(option, "help", True)] == []


def test_every_setting_is_documented() -> None:
    named = {
        name
        for path in [*python_files(ROOT, "dagster_project", "streamlit_app"), ROOT / "dbt" / "profiles.yml"]
        for name in re.findall(r"\bCARTERA_[A-Z_]+\b", path.read_text(encoding="utf-8"))
    }
    assert "CARTERA_HOME" in named
    assert named - set(re.findall(r"\bCARTERA_[A-Z_]+\b", _text("docs"))) == set()


def test_every_reader_is_documented_among_the_formats() -> None:
    readers = {path.stem for path in files(ROOT, "dagster_project/readers", ".py")} - NO_READERS
    assert "canonical_csv" in readers
    if not (ROOT / "docs" / "formats").exists():
        pytest.skip("docs/formats is not written yet")
    assert {reader for reader in readers if f"`{reader}`" not in _text("formats")} == set()


def test_every_layout_is_documented_among_the_formats() -> None:
    maps = ROOT / "seeds" / "column_maps.csv"
    profiles = {row["profile"] for row in csv_rows(maps)} if maps.exists() else set()
    assert {profile for profile in profiles if profile not in _text("formats")} == set()


def test_every_mart_is_documented() -> None:
    marts = {path.stem for path in files(ROOT, "dbt/models/marts", ".sql")}
    assert "fct_open_items" in marts
    assert {mart for mart in marts if f"## `{mart}`" not in _text("docs")} == set()


def test_every_page_is_documented() -> None:
    pages = {path.stem for path in files(ROOT, "streamlit_app/views", ".py") if not path.stem.startswith("_")}
    assert "aging" in pages
    assert {page for page in pages if f"(`{page}`)" not in _text("docs")} == set()


def test_every_verb_of_make_is_documented() -> None:
    verbs = re.findall(r"^([a-z]+):.*## ", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    assert {"demo", "test", "deep", "lint", "bench"} <= set(verbs)
    assert {verb for verb in verbs if verb != "help" and f"make {verb}" not in _text()} == set()


def test_every_link_leads_to_a_file() -> None:
    broken = [
        f"{path.name}: {target}"
        for path in _documents()
        for target in LINK.findall(path.read_text(encoding="utf-8"))
        if not (path.parent / target).exists()
    ]
    assert broken == []


def test_a_decision_fits_a_page_and_has_its_numbers() -> None:
    decisions = [path for path in files(ROOT, "docs/decisions", ".md") if not path.name.startswith("0000")]
    assert len(decisions) >= 3
    for path in decisions:
        text = path.read_text(encoding="utf-8")
        assert len(text.splitlines()) <= 40, path.name
        assert re.search(r"^## Worked example\n(?:.*\n)*?.*\d", text, re.MULTILINE), path.name


def test_the_glossary_names_columns_that_exist() -> None:
    """A mart's column in the glossary is one that docs/marts.md lists."""
    marts = doc_pages.pages()["docs/marts.md"]
    sections = dict(re.findall(r"## `(\w+)`[^\n]*\n(.*?)(?=\n## |\Z)", marts, re.DOTALL))
    named = re.findall(
        r"`((?:fct|dim)_\w+)\.(\w+)`", (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")
    )
    assert len(named) > 5
    assert [
        f"{mart}.{column}"
        for mart, column in named
        if mart in sections and f"`{column}`" not in sections[mart]
    ] == []


def test_both_readmes_show_the_same_commands_and_output() -> None:
    blocks = [
        re.findall(r"```\w*\n(.*?)```", path.read_text(encoding="utf-8"), re.DOTALL)
        for path in (README, README_ES)
    ]
    assert blocks[0]
    assert blocks[0] == blocks[1]
