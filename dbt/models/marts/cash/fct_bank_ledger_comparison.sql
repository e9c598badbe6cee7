{#
    One row per money in: a bank entry and the receipt of the ledger that is the same money, or either of them alone; with what
    each says that it paid.
#}

with

entries as (

    select * from {{ ref('int_match_entries') }}
    where amount > 0
        and not is_taken_back

),

matched as (

    select
        matches.bank_account_id,
        matches.entry_id,
        min(matches.status) as match_status,
        cast(sum({{ scaled_integer('matches.matched_amount', 4) }}) as bigint) as matched_amount
    from {{ ref('fct_bank_matches') }} as matches
    group by matches.bank_account_id, matches.entry_id

),

agreed as (

    select
        matches.bank_account_id,
        matches.entry_id,
        cast(sum(least(
            cast({{ scaled_integer('matches.matched_amount', 4) }} as bigint), applications.amount
        )) as bigint) as agreed_amount
    from {{ ref('fct_bank_matches') }} as matches
    inner join entries
        on matches.bank_account_id = entries.bank_account_id
        and matches.entry_id = entries.entry_id
    inner join {{ ref('int_match_items') }} as items
        on matches.company_id = items.company_id
        and matches.document_id = items.document_id
        and matches.instalment_number = items.instalment_number
    inner join {{ ref('int_match_receipts') }} as pairs
        on entries.entry_key = pairs.entry_key
    inner join {{ ref('int_receipt_applications') }} as applications
        on pairs.receipt_key = applications.receipt_key
        and items.item_key = applications.item_key
    group by matches.bank_account_id, matches.entry_id

),

joined as (

    select
        coalesce(entries.company_id, receipts.company_id) as company_id,
        coalesce(entries.currency_code, receipts.currency_code) as currency_code,
        entries.bank_account_id,
        entries.entry_id,
        receipts.document_id as receipt_document_id,
        receipts.customer_id,
        matched.match_status,
        entries.booking_date,
        receipts.posting_date,
        receipts.applied_date,
        entries.amount as entry_amount,
        receipts.amount as receipt_amount,
        coalesce(matched.matched_amount, 0) as matched_amount,
        coalesce(receipts.applied_amount, 0) as applied_amount,
        coalesce(agreed.agreed_amount, 0) as agreed_amount,
        receipts.file_id,
        receipts.record_number
    from entries
    left join {{ ref('int_match_receipts') }} as pairs
        on entries.entry_key = pairs.entry_key
    full join {{ ref('int_ledger_receipts') }} as receipts
        on pairs.receipt_key = receipts.receipt_key
    left join matched
        on entries.bank_account_id = matched.bank_account_id
        and entries.entry_id = matched.entry_id
    left join agreed
        on entries.bank_account_id = agreed.bank_account_id
        and entries.entry_id = agreed.entry_id

),

final as (

    select
        joined.company_id,
        joined.bank_account_id,
        joined.entry_id,
        joined.receipt_document_id,
        joined.customer_id,
        joined.currency_code,
        case
            when joined.entry_id is null then 'bank_has_no_such_money'
            when joined.receipt_document_id is null then 'ledger_has_no_such_money'
            when joined.match_status is null then 'not_matched'
            when joined.applied_amount = 0 then 'not_applied'
            when
                joined.agreed_amount = joined.matched_amount
                and joined.agreed_amount = joined.applied_amount
                then 'agrees'
            else 'ledger_says_otherwise'
        end as comparison,
        joined.match_status,
        joined.booking_date,
        joined.posting_date,
        joined.applied_date,
        {{ days_between('joined.booking_date', 'joined.posting_date') }} as posting_lag_days,
        {{ days_between('joined.booking_date', 'joined.applied_date') }} as application_lag_days,
        coalesce(
            {{ month_number('joined.booking_date') }} <> {{ month_number('joined.posting_date') }},
            false
        ) as is_cut_off,
        {{ amount_of_units('coalesce(joined.entry_amount, joined.receipt_amount)') }}
            as money_amount,
        {{ amount_of_units('joined.matched_amount') }} as matched_amount,
        {{ amount_of_units('joined.applied_amount') }} as applied_amount,
        {{ amount_of_units('joined.agreed_amount') }} as agreed_amount,
        {{ amount_of_units('coalesce(joined.entry_amount, 0) - joined.matched_amount') }}
            as unapplied_amount,
        {{ days_between('joined.booking_date', as_of_date()) }} as age_days,
        coalesce(records.file_hash, files.file_hash) as file_hash,
        coalesce(records.record_number, joined.record_number) as record_number
    from joined
    left join {{ ref('int_bank_entries') }} as records
        on joined.bank_account_id = records.bank_account_id
        and joined.entry_id = records.entry_id
    left join {{ ref('int_files') }} as files
        on joined.file_id = files.file_id

)

select * from final
