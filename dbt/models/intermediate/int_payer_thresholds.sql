{# One row: the thresholds of seeds/payer_classes.csv, each in a column of its own. #}

select
    cast(max(threshold_value) filter (where threshold = 'min_settled_count') as integer)
        as min_settled_count,
    cast(max(threshold_value) filter (where threshold = 'min_tenure_days') as integer)
        as min_tenure_days,
    cast(max(threshold_value) filter (where threshold = 'min_on_time_rate') as decimal(18, 8))
        as min_on_time_rate,
    cast(max(threshold_value) filter (where threshold = 'max_weighted_days_late') as decimal(18, 8))
        as max_weighted_days_late,
    cast(
        max(threshold_value) filter (where threshold = 'min_days_late_deviation') as decimal(18, 4)
    ) as min_days_late_deviation,
    cast(max(threshold_value) filter (where threshold = 'window_months') as integer)
        as window_months,
    cast(max(threshold_value) filter (where threshold = 'trend_months') as integer) as trend_months,
    cast(max(threshold_value) filter (where threshold = 'stable_days') as decimal(18, 8))
        as stable_days,
    cast(max(threshold_value) filter (where threshold = 'min_partial_rate') as decimal(18, 8))
        as min_partial_rate,
    cast(max(threshold_value) filter (where threshold = 'min_pay_run_rate') as decimal(18, 8))
        as min_pay_run_rate,
    cast(max(threshold_value) filter (where threshold = 'min_payment_day_count') as integer)
        as min_payment_day_count,
    cast(max(threshold_value) filter (where threshold = 'max_posting_days') as integer)
        as max_posting_days,
    cast(max(threshold_value) filter (where threshold = 'min_pay_run_deviation') as decimal(18, 4))
        as min_pay_run_deviation
from {{ ref('payer_classes') }}
