"""The SAT's list of vouchers (metadata of the bulk download), the only place that says what was cancelled.

Holds its twelve columns, divided by a tilde, and the status of each voucher.
Does not hold: the vouchers themselves (``cfdi``); the list knows neither their currency nor their number.
Called by ``guard``.
"""

from collections.abc import Iterator
from typing import BinaryIO

from dagster_project.readers.cfdi import NO_RECEIVABLES, TYPES, UUID
from dagster_project.readers.statements import UnsoundError
from dagster_project.readers.tax_documents import (
    NO_CURRENCY,
    Event,
    NoReceivable,
    TaxDocument,
    day_of_time,
    exact_decimal,
)
from dagster_project.readers.tax_ids import normal

HEADER = (
    *("Uuid", "RfcEmisor", "NombreEmisor", "RfcReceptor", "NombreReceptor", "RfcPac", "FechaEmision"),
    *("FechaCertificacionSat", "Monto", "EfectoComprobante", "Estatus", "FechaCancelacion"),
)
VALID, CANCELLED = ("1", "Vigente"), ("0", "Cancelado")


def is_mine(head: bytes) -> bool:
    """Tell the list by its first columns."""
    return head.removeprefix(b"\xef\xbb\xbf").startswith(b"Uuid~RfcEmisor~")


def read(stream: BinaryIO) -> Iterator[Event]:
    """Yield a line of the register for each voucher that asks for money or says it came."""
    try:
        lines = stream.read().decode("utf-8-sig").splitlines()
    except UnicodeDecodeError as error:
        raise UnsoundError("wrong_encoding", f"is no UTF-8 ({error.reason})") from error
    if tuple(lines[0].split("~")) != HEADER:
        raise UnsoundError("unknown_version", "has other columns than the twelve of the SAT's metadata")
    for number, line in enumerate(lines[1:], start=2):
        if line.strip():
            yield _line(line.split("~"), number, line)


def _line(fields: list[str], number: int, line: str) -> Event:
    if len(fields) != len(HEADER):
        raise UnsoundError("bad_field", f"line {number} has {len(fields)} fields instead of {len(HEADER)}")
    of = dict(zip(HEADER, (field.strip() for field in fields), strict=True))
    kind, uuid = of["EfectoComprobante"][:1], of["Uuid"].upper()
    if kind in NO_RECEIVABLES:
        return NoReceivable(line)
    is_cancelled = of["Estatus"] in CANCELLED
    if kind not in TYPES or not UUID.fullmatch(uuid) or not (is_cancelled or of["Estatus"] in VALID):
        raise UnsoundError("bad_field", f"line {number} names no voucher, type or status")
    day = of["FechaCancelacion"] if is_cancelled else of["FechaCertificacionSat"]
    return TaxDocument(
        issuer=normal(of["RfcEmisor"]),
        document_id=uuid,
        document_type=TYPES[kind],
        currency=NO_CURRENCY,
        amount=exact_decimal(of["Monto"].replace("$", "").replace(",", ""), what="Monto"),
        customer=normal(of["RfcReceptor"]),
        issue_date=_day(of["FechaEmision"], what="FechaEmision"),
        status="cancelled" if is_cancelled else "valid",
        status_date=_day(day, what="FechaCancelacion"),
        evidence="register",
        more=(
            ("stated_type", kind),
            ("issuer_name", of["NombreEmisor"]),
            ("customer_name", of["NombreReceptor"]),
        ),
    )


def _day(text: str, *, what: str) -> str:
    return day_of_time(text.replace(" ", "T", 1), what=what)
