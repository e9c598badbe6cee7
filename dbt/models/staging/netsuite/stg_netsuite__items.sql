{# One row per transaction of a NetSuite saved search; applying transactions multiply its rows, which say the same. #}

{{ erp_items(['netsuite_transactions'], {
    'customer_name': 'records.customer_id',
    'signed_amount': "cast(coalesce(nullif(records.amount, ''), records.amount_base) as decimal(18, 4))",
}) }}
