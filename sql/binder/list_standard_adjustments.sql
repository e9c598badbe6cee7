-- Credit notes, write-offs and other adjustments posted in the period, in the shape of an audit data standard.
-- Parameters: $period_start, $period_end
select
    movements.company_id as business_unit_code,
    movements.event_id as transaction_id,
    movements.document_id as adjustment_id,
    movements.event_type as adjustment_type,
    movements.customer_id as customer_account_id,
    movements.effective_date as adjustment_date,
    case when movements.amount < 0 then 'C' else 'D' end as amount_credit_debit_indicator,
    movements.currency_code as amount_currency,
    abs(movements.amount) as adjustment_amount_local,
    abs(movements.amount_base) as adjustment_amount
from trace.movements as movements
where movements.event_type not in (
        'invoice', 'debit_note', 'interest_note', 'receipt', 'refund', 'returned_payment',
        'allocation', 'allocation_reversal'
    )
    and movements.effective_date between $period_start and $period_end
order by movements.company_id, movements.document_id, movements.event_id
