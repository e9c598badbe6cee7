{# What was reported at a close, and the events that restate it, make the balance known now. #}

with

listed as (

    select
        company_id,
        period_end_date,
        sum(amount_base) as amount_base
    from {{ ref('fct_restatements') }}
    group by company_id, period_end_date

)

select
    periods.company_id,
    periods.period_end_date
from {{ ref('fct_restated_periods_monthly') }} as periods
left join listed
    on periods.company_id = listed.company_id
    and periods.period_end_date = listed.period_end_date
where periods.as_known_amount_base <> (
        periods.as_reported_amount_base
        + periods.carried_amount_base
        + coalesce(listed.amount_base, 0)
    )
