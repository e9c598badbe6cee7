-- The latest day on which something landed took effect; a day after its file's landing is a plan or a slip.
-- raw: the folder of raw Parquet. Returns one row: latest_day, null when there is none.
with

days as (

    select
        file_hash,
        try_cast(posting_date as date) as day
    from read_parquet('{{ raw | string | replace("'", "''") }}/documents/*.parquet')

    union all

    select
        file_hash,
        try_cast(effective_date as date) as day
    from read_parquet('{{ raw | string | replace("'", "''") }}/allocations/*.parquet')

    union all

    select
        file_hash,
        try_cast(booking_date as date) as day
    from read_parquet('{{ raw | string | replace("'", "''") }}/bank_entries/*.parquet')

),

files as (

    select *
    from read_parquet('{{ raw | string | replace("'", "''") }}/files/*.parquet')

)

select max(days.day) as latest_day
from days
inner join files
    on days.file_hash = files.file_hash
where days.day <= cast(files.received_at as date)
