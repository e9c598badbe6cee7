{# One row per landed record that a figure can lead to, its values exactly as landed. #}

{% set entities = [
    'companies', 'customers', 'contacts', 'documents', 'allocations', 'tax_documents', 'tax_payments', 'bank_accounts',
    'bank_entries', 'bank_balances', 'gl_balances', 'reported_balances', 'source_totals', 'fx_rates', 'activities', 'promises',
    'disputes', 'collectors', 'cash_plan',
] %}

{% for entity in entities %}
    select
        records.file_hash,
        records.record_number,
        '{{ entity }}' as entity,
        cast(to_json(records) as varchar) as content
    from {{ source('raw', entity) }} as records
    {{ 'union all' if not loop.last }}
{% endfor %}
