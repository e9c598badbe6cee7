{#
    One row per report and item: its balance on the report's day as known now, and as it was known when
    the report was taken.
#}

with

reports as (

    select
        company_id,
        balance_date,
        report_name,
        max(version_at) as version_at
    from {{ ref('int_report_days') }}
    group by company_id, balance_date, report_name

),

balances as (

    select
        reports.company_id,
        reports.balance_date,
        reports.report_name,
        events.document_id,
        events.instalment_number,
        {{ money_sum('events.amount') }} as open_amount,
        {{ money_sum('events.amount', 'events.known_at <= reports.version_at') }}
            as open_then_amount
    from reports
    inner join {{ ref('fct_ledger_events') }} as events
        on reports.company_id = events.company_id
        and reports.balance_date >= events.effective_date
    group by
        reports.company_id,
        reports.balance_date,
        reports.report_name,
        events.document_id,
        events.instalment_number

),

final as (

    select
        balances.company_id,
        balances.balance_date,
        balances.report_name,
        items.customer_id,
        items.account,
        buckets.aging_bucket_code,
        items.currency_code,
        balances.open_amount,
        balances.open_then_amount
    from balances
    inner join {{ ref('int_item_accounts') }} as items
        on balances.company_id = items.company_id
        and balances.document_id = items.document_id
        and balances.instalment_number = items.instalment_number
    inner join {{ ref('dim_aging_buckets') }} as buckets
        on items.item_sign = buckets.item_sign
        and {{ days_between('items.due_date', 'balances.balance_date') }} >= buckets.from_days
        and {{ days_between('items.due_date', 'balances.balance_date') }} < buckets.until_days
    where balances.open_amount <> 0
        or balances.open_then_amount <> 0

)

select * from final
