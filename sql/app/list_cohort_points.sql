-- What share of each month's dues had come in by each day since due; months whose dues are long over, newest last.
-- Parameters: $company_id, $segment (empty: all), $as_of_date
-- Returns: cohort_month, days_since_due, is_observed, due_amount, collected_amount, rate (null where not observed)
with

last_dues as (

    select
        cohort_month,
        days_since_due,
        bool_and(is_observed) as is_observed,
        cast(sum(invoiced_amount_base) as decimal(38, 4)) as due_amount,
        cast(sum(collected_amount_base) as decimal(38, 4)) as collected_amount
    from marts.fct_recovery_cohorts
    where company_id = $company_id
        and ($segment = '' or segment = $segment)
        and cohort_month > cast(cast($as_of_date as date) - to_months(13) as date)
        and cohort_month < cast(date_trunc('month', cast($as_of_date as date)) as date)
        and days_since_due between -30 and 180
    group by cohort_month, days_since_due

)

select
    cohort_month,
    days_since_due,
    is_observed,
    due_amount,
    collected_amount,
    case
        when is_observed and due_amount > 0
            then cast(
                    cast(
                        cast(collected_amount * 10000 as hugeint) * 100000000
                        // cast(due_amount * 10000 as hugeint) as hugeint
                    )
                    * cast(0.00000001 as decimal(9, 8)) as decimal(18, 8)
                )
    end as rate
from last_dues
order by cohort_month, days_since_due
