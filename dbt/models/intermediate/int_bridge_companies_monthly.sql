{#
    One row per company and complete month that another one precedes: the totals of both month ends
    that the bridge of days sales outstanding leads between.
#}

with

windows as (

    select
        windows.month_number,
        windows.month_end_date,
        entities.company_id,
        windows.receivables_amount_base,
        windows.invoiced_90_days_amount_base,
        windows.credited_90_days_amount_base
    from {{ ref('int_dso_windows_monthly') }} as windows
    inner join {{ ref('int_dso_entities') }} as entities
        on windows.entity_number = entities.entity_number
    where entities.grain = 'company'

),

parts as (

    select
        month_number,
        company_id,
        {{ money_sum('current_amount') }} as current_amount,
        {{ money_sum('overdue_amount') }} as overdue_amount,
        {{ money_sum('disputed_amount') }} as disputed_amount,
        {{ money_sum('unapplied_amount') }} as unapplied_amount,
        {{ money_sum('constant_current_amount') }} as constant_current_amount,
        {{ money_sum('constant_overdue_amount') }} as constant_overdue_amount,
        {{ money_sum('constant_disputed_amount') }} as constant_disputed_amount,
        {{ money_sum('constant_unapplied_amount') }} as constant_unapplied_amount
    from {{ ref('int_bridge_segments_monthly') }}
    group by month_number, company_id

),

final as (

    select
        nows.month_number,
        nows.month_end_date,
        nows.company_id,
        befores.receivables_amount_base as opening_amount,
        nows.receivables_amount_base as closing_amount,
        befores.invoiced_90_days_amount_base as invoiced_before_amount,
        befores.credited_90_days_amount_base as credited_before_amount,
        nows.invoiced_90_days_amount_base as invoiced_amount,
        nows.credited_90_days_amount_base as credited_amount,
        -- no row: nothing was open
        cast(coalesce(mix.volume_current_amount - mix.rated_current_amount, 0) as decimal(38, 4))
            as volume_change_amount,
        cast(coalesce(mix.mix_current_amount - mix.volume_current_amount, 0) as decimal(38, 4))
            as mix_change_amount,
        cast(
            coalesce(parts.constant_overdue_amount, 0) - coalesce(parts_before.overdue_amount, 0)
            as decimal(38, 4)
        ) as overdue_change_amount,
        cast(
            coalesce(parts.constant_disputed_amount, 0) - coalesce(parts_before.disputed_amount, 0)
            as decimal(38, 4)
        ) as disputed_change_amount,
        cast(
            coalesce(parts.constant_unapplied_amount, 0)
            - coalesce(parts_before.unapplied_amount, 0)
            as decimal(38, 4)
        ) as unapplied_change_amount,
        cast(
            coalesce(
                parts.current_amount + parts.overdue_amount
                + parts.disputed_amount + parts.unapplied_amount
                - parts.constant_current_amount - parts.constant_overdue_amount
                - parts.constant_disputed_amount - parts.constant_unapplied_amount,
                0
            ) as decimal(38, 4)
        ) as exchange_change_amount
    from windows as nows
    inner join windows as befores
        on nows.company_id = befores.company_id
        and nows.month_number = befores.month_number + 1
    left join parts
        on nows.company_id = parts.company_id
        and nows.month_number = parts.month_number
    left join parts as parts_before
        on befores.company_id = parts_before.company_id
        and befores.month_number = parts_before.month_number
    left join {{ ref('int_bridge_mix_monthly') }} as mix
        on nows.company_id = mix.company_id
        and nows.month_number = mix.month_number

)

select * from final
