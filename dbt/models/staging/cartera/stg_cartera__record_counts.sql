{# One row per landed file and entity with records in raw. #}

{% set entities = [
    'companies', 'customers', 'contacts', 'documents', 'allocations', 'tax_documents', 'tax_payments', 'bank_accounts',
    'bank_entries', 'bank_balances', 'gl_balances', 'reported_balances', 'source_totals', 'fx_rates', 'activities', 'promises',
    'disputes', 'collectors', 'cash_plan',
] %}

with

counts as (

    {% for entity in entities %}
        select
            file_hash,
            '{{ entity }}' as entity,
            count(*) as record_count,
            count(distinct record_number) as distinct_record_count
        from {{ source('raw', entity) }}
        group by file_hash
        {{ 'union all' if not loop.last }}
    {% endfor %}

)

select * from counts
