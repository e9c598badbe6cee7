{# The text under a key of a JSON object that is itself text; null where it is not. #}
{% macro json_text(object, key) %}
    {{- return(adapter.dispatch('json_text', 'cartera')(object, key)) -}}
{% endmacro %}

{% macro default__json_text(object, key) %}(cast({{ object }} as json) ->> '{{ key }}'){% endmacro %}

{% macro spark__json_text(object, key) %}get_json_object({{ object }}, '$.{{ key }}'){% endmacro %}
