{# One row per receipt of the ledger and item that it is applied to at the as-of date, in ten-thousandths; what was reversed nets out. #}

with

applications as (

    select
        slices.counterpart_key as receipt_key,
        {{ document_key('slices.document_key', 'slices.instalment_number') }} as item_key,
        slices.close_date,
        slices.amount
    from {{ ref('int_slices') }} as slices
    where slices.item_sign = 1
        and slices.counterpart_document_type = 'receipt'
        and slices.close_date <= {{ as_of_date() }}

),

final as (

    select
        applications.receipt_key,
        applications.item_key,
        max(applications.close_date) as applied_date,
        cast(sum({{ scaled_integer('applications.amount', 4) }}) as bigint) as amount
    from applications
    group by applications.receipt_key, applications.item_key
    having sum(applications.amount) > 0

)

select * from final
