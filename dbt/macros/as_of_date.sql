{# The report's day, and the only clock: what took effect on or before it counts. #}
{%- macro as_of_date() -%}
    cast('{{ required_var("as_of_date") }}' as date)
{%- endmacro -%}
