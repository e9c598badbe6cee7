-- Copies a delimited file into the raw form of its entity: every column text, records numbered as they stand.
-- Takes the names: path; fields (theirs, in order); columns (ours: name, expression); attributes (key, field); number;
-- max_line_size; line_end; target; and the parameter $file_hash. Returns the count of records.
copy (
    select
    {% for column in columns %}
        {{ column.expression }} as {{ column.name }},
    {% endfor %}
    {% if attributes %}
        nullif('{' || concat_ws(
            ','
        {% for attribute in attributes %}
            , '{{ attribute.key }}' || to_json({{ attribute.field }})
        {% endfor %}
        ) || '}', '{}') as attributes,
    {% else %}
        null::varchar as attributes,
    {% endif %}
        $file_hash::varchar as file_hash,
        {{ number }} as record_number
    from read_csv(
        '{{ path }}',
        auto_detect = false,
        header = true,
        delim = ',',
        quote = '"',
        escape = '"',
        nullstr = '',
        strict_mode = true,
        null_padding = false,
        max_line_size = {{ max_line_size }},
    {% if line_end %}
        new_line = '{{ line_end }}',
    {% endif %}
        columns = {
        {% for field in fields %}
            '{{ field }}': 'VARCHAR'{{ '' if loop.last else ',' }}
        {% endfor %}
        }
    )
) to '{{ target }}' (
    format parquet,
    compression zstd,
    compression_level 1,
    parquet_version v2,
    dictionary_size_limit 2500
)
