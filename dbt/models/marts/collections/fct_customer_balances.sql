{# One row per company, customer and document currency with anything open at the as-of date. #}

with

sums as (

    select
        as_of_date,
        company_id,
        customer_id,
        currency_code,
        {{ money_sum('open_amount', 'days_past_due <= 0') }} as current_amount,
        {{ money_sum('open_amount', 'days_past_due > 0') }} as overdue_amount,
        {{ money_sum('open_amount', 'days_past_due > 0 and is_disputed') }}
            as disputed_overdue_amount,
        {{ money_sum('open_amount', "aging_bucket_code = 'unapplied'") }} as unapplied_amount,
        {{ money_sum('open_amount') }} as balance_amount
    from {{ ref('fct_open_items') }}
    group by as_of_date, company_id, customer_id, currency_code

),

final as (

    select
        as_of_date,
        company_id,
        customer_id,
        currency_code,
        current_amount,
        overdue_amount,
        disputed_overdue_amount,
        unapplied_amount,
        balance_amount,
        -- nobody is reminded of what their own credits cover, nor of what is in dispute
        cast(
            greatest(overdue_amount - disputed_overdue_amount + unapplied_amount, 0)
            as decimal(38, 4)
        ) as claimable_amount
    from sums

)

select * from final
