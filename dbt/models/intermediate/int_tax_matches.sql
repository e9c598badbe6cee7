{#
    One row per tax document of ours and document of the ledger that are one, by its id or by its type and number, and per
    one of either that has no other side. A ledger document is asked for where the tax documents of its type and currency reach.
#}

with

tax_documents as (

    select * from {{ ref('int_tax_documents') }}
    where document_type in ('invoice', 'debit_note', 'credit_note')
        and issue_date <= {{ as_of_date() }}

),

ledger_documents as (

    select * from {{ ref('int_ledger_documents') }}

),

tax_keys as (

    select
        company_id,
        tax_document_id,
        tax_document_id as match_key
    from tax_documents
    union
    select
        company_id,
        tax_document_id,
        document_type || ':' || {{ plain_key('document_number') }} as match_key
    from tax_documents
    where document_number is not null

),

ledger_keys as (

    select
        company_id,
        document_id,
        document_id as match_key
    from ledger_documents
    union
    select
        company_id,
        document_id,
        document_type || ':' || {{ plain_key('document_number') }} as match_key
    from ledger_documents
    where document_number is not null

),

pairs as (

    select distinct
        tax_keys.company_id,
        tax_keys.tax_document_id,
        ledger_keys.document_id
    from tax_keys
    inner join ledger_keys
        on tax_keys.company_id = ledger_keys.company_id
        and tax_keys.match_key = ledger_keys.match_key

),

-- a register holds all that a company sent in its days; documents alone, what their customers were sent
reach as (

    select
        company_id,
        document_type,
        currency_code,
        '*' as customer_key,
        min(issue_date) as first_date,
        max(issue_date) as last_date
    from tax_documents
    where has_register_line
    group by company_id, document_type, currency_code

    union all

    select
        company_id,
        document_type,
        currency_code,
        {{ plain_key('customer_tax_id') }} as customer_key,
        min(issue_date) as first_date,
        max(issue_date) as last_date
    from tax_documents
    where customer_tax_id is not null
    group by company_id, document_type, currency_code, {{ plain_key('customer_tax_id') }}

),

asked_for as (

    select distinct
        ledger_documents.company_id,
        cast(null as varchar) as tax_document_id,
        ledger_documents.document_id
    from ledger_documents
    left join {{ ref('int_customers') }} as customers
        on ledger_documents.company_id = customers.company_id
        and ledger_documents.customer_id = customers.customer_id
    inner join reach
        on ledger_documents.company_id = reach.company_id
        and ledger_documents.document_type = reach.document_type
        and reach.currency_code in (ledger_documents.currency_code, 'XXX')
        and ledger_documents.posting_date >= reach.first_date
        and ledger_documents.posting_date <= reach.last_date
        and reach.customer_key in ('*', {{ plain_key('customers.tax_id') }})
    left join pairs
        on ledger_documents.company_id = pairs.company_id
        and ledger_documents.document_id = pairs.document_id
    where pairs.document_id is null

),

final as (

    select
        tax_documents.company_id,
        tax_documents.tax_document_id,
        pairs.document_id
    from tax_documents
    left join pairs
        on tax_documents.company_id = pairs.company_id
        and tax_documents.tax_document_id = pairs.tax_document_id

    union all

    select
        company_id,
        tax_document_id,
        document_id
    from asked_for

)

select * from final
