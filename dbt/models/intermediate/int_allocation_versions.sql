{# One row per version of an allocation, with the interval in which it was the newest known. #}

{{ version_intervals(ref('int_allocations_unioned'), ['company_id', 'allocation_id'], [
    'credit_document_id', 'credit_instalment_number', 'debit_document_id', 'debit_instalment_number', 'amount',
    'credit_amount', 'effective_date', 'reversed_date', 'status', 'attributes',
]) }}
