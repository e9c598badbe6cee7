{# ISO 8601 text to a UTC timestamp without zone; text without a zone is UTC (the session's zone is set to UTC). #}
{% macro utc_timestamp(text) %}{{ return(adapter.dispatch('utc_timestamp', 'cartera')(text)) }}{% endmacro %}

{% macro default__utc_timestamp(text) %}(cast({{ text }} as timestamp with time zone) at time zone 'UTC'){% endmacro %}
