{# One row per tax document and document of the ledger beside each other, with what is wrong between them; null where nothing is. #}

with

compared as (

    select
        matches.company_id,
        matches.tax_document_id,
        matches.document_id,
        coalesce(tax_documents.document_type, ledger_documents.document_type) as document_type,
        coalesce(ledger_documents.document_number, tax_documents.document_number)
            as document_number,
        ledger_documents.customer_id,
        tax_documents.customer_tax_id,
        coalesce(tax_documents.issue_date, ledger_documents.posting_date) as found_date,
        -- a register may not say the currency (XXX): then it is the ledger's
        coalesce(
            nullif(tax_documents.currency_code, 'XXX'), ledger_documents.currency_code, 'XXX'
        ) as currency_code,
        tax_documents.status,
        case
            when tax_documents.tax_document_id is null then 'not_in_register'
            when tax_documents.is_void and not ledger_documents.is_void then 'cancelled_outside'
            when tax_documents.is_void then null
            when ledger_documents.document_id is null then 'not_in_ledger'
            when ledger_documents.is_void then 'voided_here'
            when nullif(tax_documents.currency_code, 'XXX') <> ledger_documents.currency_code
                then 'currency_differs'
            when ledger_documents.amount <> tax_documents.amount
                and ledger_documents.amount
                <> coalesce(tax_documents.total_amount, tax_documents.amount)
                then 'amount_differs'
        end as reason_code,
        ledger_documents.is_void as is_ledger_void,
        tax_documents.amount as stated_amount,
        ledger_documents.amount as ledger_amount,
        coalesce(tax_documents.file_hash, ledger_documents.file_hash) as file_hash,
        coalesce(tax_documents.record_number, ledger_documents.record_number) as record_number
    from {{ ref('int_tax_matches') }} as matches
    left join {{ ref('int_tax_documents') }} as tax_documents
        on matches.company_id = tax_documents.company_id
        and matches.tax_document_id = tax_documents.tax_document_id
    left join {{ ref('int_ledger_documents') }} as ledger_documents
        on matches.company_id = ledger_documents.company_id
        and matches.document_id = ledger_documents.document_id

)

select * from compared
