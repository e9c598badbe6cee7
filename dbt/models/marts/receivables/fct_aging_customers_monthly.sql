{# One row per month end, company, customer, currency and bucket with a balance. #}

with

balances as (

    select
        slices.month_number,
        slices.month_end_date,
        slices.company_id,
        slices.customer_id,
        slices.currency_code,
        positions.position,
        {{ money_sum('slices.amount') }} as open_amount,
        {{ money_sum('slices.amount_base') }} as open_amount_base
    from {{ ref('int_month_slices') }} as slices
    inner join {{ ref('int_aging_positions') }} as positions
        on slices.item_sign = positions.item_sign
        and greatest(
            -1, least(1000, {{ days_between('slices.due_date', 'slices.month_end_date') }})
        )
        = positions.days_past_due
    group by
        slices.month_number,
        slices.month_end_date,
        slices.company_id,
        slices.customer_id,
        slices.currency_code,
        positions.position

),

disputed as (

    select * from {{ ref('int_disputed_balances_monthly') }}

),

unconverted as (

    select * from {{ ref('int_unconverted_items_monthly') }}

),

final as (

    select
        balances.month_end_date as balance_date,
        balances.company_id,
        balances.customer_id,
        balances.currency_code,
        buckets.aging_bucket_code,
        balances.open_amount,
        balances.open_amount_base,
        -- no row: nothing in dispute, nothing without a rate
        coalesce(disputed.disputed_amount, 0) as disputed_amount,
        coalesce(disputed.disputed_amount_base, 0) as disputed_amount_base,
        coalesce(unconverted.unconverted_item_count, 0) as unconverted_item_count
    from balances
    inner join {{ ref('dim_aging_buckets') }} as buckets
        on balances.position = buckets.position
    left join disputed
        on balances.month_number = disputed.month_number
        and balances.company_id = disputed.company_id
        and balances.customer_id = disputed.customer_id
        and balances.currency_code = disputed.currency_code
        and balances.position = disputed.position
    left join unconverted
        on balances.month_number = unconverted.month_number
        and balances.company_id = unconverted.company_id
        and balances.customer_id = unconverted.customer_id
        and balances.currency_code = unconverted.currency_code
        and balances.position = unconverted.position
    where balances.open_amount <> 0

)

select * from final
