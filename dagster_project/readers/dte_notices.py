"""What becomes of a Chilean tax document: assigned to a factor, received, accepted or rejected.

Holds the assignment (AEC), the receipts (EnvioRecibos) and the answers (RespuestaDTE), each as a notice.
Does not hold: documents (``dte``), nor what a status means for the ledger; SQL says that.
Called by ``dte``.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from xml.etree.ElementTree import Element

from dagster_project.readers.statements import UnsoundError, exact_day
from dagster_project.readers.tax_documents import TaxDocument, day_of_time, exact_decimal, tie
from dagster_project.readers.tax_ids import exact_rut
from dagster_project.readers.xml_parts import text_of

TYPES = {"33": "invoice", "34": "invoice", "56": "debit_note", "61": "credit_note"}
ANSWERS = {"0": "accepted", "1": "accepted_with_discrepancies", "2": "rejected"}


def notices_of(root: Element, *, assigned: Sequence[TaxDocument]) -> Iterator[TaxDocument]:
    """Yield what a file says of documents; an assignment holds its document, and must be of it."""
    if root.tag == "AEC":
        yield from _assignments(root, assigned)
    elif root.tag == "EnvioRecibos":
        yield from _receipts(root)
    elif root.tag == "RespuestaDTE":
        yield from _answers(root)


def _assignments(root: Element, assigned: Sequence[TaxDocument]) -> Iterator[TaxDocument]:
    found = [each for each in root.iter("DocumentoCesion") if each.find("IdDTE") is not None]
    if not found or len(assigned) != 1:
        raise UnsoundError("does_not_tie", "an AEC holds one document and at least one assignment")
    for place, each in enumerate(found, start=1):
        notice = _notice(each.find("IdDTE"), receiver="RUTReceptor", of=each, when="TmstCesion")
        document = assigned[0]
        if text_of(each, "SeqCesion") != str(place) or notice.document_id != document.document_id:
            raise UnsoundError("does_not_tie", f"assignment {place} is of another document, or out of order")
        tie(notice.amount, document.amount, what="MntTotal of the assignment")
        ceded = exact_decimal(text_of(each, "MontoCesion"), what="MontoCesion")
        if not 0 < ceded <= document.amount:
            tie(ceded, document.amount, what="MontoCesion")
        more = {
            "stated_type": document.document_id.split("/")[1],
            "reason": text_of(each, "SeqCesion"),
            "assigned_to": exact_rut(text_of(each, "Cesionario/RUT"), what="RUT of Cesionario"),
            "assigned_to_name": text_of(each, "Cesionario/RazonSocial"),
            "assigned_amount": f"{ceded:f}",
            "assigned_due_date": exact_day(text_of(each, "UltimoVencimiento"), what="UltimoVencimiento"),
        }
        yield _with(notice, status="assigned", more=more)


def _receipts(root: Element) -> Iterator[TaxDocument]:
    receipts = list(root.iter("DocumentoRecibo"))
    _tie_count(root, "SetRecibos/Caratula/NroDetalles", len(receipts))
    for each in receipts:
        notice = _notice(each, receiver="RUTRecep", of=each, when="TmstFirmaRecibo")
        yield _with(notice, status="received", more={"reason": text_of(each, "Recinto")})


def _answers(root: Element) -> Iterator[TaxDocument]:
    answers = list(root.iter("ResultadoDTE"))
    _tie_count(root, "Resultado/Caratula/NroDetalles", len(answers))
    for each in answers:
        code = text_of(each, "EstadoDTE")
        if code not in ANSWERS:
            raise UnsoundError("bad_field", f"EstadoDTE {code!r} is none of {', '.join(ANSWERS)}")
        notice = _notice(each, receiver="RUTRecep", of=root, when="Resultado/Caratula/TmstFirmaResp")
        more = {"reason": text_of(each, "EstadoDTEGlosa")}
        yield _with(notice, status=ANSWERS[code], more=more)


def _tie_count(root: Element, path: str, count: int) -> None:
    stated = text_of(root, path)
    if not count or (stated and stated.lstrip("0") != str(count)):
        raise UnsoundError("does_not_tie", f"the cover counts {stated or 'nothing'}, and there are {count}")


def _notice(identity: Element | None, *, receiver: str, of: Element, when: str) -> TaxDocument:
    kind, folio = (text_of(identity, name) for name in ("TipoDTE", "Folio"))
    kind = kind or text_of(identity, "TipoDoc")
    if kind not in TYPES or not folio.isdigit():
        raise UnsoundError("unknown_type", f"type {kind!r}, number {folio!r}: read are {', '.join(TYPES)}")
    issuer = exact_rut(text_of(identity, "RUTEmisor"), what="RUTEmisor")
    return TaxDocument(
        issuer=issuer,
        document_id=f"{issuer}/{kind}/{int(folio)}",
        document_type=TYPES[kind],
        currency="CLP",
        amount=exact_decimal(text_of(identity, "MntTotal"), what="MntTotal"),
        number=str(int(folio)),
        customer=exact_rut(text_of(identity, receiver), what=receiver),
        issue_date=exact_day(text_of(identity, "FchEmis"), what="FchEmis"),
        status_date=day_of_time(text_of(of, when), what=when),
        evidence="notice",
        more=(("stated_type", kind),),
    )


def _with(notice: TaxDocument, *, status: str, more: dict[str, str]) -> TaxDocument:
    return replace(notice, status=status, more=tuple({**dict(notice.more), **more}.items()))
