{#
    One row per stated balance on or before the as-of date, as known, with the day from which the
    bank's entries after it count: an opening balance is before the entries of its day.
#}

with

balances as (

    {{ newest_versions(
        ref('stg_canonical__bank_balances'), ['bank_account_id', 'balance_date', 'balance_type']
    ) }}

),

final as (

    select
        balances.bank_account_id,
        balances.balance_date,
        balances.balance_type,
        balances.amount,
        balances.currency_code,
        case
            when balances.balance_type = 'opening' then {{ add_days('balances.balance_date', -1) }}
            else balances.balance_date
        end as through_date,
        balances.file_hash,
        balances.record_number
    from balances
    where balances.balance_date <= {{ as_of_date() }}

)

select * from final
