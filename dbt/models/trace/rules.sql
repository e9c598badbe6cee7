{# One row: the windows of months that figures are sums over, and the last complete month. #}

select
    thresholds.window_months,
    loss_rules.vintage_from_months,
    loss_rules.vintage_until_months,
    cast({{ month_end(last_month_number() ~ ' - 1') }} + 1 as date) as last_month_start
from {{ ref('int_payer_thresholds') }} as thresholds
cross join {{ ref('int_loss_rules') }} as loss_rules
