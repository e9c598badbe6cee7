{# In a select list: one row per whole number from the first up to, not including, the last; none where they meet. #}
{% macro unnest_range(first, until) %}{{ return(adapter.dispatch('unnest_range', 'cartera')(first, until)) }}{% endmacro %}

{% macro default__unnest_range(first, until) %}generate_series({{ first }}, {{ until }} - 1){% endmacro %}

{% macro duckdb__unnest_range(first, until) %}cast(unnest(range({{ first }}, {{ until }})) as integer){% endmacro %}

{% macro spark__unnest_range(first, until) %}
explode(case when {{ first }} < {{ until }} then sequence({{ first }}, {{ until }} - 1) else array() end)
{%- endmacro %}
