"""Chilean tax documents as files: shipments of DTE, and the SII's sales register.

Holds the XML and CSV as their published formats say.
Does not hold: which documents there are (``tax``); no reader, so that reading can be tested.
Called by ``synthetic.tax_files``.
"""

from collections import Counter
from collections.abc import Sequence
from decimal import Decimal
from xml.sax.saxutils import escape

from dagster_project.synthetic.tax import TaxDocument

REGISTER_HEAD = (
    "Nro;Tipo Doc;Tipo Venta;Rut cliente;Razon Social;Folio;Fecha Docto;Fecha Recepcion;Fecha Acuse Recibo;"
    "Fecha Reclamo;Monto Exento;Monto Neto;Monto IVA;Monto total;IVA Retenido Total;IVA Retenido Parcial;"
    "IVA no retenido;IVA propio;IVA Terceros;RUT Emisor Liquid. Factura;Neto Comision Liquid. Factura;"
    "Exento Comision Liquid. Factura;IVA Comision Liquid. Factura;IVA fuera de plazo;Tipo Docto. Referencia;"
    "Folio Docto. Referencia;Num. Ident. Receptor Extranjero;Nacionalidad Receptor Extranjero;"
    "Credito empresa constructora;Impto. Zona Franca (Ley 18211);Garantia Dep. Envases;"
    "Indicador Venta sin Costo;Indicador Servicio Periodico;Monto No facturable;Total Monto Periodo;"
    "Venta Pasajes Transporte Nacional;Venta Pasajes Transporte Internacional;Numero Interno;"
    "Codigo Sucursal;NCE o NDE sobre Fact. de Compra;Codigo Otro Imp.;Valor Otro Imp.;Tasa Otro Imp."
)


def rut(tax_id: str) -> str:
    return tax_id.replace(".", "")


def _type(document: TaxDocument) -> str:
    if document.document_type == "debit_note":
        return "56"
    return "33" if document.tax_amount else "34"


def shipment(documents: Sequence[TaxDocument]) -> bytes:
    """Return an EnvioDTE, its cover counting each type."""
    seller = rut(documents[0].company.tax_id)
    counts = Counter(_type(each) for each in documents)
    cover = "".join(
        f"<SubTotDTE><TpoDTE>{kind}</TpoDTE><NroDTE>{count}</NroDTE></SubTotDTE>"
        for kind, count in sorted(counts.items())
    )
    text = (
        '<?xml version="1.0" encoding="ISO-8859-1"?>\n'
        '<EnvioDTE xmlns="http://www.sii.cl/SiiDte" version="1.0">\n<SetDTE ID="SetDoc">\n'
        f'<Caratula version="1.0"><RutEmisor>{seller}</RutEmisor>{cover}</Caratula>\n'
        + "\n".join(map(_dte, documents))
        + "\n</SetDTE>\n</EnvioDTE>\n"
    )
    return text.encode("latin-1", "xmlcharrefreplace")


def _dte(each: TaxDocument) -> str:
    kind, seller, buyer = _type(each), rut(each.company.tax_id), _chilean(each)
    net = each.amount - each.tax_amount
    totals = f"<MntExe>{net}</MntExe>"
    if each.tax_amount:
        totals = f"<MntNeto>{net}</MntNeto><TasaIVA>19</TasaIVA><IVA>{each.tax_amount}</IVA>"
    references = "".join(
        f"<Referencia><NroLinRef>{place}</NroLinRef><TpoDocRef>{code}</TpoDocRef>"
        f"<FolioRef>{escape(number)}</FolioRef><FchRef>{each.issue_date}</FchRef></Referencia>"
        for place, (code, number) in enumerate(
            [pair for pair in (("801", each.order_reference), ("HES", each.service_entry)) if pair[1]],
            start=1,
        )
    )
    return (
        f'<DTE version="1.0"><Documento ID="F{each.number}T{kind}"><Encabezado><IdDoc>'
        f"<TipoDTE>{kind}</TipoDTE><Folio>{each.number}</Folio><FchEmis>{each.issue_date}</FchEmis>"
        f"<FmaPago>2</FmaPago><FchVenc>{each.due_date}</FchVenc></IdDoc>"
        f"<Emisor><RUTEmisor>{seller}</RUTEmisor><RznSoc>{escape(each.company.name)}</RznSoc></Emisor>"
        f"<Receptor><RUTRecep>{buyer}</RUTRecep><RznSocRecep>{escape(each.customer.name)}</RznSocRecep>"
        f"</Receptor>"
        f"<Totales>{totals}<MntTotal>{each.amount}</MntTotal></Totales></Encabezado>"
        f"<Detalle><NroLinDet>1</NroLinDet><NmbItem>Suministros</NmbItem><MontoItem>{net}</MontoItem>"
        f"</Detalle>"
        f'{references}<TED version="1.0"><DD><RE>{seller}</RE><TD>{kind}</TD><F>{each.number}</F>'
        f"<FE>{each.issue_date}</FE><RR>{buyer}</RR><MNT>{each.amount}</MNT><IT1>Suministros</IT1></DD></TED>"
        "</Documento></DTE>"
    )


def _chilean(each: TaxDocument) -> str:
    """Return the customer's RUT; foreigners have one for all."""
    return rut(each.customer.tax_id) if each.customer.country_code == "CL" else "55555555-5"


def register(documents: Sequence[TaxDocument]) -> bytes:
    """Return the sales register of a month: every line ends with a field that the head lacks."""
    lines = [REGISTER_HEAD]
    for place, each in enumerate(documents, start=1):
        net, day = each.amount - each.tax_amount, f"{each.issue_date:%d/%m/%Y}"
        accepted = f"{each.accepted_date:%d/%m/%Y} 10:00:00" if each.accepted_date else ""
        exempt, taxed = (Decimal(0), net) if each.tax_amount else (net, Decimal(0))
        lines.append(
            f"{place};{_type(each)};Del Giro;{_chilean(each)};{each.customer.name};{each.number};{day};"
            f"{day} 12:00:00;{accepted};;{exempt};{taxed};{each.tax_amount};{each.amount};"
            "0;0;0;0;0;-;0;0;0;0;0;0;;;0;;0;2;0;0;0;;;;0;;;;;"
        )
    return ("\n".join(lines) + "\n").encode()
