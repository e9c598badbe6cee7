{# What the segments of a company moved between two states in a month is what the company moved. #}

with

moves as (

    select
        month_end_date,
        company_id,
        from_state,
        to_state,
        amount_base
    from {{ ref('fct_roll_rates_monthly') }}

    union all

    select
        month_end_date,
        company_id,
        from_state,
        to_state,
        -amount_base as amount_base
    from {{ ref('fct_roll_rates_segments_monthly') }}

)

select
    month_end_date,
    company_id,
    from_state,
    to_state
from moves
group by month_end_date, company_id, from_state, to_state
having sum(amount_base) <> 0
