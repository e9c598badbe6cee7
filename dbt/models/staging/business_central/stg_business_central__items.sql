{# One row per customer ledger entry of Business Central, with the entry that closed it. #}

{{ erp_items(['bc_customer_entries'], {
    'their_type': "coalesce(nullif(trim(records.document_type), ''), 'blank')",
    'signed_amount': "cast(coalesce(nullif(records.amount, ''), records.amount_base) as decimal(18, 4))",
    'clearing_group': 'case when lower(' ~ attribute('is_open') ~ ") in ('no', 'false', '0', 'falso') then coalesce(nullif("
        ~ attribute('closed_by_entry') ~ ", '0'), records.document_id) end",
    'clearing_date': 'cast(' ~ attribute('closed_date') ~ ' as date)',
}) }}
