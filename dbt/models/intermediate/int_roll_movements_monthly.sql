{# One row per company and month with movements: what moved the balance, by roll-forward line. #}

with

movements as (

    select
        movements.company_id,
        movements.month_number,
        case
            when movements.event_kind in ('applied', 'unapplied') then 'exchange_differences'
            when movements.event_kind = 'voided' then 'other'
            else document_types.roll_forward_line
        end as roll_forward_line,
        movements.amount_base
    from {{ ref('int_movements_daily') }} as movements
    left join {{ ref('document_types') }} as document_types
        on movements.event_type = document_types.document_type

),

final as (

    select
        company_id,
        month_number,
        {{ money_sum('amount_base', "roll_forward_line = 'invoiced'") }} as invoiced_amount_base,
        {{ money_sum('amount_base', "roll_forward_line = 'credit_notes'") }}
            as credit_notes_amount_base,
        {{ money_sum('amount_base', "roll_forward_line = 'cash'") }} as cash_amount_base,
        {{ money_sum('amount_base', "roll_forward_line = 'write_offs'") }}
            as write_offs_amount_base,
        {{ money_sum('amount_base', "roll_forward_line = 'discounts'") }} as discounts_amount_base,
        {{ money_sum('amount_base', "roll_forward_line = 'exchange_differences'") }}
            as exchange_differences_amount_base,
        {{ money_sum('amount_base', "roll_forward_line = 'other'") }} as other_amount_base
    from movements
    group by company_id, month_number

)

select * from final
