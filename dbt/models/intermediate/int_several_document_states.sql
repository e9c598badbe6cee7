{#
    One row per posted document of several records, interval of knowledge in which its set of instalments stood still, and what an allocation may name:
    one of its instalments, or none of them.
#}

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

instalments as (

    select
        items.*,
        epochs.epoch_from,
        epochs.epoch_until
    from epochs
    inner join items
        on epochs.document_key = items.document_key
        and epochs.epoch_from >= items.known_from
        and epochs.epoch_from < items.known_until
    where items.is_posted

),

documents as (

    select
        instalments.document_key,
        instalments.epoch_from,
        instalments.epoch_until,
        min(instalments.book_number) as book_number,
        min(instalments.type_number) as type_number,
        min(instalments.item_sign) as item_sign,
        min(instalments.minor_unit_amount) as minor_unit_amount,
        max(instalments.posting_date) as posting_date,
        case when count(*) = 1 then min(instalments.instalment_number) end
            as only_instalment_number
    from instalments
    group by instalments.document_key, instalments.epoch_from, instalments.epoch_until

),

final as (

    select
        documents.document_key,
        documents.book_number,
        documents.type_number,
        documents.item_sign,
        documents.minor_unit_amount,
        documents.posting_date,
        documents.only_instalment_number as instalment_number,
        cast(null as integer) as named_instalment_number,
        true as is_unnamed_allowed,
        documents.epoch_from as known_from,
        documents.epoch_until as known_until
    from documents

    union all

    select
        documents.document_key,
        documents.book_number,
        documents.type_number,
        documents.item_sign,
        documents.minor_unit_amount,
        instalments.posting_date,
        instalments.instalment_number,
        instalments.instalment_number as named_instalment_number,
        false as is_unnamed_allowed,
        documents.epoch_from as known_from,
        documents.epoch_until as known_until
    from documents
    inner join instalments
        on documents.document_key = instalments.document_key
        and documents.epoch_from = instalments.epoch_from

)

select * from final
