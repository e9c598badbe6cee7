{# One row per item open at the as-of date: its balance, and what its source says of it beside the balance. #}

with

slices as (

    select * from {{ ref('int_slices') }}
    where posting_date <= {{ as_of_date() }}
        and close_date > {{ as_of_date() }}

),

balances as (

    select
        slices.document_key,
        slices.instalment_number,
        cast(sum(slices.amount) as decimal(18, 4)) as open_amount,
        cast(sum(slices.amount_base) as decimal(18, 4)) as open_amount_base
    from slices
    group by slices.document_key, slices.instalment_number
    having sum(slices.amount) <> 0

),

items as (

    select * from {{ ref('int_items') }}

),

files as (

    select * from {{ ref('int_files') }}

),

-- read only for what is open
details as (

    select * from {{ ref('int_documents_unioned') }}

),

final as (

    select
        items.*,
        files.file_hash,
        details.issue_date,
        details.received_date,
        details.assigned_date,
        details.assigned_to,
        details.has_recourse,
        details.instrument,
        details.maturity_date,
        details.attributes,
        balances.open_amount,
        balances.open_amount_base
    from balances
    inner join items
        on balances.document_key = items.document_key
        and balances.instalment_number = items.instalment_number
    inner join files
        on items.file_id = files.file_id
    left join details
        on items.file_id = details.file_id
        and items.record_number = details.record_number
        and items.known_from = details.version_at
        and items.document_key = details.document_key

)

select * from final
