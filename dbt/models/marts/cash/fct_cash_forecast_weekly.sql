{#
    One row per forecast version, scenario, company ('*': all, in the reporting currency), week and line:
    the flows and balances as lines, with the lines that receipts and payments are made of.
#}

with

flows as (

    select * from {{ ref('fct_cash_flows_weekly') }}

),

balances as (

    select * from {{ ref('fct_cash_balances_weekly') }}

),

line_names as (

    select * from {{ ref('cash_lines') }}

),

details as (

    select
        company_id,
        week_number,
        'receipts_' || line as line,
        expected_amount_base,
        p10_amount_base,
        p50_amount_base,
        p90_amount_base
    from {{ source('computed', 'receipt_forecasts') }}
    where line not in ('open', 'receipts', 'cumulative')

    union all

    select
        company_id,
        week_number,
        line,
        amount_base as expected_amount_base,
        amount_base as p10_amount_base,
        amount_base as p50_amount_base,
        amount_base as p90_amount_base
    from {{ ref('int_cash_disbursements_weekly') }}

    union all

    {{ cash_totals('flows', 'balances') }}

),

final as (

    select
        flows.version_date,
        flows.scenario,
        flows.company_id,
        flows.currency_code,
        flows.week_number,
        flows.week_start_date,
        line_names.line,
        line_names.position as line_position,
        line_names.flow_kind,
        cast(details.expected_amount_base as decimal(38, 4)) as expected_amount_base,
        cast(details.p10_amount_base as decimal(38, 4)) as p10_amount_base,
        cast(details.p50_amount_base as decimal(38, 4)) as p50_amount_base,
        cast(details.p90_amount_base as decimal(38, 4)) as p90_amount_base,
        case
            when line_names.line in ('closing_cash', 'headroom') then balances.surplus_amount_base
        end as surplus_amount_base,
        case
            when details.expected_amount_base is not null then null
            when line_names.line = 'opening_cash' then balances.opening_null_reason
            when line_names.flow_kind = 'balance' then balances.closing_null_reason
            when line_names.line = 'net_flow' then flows.net_flow_null_reason
            when line_names.line = 'disbursements' then flows.disbursements_null_reason
            when line_names.flow_kind = 'disbursements' then 'missing_rate'
            else flows.receipts_null_reason
        end as expected_amount_base_null_reason,
        case
            when details.p10_amount_base is not null then null
            when line_names.line = 'opening_cash' and flows.week_number > 1
                then 'see_closing_cash_of_the_week_before'
            else coalesce(
                    balances.band_null_reason, flows.band_null_reason, flows.net_flow_null_reason
                )
        end as p10_amount_base_null_reason
    from details
    inner join line_names
        on details.line = line_names.line
    inner join flows
        on details.company_id = flows.company_id
        and details.week_number = flows.week_number
    inner join balances
        on details.company_id = balances.company_id
        and details.week_number = balances.week_number

)

select * from final
