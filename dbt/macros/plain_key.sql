{# A number or tax id without what each writes in its own way: points, hyphens, slashes, blanks, zeros before, capitals. #}
{% macro plain_key(text) %}
upper(ltrim(replace(replace(replace(replace({{ text }}, '.', ''), '-', ''), '/', ''), ' ', ''), '0'))
{%- endmacro %}
