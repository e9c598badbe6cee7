-- Parts of a computed bank balance: the balance stated before it, and the entries booked since; and
-- of its difference, the stated balance less those.
-- Parameters: $is_difference
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

sequenced as (

    select
        stated.*,
        lag(stated.through_date) over account_days as previous_through_date,
        lag(stated.amount) over account_days as previous_amount,
        lag(stated.file_hash) over account_days as previous_file_hash,
        lag(stated.record_number) over account_days as previous_record_number
    from stated
    window account_days as (
        partition by stated.bank_account_id, stated.currency_code
        order by stated.through_date, stated.balance_type
    )

),

wanted as (

    select
        chosen.row_id,
        sequenced.*
    from chosen
    inner join sequenced
        on chosen.bank_account_id = sequenced.bank_account_id
        and chosen.balance_date = sequenced.balance_date
        and chosen.balance_type = sequenced.balance_type
        and chosen.currency_code = sequenced.currency_code
    where sequenced.previous_through_date is not null

),

pieces as (

    select
        wanted.row_id,
        wanted.company_id,
        wanted.bank_account_id as event_id,
        'stated before' as event_type,
        wanted.previous_through_date as effective_date,
        1 as sign,
        wanted.previous_amount as amount,
        wanted.previous_file_hash as file_hash,
        wanted.previous_record_number as record_number
    from wanted

    union all

    select
        wanted.row_id,
        wanted.company_id,
        entries.entry_id as event_id,
        'entry' as event_type,
        entries.booking_date as effective_date,
        1 as sign,
        entries.amount,
        entries.file_hash,
        entries.record_number
    from wanted
    inner join marts.fct_bank_entries as entries
        on wanted.bank_account_id = entries.bank_account_id
        and wanted.currency_code = entries.currency_code
        and wanted.previous_through_date < entries.booking_date
        and wanted.through_date >= entries.booking_date

    union all

    select
        wanted.row_id,
        wanted.company_id,
        wanted.bank_account_id as event_id,
        'stated' as event_type,
        wanted.balance_date as effective_date,
        -1 as sign,
        wanted.amount,
        wanted.file_hash,
        wanted.record_number
    from wanted
    where $is_difference

)

select
    pieces.row_id,
    pieces.event_id,
    pieces.company_id,
    cast(null as varchar) as document_id,
    cast(null as varchar) as document_number,
    cast(null as integer) as instalment_number,
    pieces.event_type,
    pieces.effective_date,
    case when $is_difference then -pieces.sign else pieces.sign end * pieces.amount as amount,
    pieces.file_hash,
    pieces.record_number
from pieces
