{#
    One row per period end, company, account and classification: what the records say that the general
    ledger may hold and the subledger does not, signed as a difference (gl − subledger).
#}

with

tied as (

    select * from {{ ref('int_tie_out_balances') }}

),

-- what the ledger learned after the general ledger's balance was taken
late_events as (

    select
        tied.period_end_date,
        tied.company_id,
        tied.account,
        -sum(events.amount_base) as amount
    from tied
    inner join {{ ref('int_late_account_events') }} as events
        on tied.company_id = events.company_id
        and tied.account = events.account
        and tied.period_end_date >= events.effective_date
        and tied.version_at < events.known_at
    group by tied.period_end_date, tied.company_id, tied.account

),

-- a document of amount 0 with a base amount opens no item, but is in the general ledger
exchange_lines as (

    select
        tied.period_end_date,
        tied.company_id,
        tied.account,
        sum(versions.item_sign * versions.stated_amount_base) as amount
    from tied
    inner join {{ ref('int_item_versions') }} as versions
        on tied.company_id = versions.company_id
        and tied.period_end_date >= versions.posting_date
    left join {{ ref('int_customers') }} as customers
        on versions.company_id = customers.company_id
        and versions.customer_id = customers.customer_id
    left join {{ ref('int_only_accounts') }} as only_accounts
        on versions.company_id = only_accounts.company_id
    where versions.amount = 0
        and versions.stated_amount_base <> 0
        and versions.is_posted
        and versions.known_until = {{ never_timestamp() }}
        and coalesce(
            versions.control_account, customers.control_account, only_accounts.account, 'unassigned'
        ) = tied.account
    group by tied.period_end_date, tied.company_id, tied.account

),

exceptions as (

    select
        tied.period_end_date,
        tied.company_id,
        tied.account,
        sum(exceptions.amount) as amount
    from tied
    inner join {{ ref('known_exceptions') }} as exceptions
        on tied.company_id = exceptions.company_id
        and tied.account = exceptions.account
        and tied.period_end_date >= exceptions.from_date
        and tied.period_end_date <= exceptions.until_date
    where exceptions.check_name = 'tie_out'
    group by tied.period_end_date, tied.company_id, tied.account

),

final as (

    select
        tied.period_end_date,
        tied.company_id,
        tied.account,
        -- no evidence of a kind: nothing of it
        cast(coalesce(exceptions.amount, 0) as decimal(38, 4)) as exception_amount,
        cast(coalesce(exchange_lines.amount, 0) as decimal(38, 4)) as exchange_amount,
        cast(coalesce(late_events.amount, 0) as decimal(38, 4)) as timing_amount
    from tied
    left join late_events
        on tied.period_end_date = late_events.period_end_date
        and tied.company_id = late_events.company_id
        and tied.account = late_events.account
    left join exchange_lines
        on tied.period_end_date = exchange_lines.period_end_date
        and tied.company_id = exchange_lines.company_id
        and tied.account = exchange_lines.account
    left join exceptions
        on tied.period_end_date = exceptions.period_end_date
        and tied.company_id = exceptions.company_id
        and tied.account = exceptions.account

)

select * from final
