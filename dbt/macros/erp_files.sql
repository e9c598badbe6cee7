{# The files of the given layouts, with the time and place of each. #}
{% macro erp_files(layouts) %}
    select * from {{ ref('stg_cartera__files') }}
    where reader in ({% for layout in layouts %}'{{ layout }}'{{ ', ' if not loop.last }}{% endfor %})
{%- endmacro %}

{# A key of a number that spreadsheets strip of its leading zeros: filled up again to its width, where it is all digits. #}
{% macro zero_filled(text, width) %}
    case
        when replace({{ text }}, '0', '') = '' then {{ text }}
        when trim({{ text }}, '0123456789') = '' then right('{{ '0' * width }}' || {{ text }}, greatest({{ width }}, length({{ text }})))
        else {{ text }}
    end
{%- endmacro %}
