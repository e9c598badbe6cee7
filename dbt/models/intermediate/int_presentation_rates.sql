{#
    One row per currency pair and day that balances are presented at: the newest rate on or before the
    day, at most 45 days old, direct before inverse; 1 within a currency.
#}

with

balances as (

    select * from {{ ref('int_currency_balances_monthly') }}

),

pairs as (

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
        pairs.rate_day,
        directed.rate,
        directed.is_inverse,
        directed.rate_date,
        row_number() over (
            partition by pairs.from_code, pairs.to_code, pairs.rate_day
            order by directed.is_inverse asc, directed.rate_date desc
        ) as preference
    from pairs
    inner join directed
        on pairs.from_code = directed.from_code
        and pairs.to_code = directed.to_code
        and pairs.rate_day >= directed.rate_date
        and {{ days_between('directed.rate_date', 'pairs.rate_day') }} <= 45
    where pairs.from_code <> pairs.to_code

),

quoted as (

    select
        from_code,
        to_code,
        rate_day,
        rate,
        is_inverse,
        rate_date
    from candidates
    where preference = 1

    union all

    select
        from_code,
        to_code,
        rate_day,
        1 as rate,
        false as is_inverse,
        rate_day as rate_date
    from pairs
    where from_code = to_code

),

final as (

    select
        quoted.from_code,
        quoted.to_code,
        quoted.rate_day,
        cast(quoted.rate as decimal(18, 8)) as rate,
        quoted.is_inverse,
        quoted.rate_date,
        case
            when quoted.is_inverse then {{ power_of_ten('8') }}
            else {{ scaled_integer('quoted.rate', 8) }}
        end as numerator,
        case
            when quoted.is_inverse
                then {{ scaled_integer('quoted.rate', 8) }}
                    * {{ power_of_ten('4 - currencies.minor_unit_digits') }}
            else {{ power_of_ten('12 - currencies.minor_unit_digits') }}
        end as denominator,
        {{ power_of_ten('4 - currencies.minor_unit_digits') }} as minor_units
    from quoted
    inner join {{ ref('currencies') }} as currencies
        on quoted.to_code = currencies.currency_code

)

select * from final
