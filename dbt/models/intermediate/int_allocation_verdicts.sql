{# One row per allocation with a contested side and interval of knowledge: rejected or not, and its effect date, both sides heard. #}

with

contested_verdicts as (

    select * from {{ ref('int_contested_verdicts') }}

),

contested_allocations as (

    select distinct allocation_key
    from contested_verdicts

),

uncontested_verdicts as (

    select
        sides.allocation_key,
        sides.side,
        sides.known_from as epoch_from,
        sides.known_until as epoch_until,
        false as is_rejected,
        false as is_victim,
        sides.effect_date
    from {{ ref('int_contested_allocation_sides') }} as sides
    inner join contested_allocations
        on sides.allocation_key = contested_allocations.allocation_key
    where not sides.is_contested

),

verdicts as (

    select
        allocation_key,
        side,
        epoch_from,
        epoch_until,
        is_rejected,
        is_victim,
        effect_date
    from contested_verdicts
    union all
    select
        allocation_key,
        side,
        epoch_from,
        epoch_until,
        is_rejected,
        is_victim,
        effect_date
    from uncontested_verdicts

),

final as (

    select
        debits.allocation_key,
        greatest(debits.epoch_from, credits.epoch_from) as known_from,
        least(debits.epoch_until, credits.epoch_until) as known_until,
        case
            when not debits.is_rejected and not credits.is_rejected then null
            when (debits.is_rejected and not debits.is_victim)
                or (credits.is_rejected and not credits.is_victim)
                then 'over_allocation'
            else 'after_over_allocation'
        end as reject_code,
        greatest(debits.effect_date, credits.effect_date) as effect_date
    from verdicts as debits
    inner join verdicts as credits
        on debits.allocation_key = credits.allocation_key
        and debits.epoch_from < credits.epoch_until
        and debits.epoch_until > credits.epoch_from
    where debits.side = 'debit'
        and credits.side = 'credit'

)

select * from final
