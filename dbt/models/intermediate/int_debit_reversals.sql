{#
    One row per application taken back from a debit posted by the as-of date, with both its days: a
    negative slice, in the columns of int_debit_slices.
#}

with

movements as (

    select * from {{ ref('int_item_movements') }}

),

items as (

    select * from {{ ref('int_items') }}
    where item_sign = 1
        and posting_date <= {{ as_of_date() }}

),

reversals as (

    select
        movements.company_id,
        movements.document_id,
        movements.instalment_number,
        movements.allocation_key,
        movements.counterpart_key,
        movements.effective_date,
        movements.amount_base
    from movements
    where movements.event_kind = 'unapplied'

),

applications as (

    select
        movements.company_id,
        movements.document_id,
        movements.instalment_number,
        movements.allocation_key,
        movements.effective_date
    from movements
    where movements.event_kind = 'applied'

),

final as (

    select
        items.company_id,
        items.customer_id,
        items.document_id,
        items.instalment_number,
        items.document_type,
        items.posting_date,
        items.due_date,
        reversals.effective_date as close_date,
        applications.effective_date as applied_date,
        'allocation' as close_type,
        reversals.counterpart_key,
        true as is_reversal,
        cast(-reversals.amount_base as decimal(18, 4)) as amount_base
    from reversals
    inner join applications
        on reversals.company_id = applications.company_id
        and reversals.document_id = applications.document_id
        and reversals.instalment_number = applications.instalment_number
        and reversals.allocation_key = applications.allocation_key
    inner join items
        on reversals.company_id = items.company_id
        and reversals.document_id = items.document_id
        and reversals.instalment_number = items.instalment_number

)

select * from final
