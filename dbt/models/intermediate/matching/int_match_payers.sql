{#
    One row per account that pays and customer that it pays for: learned from entries whose text and amount
    both say so, twice at least and in three of ten of its payments.
#}

with

learned as (

    select
        entries.payer_account,
        items.customer_key,
        count(*) as entry_count
    from {{ ref('int_match_exact') }} as exact
    inner join {{ ref('int_match_entries') }} as entries
        on exact.entry_key = entries.entry_key
    inner join {{ ref('int_match_items') }} as items
        on exact.item_key = items.item_key
    where entries.payer_account is not null
    group by entries.payer_account, items.customer_key

),

totals as (

    select
        learned.payer_account,
        cast(sum(learned.entry_count) as bigint) as entry_count
    from learned
    group by learned.payer_account

),

final as (

    select
        learned.payer_account,
        learned.customer_key,
        learned.entry_count
    from learned
    inner join totals
        on learned.payer_account = totals.payer_account
    where learned.entry_count >= 2
        and learned.entry_count * 10 >= totals.entry_count * 3

)

select * from final
