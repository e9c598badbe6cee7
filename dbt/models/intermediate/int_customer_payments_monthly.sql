{#
    One row per company, customer and month: what receipts paid of invoices and debit notes, less
    reversals, and the same × days from posting to due, from due to paid, and from posting to paid.
#}

with

payments as (

    select
        settlements.*,
        {{ days_between('settlements.posting_date', 'settlements.due_date') }} as terms_days,
        {{ days_between('settlements.due_date', 'settlements.settled_date') }} as late_days,
        {{ days_between('settlements.posting_date', 'settlements.settled_date') }} as paid_days
    from {{ ref('int_debit_settlements') }} as settlements
    inner join {{ ref('document_types') }} as document_types
        on settlements.document_type = document_types.document_type
    where document_types.is_sale
        and settlements.credit_type = 'receipt'

)

select
    company_id,
    customer_id,
    month_number,
    {{ money_sum('amount_base') }} as paid_amount_base,
    {{ money_sum('cast(amount_base * terms_days as decimal(38, 4))') }} as paid_terms_amount,
    {{ money_sum('cast(amount_base * late_days as decimal(38, 4))') }} as paid_late_amount,
    {{ money_sum('cast(amount_base * paid_days as decimal(38, 4))') }} as paid_days_amount
from payments
group by company_id, customer_id, month_number
