{#
    One row per complete month end, company, currency and whether the debtor is a related party: the
    balance at the rates it was booked at, at the month end's, at those of the as-of date for all
    months (constant), and at the month end's in the reporting currency.
#}

with

balances as (

    select * from {{ ref('int_currency_balances_monthly') }}

),

rates as (

    select * from {{ ref('int_presentation_rates') }}

),

final as (

    select
        balances.month_end_date,
        balances.company_id,
        balances.currency_code,
        balances.is_related_party,
        balances.open_amount,
        balances.base_currency_code,
        balances.open_amount_base,
        {{ presented_amount('balances.open_amount', 'closing_rates') }} as closing_amount_base,
        {{ presented_amount('balances.open_amount', 'constant_rates') }} as constant_amount_base,
        balances.reporting_currency_code,
        {{ presented_amount('balances.open_amount', 'report_rates') }} as closing_amount_reporting,
        balances.unconverted_item_count
    from balances
    left join rates as closing_rates
        on balances.currency_code = closing_rates.from_code
        and balances.base_currency_code = closing_rates.to_code
        and balances.month_end_date = closing_rates.rate_day
    left join rates as constant_rates
        on balances.currency_code = constant_rates.from_code
        and balances.base_currency_code = constant_rates.to_code
        and constant_rates.rate_day = {{ as_of_date() }}
    left join rates as report_rates
        on balances.currency_code = report_rates.from_code
        and balances.reporting_currency_code = report_rates.to_code
        and balances.month_end_date = report_rates.rate_day

)

select * from final
