{# One row per document with more than one record: several instalments, several versions, or copies. #}

select document_key
from {{ ref('int_document_records') }}
group by document_key
having count(*) > 1
