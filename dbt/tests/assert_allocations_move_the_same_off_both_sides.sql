{# An allocation within one currency takes the same off its debit and off its credit, at every time of knowledge. #}

with

sides as (

    select
        pieces.allocation_key,
        pieces.known_from,
        pieces.known_until,
        items.currency_code,
        case when pieces.side = 'debit' then pieces.amount else -pieces.amount end as amount
    from {{ ref('int_application_pieces') }} as pieces
    inner join {{ ref('int_items') }} as items
        on pieces.document_key = items.document_key
        and pieces.instalment_number = items.instalment_number
    where pieces.known_until = {{ never_timestamp() }}

)

select allocation_key
from sides
group by allocation_key
having count(distinct currency_code) = 1
    and sum(amount) <> 0
