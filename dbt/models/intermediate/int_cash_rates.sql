{#
    One row per currency pair that cash is converted at on the as-of date: the newest rate on or before
    it, at most 45 days old, direct before inverse; 1 within a currency.
#}

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

pairs as (

    select
        cash_currencies.currency_code as from_code,
        companies.base_currency_code as to_code
    from cash_currencies
    cross join companies

    union

    select
        base_currency_code as from_code,
        reporting_currency_code as to_code
    from companies

),

rates as (

    {{ newest_versions(
        ref('stg_canonical__fx_rates'), ['from_currency_code', 'to_currency_code', 'rate_date']
    ) }}

),

directed as (

    select
        from_currency_code as from_code,
        to_currency_code as to_code,
        rate_date,
        rate,
        false as is_inverse
    from rates

    union all

    select
        to_currency_code as from_code,
        from_currency_code as to_code,
        rate_date,
        rate,
        true as is_inverse
    from rates

),

candidates as (

    select
        pairs.from_code,
        pairs.to_code,
        cast(directed.rate as decimal(18, 8)) as rate,
        directed.is_inverse,
        row_number() over (
            partition by pairs.from_code, pairs.to_code
            order by directed.is_inverse asc, directed.rate_date desc
        ) as preference
    from pairs
    inner join directed
        on pairs.from_code = directed.from_code
        and pairs.to_code = directed.to_code
        and directed.rate_date <= {{ as_of_date() }}
        and {{ days_between('directed.rate_date', as_of_date()) }} <= 45
    where pairs.from_code <> pairs.to_code

    union all

    select
        from_code,
        to_code,
        cast(1 as decimal(18, 8)) as rate,
        false as is_inverse,
        1 as preference
    from pairs
    where from_code = to_code

),

final as (

    select
        candidates.from_code,
        candidates.to_code,
        candidates.rate,
        candidates.is_inverse,
        {{ scaled_integer('candidates.rate', 8) }} as scaled_rate
    from candidates
    where candidates.preference = 1

)

select * from final
