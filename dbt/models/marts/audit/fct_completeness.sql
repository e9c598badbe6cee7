{#
    One row per thing that only one side knows, or that the two know differently: tax documents and the ledger's documents;
    and per receipt of the bank that names nobody.
#}

with

documents as (

    select
        company_id,
        reason_code || ':' || coalesce(tax_document_id, '') || ':' || coalesce(document_id, '')
            as finding_id,
        reason_code,
        document_id,
        document_type,
        document_number,
        tax_document_id,
        status,
        customer_id,
        customer_tax_id,
        cast(null as varchar) as bank_account_id,
        cast(null as varchar) as entry_id,
        found_date,
        currency_code,
        cast(stated_amount as decimal(38, 4)) as stated_amount,
        cast(ledger_amount as decimal(38, 4)) as ledger_amount,
        file_hash,
        record_number
    from {{ ref('int_tax_findings') }}
    -- what neither side counts is missed by nobody
    where reason_code is not null
        and not (reason_code = 'not_in_register' and is_ledger_void)

),

receipts as (

    select
        coalesce(company_id, '*') as company_id,
        'no_payer:' || bank_account_id || ':' || entry_id as finding_id,
        'no_payer' as reason_code,
        cast(null as varchar) as document_id,
        'receipt' as document_type,
        cast(null as varchar) as document_number,
        cast(null as varchar) as tax_document_id,
        cast(null as varchar) as status,
        cast(null as varchar) as customer_id,
        cast(null as varchar) as customer_tax_id,
        bank_account_id,
        entry_id,
        booking_date as found_date,
        currency_code,
        cast(amount as decimal(38, 4)) as stated_amount,
        cast(null as decimal(38, 4)) as ledger_amount,
        file_hash,
        record_number
    from {{ ref('int_bank_entries') }}
    where amount > 0
        and counterparty_name is null
        and counterparty_tax_id is null
        and counterparty_account is null

),

findings as (

    select * from documents
    union all
    select * from receipts

),

final as (

    select
        company_id,
        finding_id,
        reason_code,
        document_id,
        document_type,
        document_number,
        tax_document_id,
        status,
        customer_id,
        customer_tax_id,
        bank_account_id,
        entry_id,
        found_date,
        currency_code,
        stated_amount,
        ledger_amount,
        -- a side that does not know it states nothing of it
        cast(coalesce(stated_amount, 0) - coalesce(ledger_amount, 0) as decimal(38, 4))
            as difference_amount,
        file_hash,
        record_number
    from findings

)

select * from final
