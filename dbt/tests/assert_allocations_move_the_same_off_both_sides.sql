{# An allocation within one currency takes the same off its debit and off its credit, at every time of knowledge. #}

with

sides as (

    select
        pieces.company_id,
        pieces.allocation_id,
        pieces.known_from,
        pieces.known_until,
        pieces.currency_code,
        case when pieces.side = 'debit' then pieces.amount else -pieces.amount end as amount
    from {{ ref('int_application_pieces') }} as pieces
    where pieces.known_until = {{ never_timestamp() }}

)

select
    company_id,
    allocation_id
from sides
group by company_id, allocation_id
having count(distinct currency_code) = 1
    and sum(amount) <> 0
