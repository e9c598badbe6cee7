{# One row per contested document, epoch of its knowledge, and allocation that stood in it, in the order in which allocations count. #}

with

documents as (

    select * from {{ ref('int_contested_documents') }}

),

sides as (

    select * from {{ ref('int_contested_allocation_sides') }}
    where is_contested

),

items as (

    select items.*
    from {{ ref('int_item_terms') }} as items
    inner join documents
        on items.document_key = documents.document_key

),

side_records as (

    select distinct
        file_id,
        record_number
    from sides

),

allocation_names as (

    select
        allocations.company_id,
        allocations.allocation_id
    from {{ ref('int_allocations_unioned') }} as allocations
    inner join side_records
        on allocations.file_id = side_records.file_id
        and allocations.record_number = side_records.record_number

),

-- the keys of these few alone
allocation_ids as (

    select distinct
        {{ document_key('allocation_names.company_id', 'allocation_names.allocation_id') }}
            as allocation_key,
        allocation_names.allocation_id
    from allocation_names

),

epoch_starts as (

    select
        document_key,
        known_from as epoch_from
    from sides
    union
    select
        document_key,
        known_until as epoch_from
    from sides
    union
    select
        document_key,
        known_from as epoch_from
    from items

),

epochs as (

    select
        epoch_starts.*,
        lead(epoch_starts.epoch_from, 1, {{ never_timestamp() }}) over (
            partition by epoch_starts.document_key
            order by epoch_starts.epoch_from
        ) as epoch_until
    from epoch_starts
    where epoch_starts.epoch_from < {{ never_timestamp() }}

),

final as (

    select
        epochs.document_key,
        epochs.epoch_from,
        epochs.epoch_until,
        sides.allocation_key,
        sides.side,
        sides.instalment_number,
        sides.amount,
        sides.counterpart_key,
        sides.counterpart_document_type,
        sides.effect_date,
        sides.reversed_date,
        sides.file_id,
        sides.record_number,
        row_number() over (
            partition by epochs.document_key, epochs.epoch_from
            order by sides.version_at, sides.effective_date, allocation_ids.allocation_id
        ) as order_number
    from epochs
    inner join sides
        on epochs.document_key = sides.document_key
        and epochs.epoch_from >= sides.known_from
        and epochs.epoch_from < sides.known_until
    inner join allocation_ids
        on sides.allocation_key = allocation_ids.allocation_key

)

select * from final
