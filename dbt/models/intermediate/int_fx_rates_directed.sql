{# One row per exchange rate that says something new and direction in which it converts. Its standing is a number: of those that may convert a day, the greatest does. #}

{{ config(materialized='view') }}

with

rate_records as (

    select
        rates.*,
        lag(rates.rate) over (
            partition by rates.from_currency_code, rates.to_currency_code, rates.rate_date
            order by rates.version_at, rates.file_id, rates.record_number
        ) as previous_rate,
        row_number() over (
            order by
                rates.rate_date, rates.version_at, rates.file_id, rates.record_number, rates.rate
        ) as order_number,
        count(*) over () as record_count
    from {{ ref('stg_canonical__fx_rates') }} as rates

),

-- a rate that comes again unchanged is no news
rate_versions as (

    select * from rate_records
    where previous_rate is null
        or previous_rate <> rate

),

directed as (

    select
        from_currency_code as currency_code,
        to_currency_code as base_currency_code,
        rate_date,
        version_at,
        rate,
        false as is_inverse,
        order_number + record_count as standing
    from rate_versions

    union all

    select
        to_currency_code as currency_code,
        from_currency_code as base_currency_code,
        rate_date,
        version_at,
        rate,
        true as is_inverse,
        order_number as standing
    from rate_versions

)

select * from directed
