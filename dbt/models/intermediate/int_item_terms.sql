{# One row per version of an open item, like int_item_versions, in numbers and dates alone. #}

{{ config(materialized='view') }}

select
    records.* exclude (version_at),
    coalesce(versions.known_from, records.version_at) as known_from,
    coalesce(versions.known_until, {{ never_timestamp() }}) as known_until,
    several.document_key is null as is_only_row
from {{ ref('int_document_records') }} as records
left join {{ ref('int_several_document_keys') }} as several
    on records.document_key = several.document_key
left join {{ ref('int_several_document_versions') }} as versions
    on records.document_key = versions.document_key
    and records.instalment_number = versions.instalment_number
    and records.version_at = versions.version_at
    and records.file_id = versions.file_id
    and records.record_number = versions.record_number
where several.document_key is null
    or versions.document_key is not null
