{# What was open at the end of a month is somewhere at the end of the next: the rates of each state
   sum to 1, but for their rounding to 8 decimals. #}

select
    month_end_date,
    company_id,
    from_state
from {{ ref('fct_roll_rates_monthly') }}
group by month_end_date, company_id, from_state
having abs(sum(rate) - 1) > 0.00000001 * count(*)
    or min(rate) < 0
    or count(rate) < count(*)
