{#
    One row per contested document and part of an epoch: cut where the other document of one of its
    allocations changes its verdict.
#}

with

pieces as (

    select * from {{ ref('int_contested_pieces') }}

),

overs as (

    select * from {{ ref('int_contested_overs') }}

),

changes as (

    select
        overs.allocation_key,
        overs.document_key,
        overs.epoch_from as changed_at
    from overs

    union

    select
        overs.allocation_key,
        overs.document_key,
        overs.epoch_until as changed_at
    from overs

),

part_starts as (

    select
        pieces.document_key,
        pieces.epoch_from,
        pieces.epoch_until,
        pieces.epoch_from as part_from
    from pieces

    union

    select
        pieces.document_key,
        pieces.epoch_from,
        pieces.epoch_until,
        changes.changed_at as part_from
    from pieces
    inner join changes
        on pieces.allocation_key = changes.allocation_key
        and pieces.document_key <> changes.document_key
        and pieces.epoch_from < changes.changed_at
        and pieces.epoch_until > changes.changed_at

),

final as (

    select
        part_starts.document_key,
        part_starts.epoch_from,
        part_starts.part_from,
        lead(part_starts.part_from, 1, part_starts.epoch_until) over (
            partition by part_starts.document_key, part_starts.epoch_from
            order by part_starts.part_from
        ) as part_until
    from part_starts

)

select * from final
