{# Both kinds of cohorts hold what the ledger's events opened as invoiced, no more and no less. #}

with

invoiced_types as (

    select document_type from {{ ref('document_types') }}
    where roll_forward_line = 'invoiced'

),

events as (

    select
        events.company_id,
        sum(events.amount_base) as amount_base
    from {{ ref('fct_ledger_events') }} as events
    inner join invoiced_types
        on events.event_type = invoiced_types.document_type
    where events.effective_date <= {{ as_of_date() }}
    group by events.company_id

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
    events.company_id,
    events.amount_base as events_amount_base,
    due_cohorts.amount_base as due_amount_base,
    invoice_cohorts.amount_base as invoice_amount_base
from events
left join due_cohorts
    on events.company_id = due_cohorts.company_id
left join invoice_cohorts
    on events.company_id = invoice_cohorts.company_id
where coalesce(events.amount_base, 0) <> coalesce(due_cohorts.amount_base, 0)
    or coalesce(events.amount_base, 0) <> coalesce(invoice_cohorts.amount_base, 0)
