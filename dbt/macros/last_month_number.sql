{# The newest month that is over on the as-of date: a month ends on its last day, not after it. #}
{% macro last_month_number() %}
({{ month_number(add_days(as_of_date(), 1)) }} - 1)
{%- endmacro %}
