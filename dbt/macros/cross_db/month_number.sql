{# Months since the year 0, an integer that counts: December 2025 is 24311, January 2026 24312. #}
{% macro month_number(date_value) %}
    {{- return(adapter.dispatch('month_number', 'cartera')(date_value)) -}}
{% endmacro %}

{% macro default__month_number(date_value) %}
cast(extract(year from {{ date_value }}) * 12 + extract(month from {{ date_value }}) - 1 as integer)
{%- endmacro %}
