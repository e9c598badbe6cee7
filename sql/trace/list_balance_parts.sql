-- Parts of a balance: what moved, up to the wanted day, the items open on it.
-- Parameters: $population (all, debits, current, overdue, over_90, unapplied or disputed)
-- Names: measure
with

customers as (

    select
        customers.company_id,
        customers.customer_id,
        customers.segment,
        coalesce(customers.is_related_party, false) as is_related_party
    from marts.dim_customers as customers

),

candidates as (

    select
        wanted.row_id,
        wanted.day,
        wanted.bucket_code,
        wanted.age_band,
        wanted.segment,
        wanted.has_segment,
        wanted.is_related_party,
        slices.company_id,
        slices.customer_id,
        slices.document_id,
        slices.instalment_number,
        slices.item_sign,
        slices.posting_date,
        slices.due_date,
        slices.document_number,
        sum(slices.amount) as open_amount
    from wanted
    inner join trace.slices as slices
        on wanted.company_id = slices.company_id
        and wanted.day >= slices.posting_date
        and wanted.day < slices.close_date
    where (wanted.customer_id is null or wanted.customer_id = slices.customer_id)
        and (wanted.currency_code is null or wanted.currency_code = slices.currency_code)
        and (wanted.document_type is null or wanted.document_type = slices.document_type)
        and (wanted.account is null or wanted.account = slices.account)
        and case $population
            when 'all' then true
            when 'unapplied' then slices.item_sign = -1
            when 'current' then slices.item_sign = 1 and wanted.day <= slices.due_date
            when 'overdue' then slices.item_sign = 1 and wanted.day > slices.due_date
            when 'over_90' then slices.item_sign = 1 and wanted.day > slices.due_date + 90
            else slices.item_sign = 1
        end
    group by all

),

items as (

    select candidates.*
    from candidates
    left join marts.dim_aging_buckets as buckets
        on candidates.item_sign = buckets.item_sign
        and candidates.bucket_code = buckets.aging_bucket_code
        and coalesce(candidates.day - candidates.due_date, 0) >= buckets.from_days
        and coalesce(candidates.day - candidates.due_date, 0) < buckets.until_days
    left join trace.credit_age_bands as ages
        on candidates.age_band = ages.age_band
        and candidates.day - candidates.posting_date >= ages.from_days
        and candidates.day - candidates.posting_date < ages.until_days
    left join customers
        on candidates.company_id = customers.company_id
        and candidates.customer_id = customers.customer_id
    left join trace.disputed_months as disputes
        on candidates.company_id = disputes.company_id
        and candidates.document_id = disputes.document_id
        and candidates.day = disputes.month_end_date
    where candidates.open_amount <> 0
        and (candidates.bucket_code is null or buckets.aging_bucket_code is not null)
        and (candidates.age_band is null or ages.age_band is not null)
        and (
            candidates.is_related_party is null
            or candidates.is_related_party = coalesce(customers.is_related_party, false)
        )
        and (
            not candidates.has_segment
            or candidates.segment is not distinct from customers.segment
        )
        and ($population <> 'disputed' or disputes.document_id is not null)

)

select
    items.row_id,
    movements.event_id,
    movements.company_id,
    movements.document_id,
    items.document_number,
    movements.instalment_number,
    movements.event_type,
    movements.effective_date,
    movements.{{ measure }} as amount,
    movements.file_hash,
    movements.record_number
from items
inner join trace.movements as movements
    on items.company_id = movements.company_id
    and items.document_id = movements.document_id
    and items.instalment_number = movements.instalment_number
    and items.day >= movements.effective_date
