{#
    One row per piece of an item and complete month at whose end it is open: each piece meets only the
    months in which it is open. A view: what reads it sums it.
#}

{{ config(materialized='view') }}

with

last_month as (

    select max(month_number) as month_number from {{ ref('int_month_ends') }}

),

slices as (

    select
        slices.*,
        {{ unnest_range(
            month_number('slices.posting_date'),
            'least(' ~ month_number('slices.close_date') ~ ', last_month.month_number + 1)'
        ) }} as month_number
    from {{ ref('int_slices') }} as slices
    cross join last_month
    where slices.close_date > slices.posting_date

),

final as (

    select
        slices.*,
        months.month_end_date
    from slices
    inner join {{ ref('int_month_ends') }} as months
        on slices.month_number = months.month_number

)

select * from final
