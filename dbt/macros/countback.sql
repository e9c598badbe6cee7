{#
    Count-back days of each point: its receivables exhaust the sales of the months before it, the
    newest (up to the point's day) first. Walking back, the sales so far are T(day) − T(month before),
    T being all sales to date; so the month that exhausts them is the newest whose T before it is at
    most T(day) − receivables. A silent month adds its days. A negative one adds its days, and what
    newer months had exhausted stands until the sum passes it again: the low mark.

    points: keys, balance_date, month_number, receivables_amount, sold_before_amount (T before the
    point's month), sold_amount (T to the point's day). steps, a row per month with sales: keys,
    month_number, month_end_date, month_days, sold_before_amount, sold_amount (T to the month's end).
#}
{% macro countback(points, steps, keys) %}
with

points as (

    select
        *,
        cast(sold_amount - receivables_amount as decimal(38, 4)) as target_amount
    from {{ points }}
    where receivables_amount > 0

),

steps as (

    select * from {{ steps }}

),

candidates as (

    select
        points.*,
        steps.month_number as step_month_number,
        {{ days_between('steps.month_end_date', 'points.balance_date') }} as full_days,
        steps.month_days as step_days,
        steps.sold_before_amount as step_before_amount,
        steps.sold_amount as step_after_amount,
        row_number() over (
            partition by {% for key in keys %}points.{{ key }}, {% endfor %}points.balance_date
            order by steps.month_number desc
        ) as recency
    from points
    inner join steps
        on {% for key in keys %}points.{{ key }} = steps.{{ key }} and {% endfor %}
        steps.month_number < points.month_number
        and steps.sold_before_amount <= points.target_amount
        and points.target_amount < steps.sold_amount
    where points.sold_before_amount > points.target_amount

),

exhausting as (

    select * exclude (recency) from candidates
    where recency = 1

),

falling_keys as (

    select distinct {% for key in keys %}steps.{{ key }}{{ ', ' if not loop.last }}{% endfor %}
    from steps
    where steps.sold_amount < steps.sold_before_amount

),

falls as (

    select
        {% for key in keys %}exhausting.{{ key }}, {% endfor %}
        exhausting.balance_date,
        cast(min(steps.sold_amount) as decimal(38, 4)) as lowest_amount
    from exhausting
    inner join falling_keys
        on {% for key in keys %}exhausting.{{ key }} = falling_keys.{{ key }}{{ ' and ' if not loop.last }}{% endfor %}
    inner join steps
        on {% for key in keys %}exhausting.{{ key }} = steps.{{ key }} and {% endfor %}
        exhausting.step_month_number <= steps.month_number
        and steps.month_number < exhausting.month_number
    group by {% for key in keys %}exhausting.{{ key }}, {% endfor %}exhausting.balance_date

),

exhausted as (

    select
        {% for key in keys %}points.{{ key }}, {% endfor %}
        points.balance_date,
        points.receivables_amount,
        0 as full_days,
        cast(extract(day from points.balance_date) as integer) as step_days,
        cast(0 as decimal(38, 4)) as newer_amount,
        cast(points.sold_amount - points.sold_before_amount as decimal(38, 4)) as step_amount
    from points
    where points.sold_before_amount <= points.target_amount

    union all

    select
        {% for key in keys %}exhausting.{{ key }}, {% endfor %}
        exhausting.balance_date,
        exhausting.receivables_amount,
        exhausting.full_days,
        exhausting.step_days,
        greatest(
            0, exhausting.sold_amount - coalesce(falls.lowest_amount, exhausting.step_after_amount)
        ) as newer_amount,
        cast(exhausting.sold_amount - exhausting.step_before_amount as decimal(38, 4))
        - greatest(
            0, exhausting.sold_amount - coalesce(falls.lowest_amount, exhausting.step_after_amount)
        ) as step_amount
    from exhausting
    left join falls
        on {% for key in keys %}exhausting.{{ key }} = falls.{{ key }} and {% endfor %}
        exhausting.balance_date = falls.balance_date

),

portions as (

    select
        {% for key in keys %}exhausted.{{ key }}, {% endfor %}
        exhausted.balance_date,
        cast(
            exhausted.full_days * exhausted.step_amount
            + exhausted.step_days * (exhausted.receivables_amount - exhausted.newer_amount)
            as decimal(38, 4)
        ) as weighted_amount,
        cast(exhausted.step_amount as decimal(38, 4)) as step_amount
    from exhausted

),

final as (

    select
        {% for key in keys %}portions.{{ key }}, {% endfor %}
        portions.balance_date,
        {{ ratio('portions.weighted_amount', 'portions.step_amount') }} as countback_days
    from portions

)

select * from final
{% endmacro %}
