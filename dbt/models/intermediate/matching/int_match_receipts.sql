{#
    One row per bank entry and receipt of the ledger that are the same money: equal amounts, posted from three days before to forty
    after the booking, each the nearest of the other. Nothing else decides, so that the ledger's customer stays evidence.
#}

with

receipts as (

    select * from {{ ref('int_ledger_receipts') }}

),

candidates as (

    select
        entries.entry_key,
        entries.booking_date,
        receipts.receipt_key,
        receipts.posting_date,
        abs({{ days_between('entries.booking_date', 'receipts.posting_date') }}) as distance_days
    from {{ ref('int_match_entries') }} as entries
    inner join receipts
        on entries.book_key = receipts.book_key
        and entries.amount = receipts.amount
        and receipts.posting_date >= {{ add_days('entries.booking_date', -3) }}
        and receipts.posting_date <= {{ add_days('entries.booking_date', 40) }}

),

ranked as (

    select
        candidates.*,
        row_number() over (
            partition by candidates.entry_key
            order by candidates.distance_days, candidates.receipt_key
        ) as place_for_entry,
        row_number() over (
            partition by candidates.receipt_key
            order by candidates.distance_days, candidates.entry_key
        ) as place_for_receipt
    from candidates

),

final as (

    select
        ranked.entry_key,
        ranked.receipt_key,
        ranked.posting_date,
        {{ days_between('ranked.booking_date', 'ranked.posting_date') }} as posting_lag_days
    from ranked
    where ranked.place_for_entry = 1
        and ranked.place_for_receipt = 1

)

select * from final
