{# Whole-number division rounded half away from zero; the denominator is positive. Never `/`, which gives doubles. #}
{% macro divide_half_away(numerator, denominator) %}{{ return(adapter.dispatch('divide_half_away', 'cartera')(numerator, denominator)) }}{% endmacro %}

{% macro default__divide_half_away(numerator, denominator) %}
(sign({{ numerator }}) * div(2 * abs({{ numerator }}) + {{ denominator }}, 2 * {{ denominator }}))
{%- endmacro %}

{# DuckDB divides 64 bits at a tenth of the cost of 128: those that fit, fit with the doubling and the sum. #}
{% macro duckdb__divide_half_away(numerator, denominator) %}
(case when {{ numerator }} < 0 then -1 else 1 end * case
    when abs({{ numerator }}) < 3000000000000000000 and {{ denominator }} < 3000000000000000000
        then cast(
            (2 * cast(abs({{ numerator }}) as bigint) + cast({{ denominator }} as bigint))
            // (2 * cast({{ denominator }} as bigint)) as hugeint
        )
    else (2 * abs({{ numerator }}) + {{ denominator }}) // (2 * {{ denominator }})
end)
{%- endmacro %}
