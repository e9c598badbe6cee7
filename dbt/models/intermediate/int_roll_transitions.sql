{#
    One row per month, company, segment, state at the end of the month before and state at its end:
    the amounts of debits that were open at the end of the month before, each piece followed.
#}

with

lives as (

    select * from {{ ref('int_debit_lives') }}

),

buckets as (

    select * from {{ ref('dim_aging_buckets') }}
    where item_sign = 1

),

months as (

    {{ integer_series(
        '(select min(posting_month_number) + 1 from ' ~ ref('int_debit_lives') ~ ')',
        last_month_number(), 'month_number'
    ) }}

),

followed as (

    select
        months.month_number,
        lives.company_id,
        lives.segment,
        lives.due_date,
        case
            when lives.close_month_number = months.month_number then lives.settled_state
        end as settled_state,
        lives.amount_base
    from lives
    inner join months
        on lives.posting_month_number < months.month_number
        and lives.close_month_number >= months.month_number
    where not lives.is_reopened
        or lives.close_month_number <> months.month_number

    union all

    -- what the excluded last months of reversals would have taken away
    select
        reopenings.month_number,
        reopenings.company_id,
        reopenings.segment,
        reopenings.due_date,
        reopenings.settled_state,
        cast(-reopenings.amount_base as decimal(38, 4)) as amount_base
    from {{ ref('int_roll_reopenings') }} as reopenings

),

dated as (

    select
        followed.*,
        {{ days_between('followed.due_date', month_end('followed.month_number - 1')) }}
            as from_days_past_due,
        {{ days_between('followed.due_date', month_end('followed.month_number')) }}
            as to_days_past_due
    from followed

),

final as (

    select
        dated.month_number,
        dated.company_id,
        dated.segment,
        from_buckets.aging_bucket_code as from_state,
        coalesce(dated.settled_state, to_buckets.aging_bucket_code) as to_state,
        cast(sum(dated.amount_base) as decimal(38, 4)) as amount_base
    from dated
    inner join buckets as from_buckets
        on dated.from_days_past_due >= from_buckets.from_days
        and dated.from_days_past_due < from_buckets.until_days
    inner join buckets as to_buckets
        on dated.to_days_past_due >= to_buckets.from_days
        and dated.to_days_past_due < to_buckets.until_days
    where dated.month_number <= {{ last_month_number() }}
    group by
        dated.month_number,
        dated.company_id,
        dated.segment,
        from_buckets.aging_bucket_code,
        coalesce(dated.settled_state, to_buckets.aging_bucket_code)
    having sum(dated.amount_base) <> 0

)

select * from final
