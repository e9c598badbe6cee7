{# One row per version of an allocation, with the interval in which it was the newest known. #}

{{ config(materialized='view') }}

with

single_versions as (

    select
        allocations.*,
        allocations.version_at as known_from,
        {{ never_timestamp() }} as known_until
    from {{ ref('int_allocations_unioned') }} as allocations
    left join {{ ref('int_several_allocation_keys') }} as several
        on allocations.allocation_key = several.allocation_key
    where several.allocation_key is null

),

final as (

    select * from single_versions
    union all by name
    select * from {{ ref('int_several_allocation_versions') }}

)

select * from final
