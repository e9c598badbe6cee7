{# One row per version of an open item (one instalment of one document), signed and dated, with the interval in which it was known. #}

with

single_versions as (

    select
        documents.*,
        documents.version_at as known_from,
        {{ never_timestamp() }} as known_until,
        true as is_only_row
    from {{ ref('int_documents_signed') }} as documents
    left join {{ ref('int_several_document_keys') }} as several
        on documents.document_key = several.document_key
    where several.document_key is null

),

versions as (

    select * from single_versions
    union all by name
    select
        several.*,
        false as is_only_row
    from {{ ref('int_several_document_versions') }} as several

),

final as (

    select
        -- keys
        versions.document_key,
        versions.instalment_number,
        versions.book_number,
        versions.company_id,
        versions.document_id,

        -- codes and text
        versions.customer_id,
        versions.document_type,
        versions.document_number,
        versions.currency_code,
        versions.base_currency_code,
        versions.base_minor_unit_digits,
        versions.control_account,
        versions.status,

        -- amounts
        versions.item_sign,
        versions.amount,
        versions.amount_base as stated_amount_base,

        -- dates
        versions.posting_date,
        versions.counted_due_date as due_date,
        versions.counted_voided_date as voided_date,

        -- flags
        versions.is_only_row,
        versions.is_due_date_missing,
        versions.is_posted,
        versions.has_balance,
        versions.is_foreign,

        -- provenance
        versions.known_from,
        versions.known_until,
        versions.file_id,
        versions.record_number
    from versions

)

select * from final
