-- Copies the row of one sighting into raw. Names: target. Parameters: $file_hash, $file_name, $source, $seen_at.
copy (
    select
        $file_hash::varchar as file_hash,
        $file_name::varchar as file_name,
        $source::varchar as source,
        $seen_at::timestamp as seen_at
) to '{{ target }}' (format parquet)
