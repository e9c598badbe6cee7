-- A customer's statement over a period: opening balance, each movement of the debtor's account, closing; in one currency each.
-- Parameters: $company_id, $customer_id, $currency_view, $previous_date (the day before the period), $as_of_date
-- Returns: position, moved_date, kind (`opening`, `closing` or an event type), document_number, amount, balance_amount
with

movements as (

    select
        movements.effective_date,
        movements.event_type,
        movements.document_id,
        case
            when $currency_view = 'base' then movements.amount_base else movements.amount
        end as amount
    from trace.movements as movements
    where movements.company_id = $company_id
        and movements.customer_id = $customer_id
        and $currency_view in ('base', movements.currency_code)
        and movements.effective_date <= cast($as_of_date as date)

),

lines as (

    select
        effective_date as moved_date,
        event_type as kind,
        document_id,
        cast(sum(amount) as decimal(38, 4)) as amount,
        1 as part
    from movements
    where effective_date > cast($previous_date as date)
        and event_type not in ('allocation', 'allocation_reversal')
    group by effective_date, event_type, document_id
    having sum(amount) <> 0
    union all
    select
        cast($previous_date as date) as moved_date,
        'opening' as kind,
        '' as document_id,
        cast(
            coalesce(sum(amount) filter (effective_date <= cast($previous_date as date)), 0)
            as decimal(38, 4)
        ) as amount,
        0 as part
    from movements
    union all
    select
        cast($as_of_date as date) as moved_date,
        'exchange' as kind,
        '' as document_id,
        cast(coalesce(sum(amount), 0) as decimal(38, 4)) as amount,
        2 as part
    from movements
    where effective_date > cast($previous_date as date)
        and event_type in ('allocation', 'allocation_reversal')
    having coalesce(sum(amount), 0) <> 0

),

numbers as (

    select
        document_id,
        min(coalesce(document_number, document_id)) as document_number
    from trace.slices
    where company_id = $company_id
        and customer_id = $customer_id
    group by document_id

)

select
    cast(
        row_number() over (order by lines.part, lines.moved_date, lines.kind, lines.document_id)
        as integer
    ) as position,
    lines.moved_date,
    lines.kind,
    coalesce(numbers.document_number, lines.document_id) as document_number,
    lines.amount,
    cast(
        sum(lines.amount) over (
            order by lines.part, lines.moved_date, lines.kind, lines.document_id
            rows between unbounded preceding and current row
        ) as decimal(38, 4)
    ) as balance_amount
from lines
left join numbers
    on lines.document_id = numbers.document_id
order by position
