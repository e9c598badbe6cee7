{# One row per document type, with the number by which the ledger joins it; the numbers follow the order of the names. #}

select
    document_type,
    cast(row_number() over (order by document_type) as smallint) as type_number,
    cast(item_sign as integer) as item_sign
from {{ ref('document_types') }}
