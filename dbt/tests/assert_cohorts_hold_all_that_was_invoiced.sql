{# Both kinds of cohorts hold what the ledger opened as invoiced, no more and no less. #}

with

invoiced_types as (

    select document_type from {{ ref('document_types') }}
    where roll_forward_line = 'invoiced'

),

openings as (

    select
        movements.company_id,
        sum(movements.amount_base) as amount_base
    from {{ ref('int_item_movements') }} as movements
    inner join invoiced_types
        on movements.event_type = invoiced_types.document_type
    where movements.event_kind = 'opened'
        and movements.effective_date <= {{ as_of_date() }}
    group by movements.company_id

),

due_cohorts as (

    select
        company_id,
        sum(invoiced_amount_base) as amount_base
    from {{ ref('fct_recovery_cohorts') }}
    where days_since_due = 0
    group by company_id

),

invoice_cohorts as (

    select
        company_id,
        sum(invoiced_amount_base) as amount_base
    from {{ ref('fct_recovery_cohorts_by_invoice_month') }}
    where days_since_invoice = 0
    group by company_id

)

select
    openings.company_id,
    openings.amount_base as opened_amount_base,
    due_cohorts.amount_base as due_amount_base,
    invoice_cohorts.amount_base as invoice_amount_base
from openings
left join due_cohorts
    on openings.company_id = due_cohorts.company_id
left join invoice_cohorts
    on openings.company_id = invoice_cohorts.company_id
where coalesce(openings.amount_base, 0) <> coalesce(due_cohorts.amount_base, 0)
    or coalesce(openings.amount_base, 0) <> coalesce(invoice_cohorts.amount_base, 0)
