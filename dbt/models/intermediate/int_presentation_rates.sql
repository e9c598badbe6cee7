{# One row per currency pair and day with a rate, with its exact fraction at the minor units of the currency presented in. #}

with

final as (

    select
        quoted.from_code,
        quoted.to_code,
        quoted.rate_day,
        quoted.rate,
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
    from {{ ref('int_rate_quotes') }} as quoted
    inner join {{ ref('currencies') }} as currencies
        on quoted.to_code = currencies.currency_code

)

select * from final
