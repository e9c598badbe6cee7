-- Invoices and debit notes posted in the period, in the shape of an audit data standard.
-- Parameters: $period_start, $period_end
select
    movements.company_id as Business_Unit_Code,
    movements.event_id as Transaction_ID,
    movements.document_id as Invoice_ID,
    movements.instalment_number as Instalment_Number,
    min(slices.document_number) as Invoice_Number,
    movements.event_type as Invoice_Type,
    movements.customer_id as Customer_Account_ID,
    movements.effective_date as Invoice_Date,
    min(slices.due_date) as Invoice_Due_Date,
    extract(year from movements.effective_date) as Fiscal_Year,
    extract(month from movements.effective_date) as Period,
    movements.currency_code as Amount_Currency,
    movements.amount as Invoice_Amount_Local,
    movements.amount_base as Invoice_Amount
from trace.movements as movements
inner join trace.slices as slices
    on movements.company_id = slices.company_id
    and movements.document_id = slices.document_id
    and movements.instalment_number = slices.instalment_number
where movements.event_type in ('invoice', 'debit_note', 'interest_note')
    and movements.effective_date between $period_start and $period_end
group by all
order by movements.company_id, movements.document_id, movements.instalment_number, movements.event_id
