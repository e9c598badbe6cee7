{#
    One row per forecast version, scenario, company ('*': all, in the reporting currency) and week: what
    comes in and goes out. Only receipts are uncertain: payments are as planned.
#}

with

companies as (

    select * from {{ ref('int_cash_companies') }}

),

weeks as (

    select * from {{ ref('int_forecast_weeks') }}

),

forecasts as (

    select * from {{ source('computed', 'receipt_forecasts') }}

),

receipts as (

    -- the lines as rounded, so that they and their total tie
    select
        company_id,
        week_number,
        cast(sum(expected_amount_base) as decimal(38, 4)) as amount_base
    from forecasts
    where line not in ('open', 'receipts', 'cumulative')
    group by company_id, week_number

),

disbursements as (

    select
        company_id,
        week_number,
        cast(sum(amount_base) as decimal(38, 4)) as amount_base
    from {{ ref('int_cash_disbursements_weekly') }}
    group by company_id, week_number

),

flows as (

    select
        companies.company_id,
        companies.currency_code,
        companies.plan_null_reason as disbursements_null_reason,
        weeks.week_number,
        weeks.week_start_date,
        weeks.week_end_date,
        receipts.amount_base as receipts_amount_base,
        totals.p10_amount_base as receipts_p10_amount_base,
        totals.p50_amount_base as receipts_p50_amount_base,
        totals.p90_amount_base as receipts_p90_amount_base,
        case when companies.plan_null_reason is null then disbursements.amount_base end
            as disbursements_amount_base,
        case when receipts.company_id is null then 'incomplete_companies' end
            as receipts_null_reason,
        cast(sums.p10_amount_base - sums.expected_amount_base as decimal(38, 4))
            as p10_deviation_amount_base,
        cast(sums.p50_amount_base - sums.expected_amount_base as decimal(38, 4))
            as p50_deviation_amount_base,
        cast(sums.p90_amount_base - sums.expected_amount_base as decimal(38, 4))
            as p90_deviation_amount_base,
        totals.method,
        totals.billing_week_count
    from companies
    cross join weeks
    left join receipts
        on companies.company_id = receipts.company_id
        and weeks.week_number = receipts.week_number
    left join disbursements
        on companies.company_id = disbursements.company_id
        and weeks.week_number = disbursements.week_number
    left join forecasts as totals
        on companies.company_id = totals.company_id
        and weeks.week_number = totals.week_number
        and totals.line = 'receipts'
    left join forecasts as sums
        on companies.company_id = sums.company_id
        and weeks.week_number = sums.week_number
        and sums.line = 'cumulative'

),

final as (

    select
        {{ as_of_date() }} as version_date,
        'base' as scenario,
        flows.*,
        cast(flows.receipts_amount_base + flows.disbursements_amount_base as decimal(38, 4))
            as net_flow_amount_base,
        coalesce(flows.receipts_null_reason, flows.disbursements_null_reason)
            as net_flow_null_reason,
        coalesce(
            flows.receipts_null_reason,
            case when flows.receipts_p10_amount_base is null then 'too_few_payments' end
        ) as band_null_reason
    from flows

)

select * from final
