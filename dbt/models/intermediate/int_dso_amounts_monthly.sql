{# One row per entity and complete month from its first posting: sums over its customers. #}

with

amounts as (

    select * from {{ ref('int_customer_sales_monthly') }}
    union all by name
    select * from {{ ref('int_customer_balances_monthly') }}
    union all by name
    select * from {{ ref('int_customer_payments_monthly') }}

),

members as (

    select * from {{ ref('int_dso_members') }}

),

summed as (

    select
        members.entity_number,
        amounts.month_number,
        {% for column in [
            'invoiced', 'credited', 'tax', 'invoiced_second', 'credited_second', 'tax_second',
            'invoiced_third', 'credited_third', 'tax_third', 'receivables', 'current', 'overdue',
            'unapplied', 'disputed', 'paid',
        ] %}
            {{ money_sum('amounts.' ~ column ~ '_amount_base') }} as {{ column }}_amount_base,
        {% endfor %}
        {{ money_sum('amounts.paid_terms_amount') }} as paid_terms_amount,
        {{ money_sum('amounts.paid_late_amount') }} as paid_late_amount,
        {{ money_sum('amounts.paid_days_amount') }} as paid_days_amount
    from amounts
    inner join members
        on amounts.company_id = members.company_id
        and amounts.customer_id = members.member_id
    group by members.entity_number, amounts.month_number

),

entities as (

    select
        entity_number,
        min(first_month_number) as first_month_number
    from members
    group by entity_number

),

final as (

    select
        entities.entity_number,
        months.month_number,
        months.month_end_date,
        months.month_days,
        {% for column in [
            'invoiced', 'credited', 'tax', 'invoiced_second', 'credited_second', 'tax_second',
            'invoiced_third', 'credited_third', 'tax_third', 'receivables', 'current', 'overdue',
            'unapplied', 'disputed', 'paid',
        ] %}
            coalesce(summed.{{ column }}_amount_base, 0) as {{ column }}_amount_base,
        {% endfor %}
        coalesce(summed.paid_terms_amount, 0) as paid_terms_amount,
        coalesce(summed.paid_late_amount, 0) as paid_late_amount,
        coalesce(summed.paid_days_amount, 0) as paid_days_amount
    from entities
    inner join {{ ref('int_month_ends') }} as months
        on entities.first_month_number <= months.month_number
    left join summed
        on entities.entity_number = summed.entity_number
        and months.month_number = summed.month_number

)

select * from final
