{# One row per entity and month end: its receivables and all its sales, for the count-back. #}

{{ config(materialized='view') }}

select
    entity_number,
    month_end_date as balance_date,
    month_number,
    receivables_amount_base as receivables_amount,
    cast(sold_amount - sales_amount_base as decimal(38, 4)) as sold_before_amount,
    sold_amount
from {{ ref('int_dso_windows_monthly') }}
