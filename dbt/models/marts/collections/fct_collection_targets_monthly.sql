{#
    One row per month and company: the target is what was overdue when the month began, what falls
    due in it and was posted before, and what is both posted and due in it.
#}

with

lives as (

    select
        company_id,
        {{ month_number('due_date') }} as due_month_number,
        posting_month_number,
        close_month_number,
        settled_state,
        sum(amount_base) as amount_base
    from {{ ref('int_debit_lives') }}
    group by
        company_id,
        {{ month_number('due_date') }},
        posting_month_number,
        close_month_number,
        settled_state

),

months as (

    select * from {{ ref('int_month_ends') }}

),

summed as (

    select
        months.month_end_date,
        lives.company_id,
        sum(case
            when lives.due_month_number < months.month_number
                and lives.posting_month_number < months.month_number then lives.amount_base
            else 0
        end) as overdue_target,
        sum(case
            when lives.due_month_number = months.month_number
                and lives.posting_month_number < months.month_number then lives.amount_base
            else 0
        end) as due_target,
        sum(case
            when lives.posting_month_number = months.month_number then lives.amount_base
            else 0
        end) as new_target,
        sum(case
            when lives.close_month_number = months.month_number and lives.settled_state = 'paid'
                then lives.amount_base
            else 0
        end) as collected
    from lives
    inner join months
        on lives.due_month_number <= months.month_number
        and lives.posting_month_number <= months.month_number
        and lives.close_month_number >= months.month_number
    group by months.month_end_date, lives.company_id

),

final as (

    select
        summed.month_end_date,
        summed.company_id,
        cast(summed.overdue_target as decimal(38, 4)) as overdue_target_amount_base,
        cast(summed.due_target as decimal(38, 4)) as due_target_amount_base,
        cast(summed.new_target as decimal(38, 4)) as new_target_amount_base,
        cast(summed.overdue_target + summed.due_target + summed.new_target as decimal(38, 4))
            as target_amount_base,
        cast(summed.collected as decimal(38, 4)) as collected_amount_base,
        {{ ratio(
            'summed.collected', '(summed.overdue_target + summed.due_target + summed.new_target)'
        ) }} as collected_of_target_rate,
        {{ ratio_null_reason(
            'summed.collected', '(summed.overdue_target + summed.due_target + summed.new_target)',
            'target_amount'
        ) }} as collected_of_target_rate_null_reason
    from summed

)

select * from final
