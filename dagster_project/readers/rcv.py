"""The Chilean sales register (RCV, registro de ventas) as the SII's site gives it.

Holds its 43 columns, the blank field that its lines add, continuation lines of other taxes, and a line's sum.
Does not hold: whose register it is, which only its name says, nor what a type means; SQL says both.
Called by ``guard``.
"""

import csv
import re
from collections.abc import Iterator
from decimal import Decimal
from typing import BinaryIO

from dagster_project.readers.statements import Row, UnsoundError, exact_day
from dagster_project.readers.tax_documents import day_of_time, tie
from dagster_project.readers.tax_ids import exact_rut

HEADER = (
    *("Nro", "Tipo Doc", "Tipo Venta", "Rut cliente", "Razon Social", "Folio", "Fecha Docto"),
    *("Fecha Recepcion", "Fecha Acuse Recibo", "Fecha Reclamo", "Monto Exento", "Monto Neto", "Monto IVA"),
    *("Monto total", "IVA Retenido Total", "IVA Retenido Parcial", "IVA no retenido", "IVA propio"),
    *("IVA Terceros", "RUT Emisor Liquid. Factura", "Neto Comision Liquid. Factura"),
    *("Exento Comision Liquid. Factura", "IVA Comision Liquid. Factura", "IVA fuera de plazo"),
    *("Tipo Docto. Referencia", "Folio Docto. Referencia", "Num. Ident. Receptor Extranjero"),
    *("Nacionalidad Receptor Extranjero", "Credito empresa constructora", "Impto. Zona Franca (Ley 18211)"),
    *("Garantia Dep. Envases", "Indicador Venta sin Costo", "Indicador Servicio Periodico"),
    *("Monto No facturable", "Total Monto Periodo", "Venta Pasajes Transporte Nacional"),
    *("Venta Pasajes Transporte Internacional", "Numero Interno", "Codigo Sucursal"),
    *("NCE o NDE sobre Fact. de Compra", "Codigo Otro Imp.", "Valor Otro Imp.", "Tasa Otro Imp."),
)
ADDED = ("Monto Exento", "Monto Neto", "Monto IVA", "Garantia Dep. Envases", "Monto No facturable")
TIED = ("33", "34", "56", "61")
"""Types whose total is the sum of its parts; the others (settlements, exports) are kept as stated."""
DAY = re.compile(r"([0-9]{2})/([0-9]{2})/([0-9]{4})(?: ([0-9:]{8}))?")
Line = dict[str, str]


def is_mine(head: bytes) -> bool:
    """Tell a register of sales by its first columns."""
    return head.removeprefix(b"\xef\xbb\xbf").startswith(b"Nro;Tipo Doc;Tipo Venta;")


def read(stream: BinaryIO) -> Iterator[Row]:
    """Yield a row per document, with the other taxes of its continuation lines; numbered as they stand."""
    pending: Line | None = None
    number = 0
    other = Decimal(0)
    for line in _lines(stream):
        if pending is not None and _key(line) == _key(pending):
            if any(line[name] != pending[name] for name in HEADER[3:14]):
                raise UnsoundError("two_versions", f"holds document {_key(line)} twice, and not the same")
            other += _amount(line, "Valor Otro Imp.")
            continue
        if pending is not None:
            number += 1
            yield _row(pending, number, other)
        pending, other = line, _amount(line, "Valor Otro Imp.")
    if pending is None:
        raise UnsoundError("no_records", "holds no document")
    yield _row(pending, number + 1, other)


def _lines(stream: BinaryIO) -> Iterator[Line]:
    data = stream.read()
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("latin-1")
    if "\0" in text:
        raise UnsoundError("wrong_encoding", "holds NUL bytes")
    lines = csv.reader(text.splitlines(), delimiter=";", quoting=csv.QUOTE_NONE)
    if tuple(next(lines, [])) != HEADER:
        raise UnsoundError("unknown_version", f"has other columns than the {len(HEADER)} of the register")
    for place, fields in enumerate(lines, start=2):
        if not any(fields):
            continue
        if len(fields) not in (len(HEADER), len(HEADER) + 1) or fields[len(HEADER) :] not in ([], [""]):
            raise UnsoundError("bad_field", f"line {place} has {len(fields)} fields")
        yield dict(zip(HEADER, (field.strip() for field in fields), strict=False))


def _key(line: Line) -> tuple[str, str]:
    return line["Tipo Doc"], line["Folio"]


def _row(line: Line, number: int, other: Decimal) -> Row:
    kind, folio = _key(line)
    if not re.fullmatch(r"[0-9]{2,3}", kind) or not re.fullmatch(r"[1-9][0-9]{0,9}", folio):
        raise UnsoundError("bad_field", f"type {kind!r} and number {folio!r} name no document")
    total = _amount(line, "Monto total")
    if kind in TIED:
        parts = sum((_amount(line, name) for name in ADDED), other) - _amount(line, "IVA Retenido Total")
        tie(total, parts, what=f"Monto total of {kind}/{folio}")
    read = {
        **line,
        "Rut cliente": exact_rut(line["Rut cliente"], what="Rut cliente"),
        "Fecha Docto": _day(line, "Fecha Docto"),
        "Fecha Recepcion": _day(line, "Fecha Recepcion"),
        "Fecha Acuse Recibo": _day(line, "Fecha Acuse Recibo"),
        "Fecha Reclamo": _day(line, "Fecha Reclamo"),
        "Monto total": f"{total:f}",
        "Valor Otro Imp.": f"{other:f}" if other else "",
    }
    return Row("register", number, tuple(read.values()), ";".join(line.values()))


def _amount(line: Line, name: str) -> Decimal:
    text = line[name]
    if text and not re.fullmatch(r"-?[0-9]{1,14}", text):
        raise UnsoundError("bad_amount", f"{name} {text[:40]!r} is no whole amount")
    return Decimal(text or 0)


def _day(line: Line, name: str) -> str:
    """Return the day of dd/mm/yyyy, with or without a time of Chile."""
    if not line[name]:
        return ""
    found = DAY.fullmatch(line[name])
    if found is None:
        raise UnsoundError("bad_date", f"{name} {line[name][:40]!r} is not written dd/mm/yyyy")
    day, month, year, time = found.groups()
    iso = exact_day(f"{year}-{month}-{day}", what=name)
    return day_of_time(f"{iso}T{time}", what=name) if time else iso
