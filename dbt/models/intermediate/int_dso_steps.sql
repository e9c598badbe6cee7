{# One row per entity and month with sales: all its sales before the month and to its end. #}

{{ config(materialized='view') }}

select
    entity_number,
    month_number,
    month_end_date,
    month_days,
    cast(sold_amount - sales_amount_base as decimal(38, 4)) as sold_before_amount,
    sold_amount
from {{ ref('int_dso_windows_monthly') }}
where sales_amount_base <> 0
