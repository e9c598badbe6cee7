{# One row per version of an open item (one instalment of one document), signed and dated, with the interval in which it was known. #}

with

single_versions as (

    select
        documents.*,
        documents.version_at as known_from,
        {{ never_timestamp() }} as known_until,
        true as is_only_row
    from {{ ref('int_documents_unioned') }} as documents
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

document_types as (

    select * from {{ ref('document_types') }}

),

companies as (

    select * from {{ ref('int_companies') }}

),

final as (

    select
        -- keys
        versions.document_key,
        versions.instalment_number,
        versions.company_id,
        versions.document_id,

        -- codes and text
        versions.customer_id,
        versions.document_type,
        versions.document_number,
        versions.currency_code,
        companies.base_currency_code,
        companies.base_minor_unit_digits,
        versions.control_account,
        versions.status,

        -- amounts
        cast(document_types.item_sign as integer) as item_sign,
        versions.amount,
        versions.amount_base as stated_amount_base,

        -- dates
        versions.posting_date,
        coalesce(versions.due_date, versions.issue_date, versions.posting_date) as due_date,
        greatest(versions.voided_date, versions.posting_date) as voided_date,

        -- flags
        versions.is_only_row,
        versions.due_date is null as is_due_date_missing,
        versions.status = 'posted' as is_posted,
        versions.amount > 0
        and (
            versions.status = 'posted'
            or (versions.status = 'void' and versions.voided_date is not null)
        ) as has_balance,
        coalesce(versions.currency_code <> companies.base_currency_code, true) as is_foreign,

        -- provenance
        versions.known_from,
        versions.known_until,
        versions.file_id,
        versions.record_number
    from versions
    inner join document_types
        on versions.document_type = document_types.document_type
    left join companies
        on versions.company_id = companies.company_id

)

select * from final
