{#
    One row per allocation and interval of knowledge in which it and both its documents were known and posted; outside of these it waits.
    A side's capacity is what its document holds where that has one record, else 0: such a document is always heard.
#}

with

allocations as (

    select * from {{ ref('int_allocation_versions') }}
    where status = 'posted'
        and amount > 0

),

documents as (

    select * from {{ ref('int_document_states') }}

),

uneven_postings as (

    select * from {{ ref('int_uneven_postings') }}

),

books as (

    select * from {{ ref('int_books') }}

),

final as (

    select
        -- keys
        allocations.allocation_key,

        -- the debit
        allocations.debit_key,
        coalesce(allocations.debit_instalment_number, debits.only_instalment_number)
            as debit_instalment_number,
        debits.book_number as debit_book_number,
        debits.type_number as debit_type_number,
        debits.due_date as debit_due_date,
        debits.capacity_amount as debit_capacity_amount,
        allocations.amount as debit_amount,

        -- the credit
        allocations.credit_key,
        coalesce(allocations.credit_instalment_number, credits.only_instalment_number)
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
        greatest(
            allocations.effective_date,
            coalesce(debit_postings.posting_date, debits.posting_date),
            coalesce(credit_postings.posting_date, credits.posting_date)
        ) as effect_date,
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
            when allocations.amount % debit_books.minor_unit_amount <> 0
                then 'too_many_decimals'
            when
                debits.book_number <> credits.book_number
                and allocations.credit_amount % credit_books.minor_unit_amount <> 0
                then 'too_many_decimals'
        end as reject_code,
        allocations.file_id,
        allocations.record_number
    from allocations
    inner join documents as debits
        on allocations.debit_key = debits.document_key
        and allocations.known_from < debits.known_until
        and allocations.known_until > debits.known_from
    inner join documents as credits
        on allocations.credit_key = credits.document_key
        and allocations.known_from < credits.known_until
        and allocations.known_until > credits.known_from
        and debits.known_from < credits.known_until
        and debits.known_until > credits.known_from
    inner join books as debit_books
        on debits.book_number = debit_books.book_number
    inner join books as credit_books
        on credits.book_number = credit_books.book_number
    left join uneven_postings as debit_postings
        on debits.document_key = debit_postings.document_key
        and allocations.debit_instalment_number = debit_postings.instalment_number
        and debits.known_from >= debit_postings.known_from
        and debits.known_from < debit_postings.known_until
    left join uneven_postings as credit_postings
        on credits.document_key = credit_postings.document_key
        and allocations.credit_instalment_number = credit_postings.instalment_number
        and credits.known_from >= credit_postings.known_from
        and credits.known_from < credit_postings.known_until
    where (
        allocations.debit_instalment_number is null
        or allocations.debit_instalment_number = debits.only_instalment_number
        or debits.instalment_numbers like '%,' || allocations.debit_instalment_number || ',%'
    )
    and (
        allocations.credit_instalment_number is null
        or allocations.credit_instalment_number = credits.only_instalment_number
        or credits.instalment_numbers like '%,' || allocations.credit_instalment_number || ',%'
    )

)

select * from final
