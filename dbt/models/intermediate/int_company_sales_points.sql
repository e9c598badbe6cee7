{# One row per company and day: its receivables, and all sales to the day and before its month. #}

select
    company_id,
    balance_date,
    month_number,
    receivables_amount_base as receivables_amount,
    sales_before_month_amount_base as sold_before_amount,
    sales_to_date_amount_base as sold_amount
from {{ ref('int_receivables_daily') }}
