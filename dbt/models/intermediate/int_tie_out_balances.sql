{#
    One row per period end, company and control account that the general ledger or the subledger knows,
    for the periods that the general ledger has.
#}

with

periods as (

    select
        company_id,
        period_end_date,
        max(version_at) as version_at
    from {{ ref('int_gl_balances') }}
    group by company_id, period_end_date

),

subledger as (

    select
        periods.company_id,
        periods.period_end_date,
        periods.version_at,
        changes.account,
        {{ money_sum('changes.amount_base') }} as subledger_amount
    from periods
    inner join {{ ref('int_account_changes') }} as changes
        on periods.company_id = changes.company_id
        and periods.period_end_date >= changes.balance_date
    group by
        periods.company_id, periods.period_end_date, periods.version_at, changes.account

),

final as (

    select
        coalesce(gl.period_end_date, subledger.period_end_date) as period_end_date,
        coalesce(gl.company_id, subledger.company_id) as company_id,
        coalesce(gl.account, subledger.account) as account,
        coalesce(gl.version_at, subledger.version_at) as version_at,
        gl.balance_amount as gl_amount,
        -- an account that only one of the two knows holds nothing in the other
        coalesce(subledger.subledger_amount, 0) as subledger_amount,
        coalesce(gl.revaluation_amount, 0) as revaluation_amount,
        cast(
            coalesce(gl.balance_amount, 0) - coalesce(subledger.subledger_amount, 0)
            as decimal(38, 4)
        ) as difference_amount
    from {{ ref('int_gl_balances') }} as gl
    full outer join subledger
        on gl.company_id = subledger.company_id
        and gl.period_end_date = subledger.period_end_date
        and gl.account = subledger.account

)

select * from final
where gl_amount is not null
    or subledger_amount <> 0
