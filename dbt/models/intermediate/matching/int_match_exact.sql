{#
    One row per entry and item that it pays in full: the items that the text names sum to the entry's amount,
    and no earlier entry pays one of them so. The first in order of booking has it.
#}

with

named as (

    select
        hits.entry_key,
        hits.item_key,
        entries.booking_date,
        entries.amount as entry_amount,
        items.amount
    from {{ ref('int_match_hits') }} as hits
    inner join {{ ref('int_match_entries') }} as entries
        on hits.entry_key = entries.entry_key
    inner join {{ ref('int_match_items') }} as items
        on hits.item_key = items.item_key

),

sums as (

    select
        named.entry_key,
        count(*) as item_count
    from named
    group by named.entry_key, named.entry_amount
    having sum(named.amount) = named.entry_amount

),

claims as (

    select
        named.entry_key,
        named.item_key,
        named.amount,
        named.booking_date,
        sums.item_count
    from named
    inner join sums
        on named.entry_key = sums.entry_key

),

contested as (

    select claims.item_key
    from claims
    group by claims.item_key
    having count(*) > 1

),

ranked as (

    select
        claims.entry_key,
        row_number() over (
            partition by claims.item_key
            order by claims.booking_date, claims.entry_key
        ) as place
    from claims
    inner join contested
        on claims.item_key = contested.item_key

),

refused as (

    select distinct ranked.entry_key
    from ranked
    where ranked.place > 1

),

final as (

    select
        claims.entry_key,
        claims.item_key,
        claims.amount,
        claims.item_count
    from claims
    left join refused
        on claims.entry_key = refused.entry_key
    where refused.entry_key is null

)

select * from final
