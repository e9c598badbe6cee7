{# An amount of money from a count of ten-thousandths, in which matching adds and compares. #}
{% macro amount_of_units(units) %}
cast(cast({{ units }} as decimal(18, 0)) * cast(0.0001 as decimal(5, 4)) as decimal(18, 4))
{%- endmacro %}
