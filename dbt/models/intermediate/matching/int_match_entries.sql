{#
    One row per entry of a company's bank accounts that could pay or take back receivables, with amounts in ten-thousandths. Transfers
    between a group's own companies are none. Round is a multiple of ten thousand of the currency's smallest unit: 100.00, or 10,000 pesos. Taken back: a debit of the same payer and amount follows within 15 days.
#}

with

entries as (

    select
        {{ document_key('entries.bank_account_id', 'entries.entry_id') }} as entry_key,
        {{ document_key('entries.company_id', 'entries.currency_code') }} as book_key,
        entries.bank_account_id,
        entries.entry_id,
        entries.company_id,
        entries.currency_code,
        entries.booking_date,
        cast({{ scaled_integer('entries.amount', 4) }} as bigint) as amount,
        nullif(entries.counterparty_account, '') as payer_account,
        {{ plain_reference('upper(entries.counterparty_tax_id)') }} as payer_tax_id,
        -- A bank that names nobody leaves nobody to tell payments apart by.
        coalesce(upper(entries.counterparty_name), '') as payer_name,
        upper(concat_ws(' ', entries.reference, entries.description, entries.attributes))
            as remittance_text,
        cast({{ power_of_ten('8 - currencies.minor_unit_digits') }} as bigint) as round_units
    from {{ ref('int_bank_entries') }} as entries
    inner join {{ ref('currencies') }} as currencies
        on entries.currency_code = currencies.currency_code
    where entries.company_id is not null
        and entries.amount <> 0

),

own_tax_ids as (

    select distinct {{ plain_reference('upper(companies.tax_id)') }} as tax_id
    from {{ ref('int_companies') }} as companies
    where companies.tax_id is not null

),

returns as (

    select
        credits.entry_key,
        row_number() over (
            partition by debits.entry_key
            order by credits.booking_date desc, credits.entry_key asc
        ) as recency
    from entries as debits
    inner join entries as credits
        on debits.book_key = credits.book_key
        and debits.amount = -credits.amount
        and debits.payer_name = credits.payer_name
        and debits.booking_date >= credits.booking_date
        and debits.booking_date <= {{ add_days('credits.booking_date', 15) }}
    where debits.amount < 0

),

taken_back as (

    select distinct returns.entry_key
    from returns
    where returns.recency = 1

),

final as (

    select
        entries.*,
        taken_back.entry_key is not null as is_taken_back
    from entries
    left join own_tax_ids
        on entries.payer_tax_id = own_tax_ids.tax_id
    left join taken_back
        on entries.entry_key = taken_back.entry_key
    where own_tax_ids.tax_id is null

)

select * from final
