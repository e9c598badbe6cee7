-- Parts of the cash in banks: each account's newest stated balance, and the entries booked since.
-- Names: measure
with

stated as (

    select
        balances.*,
        case
            when balances.balance_type = 'opening' then balances.balance_date - 1
            else balances.balance_date
        end as through_date
    from marts.fct_bank_balances as balances

),

ranked as (

    select
        stated.*,
        row_number() over (
            partition by stated.bank_account_id
            order by stated.through_date desc, stated.balance_type asc
        ) as recency
    from stated

),

pieces as (

    select
        ranked.company_id,
        ranked.bank_account_id,
        'stated' as event_type,
        ranked.balance_date as effective_date,
        ranked.{{ measure }} as amount,
        ranked.file_hash,
        ranked.record_number
    from ranked
    where ranked.recency = 1

    union all

    select
        ranked.company_id,
        ranked.bank_account_id,
        'entry' as event_type,
        entries.booking_date as effective_date,
        entries.{{ measure }} as amount,
        entries.file_hash,
        entries.record_number
    from ranked
    inner join marts.fct_bank_entries as entries
        on ranked.bank_account_id = entries.bank_account_id
        and ranked.currency_code = entries.currency_code
        and ranked.through_date < entries.booking_date
    where ranked.recency = 1

)

select
    chosen.row_id,
    pieces.bank_account_id as event_id,
    pieces.company_id,
    cast(null as varchar) as document_id,
    cast(null as varchar) as document_number,
    cast(null as integer) as instalment_number,
    pieces.event_type,
    pieces.effective_date,
    pieces.amount,
    pieces.file_hash,
    pieces.record_number
from chosen
inner join pieces
    on chosen.company_id in ('*', pieces.company_id)
