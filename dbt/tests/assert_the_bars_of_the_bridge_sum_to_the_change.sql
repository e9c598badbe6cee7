{# From one month's days sales outstanding to the next, nothing is left over; both ends are those of
   fct_receivables_daily. #}

select
    bridge.month_end_date,
    bridge.company_id,
    bridge.opening_dso_days,
    bridge.closing_dso_days,
    closings.dso_simple_days
from {{ ref('fct_dso_bridge_monthly') }} as bridge
left join {{ ref('fct_receivables_daily') }} as closings
    on bridge.company_id = closings.company_id
    and bridge.month_end_date = closings.balance_date
left join {{ ref('fct_dso_bridge_monthly') }} as befores
    on bridge.company_id = befores.company_id
    and {{ month_number('bridge.month_end_date') }}
    = {{ month_number('befores.month_end_date') }} + 1
where bridge.closing_dso_days is distinct from closings.dso_simple_days
    or bridge.opening_dso_days <> befores.closing_dso_days
    or bridge.closing_dso_days <> bridge.opening_dso_days
    + bridge.sales_volume_days
    + bridge.credit_notes_days
    + bridge.mix_days
    + bridge.terms_days
    + bridge.delinquency_days
    + bridge.disputes_days
    + bridge.unapplied_cash_days
    + bridge.exchange_days
