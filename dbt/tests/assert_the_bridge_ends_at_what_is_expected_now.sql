-- What the bridge expects now of open items is what their invoices are expected to bring in the first twelve weeks.
with

steps as (

    select
        company_id,
        sum(current_amount_base) as amount_base
    from {{ ref('fct_forecast_bridge') }}
    where driver not in ('paid', 'credited', 'new_billing', 'new_invoices')
    group by company_id

),

weeks as (

    select
        predictions.company_id,
        sum(predictions.expected_amount_base) as amount_base
    from {{ ref('fct_payment_predictions_weekly') }} as predictions
    inner join {{ ref('fct_forecast_bridge') }} as bridge
        on predictions.company_id = bridge.company_id
        and predictions.document_id = bridge.document_id
        and predictions.instalment_number = bridge.instalment_number
        and bridge.driver not in ('paid', 'credited', 'new_billing', 'new_invoices')
    where predictions.week_number <= 12
    group by predictions.company_id

)

select
    steps.company_id,
    steps.amount_base,
    weeks.amount_base as weeks_amount_base
from steps
left join weeks
    on steps.company_id = weeks.company_id
where steps.amount_base <> coalesce(weeks.amount_base, 0)
