{#
    One row per event of a foreign item whose knowledge came in the order of effect: its base amount
    is a running difference. Where the rate came later than the event, the event has none, and the
    base follows on its day when the rate is known.
#}

with

running as (

    select
        events.*,
        conversions.numerator,
        conversions.denominator,
        conversions.minor_units,
        conversions.opening_amount,
        conversions.opening_amount_base,
        conversions.known_from as converted_from,
        cast(sum(events.amount) over life as decimal(38, 4)) as balance_after
    from {{ ref('int_foreign_events') }} as events
    left join {{ ref('int_item_conversions') }} as conversions
        on events.document_key = conversions.document_key
        and events.instalment_number = conversions.instalment_number
    where not events.needs_grid
    window life as (
        partition by events.document_key, events.instalment_number
        order by
            events.known_at,
            events.effective_date,
            case when events.event_code = 'opened' then 0 else 1 end,
            events.file_id,
            events.record_number,
            events.event_code
        rows between unbounded preceding and current row
    )

),

stepped as (

    select
        running.*,
        running.balance_after - running.amount as balance_before
    from running

),

based as (

    select
        stepped.*,
        {{ base_of_movement('stepped') }} as base_once_known
    from stepped

),

event_bases as (

    select
        based.document_key,
        based.instalment_number,
        based.company_id,
        based.document_id,
        based.customer_id,
        based.currency_code,
        based.event_type,
        based.event_code,
        based.effective_date,
        based.amount,
        based.file_id,
        based.record_number,
        based.is_taken_back,
        based.known_at,
        case
            when based.known_at >= based.converted_from then based.base_once_known
        end as amount_base
    from based

),

late_bases as (

    select
        based.document_key,
        based.instalment_number,
        based.company_id,
        based.document_id,
        based.customer_id,
        based.currency_code,
        'conversion' as event_type,
        -- one record may apply to two items: the document tells them apart
        'base-' || based.document_id || '-' || cast(based.effective_date as varchar) as event_code,
        based.effective_date,
        cast(0 as decimal(18, 4)) as amount,
        min(based.file_id) as file_id,
        min_by(based.record_number, based.file_id) as record_number,
        false as is_taken_back,
        based.converted_from as known_at,
        cast(sum(based.base_once_known) as decimal(18, 4)) as amount_base
    from based
    where based.known_at < based.converted_from
    group by
        based.document_key,
        based.instalment_number,
        based.company_id,
        based.document_id,
        based.customer_id,
        based.currency_code,
        based.effective_date,
        based.converted_from
    having sum(based.base_once_known) <> 0

),

final as (

    select * from event_bases
    union all
    select * from late_bases

)

select * from final
