{# One row per posted document of several records and interval of knowledge in which its set of instalments stood still. #}

with

items as (

    select * from {{ ref('int_item_terms') }}
    where not is_only_row

),

epochs as (

    select
        starts.document_key,
        starts.epoch_from,
        lead(starts.epoch_from, 1, {{ never_timestamp() }}) over (
            partition by starts.document_key
            order by starts.epoch_from
        ) as epoch_until
    from (
        select distinct
            document_key,
            known_from as epoch_from
        from items
    ) as starts

),

final as (

    select
        epochs.document_key,
        min(items.book_number) as book_number,
        min(items.type_number) as type_number,
        min(items.item_sign) as item_sign,
        max(items.posting_date) as posting_date,
        -- the instalments have their own; the verdicts say which of them takes what
        cast(null as date) as due_date,
        cast(0 as decimal(18, 4)) as capacity_amount,
        case when count(*) = 1 then min(items.instalment_number) end as only_instalment_number,
        ','
        || string_agg(
            cast(items.instalment_number as varchar), ',' order by items.instalment_number
        )
        || ',' as instalment_numbers,
        epochs.epoch_from as known_from,
        epochs.epoch_until as known_until
    from epochs
    inner join items
        on epochs.document_key = items.document_key
        and epochs.epoch_from >= items.known_from
        and epochs.epoch_from < items.known_until
    where items.is_posted
    group by epochs.document_key, epochs.epoch_from, epochs.epoch_until

)

select * from final
