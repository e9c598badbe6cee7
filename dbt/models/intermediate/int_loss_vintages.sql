{#
    One row per month end, company, segment and last bucket of the debits that fell due in the
    vintages judged by then: how much, and how much of it was lost (written off, or still open).
#}

with

lives as (

    select
        company_id,
        segment,
        {{ month_number('due_date') }} as due_month_number,
        close_month_number,
        last_position,
        coalesce(settled_state = 'written_off', false) as is_written_off,
        sum(amount_base) as amount_base
    from {{ ref('int_debit_lives') }}
    where is_invoiced
    group by
        company_id,
        segment,
        {{ month_number('due_date') }},
        close_month_number,
        last_position,
        coalesce(settled_state = 'written_off', false)

),

rules as (

    select * from {{ ref('int_loss_rules') }}

),

last_bucket as (

    select max(position) as position from {{ ref('dim_aging_buckets') }}
    where item_sign = 1

),

months as (

    {{ integer_series(
        '(select min(posting_month_number) from ' ~ ref('int_debit_lives') ~ ')',
        last_month_number(), 'month_number'
    ) }}

),

final as (

    select
        months.month_number,
        lives.company_id,
        lives.segment,
        -- what is open when its vintage is judged has passed every bucket
        case
            when lives.close_month_number > months.month_number then last_bucket.position
            else lives.last_position
        end as position,
        sum(lives.amount_base) as amount_base,
        sum(case
            when lives.is_written_off or lives.close_month_number > months.month_number
                then lives.amount_base
            else 0
        end) as lost_amount_base
    from lives
    cross join rules
    cross join last_bucket
    inner join months
        on lives.due_month_number >= months.month_number - rules.vintage_from_months
        and lives.due_month_number < months.month_number - rules.vintage_until_months
    group by
        months.month_number,
        lives.company_id,
        lives.segment,
        case
            when lives.close_month_number > months.month_number then last_bucket.position
            else lives.last_position
        end

)

select * from final
