-- The newest complete month up to a day, line by line, with where each bar of its bridge begins and ends.
-- Parameters: $company_id, $as_of_date
-- Returns: month_end_date, line, amount, start_amount, end_amount, position
with

months as (

    select rolled.*
    from marts.fct_roll_forward_monthly as rolled
    where rolled.company_id = $company_id
        and rolled.month_end_date <= cast($as_of_date as date)
    order by rolled.month_end_date desc
    limit 1

),

lines as (

    select
        month_end_date,
        unnest(
            [
                'opening', 'invoiced', 'cash', 'credit_notes', 'write_offs', 'discounts',
                'exchange_differences', 'other'
            ]
        ) as line,
        unnest(
            [
                opening_amount_base, invoiced_amount_base, cash_amount_base,
                credit_notes_amount_base, write_offs_amount_base, discounts_amount_base,
                exchange_differences_amount_base, other_amount_base
            ]
        ) as amount,
        unnest([0, 1, 2, 3, 4, 5, 6, 7]) as position
    from months

),

cumulated as (

    select
        lines.*,
        sum(lines.amount) over (order by lines.position) as end_amount
    from lines

)

select
    month_end_date,
    line,
    cast(amount as decimal(38, 4)) as amount,
    cast(end_amount - amount as decimal(38, 4)) as start_amount,
    cast(end_amount as decimal(38, 4)) as end_amount,
    position
from cumulated
where amount <> 0
    or position = 0

union all

select
    month_end_date,
    'closing' as line,
    cast(closing_amount_base as decimal(38, 4)) as amount,
    cast(closing_amount_base as decimal(38, 4)) as start_amount,
    cast(closing_amount_base as decimal(38, 4)) as end_amount,
    8 as position
from months
order by position
