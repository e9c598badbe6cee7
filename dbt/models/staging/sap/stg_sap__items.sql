{# One row per line of an SAP customer account list: an open item or one that was cleared, signed as SAP shows it. #}

with

files as (

    {{ erp_files(['sap_fbl5n', 'sap_bsid']) }}

),

records as (

    select
        documents.*,
        {{ json_text('documents.attributes', 'fiscal_year') }} as fiscal_year,
        {{ json_text('documents.attributes', 'debit_credit') }} as debit_credit,
        {{ json_text('documents.attributes', 'special_gl_indicator') }} as special_gl_indicator,
        {{ json_text('documents.attributes', 'local_currency_code') }} as local_currency_code,
        {{ json_text('documents.attributes', 'clearing_document') }} as clearing_document,
        cast({{ json_text('documents.attributes', 'clearing_date') }} as date) as clearing_date,
        {{ json_text('documents.attributes', 'invoice_reference') }} as invoice_reference,
        {{ json_text('documents.attributes', 'customer_name') }} as customer_name,
        {{ json_text('documents.attributes', 'baseline_date') }} as baseline_date,
        coalesce(
            nullif(cast({{ json_text('documents.attributes', 'net_days') }} as integer), 0),
            nullif(cast({{ json_text('documents.attributes', 'second_days') }} as integer), 0),
            cast({{ json_text('documents.attributes', 'first_days') }} as integer),
            0
        ) as net_days,
        coalesce(documents.posting_date, documents.issue_date) as booked_date
    from {{ source('raw', 'documents') }} as documents

),

identified as (

    select
        records.*,
        {{ version_at() }} as version_at,
        files.source,
        files.file_id,
        files.reader,
        -- 2025/07 is a year with its month
        coalesce(left(records.fiscal_year, 4), left(records.booked_date, 4)) as year,
        {{ zero_filled('records.document_id', 10) }} as number,
        cast(
            coalesce(
                cast(nullif(records.instalment_number, '') as integer),
                row_number() over (
                    partition by
                        records.file_hash,
                        records.company_id,
                        records.document_id,
                        left(records.booked_date, 4)
                    order by records.record_number
                )
            ) as integer
        ) as line_number,
        case when records.debit_credit = 'H' then -1 else 1 end as turned
    from records
    inner join files
        {{ record_times() }}
    -- noted items (down payment requests, guarantees) are reminders and no receivable
    where coalesce(records.special_gl_indicator, '') not in ('F', 'G')

),

final as (

    select
        -- keys
        coalesce(nullif(company_id, ''), source) as company_id,
        number || '/' || year as document_id,
        line_number as instalment_number,

        -- codes and text
        reader as layout,
        nullif(document_type, '') as their_type,
        coalesce(nullif(document_number, ''), number) as document_number,
        {{ zero_filled('customer_id', 10) }} as customer_id,
        customer_name,
        coalesce(currency_code, local_currency_code) as currency_code,
        local_currency_code,
        control_account,
        case when special_gl_indicator = 'W' then 'bill_of_exchange' end as instrument,
        'posted' as status,

        -- amounts
        turned * cast(coalesce(amount, amount_base) as decimal(18, 4)) as signed_amount,
        turned * cast(amount_base as decimal(18, 4)) as signed_amount_base,
        cast(null as decimal(18, 4)) as tax_amount,

        -- dates
        cast(booked_date as date) as posting_date,
        cast(issue_date as date) as issue_date,
        -- tables hold the baseline and the days of the terms, lists the day itself
        coalesce(
            cast(due_date as date),
            {{ add_days('cast(baseline_date as date)', 'net_days') }}
        ) as due_date,

        -- clearing
        {{ zero_filled('clearing_document', 10) }}
        || '/' || left(cast(clearing_date as varchar), 4) as clearing_group,
        clearing_date,
        {{ zero_filled('invoice_reference', 10) }} as referred_number,
        cast(null as varchar) as line_id,

        -- provenance
        attributes,
        version_at,
        source,
        file_id,
        file_hash,
        record_number
    from identified

)

select * from final
