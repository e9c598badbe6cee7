{# One row per application of Business Central: the entry that was lowered and the one that it was applied to. #}

with

files as (

    {{ erp_files(['bc_detailed_entries']) }}

),

records as (

    -- lowering a debit is a negative amount on it; both sides of an application are written and are one
    select
        allocations.*,
        abs(cast(allocations.amount as decimal(18, 4))) as whole_amount,
        case
            when left(allocations.amount, 1) = '-' then allocations.debit_document_id
            else allocations.credit_document_id
        end as debit_entry,
        case
            when left(allocations.amount, 1) = '-' then allocations.credit_document_id
            else allocations.debit_document_id
        end as credit_entry
    from {{ source('raw', 'allocations') }} as allocations

),

pairs as (

    select
        coalesce({{ attribute('company') }}, files.source) as company_id,
        'application:' || records.debit_entry || ':' || records.credit_entry as pair_id,
        records.debit_entry as debit_document_id,
        1 as debit_instalment_number,
        records.credit_entry as credit_document_id,
        1 as credit_instalment_number,
        records.whole_amount as amount,
        cast(records.effective_date as date) as effective_date,
        {{ version_at() }} as version_at,
        files.source,
        files.file_id,
        records.file_hash,
        records.record_number
    from records
    inner join files
        {{ record_times() }}
    where lower({{ attribute('entry_type') }}) in ('application', '2', 'liquidación', 'liquidacion')
        and records.debit_document_id <> records.credit_document_id
        and coalesce(lower({{ attribute('is_unapplied') }}), 'no') in ('no', 'false', '0', 'falso')

),

final as (

    {{ erp_allocations('pairs') }}

)

select * from final
