-- Copies no row of the given columns, so that a folder of raw can always be read. Names: columns (name, type), target.
copy (
    select
    {% for column in columns %}
        null::{{ column[1] }} as {{ column[0] }}{{ '' if loop.last else ',' }}
    {% endfor %}
    where false
) to '{{ target }}' (format parquet)
