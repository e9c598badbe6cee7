{#
    One row per item that opened again after a month end on which it was closed, month and state:
    what to take from the month's transitions, because it was not open when the month began. It is
    taken first from what is open at the end (null state), then from what closed in the month.
#}

with

slices as (

    select
        slices.*,
        {{ month_number('slices.applied_date') }} as applied_month_number,
        {{ month_number('slices.close_date') }} as close_month_number
    from {{ ref('int_debit_slices') }} as slices

),

states as (

    select
        settled_state,
        min(position) as position
    from {{ ref('settlement_states') }}
    group by settled_state

),

reopened as (

    select
        company_id,
        document_id,
        instalment_number,
        close_month_number as month_number,
        sum(-amount_base) as amount_base
    from slices
    where is_reversal
        and settled_state is not null
        and applied_month_number < close_month_number
    group by company_id, document_id, instalment_number, close_month_number

),

ends as (

    select
        reopened.company_id,
        reopened.document_id,
        reopened.instalment_number,
        reopened.month_number,
        slices.segment,
        slices.due_date,
        case
            when slices.close_month_number = reopened.month_number then slices.settled_state
        end as settled_state,
        min(reopened.amount_base) as reopened_amount_base,
        sum(slices.amount_base) as amount_base
    from reopened
    inner join slices
        on reopened.company_id = slices.company_id
        and reopened.document_id = slices.document_id
        and reopened.instalment_number = slices.instalment_number
        and reopened.month_number <= slices.close_month_number
    where not slices.is_reversal
        or slices.close_month_number <> reopened.month_number
        or slices.applied_month_number = slices.close_month_number
    group by
        reopened.company_id,
        reopened.document_id,
        reopened.instalment_number,
        reopened.month_number,
        slices.segment,
        slices.due_date,
        case
            when slices.close_month_number = reopened.month_number then slices.settled_state
        end

),

cumulated as (

    select
        ends.*,
        coalesce(sum(ends.amount_base) over (
            partition by
                ends.company_id, ends.document_id, ends.instalment_number, ends.month_number
            order by coalesce(states.position, 0)
            rows between unbounded preceding and 1 preceding
        ), 0) as amount_base_before
    from ends
    left join states
        on ends.settled_state = states.settled_state

),

final as (

    select
        cumulated.company_id,
        cumulated.segment,
        cumulated.document_id,
        cumulated.instalment_number,
        cumulated.due_date,
        cumulated.month_number,
        cumulated.settled_state,
        cast(greatest(0, least(
            cumulated.amount_base, cumulated.reopened_amount_base - cumulated.amount_base_before
        )) as decimal(38, 4)) as amount_base
    from cumulated

)

select * from final
