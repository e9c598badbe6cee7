{#
    One row per slice of an invoiced debit, with the day from which it is late: the first business day
    of the customer's country on or after the due date, plus the days of grace. A payment is as late
    as its receipt, however late it was allocated: that tells of us and not of the customer.
#}

with

slices as (

    select * from {{ ref('int_debit_slices') }}
    where is_invoiced

),

holiday_countries as (

    select distinct country_code from {{ ref('int_business_days') }}

),

companies as (

    select * from {{ ref('int_companies') }}

),

grace_days as (

    select * from {{ ref('grace_days') }}

),

customers as (

    select
        customers.company_id,
        customers.customer_id,
        coalesce(holiday_countries.country_code, '') as calendar_country_code,
        cast(coalesce(own_rows.grace_days, default_rows.grace_days) as integer) as grace_days
    from {{ ref('int_customers') }} as customers
    left join companies
        on customers.company_id = companies.company_id
    left join holiday_countries
        on coalesce(customers.country_code, companies.country_code)
        = holiday_countries.country_code
    left join grace_days as own_rows
        on customers.company_id = own_rows.company_id
    left join grace_days as default_rows
        on default_rows.company_id = '*'

),

business_days as (

    select * from {{ ref('int_business_days') }}

),

dated as (

    select
        slices.company_id,
        slices.customer_id,
        slices.document_id,
        slices.instalment_number,
        customers.calendar_country_code,
        slices.posting_date,
        slices.due_date,
        slices.close_date,
        slices.applied_date,
        slices.paid_date,
        slices.settled_state,
        slices.is_reversal,
        slices.amount_base,
        {{ add_days(
            'coalesce(business_days.next_business_date, slices.due_date)', 'customers.grace_days'
        ) }} as last_punctual_date
    from slices
    inner join customers
        on slices.company_id = customers.company_id
        and slices.customer_id = customers.customer_id
    left join business_days
        on customers.calendar_country_code = business_days.country_code
        and slices.due_date = business_days.calendar_date

),

final as (

    select
        dated.*,
        {{ days_between('dated.last_punctual_date', 'dated.paid_date') }} as days_late
    from dated

)

select * from final
