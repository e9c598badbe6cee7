-- The figures that an instalment is part of at a day: its open amount in each, and the figure.
-- Parameters: $company_id, $as_of_date, $document_id, $instalment_number
-- Returns: mart, figure (a column, or a bucket of it), amount_base (of the instalment), figure_amount_base
with

item as (

    select
        slices.item_sign,
        min(slices.due_date) as due_date,
        sum(slices.amount_base) as amount_base
    from trace.slices as slices
    where slices.company_id = $company_id
        and slices.document_id = $document_id
        and slices.instalment_number = $instalment_number
        and slices.posting_date <= cast($as_of_date as date)
        and slices.close_date > cast($as_of_date as date)
    group by slices.item_sign
    having sum(slices.amount) <> 0

),

bucketed as (

    select
        item.*,
        buckets.aging_bucket_code
    from item
    inner join marts.dim_aging_buckets as buckets
        on item.item_sign = buckets.item_sign
        and coalesce(cast($as_of_date as date) - item.due_date, 0) >= buckets.from_days
        and coalesce(cast($as_of_date as date) - item.due_date, 0) < buckets.until_days

),

days as (

    select daily.*
    from marts.fct_receivables_daily as daily
    where daily.company_id = $company_id
        and daily.balance_date = cast($as_of_date as date)

),

figures as (

    select
        'fct_aging_daily' as mart,
        'open_amount_base · ' || bucketed.aging_bucket_code as figure,
        bucketed.amount_base,
        sum(aging.open_amount_base) as figure_amount_base
    from bucketed
    inner join marts.fct_aging_daily as aging
        on bucketed.aging_bucket_code = aging.aging_bucket_code
        and aging.company_id = $company_id
        and aging.balance_date = cast($as_of_date as date)
    group by bucketed.aging_bucket_code, bucketed.amount_base

    union all

    select
        'fct_receivables_daily' as mart,
        'receivables_amount_base · dso_simple_days' as figure,
        bucketed.amount_base,
        days.receivables_amount_base as figure_amount_base
    from bucketed
    cross join days

    union all

    select
        'fct_receivables_daily' as mart,
        case
            when bucketed.item_sign = -1 then 'unapplied_amount_base · dso_unapplied_days'
            when cast($as_of_date as date) > bucketed.due_date
                then 'overdue_amount_base · average_days_delinquent'
            else 'current_amount_base · dso_best_possible_days'
        end as figure,
        bucketed.amount_base,
        case
            when bucketed.item_sign = -1 then days.unapplied_amount_base
            when cast($as_of_date as date) > bucketed.due_date then days.overdue_amount_base
            else days.current_amount_base
        end as figure_amount_base
    from bucketed
    cross join days

)

select
    figures.mart,
    figures.figure,
    cast(figures.amount_base as decimal(38, 4)) as amount_base,
    cast(figures.figure_amount_base as decimal(38, 4)) as figure_amount_base
from figures
