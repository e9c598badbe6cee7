-- Invoices and debit notes posted in the period, in the shape of an audit data standard.
-- Parameters: $period_start, $period_end
select
    movements.company_id as business_unit_code,
    movements.event_id as transaction_id,
    movements.document_id as invoice_id,
    movements.instalment_number as instalment_number,
    min(slices.document_number) as invoice_number,
    movements.event_type as invoice_type,
    movements.customer_id as customer_account_id,
    movements.effective_date as invoice_date,
    min(slices.due_date) as invoice_due_date,
    extract(year from movements.effective_date) as fiscal_year,
    extract(month from movements.effective_date) as period,
    movements.currency_code as amount_currency,
    movements.amount as invoice_amount_local,
    movements.amount_base as invoice_amount
from trace.movements as movements
inner join trace.slices as slices
    on movements.company_id = slices.company_id
    and movements.document_id = slices.document_id
    and movements.instalment_number = slices.instalment_number
where movements.event_type in ('invoice', 'debit_note', 'interest_note')
    and movements.effective_date between $period_start and $period_end
group by all
order by
    movements.company_id, movements.document_id, movements.instalment_number, movements.event_id
