{# One row per receivable line of an Odoo journal entry: an instalment of an invoice, a refund, a payment. #}

{{ erp_items(['odoo_move_lines'], {
    'document_id': "trim(split_part(records.document_id, ' (', 1))",
    'instalment_number': "row_number() over (partition by records.file_hash, records.company_id, records.document_id "
        ~ "order by coalesce(nullif(records.due_date, ''), records.posting_date), records.record_number)",
    'document_number': "trim(split_part(records.document_id, ' (', 1))",
    'customer_name': 'records.customer_id',
    'their_type': attribute('move_type'),
    'status': "case " ~ attribute('parent_state') ~ " when 'draft' then 'draft' when 'Draft' then 'draft' when 'Borrador' then 'draft' "
        ~ "when 'cancel' then 'void' when 'Cancelled' then 'void' when 'Cancelado' then 'void' else 'posted' end",
    'signed_amount': "cast(coalesce(nullif(records.amount, ''), " ~ odoo_balance() ~ ") as decimal(18, 4))",
    'signed_amount_base': 'cast(' ~ odoo_balance() ~ ' as decimal(18, 4))',
    'clearing_group': attribute('matching_number'),
    'clearing_date': 'case when ' ~ attribute('matching_number') ~ ' is not null then max(cast(records.posting_date as date)) over ('
        ~ 'partition by records.file_hash, ' ~ attribute('matching_number') ~ ') end',
    'line_id': attribute('line_id'),
}, "coalesce(" ~ attribute('account_type') ~ ", 'asset_receivable') in ('asset_receivable', 'receivable', 'Receivable', 'Por cobrar')") }}
