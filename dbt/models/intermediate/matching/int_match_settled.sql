{#
    One row per entry and item that it pays in full, by reference or by amount. Where several entries want an item for its amount
    alone, the first in order of booking has it; what repeats another entry is left for a person.
#}

with

claims as (

    select
        amounts.*,
        row_number() over (
            partition by amounts.item_key
            order by
                case when amounts.rule in ('payer_amount', 'round_payer_amount') then 1 else 0 end,
                amounts.booking_date,
                amounts.entry_key
        ) as place
    from {{ ref('int_match_amounts') }} as amounts
    where amounts.rule <> 'ambiguous'
        and not amounts.is_repeat

),

accepted as (

    select * from claims
    where place = 1

),

wanted as (

    select
        accepted.entry_key,
        accepted.item_key,
        accepted.amount,
        accepted.rule,
        true as is_found
    from accepted

    union all

    select
        hits.entry_key,
        hits.item_key,
        hits.amount,
        accepted.rule,
        false as is_found
    from accepted
    inner join {{ ref('int_match_payer_hits') }} as hits
        on accepted.entry_key = hits.entry_key
    where accepted.named_count > 0

),

contested as (

    select wanted.item_key
    from wanted
    group by wanted.item_key
    having count(*) > 1

),

refused as (

    select distinct wanted.entry_key
    from wanted
    inner join contested
        on wanted.item_key = contested.item_key

),

final as (

    select
        exact.entry_key,
        exact.item_key,
        exact.amount,
        'reference' as rule
    from {{ ref('int_match_exact') }} as exact

    union all

    select
        wanted.entry_key,
        wanted.item_key,
        wanted.amount,
        wanted.rule
    from wanted
    left join refused
        on wanted.entry_key = refused.entry_key
    where refused.entry_key is null

)

select * from final
