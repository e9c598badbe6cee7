{# One row per partial reconcile of Odoo: which part of a debit line which credit line closes, on the later day of both. #}

with

files as (

    {{ erp_files(['odoo_partial_reconciles']) }}

),

records as (

    select * from {{ source('raw', 'allocations') }}

),

lines as (

    select
        source,
        company_id,
        line_id,
        max(document_id) as document_id,
        max(instalment_number) as instalment_number
    from {{ ref('stg_odoo__items') }}
    where line_id is not null
    group by source, company_id, line_id

),

pairs as (

    select
        debits.company_id,
        'reconcile:' || records.allocation_id as pair_id,
        debits.document_id as debit_document_id,
        debits.instalment_number as debit_instalment_number,
        credits.document_id as credit_document_id,
        credits.instalment_number as credit_instalment_number,
        cast(records.amount as decimal(18, 4)) as amount,
        cast(records.effective_date as date) as effective_date,
        {{ version_at() }} as version_at,
        files.source,
        files.file_id,
        records.file_hash,
        records.record_number
    from records
    inner join files
        {{ record_times() }}
    inner join lines as debits
        on files.source = debits.source
        and records.debit_document_id = debits.line_id
    inner join lines as credits
        on files.source = credits.source
        and records.credit_document_id = credits.line_id

),

final as (

    {{ erp_allocations('pairs') }}

)

select * from final
