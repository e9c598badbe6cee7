{# One row per month end, company, customer, currency and bucket: open debits of documents in dispute. #}

with

slices as (

    select
        slices.month_number,
        slices.company_id,
        slices.customer_id,
        slices.currency_code,
        {{ days_between('slices.due_date', 'slices.month_end_date') }} as days_past_due,
        slices.amount,
        slices.amount_base
    from {{ ref('int_month_slices') }} as slices
    inner join {{ ref('int_dispute_months') }} as disputes
        on slices.company_id = disputes.company_id
        and slices.document_id = disputes.document_id
        and slices.month_number = disputes.month_number
    where slices.item_sign = 1

),

final as (

    select
        slices.month_number,
        slices.company_id,
        slices.customer_id,
        slices.currency_code,
        buckets.position,
        {{ money_sum('slices.amount') }} as disputed_amount,
        {{ money_sum('slices.amount_base') }} as disputed_amount_base
    from slices
    inner join {{ ref('dim_aging_buckets') }} as buckets
        on slices.days_past_due >= buckets.from_days
        and slices.days_past_due < buckets.until_days
        and buckets.item_sign = 1
    group by
        slices.month_number,
        slices.company_id,
        slices.customer_id,
        slices.currency_code,
        buckets.position

)

select * from final
