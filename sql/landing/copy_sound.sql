-- Copies the records that have no fault. Names: path, target. Needs: faults. Returns the count of records.
copy (
    select records.*
    from read_parquet('{{ path }}') as records
    anti join faults
        on records.record_number = faults.record_number
) to '{{ target }}' (
    format parquet,
    compression zstd,
    compression_level 1,
    parquet_version v2,
    dictionary_size_limit 2500
)
