{# One row per month, company, segment, state at the start and state at the end of the month. #}

with

transitions as (

    select * from {{ ref('int_roll_transitions') }}

),

moved as (

    select
        transitions.month_number,
        transitions.company_id,
        transitions.segment,
        transitions.from_state,
        transitions.to_state,
        cast(sum(transitions.amount_base) as decimal(38, 4)) as amount_base
    from transitions
    group by
        transitions.month_number,
        transitions.company_id,
        transitions.segment,
        transitions.from_state,
        transitions.to_state
    having sum(transitions.amount_base) <> 0

),

totalled as (

    select
        moved.*,
        cast(sum(moved.amount_base) over (
            partition by moved.month_number, moved.company_id, moved.segment, moved.from_state
        ) as decimal(38, 4)) as from_amount_base
    from moved

),

final as (

    select
        {{ month_end('totalled.month_number') }} as month_end_date,
        totalled.company_id,
        totalled.segment,
        totalled.from_state,
        totalled.to_state,
        totalled.amount_base,
        totalled.from_amount_base,
        {{ ratio('totalled.amount_base', 'totalled.from_amount_base') }} as rate,
        {{ ratio_null_reason(
            'totalled.amount_base', 'totalled.from_amount_base', 'from_amount'
        ) }} as rate_null_reason
    from totalled

)

select * from final
