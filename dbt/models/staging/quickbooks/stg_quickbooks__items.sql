{# One row per line of a QuickBooks aging detail: what is left of a document, the only thing that the report says of it. #}

{{ erp_items(['quickbooks_aging'], {
    'document_id': "records.document_type || ':' || coalesce(nullif(records.document_number, ''), records.posting_date || '/' || records.amount) || ':' || records.customer_id",
    'customer_name': 'records.customer_id',
}) }}
