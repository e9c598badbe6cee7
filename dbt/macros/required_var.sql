{# A variable that every run must give; empty only while parsing. #}
{%- macro required_var(name) -%}
    {%- if execute and not var(name) -%}
        {{ exceptions.raise_compiler_error("Use `cartera build`: it gives --vars with " ~ name) }}
    {%- endif -%}
    {{- var(name) -}}
{%- endmacro -%}
