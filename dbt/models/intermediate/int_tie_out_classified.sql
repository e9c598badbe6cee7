{#
    One row per period end, company and account: the difference taken apart. What a person signed for
    always counts; what records suggest counts where it brings the rest nearer to zero; a rest that an
    account of the same company and day has with the other sign was posted on the wrong one of the two.
#}

with

tied as (

    select
        balances.*,
        evidence.exception_amount,
        evidence.exchange_amount as exchange_candidate,
        evidence.timing_amount as timing_candidate,
        balances.difference_amount - evidence.exception_amount as rest_0
    from {{ ref('int_tie_out_balances') }} as balances
    inner join {{ ref('int_tie_out_evidence') }} as evidence
        on balances.period_end_date = evidence.period_end_date
        and balances.company_id = evidence.company_id
        and balances.account = evidence.account

),

revalued as (

    select
        *,
        {{ explained('rest_0', 'revaluation_amount') }} as revaluation_explained,
        rest_0 - {{ explained('rest_0', 'revaluation_amount') }} as rest_1
    from tied

),

exchanged as (

    select
        *,
        {{ explained('rest_1', 'exchange_candidate') }} as exchange_explained,
        rest_1 - {{ explained('rest_1', 'exchange_candidate') }} as rest_2
    from revalued

),

timed as (

    select
        *,
        {{ explained('rest_2', 'timing_candidate') }} as timing_explained,
        rest_2 - {{ explained('rest_2', 'timing_candidate') }} as rest_3
    from exchanged

),

mirrored as (

    select distinct
        ones.period_end_date,
        ones.company_id,
        ones.account
    from timed as ones
    inner join timed as others
        on ones.period_end_date = others.period_end_date
        and ones.company_id = others.company_id
        and ones.account <> others.account
        and ones.rest_3 = -others.rest_3
    where ones.rest_3 <> 0

),

final as (

    select
        timed.period_end_date,
        timed.company_id,
        timed.account,
        timed.gl_amount,
        timed.subledger_amount,
        timed.difference_amount,
        timed.exception_amount,
        cast(timed.revaluation_explained as decimal(38, 4)) as revaluation_amount,
        cast(timed.exchange_explained as decimal(38, 4)) as exchange_amount,
        cast(timed.timing_explained as decimal(38, 4)) as timing_amount,
        cast(
            case when mirrored.account is null then 0 else timed.rest_3 end as decimal(38, 4)
        ) as wrong_account_amount
    from timed
    left join mirrored
        on timed.period_end_date = mirrored.period_end_date
        and timed.company_id = mirrored.company_id
        and timed.account = mirrored.account

)

select * from final
