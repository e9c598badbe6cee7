-- Copies the row of one landed file into raw. Names: target.
-- Parameters: $file_hash, $file_name, $source, $reader, $received_at, $extracted_at, $record_count, $reject_count,
-- $ignored_count, $byte_count.
copy (
    select
        $file_hash::varchar as file_hash,
        $file_name::varchar as file_name,
        $source::varchar as source,
        $reader::varchar as reader,
        $received_at::timestamp as received_at,
        $extracted_at::timestamp as extracted_at,
        $record_count::bigint as record_count,
        $reject_count::bigint as reject_count,
        $ignored_count::bigint as ignored_count,
        $byte_count::bigint as byte_count
) to '{{ target }}' (format parquet)
