{#
    One row per record that states an amount outright: a general ledger's balance, a line of an ERP's
    own aged report, a planned payment. row_date is the day by which its mart's rows go.
#}

with

ledgers as (

    {{ newest_versions(
        ref('stg_canonical__gl_balances'),
        ['company_id', 'account', 'period_end_date', 'currency_code']
    ) }}

),

reports as (

    {{ newest_versions(
        ref('stg_canonical__reported_balances'),
        ['company_id', 'as_of_date', 'customer_id', 'control_account', 'bucket_code',
         'currency_code', 'report_name']
    ) }}

),

plan as (

    {{ newest_versions(
        ref('stg_canonical__cash_plan'),
        ['company_id', 'line', 'cash_date', 'currency_code', 'description']
    ) }}

),

final as (

    select
        'gl_balances' as entity,
        company_id,
        cast(null as varchar) as report_name,
        cast(null as varchar) as customer_id,
        account,
        cast(null as varchar) as aging_bucket_code,
        currency_code,
        period_end_date as row_date,
        period_end_date as stated_date,
        balance_amount as amount,
        balance_amount as amount_base,
        file_hash,
        record_number
    from ledgers
    where period_end_date <= {{ as_of_date() }}

    union all

    select
        'reported_balances' as entity,
        company_id,
        coalesce(report_name, '*') as report_name,
        coalesce(customer_id, '*') as customer_id,
        coalesce(control_account, '*') as account,
        coalesce(bucket_code, '*') as aging_bucket_code,
        currency_code,
        as_of_date as row_date,
        as_of_date as stated_date,
        balance_amount as amount,
        cast(null as decimal(18, 4)) as amount_base,
        file_hash,
        record_number
    from reports
    where as_of_date <= {{ as_of_date() }}

    union all

    select
        'cash_plan' as entity,
        plan.company_id,
        cast(null as varchar) as report_name,
        cast(null as varchar) as customer_id,
        plan.line as account,
        cast(null as varchar) as aging_bucket_code,
        plan.currency_code,
        weeks.week_start_date as row_date,
        plan.cash_date as stated_date,
        plan.amount,
        {{ cash_amount('plan.amount', 'rates') }} as amount_base,
        plan.file_hash,
        plan.record_number
    from plan
    inner join {{ ref('int_forecast_weeks') }} as weeks
        on plan.cash_date >= weeks.week_start_date
        and plan.cash_date <= weeks.week_end_date
    left join {{ ref('int_companies') }} as companies
        on plan.company_id = companies.company_id
    left join {{ ref('int_cash_rates') }} as rates
        on plan.currency_code = rates.from_code
        and companies.base_currency_code = rates.to_code

)

select * from final
