{#
    One row per cohort (by due month or by invoice month), company, segment and day of its grid: what
    was invoiced in it, what came in and what was credited by then, counted on each item's own days.
#}

with

events as (

    select * from {{ ref('int_cohort_events') }}

),

cohorts as (

    select
        events.cohort_kind,
        events.month_number,
        events.company_id,
        events.segment,
        max(events.last_date) as last_date,
        cast(sum(events.amount_base) as decimal(38, 4)) as invoiced_amount_base
    from events
    group by events.cohort_kind, events.month_number, events.company_id, events.segment

),

cohort_days as (

    select cast(days_since as integer) as days_since
    from {{ ref('cohort_days') }}

),

settled as (

    select
        events.cohort_kind,
        events.month_number,
        events.company_id,
        events.segment,
        cohort_days.days_since,
        sum(case when events.settled_state = 'paid' then events.amount_base else 0 end)
            as collected_amount_base,
        sum(case when events.settled_state = 'credited' then events.amount_base else 0 end)
            as credited_amount_base,
        sum(case when events.settled_state = 'written_off' then events.amount_base else 0 end)
            as written_off_amount_base
    from events
    inner join cohort_days
        on events.days_since <= cohort_days.days_since
    group by
        events.cohort_kind,
        events.month_number,
        events.company_id,
        events.segment,
        cohort_days.days_since

),

final as (

    select
        cohorts.cohort_kind,
        {{ month_start('cohorts.month_number') }} as cohort_month,
        cohorts.company_id,
        cohorts.segment,
        cohort_days.days_since,
        {{ add_days('cohorts.last_date', 'cohort_days.days_since') }} <= {{ as_of_date() }}
            as is_observed,
        cohorts.invoiced_amount_base,
        cast(coalesce(settled.collected_amount_base, 0) as decimal(38, 4)) as collected_amount_base,
        cast(coalesce(settled.credited_amount_base, 0) as decimal(38, 4)) as credited_amount_base,
        cast(coalesce(settled.written_off_amount_base, 0) as decimal(38, 4))
            as written_off_amount_base
    from cohorts
    cross join cohort_days
    left join settled
        on cohorts.cohort_kind = settled.cohort_kind
        and cohorts.month_number = settled.month_number
        and cohorts.company_id = settled.company_id
        and cohorts.segment is not distinct from settled.segment
        and cohort_days.days_since = settled.days_since

)

select * from final
