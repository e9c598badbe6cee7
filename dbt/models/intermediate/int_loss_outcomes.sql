{# One row per month end, company, segment and bucket: what was open, and what of it was lost since. #}

with

lives as (

    select
        company_id,
        coalesce(segment, '*') as segment,
        due_date,
        posting_month_number,
        close_month_number,
        coalesce(settled_state = 'written_off', false) as is_written_off,
        settled_state is null as is_open,
        sum(amount_base) as amount_base
    from {{ ref('int_debit_lives') }}
    where is_invoiced
    group by
        company_id,
        coalesce(segment, '*'),
        due_date,
        posting_month_number,
        close_month_number,
        coalesce(settled_state = 'written_off', false),
        settled_state is null

),

rules as (

    select * from {{ ref('int_loss_rules') }}

),

buckets as (

    select * from {{ ref('dim_aging_buckets') }}
    where item_sign = 1

),

months as (

    select distinct month_number from {{ ref('int_loss_rates') }}

),

final as (

    select
        months.month_number,
        lives.company_id,
        lives.segment,
        buckets.aging_bucket_code,
        cast(sum(lives.amount_base) as decimal(38, 4)) as exposure_amount_base,
        cast(sum(case
            when lives.is_written_off
                or (
                    lives.is_open
                    and {{ month_number('lives.due_date') }}
                    < {{ last_month_number() }} - rules.vintage_until_months
                )
                then lives.amount_base
            else 0
        end) as decimal(38, 4)) as actual_loss_amount_base,
        max({{ month_number('lives.due_date') }}) as last_due_month_number
    from lives
    cross join rules
    inner join months
        on lives.posting_month_number <= months.month_number
        and lives.close_month_number > months.month_number
    inner join buckets
        on {{ days_between('lives.due_date', month_end('months.month_number')) }}
        >= buckets.from_days
        and {{ days_between('lives.due_date', month_end('months.month_number')) }}
        < buckets.until_days
    group by months.month_number, lives.company_id, lives.segment, buckets.aging_bucket_code

)

select * from final
