{# A decimal as a whole number of its 10^-digits, wide enough for a product of two. #}
{% macro scaled_integer(value, digits) %}{{ return(adapter.dispatch('scaled_integer', 'cartera')(value, digits)) }}{% endmacro %}

{% macro default__scaled_integer(value, digits) %}cast({{ value }} * 1{{ '0' * digits }} as decimal(38, 0)){% endmacro %}

{% macro duckdb__scaled_integer(value, digits) %}cast(cast({{ value }} as decimal(38, {{ digits }})) * 1{{ '0' * digits }} as hugeint){% endmacro %}
