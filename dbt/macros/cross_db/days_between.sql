{# Calendar days from the first date to the second, an integer. #}
{% macro days_between(from_date, until_date) %}{{ return(adapter.dispatch('days_between', 'cartera')(from_date, until_date)) }}{% endmacro %}

{% macro default__days_between(from_date, until_date) %}cast({{ until_date }} - {{ from_date }} as integer){% endmacro %}

{% macro duckdb__days_between(from_date, until_date) %}cast(date_diff('day', {{ from_date }}, {{ until_date }}) as integer){% endmacro %}
