{# One row per company that has one control account only, wherever it is named. #}

with

named as (

    select
        company_id,
        account
    from {{ ref('int_gl_balances') }}

    union

    select
        company_id,
        control_account as account
    from {{ ref('int_customers') }}
    where control_account is not null

    union

    select
        company_id,
        control_account as account
    from {{ ref('int_items') }}
    where control_account is not null

),

final as (

    select
        company_id,
        max(account) as account
    from named
    group by company_id
    having count(*) = 1

)

select * from final
