{#
    One row per slice of a debit posted by the as-of date: the state that closed it (null: open) and
    the segment. A reversal is negative, with the state and the day of the application taken back.
#}

with

slices as (

    select * from {{ ref('int_slices') }}
    where item_sign = 1
        and posting_date <= {{ as_of_date() }}
        and close_type is distinct from 'allocation_reversal'

),

reversals as (

    select * from {{ ref('int_debit_reversals') }}

),

pieces as (

    select
        slices.company_id,
        slices.customer_id,
        slices.document_id,
        slices.instalment_number,
        slices.document_type,
        slices.posting_date,
        slices.due_date,
        slices.close_date,
        slices.close_date as applied_date,
        slices.close_type,
        slices.counterpart_key,
        false as is_reversal,
        slices.amount_base
    from slices

    union all

    select * from reversals

),

credit_types as (

    select * from {{ ref('int_credit_types') }}

),

settlement_states as (

    select * from {{ ref('settlement_states') }}

),

document_types as (

    select * from {{ ref('document_types') }}

),

customers as (

    select * from {{ ref('int_customers') }}

),

final as (

    select
        pieces.company_id,
        pieces.customer_id,
        customers.segment,
        pieces.document_id,
        pieces.instalment_number,
        pieces.document_type,
        document_types.roll_forward_line = 'invoiced' as is_invoiced,
        pieces.posting_date,
        pieces.due_date,
        case
            when pieces.close_date <= {{ as_of_date() }} then pieces.close_date
            else {{ never_date() }}
        end as close_date,
        pieces.applied_date,
        coalesce(credit_types.posting_date, pieces.applied_date) as paid_date,
        case
            when pieces.close_date <= {{ as_of_date() }}
                then coalesce(settlement_states.settled_state, 'other')
        end as settled_state,
        pieces.is_reversal,
        pieces.amount_base
    from pieces
    inner join document_types
        on pieces.document_type = document_types.document_type
    left join credit_types
        on pieces.counterpart_key = credit_types.document_key
    left join settlement_states
        on coalesce(credit_types.document_type, pieces.close_type) = settlement_states.closed_by
    left join customers
        on pieces.company_id = customers.company_id
        and pieces.customer_id = customers.customer_id
    where pieces.amount_base is not null

)

select * from final
