-- Cash and credits applied in the period, in the shape of an audit data standard.
-- Parameters: $period_start, $period_end
select
    movements.company_id as Business_Unit_Code,
    movements.event_id as Transaction_ID,
    movements.counterpart_document_id as Receipt_ID,
    movements.document_id as Invoice_ID,
    movements.instalment_number as Instalment_Number,
    movements.event_type as Application_Type,
    movements.customer_id as Customer_Account_ID,
    movements.effective_date as Application_Date,
    movements.currency_code as Amount_Currency,
    -movements.amount as Application_Amount_Local,
    -movements.amount_base as Application_Amount
from trace.movements as movements
inner join trace.pieces as pieces
    on movements.company_id = pieces.company_id
    and movements.document_id = pieces.document_id
    and movements.instalment_number = pieces.instalment_number
where movements.event_type in ('allocation', 'allocation_reversal')
    and movements.effective_date between $period_start and $period_end
group by all
order by movements.company_id, movements.document_id, movements.instalment_number, movements.event_id
