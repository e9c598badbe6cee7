-- Credit notes, write-offs and other adjustments posted in the period, in the shape of an audit data standard.
-- Parameters: $period_start, $period_end
select
    movements.company_id as Business_Unit_Code,
    movements.event_id as Transaction_ID,
    movements.document_id as Adjustment_ID,
    movements.event_type as Adjustment_Type,
    movements.customer_id as Customer_Account_ID,
    movements.effective_date as Adjustment_Date,
    case when movements.amount < 0 then 'C' else 'D' end as Amount_Credit_Debit_Indicator,
    movements.currency_code as Amount_Currency,
    abs(movements.amount) as Adjustment_Amount_Local,
    abs(movements.amount_base) as Adjustment_Amount
from trace.movements as movements
where movements.event_type not in (
        'invoice', 'debit_note', 'interest_note', 'receipt', 'refund', 'returned_payment',
        'allocation', 'allocation_reversal'
    )
    and movements.effective_date between $period_start and $period_end
order by movements.company_id, movements.document_id, movements.event_id
