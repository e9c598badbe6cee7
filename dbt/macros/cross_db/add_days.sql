{# A date some days later. #}
{% macro add_days(date_value, days) %}{{ return(adapter.dispatch('add_days', 'cartera')(date_value, days)) }}{% endmacro %}

{% macro default__add_days(date_value, days) %}cast({{ date_value }} + cast({{ days }} as integer) as date){% endmacro %}
