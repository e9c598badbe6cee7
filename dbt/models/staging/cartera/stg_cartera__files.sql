{# One row per landed file and time at which its bytes were seen; a file that says when it was extracted has one. #}

{{ config(materialized='table') }}

with

files as (

    select
        files.*,
        -- in the order of the hashes, so that a tie falls the same way on either
        row_number() over (order by files.file_hash) as file_id
    from {{ source('raw', 'files') }} as files

),

sightings as (

    select * from {{ source('raw', 'sightings') }}

),

extracted as (

    select
        files.file_id,
        files.file_hash,
        files.file_name,
        files.source,
        files.reader,
        files.extracted_at as version_at,
        true as is_first_time
    from files
    where files.extracted_at is not null

),

received as (

    select
        files.file_id,
        files.file_hash,
        files.file_name,
        files.source,
        files.reader,
        files.received_at as version_at,
        true as is_first_time
    from files
    where files.extracted_at is null

),

seen_again as (

    select distinct
        files.file_id,
        files.file_hash,
        files.file_name,
        files.source,
        files.reader,
        sightings.seen_at as version_at,
        false as is_first_time
    from sightings
    inner join files
        on sightings.file_hash = files.file_hash
    where files.extracted_at is null
        and sightings.seen_at > files.received_at

),

final as (

    select * from extracted
    union all
    select * from received
    union all
    select * from seen_again

)

select * from final
