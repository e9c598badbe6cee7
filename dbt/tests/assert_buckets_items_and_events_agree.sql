{# Law 1: the buckets, the open items and the ledger's events sum to the same, per company and currency, in both amounts. #}

with

buckets as (

    select
        company_id,
        currency_code,
        sum(open_amount) as amount,
        coalesce(sum(open_amount_base), 0) as amount_base
    from {{ ref('fct_aging_daily') }}
    where balance_date = {{ as_of_date() }}
    group by company_id, currency_code

),

items as (

    select
        company_id,
        currency_code,
        sum(open_amount) as amount,
        coalesce(sum(open_amount_base), 0) as amount_base
    from {{ ref('fct_open_items') }}
    group by company_id, currency_code

),

events as (

    select
        company_id,
        currency_code,
        sum(amount) as amount,
        coalesce(sum(amount_base), 0) as amount_base
    from {{ ref('fct_ledger_events') }}
    where effective_date <= {{ as_of_date() }}
    group by company_id, currency_code

)

select
    events.company_id,
    events.currency_code,
    events.amount as events_amount,
    items.amount as items_amount,
    buckets.amount as buckets_amount,
    events.amount_base as events_amount_base,
    items.amount_base as items_amount_base,
    buckets.amount_base as buckets_amount_base
from events
full outer join items
    on events.company_id = items.company_id
    and events.currency_code = items.currency_code
full outer join buckets
    on coalesce(events.company_id, items.company_id) = buckets.company_id
    and coalesce(events.currency_code, items.currency_code) = buckets.currency_code
where coalesce(events.amount, 0) <> coalesce(items.amount, 0)
    or coalesce(events.amount, 0) <> coalesce(buckets.amount, 0)
    or coalesce(events.amount_base, 0) <> coalesce(items.amount_base, 0)
    or coalesce(events.amount_base, 0) <> coalesce(buckets.amount_base, 0)
