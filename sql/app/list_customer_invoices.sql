-- A customer's debits that fell due in the year to a day: how late each was closed, or how late it is while open.
-- Parameters: $company_id, $customer_id, $currency_view, $as_of_date
-- Returns: document_number, due_date, days_late, amount (of the whole item), is_open
with

items as (

    select
        coalesce(document_number, document_id) as document_number,
        document_id,
        instalment_number,
        due_date,
        max(close_date) as closed_date,
        cast(
            sum(case when $currency_view = 'base' then amount_base else amount end)
            as decimal(38, 4)
        ) as amount
    from trace.slices
    where company_id = $company_id
        and customer_id = $customer_id
        and item_sign = 1
        and $currency_view in ('base', currency_code)
        and posting_date <= cast($as_of_date as date)
        and due_date > cast(cast($as_of_date as date) - to_months(12) as date)
        and due_date <= cast($as_of_date as date)
    group by document_number, document_id, instalment_number, due_date

)

select
    document_number,
    due_date,
    cast(least(closed_date, cast($as_of_date as date)) - due_date as integer) as days_late,
    amount,
    closed_date > cast($as_of_date as date) as is_open
from items
where amount > 0
order by due_date, document_number
