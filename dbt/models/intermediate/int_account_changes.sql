{# One row per company, control account and day on which its balance changed, base currency. #}

with

slices as (

    select
        slices.company_id,
        accounts.account,
        slices.posting_date,
        slices.close_date,
        slices.amount_base
    from {{ ref('int_slices') }} as slices
    inner join {{ ref('int_item_accounts') }} as accounts
        on slices.document_key = accounts.document_key
        and slices.instalment_number = accounts.instalment_number

),

changes as (

    select
        company_id,
        account,
        posting_date as balance_date,
        sum(amount_base) as amount_base
    from slices
    group by company_id, account, posting_date

    union all

    select
        company_id,
        account,
        close_date as balance_date,
        -sum(amount_base) as amount_base
    from slices
    where close_date < {{ never_date() }}
    group by company_id, account, close_date

),

final as (

    select
        company_id,
        account,
        balance_date,
        {{ money_sum('amount_base') }} as amount_base
    from changes
    where balance_date <= {{ as_of_date() }}
    group by company_id, account, balance_date

)

select * from final
