{# A balance in the company's base currency: balance × numerator ÷ denominator in minor units, half away from zero, back to a decimal. #}
{% macro base_of_balance(balance, numerator, denominator, minor_units) %}
cast(
    cast({{ divide_half_away(scaled_integer(balance, 4) ~ ' * ' ~ numerator, denominator) }} * {{ minor_units }} as decimal(38, 0))
    * cast(0.0001 as decimal(5, 4)) as decimal(38, 4)
)
{%- endmacro %}
