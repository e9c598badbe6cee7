-- Parts of a loss rate: pieces of the debits that fell due in the vintages judged by the last month and
-- reached the row's bucket; or those of them that were lost: written off, or still open.
-- Parameters: $is_lost_only. Names: measure
with

last_bucket as (

    select max(buckets.position) as position from marts.dim_aging_buckets as buckets
    where buckets.item_sign = 1

),

pieces as (

    select
        pieces.*,
        pieces.close_date > last_day(rules.last_month_start) as is_open_then,
        case
            when pieces.close_date > last_day(rules.last_month_start) then last_bucket.position
            else pieces.last_position
        end as reached_position
    from trace.pieces as pieces
    cross join trace.rules as rules
    cross join last_bucket
    where pieces.is_invoiced
        and date_trunc('month', pieces.due_date)
        >= rules.last_month_start - to_months(rules.vintage_from_months)
        and date_trunc('month', pieces.due_date)
        < rules.last_month_start - to_months(rules.vintage_until_months)

)

select
    chosen.row_id,
    pieces.event_id,
    pieces.company_id,
    pieces.document_id,
    pieces.document_number,
    pieces.instalment_number,
    coalesce(pieces.settled_state, 'open') as event_type,
    case when pieces.settled_state is null then pieces.posting_date else pieces.close_date end
        as effective_date,
    pieces.{{ measure }} as amount,
    pieces.file_hash,
    pieces.record_number
from chosen
inner join marts.dim_aging_buckets as buckets
    on chosen.aging_bucket_code = buckets.aging_bucket_code
inner join pieces
    on chosen.company_id = pieces.company_id
    and buckets.position <= pieces.reached_position
where (chosen.loss_rate_source is distinct from 'segment' or chosen.segment = pieces.segment)
    and chosen.reached_amount_base is not null
    and (
        not $is_lost_only
        or pieces.is_open_then
        or coalesce(pieces.settled_state, '') = 'written_off'
    )
