{# A relation of one column, every day from the first to the last; both are scalar expressions or subqueries. #}
{% macro date_series(first, last, column) %}{{ return(adapter.dispatch('date_series', 'cartera')(first, last, column)) }}{% endmacro %}

{% macro default__date_series(first, last, column) %}
select cast({{ column }} as date) as {{ column }}
from generate_series({{ first }}, {{ last }}, interval '1 day') as series ({{ column }})
{%- endmacro %}

{% macro duckdb__date_series(first, last, column) %}
select cast(unnest(range({{ first }}, {{ last }} + interval 1 day, interval 1 day)) as date) as {{ column }}
{%- endmacro %}
