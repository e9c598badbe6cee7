{# One row per version of a document instalment, with the interval in which it was the newest known. #}

{{ version_intervals(ref('int_documents_unioned'), ['company_id', 'document_id', 'instalment_number'], [
    'document_type', 'document_number', 'customer_id', 'posting_date', 'issue_date', 'received_date', 'due_date',
    'currency_code', 'amount', 'amount_base', 'tax_amount', 'control_account', 'status', 'voided_date', 'acceptance_status',
    'acceptance_date', 'assigned_date', 'assigned_to', 'has_recourse', 'instrument', 'maturity_date', 'attributes',
]) }}
