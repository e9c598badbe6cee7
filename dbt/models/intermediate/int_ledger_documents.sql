{# One row per invoice, debit note or credit note of the ledger by the as-of date, as known: the sum of its instalments, and its first record. #}

with

items as (

    select * from {{ ref('int_items') }}
    where document_type in ('invoice', 'debit_note', 'credit_note')
        and posting_date <= {{ as_of_date() }}

),

totals as (

    select
        company_id,
        document_id,
        min(instalment_number) as instalment_number,
        {{ money_sum('amount') }} as amount
    from items
    group by company_id, document_id

),

files as (

    select distinct
        file_id,
        file_hash
    from {{ ref('stg_cartera__files') }}

),

final as (

    select
        items.company_id,
        items.document_id,
        items.document_type,
        items.document_number,
        items.customer_id,
        items.currency_code,
        totals.amount,
        items.posting_date,
        coalesce(items.status = 'void' and items.voided_date <= {{ as_of_date() }}, false)
            as is_void,
        files.file_hash,
        items.record_number
    from items
    inner join totals
        on items.company_id = totals.company_id
        and items.document_id = totals.document_id
        and items.instalment_number = totals.instalment_number
    inner join files
        on items.file_id = files.file_id

)

select * from final
