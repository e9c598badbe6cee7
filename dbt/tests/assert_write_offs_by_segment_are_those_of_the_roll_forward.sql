{# What the segments wrote off in a month, less reversals, is the roll-forward's line. #}

with

lines as (

    select
        month_end_date,
        company_id,
        reversed_amount_base - written_off_amount_base as amount_base
    from {{ ref('fct_credit_losses_monthly') }}

    union all

    select
        month_end_date,
        company_id,
        -write_offs_amount_base as amount_base
    from {{ ref('fct_roll_forward_monthly') }}
    where month_end_date <= {{ as_of_date() }}

)

select
    month_end_date,
    company_id,
    sum(amount_base) as difference_amount_base
from lines
group by month_end_date, company_id
having sum(amount_base) <> 0
