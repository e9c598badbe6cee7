-- How much of each bucket went on to the next, month by month, over the year to a day.
-- Parameters: $company_id, $segment (empty: all), $as_of_date
-- Returns: month_end_date, from_state, to_state, position, amount, from_amount, rate (null where nothing was in the bucket)
with

steps as (

    select
        buckets.position,
        buckets.aging_bucket_code as from_state,
        later.aging_bucket_code as to_state
    from marts.dim_aging_buckets as buckets
    inner join marts.dim_aging_buckets as later
        on buckets.position + 1 = later.position
    where buckets.item_sign = 1
        and later.item_sign = 1

),

rolls as (

    select
        month_end_date,
        from_state,
        to_state,
        amount_base,
        from_amount_base
    from marts.fct_roll_rates_monthly
    where company_id = $company_id
        and $segment = ''
    union all
    select
        month_end_date,
        from_state,
        to_state,
        amount_base,
        from_amount_base
    from marts.fct_roll_rates_segments_monthly
    where company_id = $company_id
        and segment = $segment

),

months as (

    select distinct month_end_date
    from rolls
    where month_end_date <= cast($as_of_date as date)
        and month_end_date > cast(cast($as_of_date as date) - to_months(12) as date)

),

amounts as (

    select
        months.month_end_date,
        steps.from_state,
        steps.to_state,
        steps.position,
        cast(
            coalesce(
                max(rolls.amount_base) filter (rolls.to_state = steps.to_state), 0
            ) as decimal(38, 4)
        )
            as amount,
        cast(max(rolls.from_amount_base) as decimal(38, 4)) as from_amount
    from months
    cross join steps
    left join rolls
        on months.month_end_date = rolls.month_end_date
        and steps.from_state = rolls.from_state
    group by months.month_end_date, steps.from_state, steps.to_state, steps.position

)

select
    month_end_date,
    from_state,
    to_state,
    position,
    amount,
    from_amount,
    case
        when from_amount > 0
            then cast(
                    cast(
                        cast(amount * 10000 as hugeint) * 100000000
                        // cast(from_amount * 10000 as hugeint) as hugeint
                    )
                    * cast(0.00000001 as decimal(9, 8)) as decimal(18, 8)
                )
    end as rate
from amounts
order by position, month_end_date
