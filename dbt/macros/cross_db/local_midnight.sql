{# The UTC time, without zone, at which a day starts in a time zone. #}
{% macro local_midnight(date_value, time_zone) %}
    {{- return(adapter.dispatch('local_midnight', 'cartera')(date_value, time_zone)) -}}
{% endmacro %}

{% macro default__local_midnight(date_value, time_zone) %}
((cast({{ date_value }} as timestamp) at time zone {{ time_zone }}) at time zone 'UTC')
{%- endmacro %}
