-- One row: what this file is a function of, and what its building rejected beyond what landing had.
-- raw: the folder of raw Parquet. Parameters: the columns.
create table trace.build as
select
    $build_id as build_id,
    cast($as_of_date as date) as as_of_date,
    cast($known_at as timestamp) as known_at,
    cast($published_at as timestamp) as published_at,
    $code_version as code_version,
    $seeds_hash as seeds_hash,
    (
        select count(*)
        from marts.fct_rejected_records as rejected
        where not exists (
                select 1
                from
                    read_parquet('{{ raw | string | replace("'", "''") }}/rejects/*.parquet') as landed -- noqa: LT05
                where landed.file_hash = rejected.file_hash
                    and landed.record_number = rejected.record_number
                    and landed.reason_code = rejected.reason_code
            )
    ) as build_reject_count
