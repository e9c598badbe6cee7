{#
    One row per entry, item and rule, where one open item of the payer has exactly the amount that the named items leave of the
    entry: it alone has a number one digit from a word of the text, or no other has the amount.
#}

with

taken as (

    select * from {{ ref('int_match_exact') }}

),

named as (

    select
        hits.entry_key,
        cast(sum(hits.amount) as bigint) as amount,
        count(*) as item_count,
        min(hits.customer_key) as customer_key
    from {{ ref('int_match_payer_hits') }} as hits
    group by hits.entry_key

),

targets as (

    select
        scopes.entry_key,
        scopes.customer_key,
        scopes.booking_date,
        scopes.is_repeat,
        scopes.amount % scopes.round_units = 0 as is_round,
        coalesce(named.item_count, 0) as named_count,
        scopes.amount - coalesce(named.amount, 0) as amount
    from {{ ref('int_match_scopes') }} as scopes
    left join named
        on scopes.entry_key = named.entry_key
    where scopes.amount >= coalesce(named.amount, 0)

),

candidates as (

    select
        targets.entry_key,
        targets.booking_date,
        targets.is_repeat,
        targets.is_round,
        targets.named_count,
        items.item_key,
        items.amount,
        items.plain_number
    from targets
    inner join {{ ref('int_match_items') }} as items
        on targets.customer_key = items.customer_key
        and targets.amount = items.amount
        and targets.booking_date >= items.posting_date
    left join taken
        on items.item_key = taken.item_key
    left join {{ ref('int_match_payer_hits') }} as hits
        on targets.entry_key = hits.entry_key
        and items.item_key = hits.item_key
    where taken.item_key is null
        and hits.item_key is null

),

near as (

    select distinct
        candidates.entry_key,
        candidates.item_key
    from candidates
    inner join {{ ref('int_match_tokens') }} as tokens
        on candidates.entry_key = tokens.entry_key
        and length(candidates.plain_number) = length(tokens.token)
    where levenshtein(candidates.plain_number, tokens.token) = 1

),

counted as (

    select
        candidates.*,
        near.item_key is not null as is_near,
        count(*) over entry_candidates as candidate_count,
        count(near.item_key) over entry_candidates as near_count
    from candidates
    left join near
        on candidates.entry_key = near.entry_key
        and candidates.item_key = near.item_key
    window entry_candidates as (partition by candidates.entry_key)

),

final as (

    select
        counted.entry_key,
        counted.item_key,
        counted.booking_date,
        counted.amount,
        counted.named_count,
        counted.candidate_count,
        counted.is_repeat,
        case
            when counted.near_count = 1 and counted.is_near and counted.named_count > 0
                then 'reference_completed'
            when counted.near_count = 1 and counted.is_near then 'near_reference_amount'
            when counted.near_count > 0 then 'ambiguous'
            when counted.candidate_count > 1 then 'ambiguous'
            when counted.named_count > 0 then 'reference_and_amount'
            when counted.is_round then 'round_payer_amount'
            else 'payer_amount'
        end as rule
    from counted

)

select * from final
