{# The time until which records count as known, UTC without zone. #}
{%- macro known_at() -%}
    cast('{{ required_var("known_at") }}' as timestamp)
{%- endmacro -%}
