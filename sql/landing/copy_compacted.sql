-- Copies several raw files of one folder into one, every row once, in the order of their names.
-- Takes the names: paths; columns (name, type) of the folder; target. Returns the count of rows.
copy (
    select
    {% for column in columns %}
        {{ column[0] }}{{ '' if loop.last else ',' }}
    {% endfor %}
    from read_parquet(
        [{% for path in paths %}'{{ path }}'{{ '' if loop.last else ', ' }}{% endfor %}],
        union_by_name = true
    )
) to '{{ target }}' (
    format parquet,
    compression zstd,
    parquet_version v2
)
