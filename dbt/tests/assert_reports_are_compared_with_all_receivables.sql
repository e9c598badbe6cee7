{# An ERP's report is compared with all that was open in its currency on its day, none of it twice. #}

with

reports as (

    select
        balance_date,
        company_id,
        report_name,
        currency_code,
        sum(ledger_amount) as ledger_amount
    from {{ ref('fct_reported_tie_out') }}
    group by balance_date, company_id, report_name, currency_code

),

breakdowns as (

    select
        balance_date,
        company_id,
        report_name,
        count(*) as breakdown_count
    from {{ ref('int_report_days') }}
    group by balance_date, company_id, report_name

),

days as (

    select
        balance_date,
        company_id,
        currency_code,
        sum(open_amount) as open_amount
    from {{ ref('fct_aging_daily') }}
    group by balance_date, company_id, currency_code

)

select
    reports.balance_date,
    reports.company_id,
    reports.report_name,
    reports.currency_code,
    reports.ledger_amount,
    days.open_amount
from reports
inner join breakdowns
    on reports.balance_date = breakdowns.balance_date
    and reports.company_id = breakdowns.company_id
    and reports.report_name = breakdowns.report_name
left join days
    on reports.balance_date = days.balance_date
    and reports.company_id = days.company_id
    and reports.currency_code = days.currency_code
where reports.ledger_amount <> breakdowns.breakdown_count * coalesce(days.open_amount, 0)
