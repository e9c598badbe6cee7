{#
    One row per open item whose document has one record, in numbers and dates alone: all that the balances need of it, and what the ledger scans again
    and again. Texts stay in int_item_versions.
#}

with

final as (

    select
        documents.document_key,
        documents.instalment_number,
        documents.book_number,
        documents.type_number,
        documents.item_sign,
        documents.amount,
        documents.minor_unit_amount,
        documents.amount_base as stated_amount_base,
        documents.posting_date,
        documents.counted_due_date as due_date,
        documents.counted_voided_date as voided_date,
        documents.is_posted,
        documents.has_balance,
        documents.is_foreign,
        documents.version_at as known_from,
        documents.file_id,
        documents.record_number
    from {{ ref('int_documents_signed') }} as documents
    left join {{ ref('int_several_document_keys') }} as several
        on documents.document_key = several.document_key
    where several.document_key is null

)

select * from final
