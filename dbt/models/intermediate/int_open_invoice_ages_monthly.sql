{# One row per month end, company, customer and month of posting: open invoices × days since posting. #}

select
    slices.month_number,
    slices.company_id,
    slices.customer_id,
    {{ month_number('slices.posting_date') }} as posting_month_number,
    {{ money_sum(
        'cast(slices.amount_base * '
        ~ days_between('slices.posting_date', 'slices.month_end_date') ~ ' as decimal(38, 4))'
    ) }} as aged_amount
from {{ ref('int_month_slices') }} as slices
inner join {{ ref('document_types') }} as document_types
    on slices.document_type = document_types.document_type
where slices.item_sign = 1
    and document_types.is_sale
group by
    slices.month_number,
    slices.company_id,
    slices.customer_id,
    {{ month_number('slices.posting_date') }}
