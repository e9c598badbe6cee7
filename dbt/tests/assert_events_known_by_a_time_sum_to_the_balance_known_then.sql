{#
    Law 5: the events known by a time sum to the balance known then. The balance is taken from the versions and pieces that stood at that time,
    not from events; at five times spread over the history of knowledge, per item, at the as-of date.
#}

with

known_times as (

    select distinct known_at from {{ ref('fct_ledger_events') }}

),

ranked_times as (

    select
        known_at,
        ntile(5) over (order by known_at) as fifth
    from known_times

),

sampled_times as (

    select max(known_at) as known_at
    from ranked_times
    group by fifth

),

openings as (

    select
        sampled_times.known_at,
        items.company_id,
        items.document_id,
        items.instalment_number,
        sum(items.item_sign * items.amount) as balance
    from {{ ref('int_item_versions') }} as items
    inner join sampled_times
        on items.known_from <= sampled_times.known_at
        and items.known_until > sampled_times.known_at
    where items.has_balance
        and items.posting_date <= {{ as_of_date() }}
        and (items.status = 'posted' or items.voided_date > {{ as_of_date() }})
    group by sampled_times.known_at, items.company_id, items.document_id, items.instalment_number

),

applications as (

    select
        sampled_times.known_at,
        items.company_id,
        items.document_id,
        pieces.instalment_number,
        sum(case when pieces.side = 'debit' then -pieces.amount else pieces.amount end) as balance
    from {{ ref('int_application_pieces') }} as pieces
    inner join sampled_times
        on pieces.known_from <= sampled_times.known_at
        and pieces.known_until > sampled_times.known_at
    inner join {{ ref('int_item_versions') }} as items
        on pieces.document_key = items.document_key
        and pieces.instalment_number = items.instalment_number
        and sampled_times.known_at >= items.known_from
        and sampled_times.known_at < items.known_until
    where pieces.effect_date <= {{ as_of_date() }}
        and (pieces.reversed_date is null or pieces.reversed_date > {{ as_of_date() }})
    group by sampled_times.known_at, items.company_id, items.document_id, pieces.instalment_number

),

events as (

    select
        sampled_times.known_at,
        events.company_id,
        events.document_id,
        events.instalment_number,
        -sum(events.amount) as balance
    from {{ ref('fct_ledger_events') }} as events
    inner join sampled_times
        on events.known_at <= sampled_times.known_at
    where events.effective_date <= {{ as_of_date() }}
    group by sampled_times.known_at, events.company_id, events.document_id, events.instalment_number

)

select
    known_at,
    company_id,
    document_id,
    instalment_number,
    sum(balance) as difference
from (
    select * from openings
    union all
    select * from applications
    union all
    select * from events
) as balances
group by known_at, company_id, document_id, instalment_number
having sum(balance) <> 0
