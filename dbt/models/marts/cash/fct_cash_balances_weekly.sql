{#
    One row per forecast version, scenario, company ('*': all, in the reporting currency) and week: cash
    from its opening to its closing, and what is left above the minimum.
#}

with

flows as (

    select * from {{ ref('fct_cash_flows_weekly') }}

),

companies as (

    select * from {{ ref('int_cash_companies') }}

),

closings as (

    select
        flows.*,
        companies.opening_balance_date,
        companies.opening_amount_base as first_opening_amount_base,
        companies.opening_null_reason as first_opening_null_reason,
        companies.minimum_amount_base,
        coalesce(companies.opening_null_reason, flows.net_flow_null_reason) as closing_null_reason,
        -- one week without a figure leaves none known after it
        cast(companies.opening_amount_base + sum(flows.net_flow_amount_base) over (
            partition by flows.company_id
            order by flows.week_number
            rows between unbounded preceding and current row
        ) as decimal(38, 4)) as closing_amount_base
    from flows
    inner join companies
        on flows.company_id = companies.company_id

),

final as (

    select
        closings.version_date,
        closings.scenario,
        closings.company_id,
        closings.currency_code,
        closings.week_number,
        closings.week_start_date,
        closings.week_end_date,
        closings.opening_balance_date,
        case
            when closings.week_number = 1 then closings.first_opening_amount_base
            else cast(
                    closings.closing_amount_base - closings.net_flow_amount_base as decimal(38, 4)
                )
        end as opening_amount_base,
        closings.net_flow_amount_base,
        closings.closing_amount_base,
        cast(closings.closing_amount_base + closings.p10_deviation_amount_base as decimal(38, 4))
            as closing_p10_amount_base,
        cast(closings.closing_amount_base + closings.p50_deviation_amount_base as decimal(38, 4))
            as closing_p50_amount_base,
        cast(closings.closing_amount_base + closings.p90_deviation_amount_base as decimal(38, 4))
            as closing_p90_amount_base,
        closings.minimum_amount_base,
        cast(closings.closing_amount_base - closings.minimum_amount_base as decimal(38, 4))
            as headroom_amount_base,
        cast(min(
            closings.closing_amount_base
            + closings.p10_deviation_amount_base
            - closings.minimum_amount_base
        ) over (
            partition by closings.company_id
            order by closings.week_number
            rows between current row and unbounded following
        ) as decimal(38, 4)) as surplus_amount_base,
        case
            when closings.week_number = 1 then closings.first_opening_null_reason
            else closings.closing_null_reason
        end as opening_null_reason,
        closings.closing_null_reason,
        coalesce(closings.closing_null_reason, closings.band_null_reason) as band_null_reason
    from closings

)

select * from final
