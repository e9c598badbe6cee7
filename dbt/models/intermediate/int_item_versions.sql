{# One row per version of an open item (one instalment of one document), signed and dated, with the interval in which it was known. #}

with

versions as (

    select * from {{ ref('int_document_versions') }}

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
        versions.company_id,
        versions.document_id,
        versions.instalment_number,

        -- codes and text
        versions.customer_id,
        versions.document_type,
        versions.document_number,
        versions.currency_code,
        companies.base_currency_code,
        companies.base_minor_unit_digits,
        versions.control_account,
        versions.status,
        versions.acceptance_status,
        versions.assigned_to,
        versions.instrument,

        -- amounts
        document_types.item_sign,
        versions.amount,
        versions.amount_base as stated_amount_base,
        versions.tax_amount,

        -- dates
        versions.posting_date,
        versions.issue_date,
        versions.received_date,
        coalesce(versions.due_date, versions.issue_date, versions.posting_date) as due_date,
        greatest(versions.voided_date, versions.posting_date) as voided_date,
        versions.acceptance_date,
        versions.assigned_date,
        versions.maturity_date,

        -- flags
        versions.due_date is null as is_due_date_missing,
        versions.status = 'posted' as is_posted,
        versions.amount > 0
        and (versions.status = 'posted' or (versions.status = 'void' and versions.voided_date is not null)) as has_balance,
        coalesce(versions.currency_code <> companies.base_currency_code, true) as is_foreign,
        versions.has_recourse,

        -- provenance
        versions.attributes,
        versions.version_at,
        versions.known_from,
        versions.known_until,
        versions.source,
        versions.file_hash,
        versions.record_number
    from versions
    inner join document_types
        on versions.document_type = document_types.document_type
    left join companies
        on versions.company_id = companies.company_id

)

select * from final
