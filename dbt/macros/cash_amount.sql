{# An amount at a rate of int_cash_rates, rounded half away from zero to 4 decimals; null without a rate. #}
{% macro cash_amount(amount, rates) %}
case
    when {{ rates }}.rate is null then null
    when {{ rates }}.is_inverse then cast(
        cast({{ divide_half_away(
            scaled_integer(amount, 4) ~ ' * 100000000', rates ~ '.scaled_rate'
        ) }} as decimal(38, 0)) * cast(0.0001 as decimal(5, 4)) as decimal(38, 4)
    )
    else cast(
        cast({{ divide_half_away(
            scaled_integer(amount, 4) ~ ' * ' ~ rates ~ '.scaled_rate', '100000000'
        ) }} as decimal(38, 0)) * cast(0.0001 as decimal(5, 4)) as decimal(38, 4)
    )
end
{%- endmacro %}
