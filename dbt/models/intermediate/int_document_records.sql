{#
    One row per document record, in numbers and dates alone: all that the balances need of it, and
    what the ledger scans again and again. Texts stay in int_item_versions.
#}

select
    document_key,
    instalment_number,
    book_number,
    type_number,
    item_sign,
    amount,
    minor_unit_amount,
    amount_base as stated_amount_base,
    posting_date,
    counted_due_date as due_date,
    counted_voided_date as voided_date,
    is_posted,
    has_balance,
    is_foreign,
    version_at,
    file_id,
    record_number
from {{ ref('int_documents_signed') }}
