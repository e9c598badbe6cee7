{# The day of the week, 1 for Monday to 7 for Sunday. #}
{% macro iso_weekday(date_value) %}
    {{- return(adapter.dispatch('iso_weekday', 'cartera')(date_value)) -}}
{% endmacro %}

{% macro default__iso_weekday(date_value) %}
cast(extract(isodow from {{ date_value }}) as integer)
{%- endmacro %}
