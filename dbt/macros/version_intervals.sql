{#
    The versions of each key with the interval in which each was the newest known, [known_from, known_until).
    Ties of version time go to the greater file_hash, record_number; a version whose content equals the one before it is a copy and counts once.
    Keys with one record, nearly all, never meet a window.
#}
{% macro version_intervals(relation, keys, content) %}
with

repeated_keys as (

    select {{ keys | join(', ') }}
    from {{ relation }}
    group by {{ keys | join(', ') }}
    having count(*) > 1

),

single_versions as (

    select
        records.*,
        records.version_at as known_from,
        {{ never_timestamp() }} as known_until
    from {{ relation }} as records
    left join repeated_keys
        on {% for key in keys %}records.{{ key }} = repeated_keys.{{ key }}{{ ' and ' if not loop.last }}{% endfor %}
    where repeated_keys.{{ keys[0] }} is null

),

successors as (

    select
        records.*,
        concat_ws('|', {% for column in content %}coalesce(cast(records.{{ column }} as varchar), '~'){{ ', ' if not loop.last }}{% endfor %}) as content,
        lead(records.version_at) over (
            partition by {% for key in keys %}records.{{ key }}{{ ', ' if not loop.last }}{% endfor %}
            order by records.version_at, records.file_hash, records.record_number
        ) as next_version_at
    from {{ relation }} as records
    inner join repeated_keys
        on {% for key in keys %}records.{{ key }} = repeated_keys.{{ key }}{{ ' and ' if not loop.last }}{% endfor %}

),

standing as (

    select
        successors.*,
        lag(successors.content) over (
            partition by {% for key in keys %}successors.{{ key }}{{ ', ' if not loop.last }}{% endfor %}
            order by successors.version_at
        ) as previous_content
    from successors
    where successors.next_version_at is null
        or successors.next_version_at > successors.version_at

),

several_versions as (

    select
        standing.*,
        standing.version_at as known_from,
        coalesce(
            lead(standing.version_at) over (
                partition by {% for key in keys %}standing.{{ key }}{{ ', ' if not loop.last }}{% endfor %}
                order by standing.version_at
            ),
            {{ never_timestamp() }}
        ) as known_until
    from standing
    where standing.previous_content is null
        or standing.previous_content <> standing.content

),

versions as (

    select * from single_versions
    union all by name
    select * exclude (content, next_version_at, previous_content) from several_versions

)

select * from versions
{% endmacro %}
