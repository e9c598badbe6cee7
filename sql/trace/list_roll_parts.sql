-- Parts of what was in a state when the month began and in another (or any) when it ended: the pieces
-- of the debits, less what of them opened again only within the month.
-- Names: measure
with

followed as (

    select
        wanted.row_id,
        wanted.day,
        wanted.month_start,
        wanted.bucket_code,
        wanted.to_state,
        pieces.event_id,
        pieces.company_id,
        pieces.document_id,
        pieces.document_number,
        pieces.instalment_number,
        pieces.due_date,
        case when pieces.close_date <= wanted.day then pieces.settled_state end as settled_state,
        pieces.{{ measure }} as amount,
        pieces.file_hash,
        pieces.record_number
    from wanted
    inner join trace.pieces as pieces
        on wanted.company_id = pieces.company_id
        and wanted.month_start > pieces.posting_date
        and wanted.month_start <= pieces.close_date
    where (not wanted.has_segment or wanted.segment is not distinct from pieces.segment)
        and not coalesce(
            pieces.is_reversal
            and pieces.settled_state is not null
            and date_trunc('month', pieces.applied_date) < date_trunc('month', pieces.close_date)
            and date_trunc('month', pieces.close_date) = wanted.month_start,
            false
        )

    union all

    select
        wanted.row_id,
        wanted.day,
        wanted.month_start,
        wanted.bucket_code,
        wanted.to_state,
        reopenings.event_id,
        reopenings.company_id,
        reopenings.document_id,
        reopenings.document_number,
        reopenings.instalment_number,
        reopenings.due_date,
        reopenings.settled_state,
        -reopenings.{{ measure }} as amount,
        reopenings.file_hash,
        reopenings.record_number
    from wanted
    inner join trace.reopenings as reopenings
        on wanted.company_id = reopenings.company_id
        and wanted.month_start = reopenings.month_start
    where not wanted.has_segment or wanted.segment is not distinct from reopenings.segment

)

select
    followed.row_id,
    followed.event_id,
    followed.company_id,
    followed.document_id,
    followed.document_number,
    followed.instalment_number,
    coalesce(followed.settled_state, 'open') as event_type,
    followed.due_date as effective_date,
    followed.amount,
    followed.file_hash,
    followed.record_number
from followed
inner join marts.dim_aging_buckets as from_buckets
    on followed.bucket_code = from_buckets.aging_bucket_code
    and from_buckets.item_sign = 1
    and followed.month_start - 1 - followed.due_date >= from_buckets.from_days
    and followed.month_start - 1 - followed.due_date < from_buckets.until_days
inner join marts.dim_aging_buckets as to_buckets
    on to_buckets.item_sign = 1
    and followed.day - followed.due_date >= to_buckets.from_days
    and followed.day - followed.due_date < to_buckets.until_days
where followed.to_state is null
    or followed.to_state = coalesce(followed.settled_state, to_buckets.aging_bucket_code)
