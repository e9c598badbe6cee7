{# The first day of a month given by its month_number. #}
{% macro month_start(number) %}
    {{- return(adapter.dispatch('month_start', 'cartera')(number)) -}}
{% endmacro %}

{% macro default__month_start(number) %}
make_date(cast(div({{ number }}, 12) as integer), cast(mod({{ number }}, 12) + 1 as integer), 1)
{%- endmacro %}

{% macro duckdb__month_start(number) %}
make_date(({{ number }}) // 12, ({{ number }}) % 12 + 1, 1)
{%- endmacro %}
