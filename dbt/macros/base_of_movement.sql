{# A movement's base amount: base(balance after) − base(balance before), of a relation with amount, balance_after and its conversion; null without a rate. #}
{% macro base_of_movement(relation) %}
case
    when {{ relation }}.numerator is not null then cast(
        {{ base_of_balance(relation ~ '.balance_after', relation ~ '.numerator', relation ~ '.denominator', relation ~ '.minor_units') }}
        - {{ base_of_balance('(' ~ relation ~ '.balance_after - ' ~ relation ~ '.amount)', relation ~ '.numerator', relation ~ '.denominator', relation ~ '.minor_units') }}
        as decimal(18, 4)
    )
end
{%- endmacro %}
