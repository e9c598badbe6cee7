{# One row per allocation and interval of knowledge in which it and both its documents were known and posted; outside of these it waits. #}

with

allocations as (

    select * from {{ ref('int_allocation_versions') }}
    where status = 'posted'
        and amount > 0

),

documents as (

    select * from {{ ref('int_document_states') }}

),

final as (

    select
        -- keys
        allocations.allocation_key,

        -- the debit
        allocations.debit_key,
        coalesce(allocations.debit_instalment_number, debits.instalment_number)
            as debit_instalment_number,
        debits.book_number as debit_book_number,
        debits.type_number as debit_type_number,
        debits.due_date as debit_due_date,
        debits.capacity_amount as debit_capacity_amount,
        allocations.amount as debit_amount,

        -- the credit
        allocations.credit_key,
        coalesce(allocations.credit_instalment_number, credits.instalment_number)
            as credit_instalment_number,
        credits.book_number as credit_book_number,
        credits.type_number as credit_type_number,
        credits.due_date as credit_due_date,
        credits.capacity_amount as credit_capacity_amount,
        case
            when debits.book_number = credits.book_number then allocations.amount
            else allocations.credit_amount
        end as credit_amount,

        -- dates
        greatest(allocations.effective_date, debits.posting_date, credits.posting_date)
            as effect_date,
        allocations.effective_date,
        allocations.reversed_date,
        allocations.version_at,
        greatest(allocations.known_from, debits.known_from, credits.known_from) as known_from,
        least(allocations.known_until, debits.known_until, credits.known_until) as known_until,

        case
            when debits.item_sign <> 1 or credits.item_sign <> -1 then 'same_sign'
            when
                debits.book_number <> credits.book_number and allocations.credit_amount is null
                then 'missing_credit_amount'
            when allocations.amount % debits.minor_unit_amount <> 0 then 'too_many_decimals'
            when
                debits.book_number <> credits.book_number
                and allocations.credit_amount % credits.minor_unit_amount <> 0
                then 'too_many_decimals'
        end as reject_code,
        allocations.file_id,
        allocations.record_number
    from allocations
    inner join documents as debits
        on allocations.debit_key = debits.document_key
        and allocations.known_from < debits.known_until
        and allocations.known_until > debits.known_from
        and (
            allocations.debit_instalment_number = debits.named_instalment_number
            or (allocations.debit_instalment_number is null and debits.is_unnamed_allowed)
        )
    inner join documents as credits
        on allocations.credit_key = credits.document_key
        and allocations.known_from < credits.known_until
        and allocations.known_until > credits.known_from
        and debits.known_from < credits.known_until
        and debits.known_until > credits.known_from
        and (
            allocations.credit_instalment_number = credits.named_instalment_number
            or (allocations.credit_instalment_number is null and credits.is_unnamed_allowed)
        )

)

select * from final
