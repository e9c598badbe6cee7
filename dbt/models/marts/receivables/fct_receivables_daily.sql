{# One row per day of history and company, from the company's first posting. #}

with

days as (

    select * from {{ ref('int_receivables_daily') }}

),

countbacks as (

    select * from {{ ref('int_company_countbacks') }}

),

unconverted as (

    select * from {{ ref('int_unconverted_changes') }}

),

scaled as (

    select
        days.*,
        cast(90 * days.receivables_amount_base as decimal(38, 4)) as receivables_90_amount,
        cast(90 * days.current_amount_base as decimal(38, 4)) as current_90_amount,
        cast(90 * days.overdue_amount_base as decimal(38, 4)) as overdue_90_amount,
        cast(90 * days.unapplied_amount_base as decimal(38, 4)) as unapplied_90_amount
    from days

),

final as (

    select
        scaled.balance_date,
        scaled.company_id,
        scaled.receivables_amount_base,
        scaled.current_amount_base,
        scaled.overdue_amount_base,
        scaled.unapplied_amount_base,
        scaled.sales_amount_base,
        scaled.sales_90_days_amount_base,
        scaled.cash_collected_amount_base,
        {{ ratio('scaled.receivables_90_amount', 'scaled.sales_90_days_amount_base') }}
            as dso_simple_days,
        {{ ratio('scaled.current_90_amount', 'scaled.sales_90_days_amount_base') }}
            as dso_best_possible_days,
        {{ ratio('scaled.overdue_90_amount', 'scaled.sales_90_days_amount_base') }}
            as average_days_delinquent,
        {{ ratio('scaled.unapplied_90_amount', 'scaled.sales_90_days_amount_base') }}
            as dso_unapplied_days,
        {{ ratio_null_reason(
            'scaled.receivables_90_amount', 'scaled.sales_90_days_amount_base', 'sales'
        ) }} as dso_simple_days_null_reason,
        countbacks.countback_days as dso_countback_days,
        case
            when countbacks.countback_days is not null then null
            when scaled.receivables_amount_base = 0 then 'no_receivables'
            when scaled.receivables_amount_base < 0 then 'negative_receivables'
            else 'exhausted_history'
        end as dso_countback_days_null_reason,
        cast(coalesce(sum(unconverted.unconverted_item_count) over (
            partition by scaled.company_id
            order by scaled.balance_date
            rows between unbounded preceding and current row
        ), 0) as integer) as unconverted_item_count
    from scaled
    left join countbacks
        on scaled.company_id = countbacks.company_id
        and scaled.balance_date = countbacks.balance_date
    left join unconverted
        on scaled.company_id = unconverted.company_id
        and scaled.balance_date = unconverted.balance_date

)

select * from final
