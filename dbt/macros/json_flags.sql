{# A JSON array, as text, of the names whose conditions hold. #}
{% macro json_flags(flags) %}
'[' || concat_ws(','{% for name, condition in flags %}, case when {{ condition }} then '"{{ name }}"' end{% endfor %}) || ']'
{%- endmacro %}
