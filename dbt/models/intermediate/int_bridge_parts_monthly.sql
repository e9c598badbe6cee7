{#
    One row per month end, company, segment and currency with a balance: what is open by part (current
    and overdue debits out of dispute, disputed debits, open credits), in both currencies.
#}

with

parts as (

    select
        {{ month_number('aging.balance_date') }} as month_number,
        aging.company_id,
        -- customers without a segment are one
        coalesce(customers.segment, '') as segment,
        aging.currency_code,
        case
            when buckets.item_sign = -1 then 'unapplied'
            when buckets.from_days >= 1 then 'overdue'
            else 'current'
        end as part,
        aging.open_amount,
        aging.open_amount_base,
        aging.disputed_amount,
        aging.disputed_amount_base
    from {{ ref('fct_aging_customers_monthly') }} as aging
    inner join {{ ref('dim_aging_buckets') }} as buckets
        on aging.aging_bucket_code = buckets.aging_bucket_code
    left join {{ ref('int_customers') }} as customers
        on aging.company_id = customers.company_id
        and aging.customer_id = customers.customer_id

),

separated as (

    select
        month_number,
        company_id,
        segment,
        currency_code,
        part,
        open_amount - disputed_amount as amount,
        open_amount_base - disputed_amount_base as amount_base
    from parts

    union all

    select
        month_number,
        company_id,
        segment,
        currency_code,
        'disputed' as part,
        disputed_amount as amount,
        disputed_amount_base as amount_base
    from parts

),

final as (

    select
        month_number,
        company_id,
        segment,
        currency_code,
        part,
        {{ money_sum('amount') }} as amount,
        {{ money_sum('amount_base') }} as amount_base
    from separated
    where amount <> 0
    group by month_number, company_id, segment, currency_code, part

)

select * from final
