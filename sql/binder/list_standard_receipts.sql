-- Cash received in the period, in the shape of an audit data standard.
-- Parameters: $period_start, $period_end
select
    movements.company_id as business_unit_code,
    movements.event_id as transaction_id,
    movements.document_id as receipt_id,
    movements.event_type as receipt_type,
    movements.customer_id as customer_account_id,
    movements.effective_date as receipt_date,
    extract(year from movements.effective_date) as receipt_fiscal_year,
    extract(month from movements.effective_date) as receipt_period,
    case when movements.amount < 0 then 'C' else 'D' end as amount_credit_debit_indicator,
    movements.currency_code as amount_currency,
    abs(movements.amount) as receipt_amount_local,
    abs(movements.amount_base) as receipt_amount
from trace.movements as movements
where movements.event_type in ('receipt', 'refund', 'returned_payment')
    and movements.effective_date between $period_start and $period_end
order by movements.company_id, movements.document_id, movements.event_id
