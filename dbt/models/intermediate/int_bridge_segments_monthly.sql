{#
    One row per month end, company and segment: its parts in base currency, the same at the rates of
    the month end before, and what its customers were invoiced in 90 days.
#}

with

valued as (

    select
        parts.month_number,
        parts.company_id,
        parts.segment,
        parts.part,
        parts.amount_base,
        case
            -- a currency without open debits a month ago has no rate to hold constant
            when rates.amount is null then parts.amount_base
            else cast({{ divide_half_away(
                scaled_integer('parts.amount', 4) ~ ' * ' ~ scaled_integer('rates.amount_base', 4),
                scaled_integer('rates.amount', 4)
            ) }} as decimal(38, 0)) * cast(0.0001 as decimal(5, 4))
        end as constant_amount_base
    from {{ ref('int_bridge_parts_monthly') }} as parts
    left join {{ ref('int_bridge_rates_monthly') }} as rates
        on parts.month_number = rates.month_number
        and parts.company_id = rates.company_id
        and parts.currency_code = rates.currency_code

),

amounts as (

    select
        month_number,
        company_id,
        segment,
        {{ money_sum('amount_base', "part = 'current'") }} as current_amount,
        {{ money_sum('constant_amount_base', "part = 'current'") }} as constant_current_amount,
        {{ money_sum('constant_amount_base', "part = 'overdue'") }} as constant_overdue_amount,
        {{ money_sum('constant_amount_base', "part = 'disputed'") }} as constant_disputed_amount,
        {{ money_sum('constant_amount_base', "part = 'unapplied'") }} as constant_unapplied_amount,
        {{ money_sum('amount_base', "part = 'overdue'") }} as overdue_amount,
        {{ money_sum('amount_base', "part = 'disputed'") }} as disputed_amount,
        {{ money_sum('amount_base', "part = 'unapplied'") }} as unapplied_amount,
        cast(0 as decimal(38, 4)) as invoiced_amount
    from valued
    group by month_number, company_id, segment

    union all by name

    select
        windows.month_number,
        entities.company_id,
        coalesce(entities.segment, '') as segment,
        windows.invoiced_90_days_amount_base as invoiced_amount
    from {{ ref('int_dso_windows_monthly') }} as windows
    inner join {{ ref('int_dso_entities') }} as entities
        on windows.entity_number = entities.entity_number
    where entities.grain = 'segment'

),

final as (

    select
        month_number,
        company_id,
        segment,
        {{ money_sum('invoiced_amount') }} as invoiced_amount,
        {{ money_sum('current_amount') }} as current_amount,
        {{ money_sum('overdue_amount') }} as overdue_amount,
        {{ money_sum('disputed_amount') }} as disputed_amount,
        {{ money_sum('unapplied_amount') }} as unapplied_amount,
        {{ money_sum('constant_current_amount') }} as constant_current_amount,
        {{ money_sum('constant_overdue_amount') }} as constant_overdue_amount,
        {{ money_sum('constant_disputed_amount') }} as constant_disputed_amount,
        {{ money_sum('constant_unapplied_amount') }} as constant_unapplied_amount
    from amounts
    group by month_number, company_id, segment

)

select * from final
