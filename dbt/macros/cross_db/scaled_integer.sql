{# A decimal as a whole number of its 10^-digits, wide enough for a product of two. #}
{% macro scaled_integer(value, digits) %}{{ return(adapter.dispatch('scaled_integer', 'cartera')(value, digits)) }}{% endmacro %}

{% macro default__scaled_integer(value, digits) %}cast({{ value }} * 1{{ '0' * digits }} as decimal(38, 0)){% endmacro %}

{# Where the product has 18 digits, DuckDB need not divide 128 of them to cast it. #}
{% macro duckdb__scaled_integer(value, digits) %}
(case
    when abs({{ value }}) < 1{{ '0' * (18 - 2 * digits) }}
        then cast(cast(cast({{ value }} as decimal(18, {{ digits }})) * 1{{ '0' * digits }} as bigint) as hugeint)
    else cast(cast({{ value }} as decimal(38, {{ digits }})) * 1{{ '0' * digits }} as hugeint)
end)
{%- endmacro %}
