{#
    One row per customer and entity that days sales outstanding are kept for: the customer itself, its
    segment (as known now), its company.
#}

with

named as (

    select
        company_id,
        customer_id,
        {{ month_number('min(posting_date)') }} as first_month_number
    from {{ ref('int_slices') }}
    where posting_date <= {{ as_of_date() }}
    group by company_id, customer_id

),

customers as (

    select
        named.company_id,
        named.customer_id,
        named.first_month_number,
        customers.segment
    from named
    left join {{ ref('int_customers') }} as customers
        on named.company_id = customers.company_id
        and named.customer_id = customers.customer_id

),

members as (

    select
        company_id,
        customer_id as member_id,
        first_month_number,
        'company' as grain,
        cast(null as varchar) as segment,
        cast(null as varchar) as customer_id
    from customers

    union all

    select
        company_id,
        customer_id as member_id,
        first_month_number,
        'segment' as grain,
        segment,
        cast(null as varchar) as customer_id
    from customers

    union all

    select
        company_id,
        customer_id as member_id,
        first_month_number,
        'customer' as grain,
        segment,
        customer_id
    from customers

),

final as (

    select
        members.*,
        cast(dense_rank() over (
            order by members.grain, members.company_id, members.segment, members.customer_id
        ) as integer) as entity_number
    from members

)

select * from final
