{# One row per document with an allocation rejected only because rejected ones stand before it. #}

select debit_key as document_key from {{ ref('int_rejected_allocations') }}
where reject_code = 'after_over_allocation'

union

select credit_key as document_key from {{ ref('int_rejected_allocations') }}
where reject_code = 'after_over_allocation'
