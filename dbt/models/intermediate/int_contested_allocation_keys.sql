{# One row per allocation with a contested side. #}

with

contested as (

    select * from {{ ref('int_contested_documents') }}

),

final as (

    select distinct states.allocation_key
    from {{ ref('int_allocation_states') }} as states
    left join contested as debits
        on states.debit_key = debits.document_key
    left join contested as credits
        on states.credit_key = credits.document_key
    where states.reject_code is null
        and (debits.document_key is not null or credits.document_key is not null)

)

select * from final
