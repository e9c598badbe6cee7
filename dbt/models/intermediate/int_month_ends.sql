{# One row per complete month of history, from the first posting to the as-of date. #}

with

months as (

    select distinct month_number from {{ ref('int_company_days') }}

),

ended as (

    select
        months.month_number,
        {{ month_end('months.month_number') }} as month_end_date
    from months

),

final as (

    select
        ended.month_number,
        ended.month_end_date,
        cast(extract(day from ended.month_end_date) as integer) as month_days
    from ended
    where ended.month_end_date <= {{ as_of_date() }}

)

select * from final
