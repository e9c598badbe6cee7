{# One row per document whose allocations need an order: several instalments or versions, or more allocated than it holds. #}

with

states as (

    select * from {{ ref('int_allocation_states') }}
    where reject_code is null

),

contested_debits as (

    select states.debit_key as document_key
    from states
    group by states.debit_key
    having sum(states.debit_amount) > min(states.debit_capacity_amount)

),

contested_credits as (

    select states.credit_key as document_key
    from states
    group by states.credit_key
    having sum(states.credit_amount) > min(states.credit_capacity_amount)

),

final as (

    select document_key from contested_debits
    union
    select document_key from contested_credits

)

select * from final
