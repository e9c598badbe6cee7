{# One row per settlement of Dynamics 365, from the row of its debit: the mirror row of the credit says the same. #}

with

files as (

    {{ erp_files(['d365_cust_settlements']) }}

),

records as (

    select * from {{ source('raw', 'allocations') }}

),

debits as (

    select distinct
        source,
        line_id
    from {{ ref('stg_dynamics__items') }}
    where signed_amount > 0

),

pairs as (

    select
        lower(coalesce(nullif(records.company_id, ''), files.source)) as company_id,
        'settlement:' || records.debit_document_id || ':' || records.credit_document_id as pair_id,
        records.debit_document_id,
        1 as debit_instalment_number,
        records.credit_document_id,
        1 as credit_instalment_number,
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
    inner join debits
        on files.source = debits.source
        and records.debit_document_id = debits.line_id

),

final as (

    {{ erp_allocations('pairs') }}

)

select * from final
