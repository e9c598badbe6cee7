{# A date some months later, clamped to the last day of its month. #}
{% macro add_months(date_value, months) %}{{ return(adapter.dispatch('add_months', 'cartera')(date_value, months)) }}{% endmacro %}

{% macro default__add_months(date_value, months) %}cast({{ date_value }} + {{ months }} * interval '1 month' as date){% endmacro %}
