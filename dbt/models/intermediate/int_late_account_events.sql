{# One row per ledger event, with its account, that became known after some balance of its company's
   general ledger was taken. #}

with

first_balances as (

    select
        company_id,
        min(version_at) as version_at
    from {{ ref('int_tie_out_balances') }}
    group by company_id

),

final as (

    select
        events.company_id,
        accounts.account,
        events.effective_date,
        events.known_at,
        events.amount_base
    from {{ ref('fct_ledger_events') }} as events
    inner join first_balances
        on events.company_id = first_balances.company_id
        and events.known_at > first_balances.version_at
    inner join {{ ref('int_item_accounts') }} as accounts
        on events.company_id = accounts.company_id
        and events.document_id = accounts.document_id
        and events.instalment_number = accounts.instalment_number

)

select * from final
