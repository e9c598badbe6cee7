"""The files in which the demo company's tax documents come.

Holds which document is in which file, and the form of each.
Does not hold: the forms themselves (``tax_chile``, ``tax_spain``), nor which documents there are (``tax``).
Called by ``synthetic.company``.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from pathlib import Path

from dagster_project.synthetic import tax_chile, tax_spain
from dagster_project.synthetic.tax import TaxDocument

REGISTER_MONTHS = 3
Form = Callable[[Sequence[TaxDocument]], bytes]
FORMS: dict[str, Form] = {
    "EnvioDTE": tax_chile.shipment,
    "RCV": tax_chile.register,
    "lote": tax_spain.batch,
    "ubl": tax_spain.ubl,
}
"""Which form a file has, by the beginning of its name."""


def write_files(folder: Path, *, documents: Iterable[TaxDocument], as_of: date) -> None:
    """Write Chile's shipments by quarter and registers by month, Spain's batches by buyer."""
    files: dict[Path, list[TaxDocument]] = defaultdict(list)
    for each in documents:
        for name in _names(each, as_of=as_of):
            files[folder / name].append(each)
    for path, mine in sorted(files.items()):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(FORMS[path.name.partition("_")[0]](mine))


def _names(each: TaxDocument, *, as_of: date) -> list[str]:
    year, month = each.issue_date.year, each.issue_date.month
    if each.company.country_code == "CL":
        names = [f"sii/EnvioDTE_{year}-Q{(month + 2) // 3}.xml"]
        if (as_of.year - year) * 12 + as_of.month - month < REGISTER_MONTHS:
            names.append(f"sii/RCV_VENTA_{tax_chile.rut(each.company.tax_id)}_{year}{month:02d}.csv")
        return names
    if each.currency_code == each.company.base_currency_code:
        return [f"facturae/lote_{each.customer.customer_id}.xml"]
    return [f"peppol/ubl_{each.number}.xml"]
