{#
    One row per month end, company, debtor_kind and debtor that owes something: its share of what all
    debtors owe and its rank. A debtor in credit owes nothing; a group owes what its members owe.
#}

with

balances as (

    select
        balances.month_number,
        balances.company_id,
        balances.customer_id,
        coalesce(customers.parent_customer_id, balances.customer_id) as group_id,
        balances.receivables_amount_base
    from {{ ref('int_customer_balances_monthly') }} as balances
    left join {{ ref('int_customers') }} as customers
        on balances.company_id = customers.company_id
        and balances.customer_id = customers.customer_id

),

debtors as (

    select
        month_number,
        company_id,
        'customer' as debtor_kind,
        customer_id as debtor_id,
        receivables_amount_base
    from balances

    union all

    select
        month_number,
        company_id,
        'group' as debtor_kind,
        group_id as debtor_id,
        {{ money_sum('receivables_amount_base') }} as receivables_amount_base
    from balances
    group by month_number, company_id, group_id

),

ranked as (

    select
        debtors.*,
        row_number() over (
            partition by debtors.month_number, debtors.company_id, debtors.debtor_kind
            order by debtors.receivables_amount_base desc, debtors.debtor_id asc
        ) as debtor_rank,
        cast(sum(debtors.receivables_amount_base) over (
            partition by debtors.month_number, debtors.company_id, debtors.debtor_kind
        ) as decimal(38, 4)) as owed_amount_base
    from debtors
    where debtors.receivables_amount_base > 0

),

final as (

    select
        month_number,
        company_id,
        debtor_kind,
        debtor_id,
        debtor_rank,
        receivables_amount_base,
        {{ ratio('receivables_amount_base', 'owed_amount_base') }} as share_rate
    from ranked

)

select * from final
