{# One row per closing of a foreign item, as known now, with its base amount: base(balance after) − base(balance before). #}

{{ config(materialized='view') }}

with

closings as (

    select * from {{ ref('int_item_closings') }}
    where is_foreign

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
    left join {{ ref('int_item_conversions') }} as conversions
        on running.document_key = conversions.document_key
        and running.instalment_number = conversions.instalment_number
        and conversions.known_until = {{ never_timestamp() }}

),

final as (

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

)

select * from final
