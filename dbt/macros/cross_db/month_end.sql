{# The last day of a month given by its month_number. #}
{% macro month_end(number) %}
    {{- return(adapter.dispatch('month_end', 'cartera')(number)) -}}
{% endmacro %}

{% macro default__month_end(number) %}
cast(make_date(
    cast(div({{ number }} + 1, 12) as integer), cast(mod({{ number }} + 1, 12) + 1 as integer), 1
) - 1 as date)
{%- endmacro %}

{% macro duckdb__month_end(number) %}
cast(make_date(
    ({{ number }} + 1) // 12, ({{ number }} + 1) % 12 + 1, 1
) - 1 as date)
{%- endmacro %}
