{# One row per contested document, epoch and instalment, with the stretch of the document's total that it covers, by due date, then number. #}

with

epochs as (

    select distinct
        document_key,
        epoch_from,
        epoch_until
    from {{ ref('int_contested_sides') }}

),

items as (

    select * from {{ ref('int_item_terms') }}
    where is_posted

),

live_items as (

    select
        epochs.document_key,
        epochs.epoch_from,
        items.instalment_number,
        items.amount,
        row_number() over (
            partition by epochs.document_key, epochs.epoch_from
            order by items.due_date, items.instalment_number
        ) as position,
        count(*) over (partition by epochs.document_key, epochs.epoch_from) as item_count,
        cast(sum(items.amount) over (
            partition by epochs.document_key, epochs.epoch_from
            order by items.due_date, items.instalment_number
            rows between unbounded preceding and current row
        ) as decimal(38, 4)) as until_amount
    from epochs
    inner join items
        on epochs.document_key = items.document_key
        and epochs.epoch_from >= items.known_from
        and epochs.epoch_from < items.known_until

),

final as (

    select
        live_items.document_key,
        live_items.epoch_from,
        live_items.instalment_number,
        live_items.amount,
        live_items.position,
        live_items.item_count,
        cast(live_items.until_amount - live_items.amount as decimal(38, 4)) as from_amount,
        -- what no instalment can take goes to the last
        case
            when
                live_items.position = live_items.item_count
                then cast(9999999999999999999 as decimal(38, 4))
            else live_items.until_amount
        end as until_amount
    from live_items

)

select * from final
