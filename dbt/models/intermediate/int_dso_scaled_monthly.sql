{# One row per entity and complete month: numerators and denominators of days sales outstanding. #}

{{ config(materialized='view') }}

select
    windows.*,
    cast(90 * windows.receivables_amount_base as decimal(38, 4)) as receivables_90_amount,
    cast(90 * windows.current_amount_base as decimal(38, 4)) as current_90_amount,
    cast(90 * windows.overdue_amount_base as decimal(38, 4)) as overdue_90_amount,
    cast(90 * windows.unapplied_amount_base as decimal(38, 4)) as unapplied_90_amount,
    cast(
        90 * (windows.receivables_amount_base - windows.disputed_amount_base) as decimal(38, 4)
    ) as undisputed_90_amount,
    cast(
        windows.sales_90_days_amount_base - windows.tax_90_days_amount_base as decimal(38, 4)
    ) as net_sales_90_days_amount_base,
    cast(windows.month_days * windows.receivables_amount_base as decimal(38, 4))
        as receivables_month_amount,
    cast(30 * windows.receivables_amount_base as decimal(38, 4)) as receivables_30_amount
from {{ ref('int_dso_windows_monthly') }} as windows
