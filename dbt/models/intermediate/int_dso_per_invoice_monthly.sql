{#
    One row per entity and month end with open invoices: Σ days since posting × open amount ÷ the
    sales of the month of posting. Null where a month with open invoices had no positive sales.
#}

with

ages as (

    select
        members.entity_number,
        ages.month_number,
        ages.posting_month_number,
        {{ money_sum('ages.aged_amount') }} as aged_amount
    from {{ ref('int_open_invoice_ages_monthly') }} as ages
    inner join {{ ref('int_dso_members') }} as members
        on ages.company_id = members.company_id
        and ages.customer_id = members.member_id
    group by members.entity_number, ages.month_number, ages.posting_month_number

),

days as (

    select
        ages.entity_number,
        ages.month_number,
        {{ ratio('ages.aged_amount', 'sales.sales_amount_base') }} as aged_days
    from ages
    left join {{ ref('int_dso_windows_monthly') }} as sales
        on ages.entity_number = sales.entity_number
        and ages.posting_month_number = sales.month_number
    where ages.aged_amount <> 0

),

final as (

    select
        entity_number,
        month_number,
        case
            when count(aged_days) = count(*) and sum(aged_days) < 9999999999
                then cast(sum(aged_days) as decimal(18, 8))
        end as per_invoice_days
    from days
    group by entity_number, month_number

)

select * from final
