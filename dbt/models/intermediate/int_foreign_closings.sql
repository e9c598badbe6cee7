{# One row per closing of a foreign item, as known now, with its base amount: base(balance after) − base(balance before). #}

{{ config(materialized='view') }}

with

closings as (

    select
        closings.*,
        conversions.numerator,
        conversions.denominator,
        conversions.minor_units,
        conversions.opening_amount,
        conversions.opening_amount_base
    from {{ ref('int_item_closings') }} as closings
    left join {{ ref('int_item_conversions') }} as conversions
        on closings.document_key = conversions.document_key
        and closings.instalment_number = conversions.instalment_number
        and conversions.known_until = {{ never_timestamp() }}
    where closings.is_foreign

),

running as (

    select
        closings.*,
        cast(closings.opening_amount + sum(closings.amount) over (
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
        ) as decimal(38, 4)) as balance_after
    from closings

),

stepped as (

    select
        running.*,
        running.balance_after - running.amount as balance_before
    from running

),

final as (

    select
        stepped.* exclude (
            opening_amount,
            numerator,
            denominator,
            minor_units,
            opening_amount_base,
            balance_after,
            balance_before
        ),
        {{ base_of_movement('stepped') }} as amount_base
    from stepped

)

select * from final
