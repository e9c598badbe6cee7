{# The ends of time: what never closes, and what has not been superseded. #}
{% macro never_date() %}cast('9999-12-31' as date){% endmacro %}

{% macro never_timestamp() %}cast('9999-12-31 00:00:00' as timestamp){% endmacro %}
