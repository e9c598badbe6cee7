{# One row per entry still unexplained and open item of its payer that could be a part of it, forty at most per entry. #}

with

done as (

    select
        settled.entry_key,
        settled.item_key
    from {{ ref('int_match_settled') }} as settled
    union all
    select
        partials.entry_key,
        partials.item_key
    from {{ ref('int_match_partials') }} as partials

),

done_entries as (

    select distinct done.entry_key
    from done

),

done_items as (

    select distinct done.item_key
    from done

),

ambiguous as (

    select distinct amounts.entry_key
    from {{ ref('int_match_amounts') }} as amounts

),

candidates as (

    select
        scopes.entry_key,
        scopes.booking_date,
        scopes.amount as entry_amount,
        scopes.round_units,
        items.item_key,
        items.amount,
        items.due_date,
        count(*) over (partition by scopes.entry_key) as candidate_count
    from {{ ref('int_match_scopes') }} as scopes
    inner join {{ ref('int_match_items') }} as items
        on scopes.customer_key = items.customer_key
    left join done_entries
        on scopes.entry_key = done_entries.entry_key
    left join done_items
        on items.item_key = done_items.item_key
    left join ambiguous
        on scopes.entry_key = ambiguous.entry_key
    where done_entries.entry_key is null
        and done_items.item_key is null
        and ambiguous.entry_key is null
        and not scopes.is_repeat
        and items.posting_date <= scopes.booking_date
        and items.posting_date > {{ add_days('scopes.booking_date', -400) }}
        and items.amount < scopes.amount

),

final as (

    select * from candidates
    where candidate_count between 2 and 40

)

select * from final
