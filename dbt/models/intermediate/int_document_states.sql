{# One row per posted document and interval of knowledge in which its set of instalments stood still: what an allocation needs to know of its sides. #}

with

items as (

    select * from {{ ref('int_item_versions') }}

),

several_rows as (

    select
        items.company_id,
        items.document_id
    from items
    group by items.company_id, items.document_id
    having count(*) > 1

),

single_states as (

    select
        items.company_id,
        items.document_id,
        items.item_sign,
        items.currency_code,
        items.posting_date,
        items.instalment_number as only_instalment_number,
        ',' || items.instalment_number || ',' as instalment_numbers,
        items.known_from,
        items.known_until
    from items
    left join several_rows
        on items.company_id = several_rows.company_id
        and items.document_id = several_rows.document_id
    where several_rows.document_id is null
        and items.is_posted

),

several_items as (

    select items.*
    from items
    inner join several_rows
        on items.company_id = several_rows.company_id
        and items.document_id = several_rows.document_id

),

epoch_starts as (

    select distinct
        several_items.company_id,
        several_items.document_id,
        several_items.known_from as epoch_from
    from several_items

),

epochs as (

    select
        epoch_starts.*,
        lead(epoch_starts.epoch_from, 1, {{ never_timestamp() }}) over (
            partition by epoch_starts.company_id, epoch_starts.document_id
            order by epoch_starts.epoch_from
        ) as epoch_until
    from epoch_starts

),

several_states as (

    select
        epochs.company_id,
        epochs.document_id,
        min(several_items.item_sign) as item_sign,
        min(several_items.currency_code) as currency_code,
        max(several_items.posting_date) as posting_date,
        case when count(*) = 1 then min(several_items.instalment_number) end as only_instalment_number,
        ',' || string_agg(cast(several_items.instalment_number as varchar), ',' order by several_items.instalment_number)
        || ',' as instalment_numbers,
        epochs.epoch_from as known_from,
        epochs.epoch_until as known_until
    from epochs
    inner join several_items
        on epochs.company_id = several_items.company_id
        and epochs.document_id = several_items.document_id
        and several_items.known_from <= epochs.epoch_from
        and epochs.epoch_from < several_items.known_until
    where several_items.is_posted
    group by epochs.company_id, epochs.document_id, epochs.epoch_from, epochs.epoch_until

),

final as (

    select * from single_states
    union all
    select * from several_states

)

select * from final
