{#
    One row per month, company and bucket: what is in the next bucket now over what was in this one a
    month ago, whichever items they are. Not a share: it can pass 1.
#}

with

buckets as (

    select * from {{ ref('dim_aging_buckets') }}
    where item_sign = 1

),

balances as (

    select
        {{ month_number('daily.balance_date') }} as month_number,
        daily.company_id,
        buckets.position,
        cast(sum(daily.open_amount_base) as decimal(38, 4)) as amount_base
    from {{ ref('fct_aging_daily') }} as daily
    inner join buckets
        on daily.aging_bucket_code = buckets.aging_bucket_code
    where daily.balance_date = {{ month_end(month_number('daily.balance_date')) }}
    group by
        {{ month_number('daily.balance_date') }},
        daily.company_id,
        buckets.position

),

final as (

    select
        {{ month_end('earlier.month_number + 1') }} as month_end_date,
        earlier.company_id,
        from_buckets.aging_bucket_code as from_bucket_code,
        to_buckets.aging_bucket_code as to_bucket_code,
        earlier.amount_base as from_amount_base,
        cast(coalesce(later.amount_base, 0) as decimal(38, 4)) as to_amount_base,
        {{ ratio('coalesce(later.amount_base, 0)', 'earlier.amount_base') }} as net_flow_rate,
        {{ ratio_null_reason(
            'coalesce(later.amount_base, 0)', 'earlier.amount_base', 'from_amount'
        ) }} as net_flow_rate_null_reason
    from balances as earlier
    inner join buckets as from_buckets
        on earlier.position = from_buckets.position
    inner join buckets as to_buckets
        on earlier.position + 1 = to_buckets.position
    left join balances as later
        on earlier.company_id = later.company_id
        and earlier.month_number + 1 = later.month_number
        and earlier.position + 1 = later.position
    where earlier.month_number < {{ last_month_number() }}

)

select * from final
