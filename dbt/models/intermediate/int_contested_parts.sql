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
        overs.company_id,
        overs.allocation_id,
        overs.document_id,
        overs.epoch_from as changed_at
    from overs

    union

    select
        overs.company_id,
        overs.allocation_id,
        overs.document_id,
        overs.epoch_until as changed_at
    from overs

),

part_starts as (

    select
        pieces.company_id,
        pieces.document_id,
        pieces.epoch_from,
        pieces.epoch_until,
        pieces.epoch_from as part_from
    from pieces

    union

    select
        pieces.company_id,
        pieces.document_id,
        pieces.epoch_from,
        pieces.epoch_until,
        changes.changed_at as part_from
    from pieces
    inner join changes
        on pieces.company_id = changes.company_id
        and pieces.allocation_id = changes.allocation_id
        and pieces.document_id <> changes.document_id
        and pieces.epoch_from < changes.changed_at
        and pieces.epoch_until > changes.changed_at

),

final as (

    select
        part_starts.company_id,
        part_starts.document_id,
        part_starts.epoch_from,
        part_starts.part_from,
        lead(part_starts.part_from, 1, part_starts.epoch_until) over (
            partition by part_starts.company_id, part_starts.document_id, part_starts.epoch_from
            order by part_starts.part_from
        ) as part_until
    from part_starts

)

select * from final
