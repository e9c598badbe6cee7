{#
    One row per line of an ERP's own aged report, and per balance of ours that it lacks, broken down as
    the report is ('*': not broken down).
#}

with

ours as (

    select
        reports.company_id,
        reports.balance_date,
        reports.report_name,
        case when reports.has_customer then items.customer_id else '*' end as customer_id,
        case when reports.has_account then items.account else '*' end as account,
        case when reports.has_bucket then items.aging_bucket_code else '*' end
            as aging_bucket_code,
        items.currency_code,
        {{ money_sum('items.open_amount') }} as ledger_amount,
        {{ money_sum('items.open_then_amount') }} as ledger_then_amount
    from {{ ref('int_report_days') }} as reports
    inner join {{ ref('int_report_items') }} as items
        on reports.company_id = items.company_id
        and reports.balance_date = items.balance_date
        and reports.report_name = items.report_name
    group by
        reports.company_id,
        reports.balance_date,
        reports.report_name,
        case when reports.has_customer then items.customer_id else '*' end,
        case when reports.has_account then items.account else '*' end,
        case when reports.has_bucket then items.aging_bucket_code else '*' end,
        items.currency_code

),

joined as (

    select
        coalesce(reported.balance_date, ours.balance_date) as balance_date,
        coalesce(reported.company_id, ours.company_id) as company_id,
        coalesce(reported.report_name, ours.report_name) as report_name,
        coalesce(reported.customer_id, ours.customer_id) as customer_id,
        coalesce(reported.account, ours.account) as account,
        coalesce(reported.aging_bucket_code, ours.aging_bucket_code) as aging_bucket_code,
        coalesce(reported.currency_code, ours.currency_code) as currency_code,
        -- a line that only one of the two has is nothing in the other
        cast(coalesce(reported.balance_amount, 0) as decimal(38, 4)) as reported_amount,
        coalesce(ours.ledger_amount, 0) as ledger_amount,
        coalesce(ours.ledger_then_amount, 0) as ledger_then_amount
    from {{ ref('int_reported_balances') }} as reported
    full outer join ours
        on reported.company_id = ours.company_id
        and reported.balance_date = ours.balance_date
        and reported.report_name = ours.report_name
        and reported.customer_id = ours.customer_id
        and reported.account = ours.account
        and reported.aging_bucket_code = ours.aging_bucket_code
        and reported.currency_code = ours.currency_code

),

differences as (

    select
        *,
        cast(reported_amount - ledger_amount as decimal(38, 4)) as difference_amount,
        cast(ledger_then_amount - ledger_amount as decimal(38, 4)) as late_amount
    from joined

),

explained as (

    select
        *,
        cast({{ explained('difference_amount', 'late_amount') }} as decimal(38, 4))
            as timing_amount
    from differences

),

final as (

    select
        balance_date,
        company_id,
        report_name,
        customer_id,
        account,
        aging_bucket_code,
        currency_code,
        reported_amount,
        ledger_amount,
        difference_amount,
        timing_amount,
        cast(difference_amount - timing_amount as decimal(38, 4)) as unexplained_amount
    from explained
    where reported_amount <> 0
        or ledger_amount <> 0

)

select * from final
