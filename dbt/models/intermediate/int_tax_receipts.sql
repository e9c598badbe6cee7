{#
    One row per receipt that a stated payment opens, and version of its voucher, where seeds/ledger_sources.csv says that they
    do: what was paid of one document, in its currency.
#}

{{ config(materialized='view') }}

with

sources as (

    select * from {{ ref('ledger_sources') }}
    where receipts_source = 'tax'

),

states as (

    select
        *,
        coalesce(status in ('cancelled', 'substituted'), false) as is_void
    from {{ ref('int_tax_document_states') }}

),

final as (

    select
        payments.company_id,
        payments.receipt_id as opened_id,
        'receipt' as opened_type,
        coalesce(vouchers.document_number, paid.document_number) as document_number,
        coalesce(vouchers.customer_tax_id, paid.customer_tax_id) as customer_tax_id,
        payments.tax_document_id,
        payments.currency_code,
        vouchers.status,
        coalesce(vouchers.is_void, false) as is_void,
        vouchers.assigned_to,
        payments.amount,
        payments.paid_date as posting_date,
        vouchers.issue_date,
        vouchers.status_date,
        payments.attributes,
        payments.recorded_by,
        -- a payment is taken back when its voucher is
        greatest(payments.version_at, coalesce(vouchers.version_at, payments.version_at))
            as version_at,
        payments.source,
        payments.file_id,
        payments.file_hash,
        payments.record_number
    from {{ ref('int_tax_payments') }} as payments
    left join states as vouchers
        on payments.company_id = vouchers.company_id
        and payments.voucher_id = vouchers.tax_document_id
    left join {{ ref('int_tax_documents') }} as paid
        on payments.company_id = paid.company_id
        and payments.tax_document_id = paid.tax_document_id
    inner join sources
        on payments.company_id = sources.company_id

)

select * from final
