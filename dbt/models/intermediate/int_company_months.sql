{# One row per company and complete month from its first posting. #}

with

companies as (

    select
        company_id,
        min(month_number) as first_month_number
    from {{ ref('int_company_days') }}
    group by company_id

),

final as (

    select
        companies.company_id,
        months.month_number,
        months.month_end_date,
        months.month_days
    from companies
    inner join {{ ref('int_month_ends') }} as months
        on companies.first_month_number <= months.month_number

)

select * from final
