{# An amount times a rate of 8 decimals, rounded half away from zero to 4 decimals. #}
{% macro share_of(amount, rate) %}
cast(
    cast({{ divide_half_away(
        scaled_integer(amount, 4) ~ ' * ' ~ scaled_integer(rate, 8), 100000000
    ) }} as decimal(38, 0)) * cast(0.0001 as decimal(5, 4)) as decimal(38, 4)
)
{%- endmacro %}
