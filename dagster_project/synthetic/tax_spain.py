"""Spanish tax documents as files: batches of Facturae 3.2.2, and UBL invoices for buyers abroad.

Holds the XML as the published formats say.
Does not hold: which documents there are (``tax``); no reader, so that reading can be tested.
Called by ``synthetic.tax_files``.
"""

from collections.abc import Sequence
from decimal import Decimal
from xml.sax.saxutils import escape

from dagster_project.synthetic.tax import TaxDocument


def batch(documents: Sequence[TaxDocument]) -> bytes:
    """Return a Facturae 3.2.2: one seller, one buyer, one or more invoices."""
    seller, buyer = documents[0].company, documents[0].customer
    total = sum(each.amount for each in documents)
    totals = "".join(
        f"<{name}><TotalAmount>{total}</TotalAmount></{name}>"
        for name in ("TotalInvoicesAmount", "TotalOutstandingAmount", "TotalExecutableAmount")
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<fe:Facturae xmlns:fe="http://www.facturae.gob.es/formato/Versiones/Facturaev3_2_2.xml">\n'
        f"<FileHeader><SchemaVersion>3.2.2</SchemaVersion>"
        f"<Modality>{'L' if len(documents) > 1 else 'I'}</Modality><InvoiceIssuerType>EM"
        f"</InvoiceIssuerType><Batch><BatchIdentifier>{buyer.customer_id}</BatchIdentifier>"
        f"<InvoicesCount>{len(documents)}</InvoicesCount>{totals}"
        f"<InvoiceCurrencyCode>{documents[0].currency_code}</InvoiceCurrencyCode></Batch></FileHeader>\n"
        f"<Parties>{_spanish('SellerParty', seller.tax_id, seller.name, 'R')}"
        f"{_spanish('BuyerParty', buyer.tax_id, buyer.name, 'R' if buyer.country_code == 'ES' else 'E')}"
        f"</Parties>\n"
        f"<Invoices>\n{chr(10).join(map(_facturae, documents))}\n</Invoices>\n</fe:Facturae>\n"
    ).encode()


def _spanish(tag: str, tax_id: str, name: str, residence: str) -> str:
    return (
        f"<{tag}><TaxIdentification><PersonTypeCode>J</PersonTypeCode>"
        f"<ResidenceTypeCode>{residence}</ResidenceTypeCode>"
        f"<TaxIdentificationNumber>{tax_id}</TaxIdentificationNumber></TaxIdentification>"
        f"<LegalEntity><CorporateName>{escape(name)}</CorporateName></LegalEntity></{tag}>"
    )


def _facturae(each: TaxDocument) -> str:
    net, currency = each.amount - each.tax_amount, each.currency_code
    series, _, number = each.number.rpartition("-")
    order = escape(each.order_reference)
    return (
        f"<Invoice><InvoiceHeader><InvoiceNumber>{number}</InvoiceNumber>"
        f"<InvoiceSeriesCode>{series}-</InvoiceSeriesCode><InvoiceDocumentType>FC</InvoiceDocumentType>"
        f"<InvoiceClass>{'OR' if each.document_type == 'debit_note' else 'OO'}</InvoiceClass>"
        f"{_corrective(each)}"
        f"</InvoiceHeader><InvoiceIssueData><IssueDate>{each.issue_date}</IssueDate>"
        f"<InvoiceCurrencyCode>{currency}</InvoiceCurrencyCode><TaxCurrencyCode>{currency}</TaxCurrencyCode>"
        f"<LanguageName>es</LanguageName>"
        + (f"<ReceiverTransactionReference>{order}</ReceiverTransactionReference>" if order else "")
        + "</InvoiceIssueData><TaxesOutputs><Tax><TaxTypeCode>01</TaxTypeCode><TaxRate>21.00</TaxRate>"
        f"<TaxableBase><TotalAmount>{net}</TotalAmount></TaxableBase>"
        f"<TaxAmount><TotalAmount>{each.tax_amount}</TotalAmount></TaxAmount></Tax></TaxesOutputs>"
        f"<InvoiceTotals><TotalGrossAmount>{net}</TotalGrossAmount>"
        f"<TotalGrossAmountBeforeTaxes>{net}</TotalGrossAmountBeforeTaxes>"
        f"<TotalTaxOutputs>{each.tax_amount}</TotalTaxOutputs><TotalTaxesWithheld>0.00</TotalTaxesWithheld>"
        f"<InvoiceTotal>{each.amount}</InvoiceTotal><TotalOutstandingAmount>{each.amount}"
        f"</TotalOutstandingAmount>"
        f"<TotalExecutableAmount>{each.amount}</TotalExecutableAmount></InvoiceTotals>"
        f"<Items><InvoiceLine><ItemDescription>Suministros</ItemDescription><GrossAmount>{net}</GrossAmount>"
        f"</InvoiceLine></Items><PaymentDetails><Installment><InstallmentDueDate>{each.due_date}"
        f"</InstallmentDueDate>"
        f"<InstallmentAmount>{each.amount}</InstallmentAmount><PaymentMeans>04</PaymentMeans></Installment>"
        "</PaymentDetails></Invoice>"
    )


