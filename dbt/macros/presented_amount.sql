{# A balance at a rate as quoted, rounded half away from zero to the decimals of the currency that it
   is presented in; null without a rate. `rate` is a relation with numerator, denominator and
   minor_units, like int_item_conversions. #}
{% macro presented_amount(balance, rate) %}
case
    when {{ rate }}.numerator is not null then
        {{ base_of_conversion(balance, rate) }}
end
{%- endmacro %}
