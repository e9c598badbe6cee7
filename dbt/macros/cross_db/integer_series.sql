{# A relation of one column, the whole numbers from the first to the last. #}
{% macro integer_series(first, last, column) %}{{ return(adapter.dispatch('integer_series', 'cartera')(first, last, column)) }}{% endmacro %}

{% macro default__integer_series(first, last, column) %}
select cast({{ column }} as integer) as {{ column }} from generate_series({{ first }}, {{ last }}) as series ({{ column }})
{%- endmacro %}
