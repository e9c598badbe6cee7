-- Parts of a sum over pieces of debits: each piece, at the record of the document that it is a piece of.
-- Parameters: $population (which pieces count, one of the names below). Names: measure
with

pieces as (

    select
        wanted.row_id,
        pieces.*
    from wanted
    cross join trace.rules as rules
    inner join trace.pieces as pieces
        on wanted.company_id = pieces.company_id
    left join marts.dim_aging_buckets as buckets
        on wanted.bucket_code = buckets.aging_bucket_code
    where (wanted.customer_id is null or wanted.customer_id = pieces.customer_id)
        and (not wanted.has_segment or wanted.segment is not distinct from pieces.segment)
        and case $population
            when 'invoiced'
                then
                    pieces.is_invoiced
                    and pieces.posting_date between wanted.month_start and last_day(wanted.day)
            when 'at_risk'
                then
                    pieces.is_invoiced
                    and pieces.posting_date between wanted.month_start and last_day(wanted.day)
                    and pieces.close_date > pieces.due_date + wanted.number
            when 'overdue_target'
                then
                    pieces.due_date < wanted.month_start
                    and pieces.posting_date < wanted.month_start
                    and pieces.close_date >= wanted.month_start
            when 'due_target'
                then
                    pieces.due_date between wanted.month_start and last_day(wanted.day)
                    and pieces.posting_date < wanted.month_start
                    and pieces.close_date >= wanted.month_start
            when 'new_target'
                then
                    pieces.posting_date between wanted.month_start and last_day(wanted.day)
                    and pieces.due_date <= last_day(wanted.day)
                    and pieces.close_date >= wanted.month_start
            when 'collected'
                then
                    pieces.due_date <= last_day(wanted.day)
                    and pieces.posting_date <= last_day(wanted.day)
                    and pieces.close_date between wanted.month_start and last_day(wanted.day)
                    and pieces.settled_state = 'paid'
            when 'recovered'
                then
                    pieces.document_type = 'write_off_reversal'
                    and pieces.close_date between wanted.month_start and last_day(wanted.day)
                    and pieces.settled_state = 'paid'
            when 'exposed'
                then
                    pieces.is_invoiced
                    and pieces.posting_date <= last_day(wanted.day)
                    and pieces.close_date > last_day(wanted.day)
                    and last_day(wanted.day) - pieces.due_date >= buckets.from_days
                    and last_day(wanted.day) - pieces.due_date < buckets.until_days
            when 'lost'
                then
                    pieces.is_invoiced
                    and pieces.posting_date <= last_day(wanted.day)
                    and pieces.close_date > last_day(wanted.day)
                    and last_day(wanted.day) - pieces.due_date >= buckets.from_days
                    and last_day(wanted.day) - pieces.due_date < buckets.until_days
                    and (
                        coalesce(pieces.settled_state, '') = 'written_off'
                        or (
                            pieces.settled_state is null
                            and pieces.due_date < rules.last_month_start
                            - to_months(rules.vintage_until_months)
                        )
                    )
            when 'settled'
                then
                    pieces.is_invoiced
                    and pieces.settled_state = 'paid'
                    and pieces.close_date <= last_day(wanted.day)
                    and date_trunc('month', pieces.applied_date) + to_months(rules.window_months)
                    > wanted.month_start
            when 'punctual'
                then
                    pieces.is_invoiced
                    and pieces.settled_state = 'paid'
                    and pieces.close_date <= last_day(wanted.day)
                    and date_trunc('month', pieces.applied_date) + to_months(rules.window_months)
                    > wanted.month_start
                    and pieces.paid_date <= pieces.last_punctual_date
            when 'late'
                then
                    pieces.is_invoiced
                    and pieces.posting_date <= last_day(wanted.day)
                    and pieces.last_punctual_date < last_day(wanted.day)
                    and pieces.close_date > last_day(wanted.day)
            when 'settled_of_month'
                then
                    pieces.is_invoiced
                    and pieces.settled_state = 'paid'
                    and extract(month from pieces.due_date) = wanted.number
            else false
        end

)

select
    pieces.row_id,
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
from pieces
