-- Copies rejects, written as quoted text, into raw, in the order of their records. Names: paths, target. Returns the count of rejects.
copy (
    select
        file_hash,
        record_number::bigint as record_number,
        entity,
        reason_code,
        reason,
        original_text
    from read_csv(
        [{% for path in paths %}'{{ path }}'{{ '' if loop.last else ', ' }}{% endfor %}],
        auto_detect = false,
        header = false,
        delim = ',',
        quote = '"',
        escape = '"',
        nullstr = '\N',
        allow_quoted_nulls = false,
        new_line = '\n',
        max_line_size = 2097152,
        columns = {
            'file_hash': 'VARCHAR',
            'record_number': 'VARCHAR',
            'entity': 'VARCHAR',
            'reason_code': 'VARCHAR',
            'reason': 'VARCHAR',
            'original_text': 'VARCHAR'
        }
    )
    order by entity, record_number::bigint
) to '{{ target }}' (format parquet, compression zstd)
