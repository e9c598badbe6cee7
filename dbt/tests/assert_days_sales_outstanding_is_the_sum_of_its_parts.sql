{# Best possible + delinquent + unapplied = simple, but for the rounding of three quotients. #}

select
    balance_date,
    company_id,
    dso_simple_days,
    dso_best_possible_days,
    average_days_delinquent,
    dso_unapplied_days
from {{ ref('fct_receivables_daily') }}
where abs(
        dso_best_possible_days + average_days_delinquent + dso_unapplied_days - dso_simple_days
    ) > 0.00000002
    or receivables_amount_base
    <> current_amount_base + overdue_amount_base + unapplied_amount_base
