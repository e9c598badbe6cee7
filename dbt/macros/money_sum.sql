{# The sum of an amount over the rows where a condition holds; none is 0, for a sum of nothing is nothing owed. #}
{% macro money_sum(amount, condition=none) %}
cast(
    coalesce(sum({% if condition %}case when {{ condition }} then {{ amount }} end{% else %}{{ amount }}{% endif %}), 0)
    as decimal(38, 4)
)
{%- endmacro %}
