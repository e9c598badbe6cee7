{#
    One row per item of a company whose general ledger or own aged report landed: its control account:
    the document's, else its customer's, else the company's only one, else none is known.
#}

with

tied_companies as (

    select company_id from {{ ref('int_gl_balances') }}
    union
    select company_id from {{ ref('stg_canonical__reported_balances') }}

),

final as (

    select
        items.document_key,
        items.instalment_number,
        items.company_id,
        items.document_id,
        items.customer_id,
        items.currency_code,
        items.item_sign,
        items.due_date,
        items.posting_date,
        items.opening_amount_base,
        coalesce(
            items.control_account, customers.control_account, only_accounts.account, 'unassigned'
        ) as account
    from {{ ref('int_item_openings') }} as items
    inner join tied_companies
        on items.company_id = tied_companies.company_id
    left join {{ ref('int_customers') }} as customers
        on items.company_id = customers.company_id
        and items.customer_id = customers.customer_id
    left join {{ ref('int_only_accounts') }} as only_accounts
        on items.company_id = only_accounts.company_id

)

select * from final
