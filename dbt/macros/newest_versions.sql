{# The newest version of each key, as known: one row per key. #}
{% macro newest_versions(relation, keys) %}
with

ranked as (

    select
        records.*,
        row_number() over (
            partition by {% for key in keys %}records.{{ key }}{{ ', ' if not loop.last }}{% endfor %}
            order by records.version_at desc, records.file_hash desc, records.record_number desc
        ) as recency
    from {{ relation }} as records

),

newest as (

    select * exclude (recency) from ranked
    where recency = 1

)

select * from newest
{% endmacro %}
