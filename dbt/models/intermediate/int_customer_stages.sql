{#
    One row per customer with something open: its stage of collection at the as-of date, the further
    of what its oldest late item asks for and what the newest staged activity says, while it is late.
#}

with

stages as (

    select
        stage,
        cast(position as integer) as position,
        cast(from_days_late as integer) as from_days_late
    from {{ ref('collection_stages') }}

),

arrears as (

    select
        company_id,
        customer_id,
        max({{ days_between('last_punctual_date', as_of_date()) }}) as oldest_days_late
    from {{ ref('int_payment_delays') }}
    where settled_state is null
        and not is_reversal
    group by company_id, customer_id

),

activities as (

    {{ newest_versions(ref('stg_canonical__activities'), ['company_id', 'activity_id']) }}

),

ranked as (

    select
        activities.company_id,
        activities.customer_id,
        activities.stage,
        row_number() over (
            partition by activities.company_id, activities.customer_id
            order by activities.occurred_at desc, activities.activity_id desc
        ) as recency
    from activities
    where activities.stage is not null
        and cast(activities.occurred_at as date) <= {{ as_of_date() }}

),

asked as (

    select
        arrears.company_id,
        arrears.customer_id,
        arrears.oldest_days_late,
        max(stages.position) as position
    from arrears
    inner join stages
        on arrears.oldest_days_late >= stages.from_days_late
    group by arrears.company_id, arrears.customer_id, arrears.oldest_days_late

),

final as (

    select
        asked.company_id,
        asked.customer_id,
        stages.stage,
        asked.oldest_days_late
    from asked
    left join ranked
        on asked.company_id = ranked.company_id
        and asked.customer_id = ranked.customer_id
        and asked.oldest_days_late > 0
        and ranked.recency = 1
    left join stages as told_stages
        on ranked.stage = told_stages.stage
    inner join stages
        on greatest(asked.position, coalesce(told_stages.position, 0)) = stages.position

)

select * from final
