-- Parts of what a customer paid in the window of payment habits: all of it by day of payment
-- (pay_days), all of it by item (items), or of the items what took more than one payment (in_parts).
-- Parameters: $population. Names: measure
with

payments as (

    select
        chosen.row_id,
        date_trunc('month', chosen.as_of_date) - to_months(rules.window_months) as window_month,
        pieces.*
    from chosen
    cross join trace.rules as rules
    inner join trace.pieces as pieces
        on chosen.company_id = pieces.company_id
        and chosen.customer_id = pieces.customer_id
    where pieces.is_invoiced
        and pieces.settled_state = 'paid'

),

measured as (

    select
        payments.*,
        sum(payments.amount_base) over (
            partition by payments.row_id, payments.paid_date
        ) as day_amount,
        sum(case when payments.is_reversal then -1 else 1 end) over items as payment_count,
        max(payments.applied_date) over items as last_applied_date
    from payments
    window items as (
        partition by payments.row_id, payments.document_id, payments.instalment_number
    )

)

select
    measured.row_id,
    measured.event_id,
    measured.company_id,
    measured.document_id,
    measured.document_number,
    measured.instalment_number,
    measured.settled_state as event_type,
    measured.paid_date as effective_date,
    measured.{{ measure }} as amount,
    measured.file_hash,
    measured.record_number
from measured
where case $population
        when 'pay_days'
            then
                date_trunc('month', measured.paid_date) > measured.window_month
                and measured.day_amount > 0
        when 'items' then date_trunc('month', measured.last_applied_date) > measured.window_month
        else
            date_trunc('month', measured.last_applied_date) > measured.window_month
            and measured.payment_count > 1
    end