def _corrective(each: TaxDocument) -> str:
    """A debit note is a correction by difference of what the period sold."""
    if each.document_type != "debit_note":
        return ""
    return "<Corrective><ReasonCode>80</ReasonCode><CorrectionMethod>02</CorrectionMethod></Corrective>"


def ubl(documents: Sequence[TaxDocument]) -> bytes:
    """Return a UBL invoice or, of type 383, a debit note; exports bear no VAT."""
    (each,) = documents
    net, currency = each.amount - each.tax_amount, each.currency_code

    def money(name: str, amount: Decimal) -> str:
        return f'<cbc:{name} currencyID="{currency}">{amount}</cbc:{name}>'

    def party(tax_id: str, name: str) -> str:
        return (
            f"<cac:Party><cac:PartyTaxScheme><cbc:CompanyID>{tax_id}</cbc:CompanyID><cac:TaxScheme>"
            f"<cbc:ID>VAT"
            "</cbc:ID></cac:TaxScheme></cac:PartyTaxScheme><cac:PartyLegalEntity><cbc:RegistrationName>"
            f"{escape(name)}</cbc:RegistrationName></cac:PartyLegalEntity></cac:Party>"
        )

    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<Invoice xmlns="urn:oasis:names:specification:ubl:schema:xsd:Invoice-2" '
        'xmlns:cac="urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2" '
        'xmlns:cbc="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2">'
        f"<cbc:ID>{each.number}</cbc:ID><cbc:IssueDate>{each.issue_date}</cbc:IssueDate>"
        f"<cbc:DueDate>{each.due_date}</cbc:DueDate>"
        f"<cbc:InvoiceTypeCode>{383 if each.document_type == 'debit_note' else 380}</cbc:InvoiceTypeCode>"
        f"<cbc:DocumentCurrencyCode>{currency}</cbc:DocumentCurrencyCode>"
        f"<cac:AccountingSupplierParty>{party('ES' + each.company.tax_id, each.company.name)}"
        f"</cac:AccountingSupplierParty>"
        f"<cac:AccountingCustomerParty>{party(each.customer.tax_id, each.customer.name)}"
        f"</cac:AccountingCustomerParty>"
        f"<cac:TaxTotal>{money('TaxAmount', each.tax_amount)}<cac:TaxSubtotal>{money('TaxableAmount', net)}"
        f"{money('TaxAmount', each.tax_amount)}</cac:TaxSubtotal></cac:TaxTotal>"
        f"<cac:LegalMonetaryTotal>{money('LineExtensionAmount', net)}{money('TaxExclusiveAmount', net)}"
        f"{money('TaxInclusiveAmount', each.amount)}{money('PayableAmount', each.amount)}"
        f"</cac:LegalMonetaryTotal>"
        f"<cac:InvoiceLine><cbc:ID>1</cbc:ID>{money('LineExtensionAmount', net)}</cac:InvoiceLine>"
        f"</Invoice>\n"
    ).encode()
