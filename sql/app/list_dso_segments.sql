-- What each segment adds to the company's days sales outstanding, and how that changed: the parts sum to the company.
-- Parameters: $company_id, $as_of_date, $previous_date
-- Returns: segment, month_end_date, previous_month_end_date, receivables_amount, own_days, previous_own_days, part_days,
--   previous_part_days, change_days (of the part)
with

months as (

    select
        max(month_end_date) as month_end_date,
        max(month_end_date) filter (
            month_end_date <= cast($previous_date as date)
        ) as previous_month_end_date
    from marts.fct_dso_monthly
    where company_id = $company_id
        and grain = 'company'
        and month_end_date <= cast($as_of_date as date)

),

sales as (

    select
        month_end_date,
        cast(sales_90_days_amount_base * 10000 as hugeint) as scaled
    from marts.fct_dso_monthly
    where company_id = $company_id
        and grain = 'company'
        and sales_90_days_amount_base > 0

),

parts as (

    select
        segments.segment,
        segments.month_end_date,
        segments.receivables_amount_base,
        segments.dso_simple_days,
        cast(
            cast(
                cast(segments.receivables_amount_base * 10000 as hugeint) * 90 * 100000000
                // sales.scaled as hugeint
            )
            * cast(0.00000001 as decimal(9, 8)) as decimal(18, 8)
        ) as days
    from marts.fct_dso_monthly as segments
    inner join sales
        on segments.month_end_date = sales.month_end_date
    where segments.company_id = $company_id
        and segments.grain = 'segment'

)

select
    parts.segment,
    months.month_end_date,
    months.previous_month_end_date,
    parts.receivables_amount_base as receivables_amount,
    parts.dso_simple_days as own_days,
    previous_parts.dso_simple_days as previous_own_days,
    parts.days as part_days,
    previous_parts.days as previous_part_days,
    parts.days - previous_parts.days as change_days
from parts
inner join months
    on parts.month_end_date = months.month_end_date
left join parts as previous_parts
    on months.previous_month_end_date = previous_parts.month_end_date
    and parts.segment is not distinct from previous_parts.segment
order by abs(parts.days - previous_parts.days) desc nulls last, parts.segment asc nulls last
