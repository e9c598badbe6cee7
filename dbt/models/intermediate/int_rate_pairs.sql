{# One row per currency pair and day that balances or cash are converted at. #}

with

companies as (

    select
        companies.base_currency_code,
        reporting_currency.reporting_currency_code
    from {{ ref('int_companies') }} as companies
    cross join {{ ref('reporting_currency') }} as reporting_currency

),

cash_currencies as (

    select currency_code from {{ ref('int_bank_balances') }}

    union

    select currency_code from {{ ref('int_cash_plan') }}

    union

    select base_currency_code as currency_code from companies

),

cash_pairs as (

    select
        cash_currencies.currency_code as from_code,
        companies.base_currency_code as to_code,
        {{ as_of_date() }} as rate_day
    from cash_currencies
    cross join companies

    union

    select
        base_currency_code as from_code,
        reporting_currency_code as to_code,
        {{ as_of_date() }} as rate_day
    from companies

),

balances as (

    select * from {{ ref('int_currency_balances_monthly') }}

),

balance_pairs as (

    select
        currency_code as from_code,
        base_currency_code as to_code,
        month_end_date as rate_day
    from balances

    union

    select
        currency_code as from_code,
        reporting_currency_code as to_code,
        month_end_date as rate_day
    from balances

    union

    select
        currency_code as from_code,
        base_currency_code as to_code,
        {{ as_of_date() }} as rate_day
    from balances

),

final as (

    select * from cash_pairs

    union

    select * from balance_pairs

)

select * from final
