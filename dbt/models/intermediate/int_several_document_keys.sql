{# One row per document with more than one record: several instalments, several versions, or copies. #}

with

several as (

    select
        company_id,
        document_id
    from {{ ref('int_documents_unioned') }}
    group by company_id, document_id
    having count(*) > 1

)

select
    company_id,
    document_id,
    {{ document_key('company_id', 'document_id') }} as document_key
from several
