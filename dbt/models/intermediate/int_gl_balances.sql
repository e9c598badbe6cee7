{# One row per company, control account and period end: the general ledger's balance, as known. #}

with

balances as (

    {{ newest_versions(
        ref('stg_canonical__gl_balances'),
        ['company_id', 'account', 'period_end_date', 'currency_code']
    ) }}

),

final as (

    select
        company_id,
        account,
        period_end_date,
        max(version_at) as version_at,
        {{ money_sum('balance_amount') }} as balance_amount,
        {{ money_sum('revaluation_amount') }} as revaluation_amount
    from balances
    where period_end_date <= {{ as_of_date() }}
    group by company_id, account, period_end_date

)

select * from final
