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

uneven_postings as (

    select * from {{ ref('int_uneven_postings') }}

),

currencies as (

    select
        currency_code,
        {{ power_of_ten('4 - minor_unit_digits') }} as minor_unit
    from {{ ref('currencies') }}

),

final as (

    select
        -- keys
        allocations.allocation_key,
        allocations.company_id,

        -- the debit
        allocations.debit_key,
        coalesce(allocations.debit_instalment_number, debits.only_instalment_number)
            as debit_instalment_number,
        debits.document_type as debit_document_type,
        debits.currency_code as debit_currency_code,
        debits.is_foreign as is_debit_foreign,
        allocations.amount as debit_amount,

        -- the credit
        allocations.credit_key,
        coalesce(allocations.credit_instalment_number, credits.only_instalment_number)
            as credit_instalment_number,
        credits.document_type as credit_document_type,
        credits.currency_code as credit_currency_code,
        credits.is_foreign as is_credit_foreign,
        case
            when debits.currency_code = credits.currency_code then allocations.amount
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
                debits.currency_code <> credits.currency_code and allocations.credit_amount is null
                then 'missing_credit_amount'
            when {{ scaled_integer('allocations.amount', 4) }} % debit_currencies.minor_unit <> 0
                then 'too_many_decimals'
            when
                debits.currency_code <> credits.currency_code
                and {{ scaled_integer('allocations.credit_amount', 4) }}
                % credit_currencies.minor_unit <> 0
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
    left join currencies as debit_currencies
        on debits.currency_code = debit_currencies.currency_code
    left join currencies as credit_currencies
        on credits.currency_code = credit_currencies.currency_code
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
