{#
    One row per currency pair and day that has a rate: the newest on or before the day, at most 45 days old,
    direct before inverse; 1 within a currency.
#}

with

pairs as (

    select * from {{ ref('int_rate_pairs') }}

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

final as (

    select
        from_code,
        to_code,
        rate_day,
        cast(rate as decimal(18, 8)) as rate,
        is_inverse,
        rate_date
    from candidates
    where preference = 1

    union all

    select
        from_code,
        to_code,
        rate_day,
        cast(1 as decimal(18, 8)) as rate,
        false as is_inverse,
        rate_day as rate_date
    from pairs
    where from_code = to_code

)

select * from final
