{#
    One row per closing of a foreign item, as known now, with its base amount: base(balance after) − base(balance before).
    What closes the whole of an item, where nothing else ever did, needs no order: before or after it, the balance is all of the item or nothing.
#}

{{ config(materialized='view') }}

with

closings as (

    select * from {{ ref('int_item_closings') }}
    where is_foreign

),

conversions as (

    select * from {{ ref('int_item_conversions') }}
    where known_until = {{ never_timestamp() }}

),

whole as (

    select
        closings.*,
        cast(
            case
                when closings.amount = conversions.opening_amount
                    then conversions.opening_amount_base
                else -conversions.opening_amount_base
            end as decimal(18, 4)
        ) as amount_base
    from closings
    left join conversions
        on closings.document_key = conversions.document_key
        and closings.instalment_number = conversions.instalment_number
    where closings.is_whole

),

running as (

    select
        closings.*,
        sum(closings.amount) over (
            partition by closings.document_key, closings.instalment_number
            order by
                closings.effective_date,
                -- so that a day's receipts are one step of the base
                case when closings.counterpart_document_type = 'receipt' then 0 else 1 end,
                closings.known_from,
                closings.event_kind,
                closings.file_id,
                closings.record_number
            rows between unbounded preceding and current row
        ) as closed_amount
    from closings
    where not closings.is_whole

),

stepped as (

    select
        running.*,
        conversions.numerator,
        conversions.denominator,
        conversions.minor_units,
        conversions.opening_amount,
        conversions.opening_amount_base,
        cast(conversions.opening_amount + running.closed_amount as decimal(38, 4))
            as balance_after,
        cast(conversions.opening_amount + running.closed_amount - running.amount as decimal(38, 4))
            as balance_before
    from running
    left join conversions
        on running.document_key = conversions.document_key
        and running.instalment_number = conversions.instalment_number

),

parts as (

    select
        stepped.* exclude (
            closed_amount,
            numerator,
            denominator,
            minor_units,
            opening_amount,
            opening_amount_base,
            balance_after,
            balance_before
        ),
        {{ base_of_movement('stepped') }} as amount_base
    from stepped

),

final as (

    select * from whole
    union all
    select * from parts

)

select * from final
