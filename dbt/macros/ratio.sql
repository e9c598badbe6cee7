{#
    A numerator over a denominator, rounded half away from zero to 8 decimals; never `/`, which
    gives doubles. Null where the denominator is unknown or not positive, and where the quotient has
    more than 10 digits before the point; ratio_null_reason says which.
#}
{% macro ratio(numerator, denominator) %}
case
    when {{ ratio_is_in_range(numerator, denominator) }} then cast(
        cast({{ divide_half_away(
            scaled_integer(numerator, 4) ~ ' * 100000000', scaled_integer(denominator, 4)
        ) }} as decimal(38, 0)) * cast(0.00000001 as decimal(9, 8)) as decimal(18, 8)
    )
end
{%- endmacro %}

{# Why a ratio is null: its denominator is unknown (unknown_<name>), zero (no_<name>) or negative
   (negative_<name>), its numerator is missing, or the quotient is out of range; else null. #}
{% macro ratio_null_reason(numerator, denominator, name) %}
case
    when {{ denominator }} is null then 'unknown_{{ name }}'
    when {{ denominator }} = 0 then 'no_{{ name }}'
    when {{ denominator }} < 0 then 'negative_{{ name }}'
    when {{ numerator }} is null then 'no_numerator'
    when not {{ ratio_is_in_range(numerator, denominator) }} then 'out_of_range'
end
{%- endmacro %}

{% macro ratio_is_in_range(numerator, denominator) %}
(
    {{ denominator }} > 0
    and abs({{ scaled_integer(numerator, 4) }}) < 9999999999 * {{ scaled_integer(denominator, 4) }}
)
{%- endmacro %}
