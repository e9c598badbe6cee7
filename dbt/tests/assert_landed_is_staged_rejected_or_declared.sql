{# Law 3: every record of a file is staged at least once, rejected, or declared a title, a total or a blank. #}

with

staged as (

    select
        file_hash,
        sum(distinct_record_count) as staged_count
    from {{ ref('stg_cartera__record_counts') }}
    group by file_hash

),

rejected as (

    select
        file_hash,
        count(distinct entity || cast(record_number as varchar)) as rejected_count
    from {{ ref('fct_rejected_records') }}
    where layer = 'landing'
    group by file_hash

)

select
    files.file_hash,
    files.record_count,
    coalesce(staged.staged_count, 0) as staged_count,
    coalesce(rejected.rejected_count, 0) as rejected_count,
    files.ignored_count
from {{ ref('fct_files') }} as files
left join staged
    on files.file_hash = staged.file_hash
left join rejected
    on files.file_hash = rejected.file_hash
where files.record_count
    <> coalesce(staged.staged_count, 0) + coalesce(rejected.rejected_count, 0) + files.ignored_count
    or files.reject_count <> coalesce(rejected.rejected_count, 0)
