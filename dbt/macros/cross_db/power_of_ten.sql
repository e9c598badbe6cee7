{# Ten to a small whole power, as a wide whole number. #}
{% macro power_of_ten(exponent) %}{{ return(adapter.dispatch('power_of_ten', 'cartera')(exponent)) }}{% endmacro %}

{% macro default__power_of_ten(exponent) %}cast(power(10, {{ exponent }}) as decimal(38, 0)){% endmacro %}

{% macro duckdb__power_of_ten(exponent) %}cast('1' || repeat('0', {{ exponent }}) as hugeint){% endmacro %}
