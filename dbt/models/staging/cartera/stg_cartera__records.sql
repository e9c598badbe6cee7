{# One row per landed record that a figure can lead to, its values exactly as landed. #}

{% set entities = ['companies', 'customers', 'documents', 'allocations', 'disputes', 'bank_entries', 'gl_balances', 'promises', 'activities'] %}

{% for entity in entities %}
select
    records.file_hash,
    records.record_number,
    '{{ entity }}' as entity,
    cast(to_json(records) as varchar) as content
from {{ source('raw', entity) }} as records
{{ 'union all' if not loop.last }}
{% endfor %}
