{#
    One row per entry that no reference settled and customer that its payer pays for: by tax id, or by what the
    account paid before. A repeat has the amount, payer and text of another entry of the days before.
#}

with

rest as (

    select entries.*
    from {{ ref('int_match_entries') }} as entries
    left join {{ ref('int_match_exact') }} as exact
        on entries.entry_key = exact.entry_key
    where exact.entry_key is null
        and entries.amount > 0
        and not entries.is_taken_back

),

repeats as (

    select distinct rest.entry_key
    from rest
    inner join {{ ref('int_match_entries') }} as earlier
        on rest.amount = earlier.amount
        and rest.payer_name = earlier.payer_name
        and rest.book_key = earlier.book_key
        and rest.remittance_text = earlier.remittance_text
        and rest.entry_key <> earlier.entry_key
        and rest.booking_date >= earlier.booking_date
        and rest.booking_date <= {{ add_days('earlier.booking_date', 8) }}
        and (rest.booking_date, rest.entry_key) > (earlier.booking_date, earlier.entry_key)

),

scopes as (

    select
        rest.entry_key,
        customers.customer_key
    from rest
    inner join {{ ref('int_match_customers') }} as customers
        on rest.payer_tax_id = customers.tax_id
        and rest.book_key = customers.book_key

    union

    select
        rest.entry_key,
        payers.customer_key
    from rest
    inner join {{ ref('int_match_payers') }} as payers
        on rest.payer_account = payers.payer_account

),

final as (

    select
        scopes.entry_key,
        scopes.customer_key,
        rest.booking_date,
        rest.amount,
        rest.round_units,
        repeats.entry_key is not null as is_repeat
    from scopes
    inner join rest
        on scopes.entry_key = rest.entry_key
    left join repeats
        on scopes.entry_key = repeats.entry_key

)

select * from final
