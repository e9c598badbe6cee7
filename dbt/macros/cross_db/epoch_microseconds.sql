{# Microseconds since 1970 of a UTC timestamp, a whole number. #}
{% macro epoch_microseconds(timestamp) %}{{ return(adapter.dispatch('epoch_microseconds', 'cartera')(timestamp)) }}{% endmacro %}

{% macro default__epoch_microseconds(timestamp) %}cast(extract(epoch from {{ timestamp }}) * 1000000 as bigint){% endmacro %}

{% macro duckdb__epoch_microseconds(timestamp) %}epoch_us({{ timestamp }}){% endmacro %}
