{#
    One row per item and snapshot that no longer has it, with the time at which it is seen again, if it is.
    A snapshot is a file of a layout, source and company; the scope of a list of open items is one in which every item is open.
#}

with

items as (

    select * from {{ ref('stg_erp__items') }}

),

layouts as (

    select * from {{ ref('erp_layouts') }}

),

profiles as (

    select
        layout,
        source,
        min(extract_kind) as extract_kind
    from {{ ref('source_profiles') }}
    where source is not null
        and extract_kind is not null
    group by layout, source

),

files as (

    select
        items.layout,
        items.source,
        items.company_id,
        items.file_id,
        items.file_hash,
        items.version_at,
        min(coalesce(profiles.extract_kind, layouts.extract_kind)) as extract_kind,
        min(items.record_number) as first_record_number,
        count(items.clearing_date) as cleared_count
    from items
    inner join layouts
        on items.layout = layouts.layout
    left join profiles
        on items.layout = profiles.layout
        and items.source = profiles.source
    group by
        items.layout,
        items.source,
        items.company_id,
        items.file_id,
        items.file_hash,
        items.version_at

),

snapshots as (

    select * from files
    where extract_kind = 'snapshot'
        or (extract_kind = 'open_items' and cleared_count = 0)

),

successions as (

    select
        snapshots.*,
        lead(snapshots.version_at) over (
            partition by snapshots.layout, snapshots.source, snapshots.company_id
            order by snapshots.version_at, snapshots.file_id
        ) as next_version_at,
        lead(snapshots.file_id) over (
            partition by snapshots.layout, snapshots.source, snapshots.company_id
            order by snapshots.version_at, snapshots.file_id
        ) as next_file_id
    from snapshots

),

-- every file says that an item is there; only a snapshot says that one is not
appearances as (

    select
        items.*,
        lead(items.version_at) over (
            partition by items.layout, items.source, items.item_key
            order by items.version_at, items.file_id
        ) as seen_again_at
    from items

),

final as (

    select
        appearances.*,
        successions.extract_kind,
        next_files.version_at as vanished_at,
        cast(next_files.version_at as date) as vanished_date,
        next_files.file_id as next_file_id,
        next_files.file_hash as next_file_hash,
        next_files.first_record_number as next_record_number
    from appearances
    inner join successions
        on appearances.layout = successions.layout
        and appearances.source = successions.source
        and appearances.company_id = successions.company_id
        and appearances.file_id = successions.file_id
    inner join files as next_files
        on successions.layout = next_files.layout
        and successions.source = next_files.source
        and successions.company_id = next_files.company_id
        and successions.next_file_id = next_files.file_id
        and successions.next_version_at = next_files.version_at
    where appearances.clearing_date is null
        and (
            appearances.seen_again_at is null
            or appearances.seen_again_at > successions.next_version_at
        )

)

select * from final
