{#
    One row per complete month and company: from the simple days sales outstanding of the month end
    before to those of this one. Each bar is the difference of two rounded quotients, so bars sum to
    the change exactly.
#}

with

steps as (

    select * from {{ ref('int_bridge_steps_monthly') }}

),

days as (

    select
        steps.month_end_date,
        steps.company_id,
        {{ ratio('steps.amount_0', 'steps.sales_0') }} as days_0,
        {{ ratio('steps.amount_1', 'steps.sales_1') }} as days_1,
        {{ ratio('steps.amount_1', 'steps.sales_2') }} as days_2,
        {{ ratio('steps.amount_3', 'steps.sales_2') }} as days_3,
        {{ ratio('steps.amount_4', 'steps.sales_2') }} as days_4,
        {{ ratio('steps.amount_5', 'steps.sales_2') }} as days_5,
        {{ ratio('steps.amount_6', 'steps.sales_2') }} as days_6,
        {{ ratio('steps.amount_7', 'steps.sales_2') }} as days_7,
        {{ ratio('steps.amount_8', 'steps.sales_2') }} as days_8,
        case
            when steps.sales_0 <= 0 then 'no_sales_before'
            when steps.sales_2 <= 0 then 'no_sales'
            when steps.sales_1 <= 0 then 'no_sales_between'
        end as bridge_null_reason
    from steps

),

final as (

    select
        days.month_end_date,
        days.company_id,
        days.days_0 as opening_dso_days,
        cast(days.days_1 - days.days_0 as decimal(18, 8)) as sales_volume_days,
        cast(days.days_2 - days.days_1 as decimal(18, 8)) as credit_notes_days,
        cast(days.days_3 - days.days_2 as decimal(18, 8)) as mix_days,
        cast(days.days_4 - days.days_3 as decimal(18, 8)) as terms_days,
        cast(days.days_5 - days.days_4 as decimal(18, 8)) as delinquency_days,
        cast(days.days_6 - days.days_5 as decimal(18, 8)) as disputes_days,
        cast(days.days_7 - days.days_6 as decimal(18, 8)) as unapplied_cash_days,
        cast(days.days_8 - days.days_7 as decimal(18, 8)) as exchange_days,
        days.days_8 as closing_dso_days,
        days.bridge_null_reason
    from days

)

select * from final
