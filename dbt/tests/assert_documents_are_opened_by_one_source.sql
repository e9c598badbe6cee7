{# No document is opened by the ERP and by tax documents both: one of them is its source (seeds/ledger_sources.csv). #}

select
    opened.company_id,
    opened.document_id,
    opened.document_number,
    ledger.document_id as also_opened_as
from {{ ref('int_tax_opened_documents') }} as opened
inner join {{ ref('int_ledger_documents') }} as ledger
    on opened.company_id = ledger.company_id
    and opened.document_type = ledger.document_type
    and {{ plain_key('opened.document_number') }} = {{ plain_key('ledger.document_number') }}
    and opened.document_id <> ledger.document_id
left join {{ ref('int_tax_opened_documents') }} as twin
    on ledger.company_id = twin.company_id
    and ledger.document_id = twin.document_id
where twin.document_id is null
