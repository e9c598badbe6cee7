{#
    One row per company, customer and span of months in which sums count: payments from their month
    until the window has passed; what is open and late from its first late month end until it closes.
    late_amount_days counts from 2000-01-01, so that days late at any month end are a difference.
#}

with

delays as (

    select * from {{ ref('int_payment_delays') }}

),

thresholds as (

    select * from {{ ref('int_payer_thresholds') }}

),

payments as (

    select
        delays.company_id,
        delays.customer_id,
        {{ month_number('delays.close_date') }} as from_month_number,
        {{ month_number('delays.applied_date') }} + thresholds.window_months as until_month_number,
        case when delays.is_reversal then -1 else 1 end as settled_count,
        case when delays.is_reversal then -1 else 1 end * delays.days_late as settled_days,
        case when delays.is_reversal then -1 else 1 end * delays.days_late * delays.days_late
            as settled_square_days,
        delays.amount_base as settled_amount_base,
        case when delays.days_late <= 0 then delays.amount_base else 0 end as punctual_amount_base,
        delays.amount_base * delays.days_late as settled_amount_days,
        0 as late_amount_base,
        0 as late_amount_days
    from delays
    cross join thresholds
    where delays.settled_state = 'paid'

),

arrears as (

    select
        delays.company_id,
        delays.customer_id,
        {{ month_number(
            'greatest(' ~ add_days('delays.last_punctual_date', 1) ~ ', delays.posting_date)'
        ) }} as from_month_number,
        {{ month_number('delays.close_date') }} as until_month_number,
        0 as settled_count,
        0 as settled_days,
        0 as settled_square_days,
        0 as settled_amount_base,
        0 as punctual_amount_base,
        0 as settled_amount_days,
        delays.amount_base as late_amount_base,
        delays.amount_base * {{ days_between("date '2000-01-01'", 'delays.last_punctual_date') }}
            as late_amount_days
    from delays

),

spans as (

    select * from payments
    union all
    select * from arrears

),

final as (

    select
        spans.company_id,
        spans.customer_id,
        spans.from_month_number,
        spans.until_month_number,
        cast(sum(spans.settled_count) as bigint) as settled_count,
        cast(sum(spans.settled_days) as bigint) as settled_days,
        cast(sum(spans.settled_square_days) as bigint) as settled_square_days,
        cast(sum(spans.settled_amount_base) as decimal(38, 4)) as settled_amount_base,
        cast(sum(spans.punctual_amount_base) as decimal(38, 4)) as punctual_amount_base,
        cast(sum(spans.settled_amount_days) as decimal(38, 4)) as settled_amount_days,
        cast(sum(spans.late_amount_base) as decimal(38, 4)) as late_amount_base,
        cast(sum(spans.late_amount_days) as decimal(38, 4)) as late_amount_days
    from spans
    where spans.from_month_number < spans.until_month_number
        and spans.from_month_number <= {{ last_month_number() }}
    group by
        spans.company_id,
        spans.customer_id,
        spans.from_month_number,
        spans.until_month_number

)

select * from final
