{# One row per period end, company and control account: the general ledger beside the subledger. #}

with

explained as (

    select
        *,
        cast(
            exception_amount
            + revaluation_amount
            + exchange_amount
            + timing_amount
            + wrong_account_amount
            as decimal(38, 4)
        ) as explained_amount
    from {{ ref('int_tie_out_classified') }}

),

final as (

    select
        period_end_date,
        company_id,
        account,
        gl_amount,
        subledger_amount,
        difference_amount,
        exception_amount,
        revaluation_amount,
        exchange_amount,
        timing_amount,
        wrong_account_amount,
        explained_amount,
        cast(difference_amount - explained_amount as decimal(38, 4)) as unexplained_amount,
        gl_amount is null as is_missing_in_gl
    from explained

)

select * from final
