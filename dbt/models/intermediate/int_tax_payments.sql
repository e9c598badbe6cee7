{# One row per part of a payment that a tax document of ours states, as known, with its voucher. #}

with

records as (

    {{ newest_versions(
        ref('stg_canonical__tax_payments'),
        ['company_id', 'tax_payment_id', 'tax_document_id']
    ) }}

),

issuers as (

    select distinct
        company_id,
        issuer_tax_id
    from {{ ref('int_tax_document_states') }}

),

final as (

    select
        issuers.company_id,
        records.tax_payment_id,
        -- a voucher's payments are numbered behind its own id: UUID/payment/part
        split_part(records.tax_payment_id, '/', 1) as voucher_id,
        'receipt:' || records.tax_payment_id || ':' || records.tax_document_id as receipt_id,
        records.tax_document_id,
        records.currency_code,
        records.instalment_number,
        records.amount,
        records.previous_balance_amount,
        records.remaining_balance_amount,
        records.paid_date,
        records.attributes,
        records.recorded_by,
        records.version_at,
        records.source,
        records.file_id,
        records.file_hash,
        records.record_number
    from records
    inner join issuers
        on records.company_id = issuers.issuer_tax_id

)

select * from final
