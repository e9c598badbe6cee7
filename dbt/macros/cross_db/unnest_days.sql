{# In a select list: one row per day from the first to the day before the last. #}
{% macro unnest_days(from_date, until_date) %}{{ return(adapter.dispatch('unnest_days', 'cartera')(from_date, until_date)) }}{% endmacro %}

{% macro default__unnest_days(from_date, until_date) %}cast(generate_series({{ from_date }}, {{ until_date }} - 1, interval '1 day') as date){% endmacro %}

{% macro duckdb__unnest_days(from_date, until_date) %}cast(unnest(range({{ from_date }}, {{ until_date }}, interval 1 day)) as date){% endmacro %}
