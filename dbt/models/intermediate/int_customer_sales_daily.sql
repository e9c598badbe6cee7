{#
    One row per company, customer and day with sales: invoiced (invoices, debit notes), credited and
    the tax in their difference, base currency. An item without a rate is in no sum.
#}

with

sales as (

    select
        slices.company_id,
        slices.customer_id,
        slices.posting_date,
        {{ money_sum('slices.amount_base', 'slices.item_sign = 1') }} as invoiced_amount_base,
        {{ money_sum('-slices.amount_base', 'slices.item_sign = -1') }} as credited_amount_base
    from {{ ref('int_slices') }} as slices
    inner join {{ ref('document_types') }} as document_types
        on slices.document_type = document_types.document_type
    where document_types.is_sale
        and slices.posting_date <= {{ as_of_date() }}
    group by slices.company_id, slices.customer_id, slices.posting_date

),

final as (

    select
        sales.company_id,
        sales.customer_id,
        sales.posting_date,
        sales.invoiced_amount_base,
        sales.credited_amount_base,
        -- no row: nothing was taxed
        coalesce(taxes.tax_amount_base, 0) as tax_amount_base
    from sales
    left join {{ ref('int_taxes_daily') }} as taxes
        on sales.company_id = taxes.company_id
        and sales.customer_id = taxes.customer_id
        and sales.posting_date = taxes.posting_date

)

select * from final
