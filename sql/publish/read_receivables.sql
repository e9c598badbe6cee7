-- The headline of a published file, from its open items.
-- Returns company_id, currency_code, open_amount, overdue_amount (debits past due), unapplied_amount (open credits).
select
    company_id,
    currency_code,
    cast(sum(open_amount) as decimal(38, 4)) as open_amount,
    cast(
        coalesce(sum(open_amount) filter (where days_past_due > 0), 0) as decimal(38, 4)
    ) as overdue_amount,
    cast(
        coalesce(sum(open_amount) filter (where aging_bucket_code = 'unapplied'), 0)
        as decimal(38, 4)
    ) as unapplied_amount
from marts.fct_open_items
group by company_id, currency_code
order by company_id, currency_code
