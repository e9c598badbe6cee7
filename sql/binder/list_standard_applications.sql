-- Cash and credits applied in the period, in the shape of an audit data standard.
-- Parameters: $period_start, $period_end
select
    movements.company_id as business_unit_code,
    movements.event_id as transaction_id,
    movements.counterpart_document_id as receipt_id,
    movements.document_id as invoice_id,
    movements.instalment_number as instalment_number,
    movements.event_type as application_type,
    movements.customer_id as customer_account_id,
    movements.effective_date as application_date,
    movements.currency_code as amount_currency,
    -movements.amount as application_amount_local,
    -movements.amount_base as application_amount
from trace.movements as movements
inner join trace.pieces as pieces
    on movements.company_id = pieces.company_id
    and movements.document_id = pieces.document_id
    and movements.instalment_number = pieces.instalment_number
where movements.event_type in ('allocation', 'allocation_reversal')
    and movements.effective_date between $period_start and $period_end
group by all
order by
    movements.company_id, movements.document_id, movements.instalment_number, movements.event_id
