{# One row per document and complete month at whose end it was in dispute; resolved that day is closed. #}

with

disputes as (

    select
        disputes.company_id,
        disputes.document_id,
        disputes.opened_date,
        -- never resolved: open until the end of time
        coalesce(disputes.resolved_date, {{ never_date() }}) as resolved_date
    from {{ ref('int_disputes') }} as disputes

),

final as (

    select distinct
        disputes.company_id,
        disputes.document_id,
        months.month_number
    from disputes
    inner join {{ ref('int_month_ends') }} as months
        on disputes.opened_date <= months.month_end_date
        and disputes.resolved_date > months.month_end_date

)

select * from final
