{# One row per document record, signed and dated: what is read of it, however many versions it has. #}

{{ config(materialized='view') }}

select
    documents.*,
    books.book_number,
    types.type_number,
    types.item_sign,
    books.base_currency_code,
    books.base_minor_unit_digits,
    books.is_foreign,
    books.minor_unit_amount,
    coalesce(documents.due_date, documents.issue_date, documents.posting_date)
        as counted_due_date,
    greatest(documents.voided_date, documents.posting_date) as counted_voided_date,
    documents.due_date is null as is_due_date_missing,
    documents.status = 'posted' as is_posted,
    documents.amount > 0
    and (
        documents.status = 'posted'
        or (documents.status = 'void' and documents.voided_date is not null)
    ) as has_balance
from {{ ref('int_documents_unioned') }} as documents
inner join {{ ref('int_books') }} as books
    on documents.company_id = books.company_id
    and documents.currency_code = books.currency_code
inner join {{ ref('int_document_types') }} as types
    on documents.document_type = types.document_type
