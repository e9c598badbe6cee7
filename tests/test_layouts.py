"""Files of ERPs: each is read by its declared layout to what lies beside it, or refused with its reason.

Holds the walk over our own cases: which layout, which records, which rejects, how many other rows.
Does not hold: the cases; they lie in ``tests/data/<layout>`` with what is expected beside each.
Called by pytest.
"""

import json
from functools import cache
from pathlib import Path

import pytest

from dagster_project import originals
from dagster_project.identify import Asked, Found, identify
from dagster_project.readers.catalog import Catalog, load_catalog
from dagster_project.readers.record import Ignored, Record, Refusal, Reject
from tests.tree import ROOT

DATA = ROOT / "tests" / "data"


@cache
def catalog() -> Catalog:
    return load_catalog(ROOT / "seeds")


LEDGERS = next(
    (parent / "shared/data/ledgers" for parent in ROOT.parents if (parent / "shared/data").is_dir()), None
)
LAYOUTS = sorted({layout.profile for layout in catalog().declared()})
CASES = sorted(
    path
    for layout in LAYOUTS
    if (DATA / layout).is_dir()
    for path in (DATA / layout).iterdir()
    if path.suffix not in (".json", ".md")
)


def opened(path: Path, *, source: str = "erp") -> Found | Refusal:
    seen = originals.inspect(path)
    return identify(Asked(path, path.suffix, path.name, source, seen.encoding_error), catalog=catalog())


def read(path: Path, *, source: str = "erp") -> dict[str, object]:
    """Return what a file says in the form of the expected results."""
    found = opened(path, source=source)
    if isinstance(found, Refusal):
        return {"refused": found.reason_code, "reason": found.reason}
    ((table, layout),) = found
    ours = {column.theirs: column.ours for column in layout.columns}
    names = [ours.get(name, name) for name in table.header]
    records: list[dict[str, str]] = []
    rejects: list[list[object]] = []
    ignored = 0
    for entry in table.entries():
        match entry:
            case Record(number, values, _):
                kept = {name: value for name, value in zip(names, values, strict=True) if value}
                records.append({"record_number": str(number), **kept})
            case Reject(number, code, _, _):
                rejects.append([number, code])
            case Ignored():
                ignored += 1
    return {"layout": layout.profile, "records": records, "rejects": rejects, "ignored": ignored}


@pytest.mark.parametrize("path", CASES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_a_file_of_an_erp_is_read_to_the_result_beside_it(path: Path) -> None:
    expected = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    found = read(path, source=expected.pop("source", "erp"))
    assert ("refused" in expected) == path.name.startswith("bad_")
    if "refused" in expected:
        assert expected["reason"] in str(found.get("reason")), found
        found["reason"] = expected["reason"]
    else:
        assert expected["layout"] == path.parent.name
    assert found == expected


def test_every_declared_layout_has_good_and_bad_cases() -> None:
    kinds = {(path.parent.name, path.name.split("_")[0]) for path in CASES}
    assert {(layout, kind) for layout in LAYOUTS for kind in ("good", "bad")} <= kinds


@pytest.mark.skipif(LEDGERS is None, reason="the real tables are not beside the checkout")
def test_of_real_tables_only_the_receivables_are_taken_for_receivables() -> None:
    assert LEDGERS is not None
    found = {path.name: opened(path) for path in sorted((LEDGERS / "sage_intacct").glob("*.csv"))}
    taken = {name: each[0][1].profile for name, each in found.items() if not isinstance(each, Refusal)}
    assert len(found) == 7
    assert taken == {"sage_intacct__ar_invoice.csv": "sage_ar_invoices"}
    invoices = read(LEDGERS / "sage_intacct" / "sage_intacct__ar_invoice.csv")
    assert (len(list(invoices["records"])), invoices["rejects"]) == (10, [])  # type: ignore[call-overload]
