{#
    A balance in the company's base currency: balance × numerator ÷ denominator in minor units, half
    away from zero, back to a decimal. The conversion is a relation like int_item_conversions.
#}
{% macro base_of_conversion(balance, conversion, prefix='') %}
cast(
    cast(
        {{ divide_half_away(
            scaled_integer(balance, 4) ~ ' * ' ~ conversion ~ '.' ~ prefix ~ 'numerator',
            conversion ~ '.' ~ prefix ~ 'denominator'
        ) }} * {{ conversion }}.{{ prefix }}minor_units as decimal(38, 0)
    ) * cast(0.0001 as decimal(5, 4)) as decimal(38, 4)
)
{%- endmacro %}

{#
    A movement's base: base(balance after) − base(balance before), of a relation that has both amounts and its conversion; null without a rate.
    Most balances are the whole of their item or nothing, and cost no division then.
#}
{% macro base_of_movement(movement) %}
case
    when {{ movement }}.numerator is not null then cast(
        {{ base_of_balance('balance_after', movement) }}
        - {{ base_of_balance('balance_before', movement) }} as decimal(18, 4)
    )
end
{%- endmacro %}

{% macro base_of_balance(balance, movement) %}
case
    when {{ movement }}.{{ balance }} = 0 then 0
    when {{ movement }}.{{ balance }} = {{ movement }}.opening_amount then {{ movement }}.opening_amount_base
    else {{ base_of_conversion(movement ~ '.' ~ balance, movement) }}
end
{%- endmacro %}
