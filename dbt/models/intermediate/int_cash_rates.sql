{# One row per currency pair that cash is converted at on the as-of date. #}

with

final as (

    select
        from_code,
        to_code,
        rate,
        is_inverse,
        {{ scaled_integer('rate', 8) }} as scaled_rate
    from {{ ref('int_rate_quotes') }}
    where rate_day = {{ as_of_date() }}

)

select * from final
