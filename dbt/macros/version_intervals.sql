{#
    The versions of each key with the interval in which each was the newest known, [known_from, known_until).
    Ties of version time go to the greater file_hash, record_number; a version whose content equals the one before it is a copy and counts once.
    Meant for the few keys that have several records: the others never need a window.
#}
{% macro version_intervals(relation, keys, content) %}
with

successors as (

    select
        records.*,
        concat_ws(
            '|',
            {% for column in content %}
            coalesce(cast(records.{{ column }} as varchar), '~'){{ ',' if not loop.last }}
            {% endfor %}
        ) as content,
        lead(records.version_at) over (
            partition by {{ keys | join(', ') }}
            order by records.version_at, records.file_id, records.record_number
        ) as next_version_at
    from {{ relation }} as records

),

standing as (

    select
        successors.*,
        lag(successors.content) over (
            partition by {{ keys | join(', ') }}
            order by successors.version_at
        ) as previous_content
    from successors
    where successors.next_version_at is null
        or successors.next_version_at > successors.version_at

),

versions as (

    select
        standing.*,
        standing.version_at as known_from,
        lead(standing.version_at, 1, {{ never_timestamp() }}) over (
            partition by {{ keys | join(', ') }}
            order by standing.version_at
        ) as known_until
    from standing
    where standing.previous_content is null
        or standing.previous_content <> standing.content

)

select * exclude (content, next_version_at, previous_content) from versions
{% endmacro %}
