{# One row per month of invoice, company and segment: what was unpaid 90 days after each due date. #}

with

slices as (

    select * from {{ ref('int_debit_slices') }}
    where is_invoiced

),

rules as (

    select * from {{ ref('int_loss_rules') }}

),

cohorts as (

    select
        {{ month_number('slices.posting_date') }} as month_number,
        slices.company_id,
        slices.segment,
        rules.at_risk_days,
        max(slices.due_date) as last_due_date,
        cast(sum(slices.amount_base) as decimal(38, 4)) as invoiced_amount_base,
        cast(sum(case
            when slices.close_date > {{ add_days('slices.due_date', 'rules.at_risk_days') }}
                then slices.amount_base
            else 0
        end) as decimal(38, 4)) as unpaid_amount_base
    from slices
    cross join rules
    where {{ month_number('slices.posting_date') }} <= {{ last_month_number() }}
    group by
        {{ month_number('slices.posting_date') }},
        slices.company_id,
        slices.segment,
        rules.at_risk_days

),

observed as (

    select
        cohorts.*,
        {{ add_days('cohorts.last_due_date', 'cohorts.at_risk_days') }} <= {{ as_of_date() }}
            as is_observed
    from cohorts

),

final as (

    select
        {{ month_end('observed.month_number') }} as month_end_date,
        observed.company_id,
        observed.segment,
        observed.is_observed,
        observed.at_risk_days,
        observed.invoiced_amount_base,
        case
            when observed.is_observed then observed.unpaid_amount_base
        end as unpaid_amount_base,
        case
            when observed.is_observed then {{ ratio(
                'observed.unpaid_amount_base', 'observed.invoiced_amount_base'
            ) }}
        end as at_risk_rate,
        case
            when not observed.is_observed then 'not_yet_observed'
            else {{ ratio_null_reason(
                'observed.unpaid_amount_base', 'observed.invoiced_amount_base', 'invoiced_amount'
            ) }}
        end as at_risk_rate_null_reason
    from observed

)

select * from final
