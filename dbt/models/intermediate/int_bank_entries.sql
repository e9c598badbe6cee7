{# One row per bank entry booked by the as-of date, as known, with its company. #}

with

entries as (

    {{ newest_versions(ref('stg_canonical__bank_entries'), ['bank_account_id', 'entry_id']) }}

),

accounts as (

    select * from {{ ref('int_bank_accounts') }}

),

final as (

    select
        entries.bank_account_id,
        entries.entry_id,
        accounts.company_id,
        entries.booking_date,
        entries.value_date,
        entries.amount,
        entries.currency_code,
        entries.counterparty_name,
        entries.counterparty_tax_id,
        entries.counterparty_account,
        entries.reference,
        entries.description,
        accounts.bank_account_id is null as is_account_unknown,
        entries.currency_code <> accounts.currency_code as is_other_currency,
        entries.attributes,
        entries.source,
        entries.file_hash,
        entries.record_number
    from entries
    left join accounts
        on entries.bank_account_id = accounts.bank_account_id
    where entries.booking_date <= {{ as_of_date() }}

)

select * from final
