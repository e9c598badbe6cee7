{# One row per planned payment of the weeks of the forecast, as known, with its week. #}

with

plan as (

    {{ newest_versions(
        ref('stg_canonical__cash_plan'),
        ['company_id', 'line', 'cash_date', 'currency_code', 'description']
    ) }}

),

weeks as (

    select * from {{ ref('int_forecast_weeks') }}

),

final as (

    select
        plan.company_id,
        plan.line,
        plan.cash_date,
        plan.currency_code,
        plan.amount,
        weeks.week_number
    from plan
    inner join weeks
        on plan.cash_date >= weeks.week_start_date
        and plan.cash_date <= weeks.week_end_date

)

select * from final
