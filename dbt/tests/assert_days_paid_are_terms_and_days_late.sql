{# Weighted average days paid = weighted average terms + weighted average days late, but for the
   rounding of three quotients. #}

select
    month_end_date,
    grain,
    company_id,
    segment,
    customer_id
from {{ ref('fct_dso_monthly') }}
where abs(
        weighted_average_days_paid - weighted_average_terms_days - weighted_average_days_late
    ) > 0.00000002
