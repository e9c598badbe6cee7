{# A reference as everybody writes it: without separators and leading zeros. Give it upper case. #}
{% macro plain_reference(word) %}
ltrim(replace(replace(replace(replace({{ word }}, '-', ''), '/', ''), '.', ''), ' ', ''), '0')
{%- endmacro %}
