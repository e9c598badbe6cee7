{#
    One row per line of an ERP's own aged report, as known: '*' where the report does not break its
    balances down by customer, account or bucket.
#}

with

balances as (

    {{ newest_versions(
        ref('stg_canonical__reported_balances'),
        ['company_id', 'as_of_date', 'customer_id', 'control_account', 'bucket_code',
         'currency_code', 'report_name']
    ) }}

),

final as (

    select
        company_id,
        as_of_date as balance_date,
        -- a report without a name is the only one of its day
        coalesce(report_name, '*') as report_name,
        coalesce(customer_id, '*') as customer_id,
        coalesce(control_account, '*') as account,
        coalesce(bucket_code, '*') as aging_bucket_code,
        currency_code,
        customer_id is not null as has_customer,
        control_account is not null as has_account,
        bucket_code is not null as has_bucket,
        version_at,
        balance_amount
    from balances
    where as_of_date <= {{ as_of_date() }}

)

select * from final
