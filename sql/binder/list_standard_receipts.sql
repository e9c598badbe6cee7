-- Cash received in the period, in the shape of an audit data standard.
-- Parameters: $period_start, $period_end
select
    movements.company_id as Business_Unit_Code,
    movements.event_id as Transaction_ID,
    movements.document_id as Receipt_ID,
    movements.event_type as Receipt_Type,
    movements.customer_id as Customer_Account_ID,
    movements.effective_date as Receipt_Date,
    extract(year from movements.effective_date) as Receipt_Fiscal_Year,
    extract(month from movements.effective_date) as Receipt_Period,
    case when movements.amount < 0 then 'C' else 'D' end as Amount_Credit_Debit_Indicator,
    movements.currency_code as Amount_Currency,
    abs(movements.amount) as Receipt_Amount_Local,
    abs(movements.amount_base) as Receipt_Amount
from trace.movements as movements
where movements.event_type in ('receipt', 'refund', 'returned_payment')
    and movements.effective_date between $period_start and $period_end
order by movements.company_id, movements.document_id, movements.event_id
