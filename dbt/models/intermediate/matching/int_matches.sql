{#
    One row per entry and item that a rule of the cascade makes it pay, and how much of it. What is not unique, or wanted by two entries, is no match.
#}

with

settled as (

    select
        settled.entry_key,
        settled.item_key,
        settled.amount,
        settled.rule
    from {{ ref('int_match_settled') }} as settled

),

partials as (

    select * from {{ ref('int_match_partials') }}

),

sums as (

    select
        sums.*,
        case when sums.third_key is null then 'pair' else 'triple' end as size_name,
        case when sums.entry_amount % sums.round_units = 0 then 'round_' else '' end as roundness
    from {{ ref('int_match_sums') }} as sums
    where sums.solution_count = 1

),

several as (

    select
        sums.entry_key,
        sums.first_key as item_key,
        sums.roundness || sums.size_name as rule
    from sums

    union all

    select
        sums.entry_key,
        sums.second_key as item_key,
        sums.roundness || sums.size_name as rule
    from sums

    union all

    select
        sums.entry_key,
        sums.third_key as item_key,
        sums.roundness || sums.size_name as rule
    from sums
    where sums.third_key is not null

),

claims as (

    select
        several.*,
        count(*) over (partition by several.item_key) as claim_count
    from several

),

disputed as (

    select distinct claims.entry_key
    from claims
    where claims.claim_count > 1

),

sum_items as (

    select
        claims.entry_key,
        claims.item_key,
        claims.rule
    from claims
    left join disputed
        on claims.entry_key = disputed.entry_key
    where disputed.entry_key is null

),

final as (

    select * from settled

    union all

    select * from partials

    union all

    select
        sum_items.entry_key,
        sum_items.item_key,
        items.amount,
        sum_items.rule
    from sum_items
    inner join {{ ref('int_match_items') }} as items
        on sum_items.item_key = items.item_key

)

select * from final
