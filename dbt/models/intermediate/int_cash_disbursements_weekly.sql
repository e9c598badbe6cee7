{#
    One row per company (and '*': all, in the reporting currency), week and line of the cash plan; every
    week has every line that the plan names. Null where an amount has no rate, or a company no plan.
#}

with

companies as (

    select
        companies.company_id,
        companies.base_currency_code,
        reporting_currency.reporting_currency_code
    from {{ ref('int_companies') }} as companies
    cross join {{ ref('reporting_currency') }} as reporting_currency

),

rates as (

    select * from {{ ref('int_cash_rates') }}

),

plan as (

    select
        companies.company_id,
        companies.base_currency_code,
        companies.reporting_currency_code,
        plan.line,
        plan.week_number,
        {{ cash_amount('plan.amount', 'rates') }} as amount_base
    from companies
    inner join {{ ref('int_cash_plan') }} as plan
        on companies.company_id = plan.company_id
    left join rates
        on plan.currency_code = rates.from_code
        and companies.base_currency_code = rates.to_code

),

weekly as (

    select
        plan.company_id,
        plan.base_currency_code,
        plan.reporting_currency_code,
        plan.line,
        plan.week_number,
        count(*) - count(plan.amount_base) as unconverted_count,
        cast(sum(plan.amount_base) as decimal(38, 4)) as amount_base
    from plan
    group by
        plan.company_id,
        plan.base_currency_code,
        plan.reporting_currency_code,
        plan.line,
        plan.week_number

),

own as (

    select
        company_id,
        line,
        week_number,
        case when unconverted_count = 0 then amount_base end as amount_base
    from weekly

),

reported as (

    select
        weekly.line,
        weekly.week_number,
        case
            when weekly.unconverted_count = 0
                then {{ cash_amount('weekly.amount_base', 'rates') }}
        end as amount_base
    from weekly
    left join rates
        on weekly.base_currency_code = rates.from_code
        and weekly.reporting_currency_code = rates.to_code

),

unioned as (

    select * from own

    union all

    select
        '*' as company_id,
        reported.line,
        reported.week_number,
        case
            when count(reported.amount_base) = count(*)
                then cast(sum(reported.amount_base) as decimal(38, 4))
        end as amount_base
    from reported
    group by reported.line, reported.week_number

),

named as (

    select distinct
        company_id,
        line
    from unioned

),

final as (

    select
        named.company_id,
        weeks.week_number,
        named.line,
        case
            when unioned.company_id is null then cast(0 as decimal(38, 4))
            else unioned.amount_base
        end as amount_base
    from named
    cross join {{ ref('int_forecast_weeks') }} as weeks
    left join unioned
        on named.company_id = unioned.company_id
        and named.line = unioned.line
        and weeks.week_number = unioned.week_number

)

select * from final
