{# Whole-number division rounded half away from zero; the denominator is positive. Never `/`, which gives doubles. #}
{% macro divide_half_away(numerator, denominator) %}{{ return(adapter.dispatch('divide_half_away', 'cartera')(numerator, denominator)) }}{% endmacro %}

{% macro default__divide_half_away(numerator, denominator) %}
(sign({{ numerator }}) * div(2 * abs({{ numerator }}) + {{ denominator }}, 2 * {{ denominator }}))
{%- endmacro %}

{% macro duckdb__divide_half_away(numerator, denominator) %}
(case when {{ numerator }} < 0 then -1 else 1 end * ((2 * abs({{ numerator }}) + {{ denominator }}) // (2 * {{ denominator }})))
{%- endmacro %}
