{# An Odoo line's amount in the company's currency: its balance, else debit less credit. #}
{% macro odoo_balance() %}coalesce(
    nullif(records.amount_base, ''),
    cast(coalesce(cast({{ attribute('debit_amount') }} as decimal(18, 4)), 0) - coalesce(cast({{ attribute('credit_amount') }} as decimal(18, 4)), 0) as varchar)
){% endmacro %}
