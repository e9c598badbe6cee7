-- The lines of receipts from open items are the sums of what each invoice is expected to bring.
with

lines as (

    select
        company_id,
        week_number,
        line,
        expected_amount_base
    from {{ ref('fct_cash_forecast_weekly') }}
    where line in ('receipts_not_due', 'receipts_overdue', 'receipts_promised', 'receipts_disputed')
        and company_id <> '*'
        and scenario = 'base'

),

invoices as (

    select
        company_id,
        week_number,
        line,
        sum(expected_amount_base) as expected_amount_base
    from {{ ref('fct_payment_predictions_weekly') }}
    group by company_id, week_number, line

)

select
    lines.company_id,
    lines.week_number,
    lines.line,
    lines.expected_amount_base,
    invoices.expected_amount_base as invoices_amount_base
from lines
full outer join invoices
    on lines.company_id = invoices.company_id
    and lines.week_number = invoices.week_number
    and lines.line = invoices.line
where coalesce(lines.expected_amount_base, 0) <> coalesce(invoices.expected_amount_base, 0)
