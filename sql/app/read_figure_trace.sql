-- A figure and what it is made of, each step summed on its own: the mart, the open items, their events, their records.
-- Parameters: $company_id, $currency_view, $segment (empty: all), $as_of_date, $figure
-- Returns: figure_amount, item_count, items_amount, event_count, events_amount, record_count, found_record_count, file_count,
--   unconverted_item_count
with

buckets as (

    select *
    from marts.dim_aging_buckets
    where $figure in ('net', aging_bucket_code)
        or ($figure = 'debits' and item_sign = 1)
        or ($figure = 'overdue' and item_sign = 1 and from_days >= 1)
        or ($figure = 'over_90' and item_sign = 1 and from_days >= 91)

),

balances as (

    select
        case when $currency_view = 'base' then daily.open_amount_base else daily.open_amount end
            as amount
    from marts.fct_aging_daily as daily
    inner join buckets
        on daily.aging_bucket_code = buckets.aging_bucket_code
    where $segment = ''
        and daily.company_id = $company_id
        and $currency_view in ('base', daily.currency_code)
        and daily.balance_date = cast($as_of_date as date)
    union all
    select
        case
            when $currency_view = 'base' then slices.amount_base
            else slices.amount
        end as amount
    from trace.slices as slices
    inner join marts.dim_customers as customers
        on slices.company_id = customers.company_id
        and slices.customer_id = customers.customer_id
    inner join buckets
        on slices.item_sign = buckets.item_sign
        and case
            when slices.item_sign = 1 then cast($as_of_date as date) - slices.due_date else 0
        end >= buckets.from_days
        and case
            when slices.item_sign = 1 then cast($as_of_date as date) - slices.due_date else 0
        end < buckets.until_days
    where $segment <> ''
        and customers.segment = $segment
        and slices.company_id = $company_id
        and $currency_view in ('base', slices.currency_code)
        and slices.posting_date <= cast($as_of_date as date)
        and slices.close_date > cast($as_of_date as date)

),

figure as (

    select cast(coalesce(sum(amount), 0) as decimal(38, 4)) as amount
    from balances

),

open_items as (

    select
        document_id,
        instalment_number,
        item_sign,
        case when item_sign = 1 then cast($as_of_date as date) - due_date else 0 end as age_days,
        sum(case when $currency_view = 'base' then amount_base else amount end) as amount,
        count(*) > count(amount_base) as is_unconverted
    from trace.slices
    where company_id = $company_id
        and $currency_view in ('base', currency_code)
        and posting_date <= cast($as_of_date as date)
        and close_date > cast($as_of_date as date)
        and (
            $segment = ''
            or customer_id in (
                select customers.customer_id
                from marts.dim_customers as customers
                where customers.company_id = $company_id
                    and customers.segment = $segment
            )
        )
    group by all
    having sum(trace.slices.amount) <> 0

),

items as (

    select open_items.*
    from open_items
    inner join buckets
        on open_items.item_sign = buckets.item_sign
        and open_items.age_days >= buckets.from_days
        and open_items.age_days < buckets.until_days

),

events as (

    select
        events.file_hash,
        events.record_number,
        case when $currency_view = 'base' then events.amount_base else events.amount end as amount
    from marts.fct_ledger_events as events
    inner join items
        on events.document_id = items.document_id
        and events.instalment_number = items.instalment_number
    where events.company_id = $company_id
        and events.effective_date <= cast($as_of_date as date)

),

cited as (

    select distinct
        file_hash,
        record_number
    from events

),

found as (

    select count(*) as record_count
    from cited
    where exists (
            select 1
            from trace.records as records
            where cited.file_hash = records.file_hash
                and cited.record_number = records.record_number
        )

)

select
    figure.amount as figure_amount,
    (select count(*) from items) as item_count,
    (select cast(coalesce(sum(items.amount), 0) as decimal(38, 4)) from items) as items_amount,
    (select count(*) from events) as event_count,
    (select cast(coalesce(sum(events.amount), 0) as decimal(38, 4)) from events) as events_amount,
    (select count(*) from cited) as record_count,
    found.record_count as found_record_count,
    (select count(distinct cited.file_hash) from cited) as file_count,
    case
        when $currency_view = 'base' then (
            select count(*) from items
            where items.is_unconverted
        ) else 0
    end
        as unconverted_item_count
from figure
cross join found
