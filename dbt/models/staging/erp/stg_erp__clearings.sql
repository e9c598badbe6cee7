{# One row per part of a debit that a credit of the same clearing closes: by reference first, the rest oldest with oldest. #}

with

members as (

    select * from {{ ref('stg_erp__clearing_members') }}

),

referred as (

    select * from {{ ref('stg_erp__referred_clearings') }}

),

debits_referred as (

    select
        group_key,
        debit_place as place,
        sum(amount) as amount
    from referred
    group by group_key, debit_place

),

credits_referred as (

    select
        group_key,
        credit_place as place,
        sum(amount) as amount
    from referred
    group by group_key, credit_place

),

debits as (

    select
        members.group_key,
        members.place,
        members.amount - coalesce(debits_referred.amount, 0) as amount
    from members
    left join debits_referred
        on members.group_key = debits_referred.group_key
        and members.place = debits_referred.place
    where members.item_sign = 1
        and members.amount > coalesce(debits_referred.amount, 0)

),

credits as (

    select
        members.group_key,
        members.place,
        members.amount - coalesce(credits_referred.amount, 0) as amount
    from members
    left join credits_referred
        on members.group_key = credits_referred.group_key
        and members.place = credits_referred.place
    where members.item_sign = -1
        and members.amount > coalesce(credits_referred.amount, 0)

),

others as (

    {{ overlaps('debits', 'credits') }}

),

unioned as (

    select * from referred
    union all by name
    select * from others

),

final as (

    -- a pair that is both referred and oldest with oldest is one allocation
    select
        group_key,
        debit_place,
        credit_place,
        max(is_last_of_debit) as is_last_of_debit,
        cast(sum(amount) as decimal(18, 4)) as amount
    from unioned
    group by group_key, debit_place, credit_place

)

select * from final
