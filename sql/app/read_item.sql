-- An open item at a day: what is open by its slices, and the sum of its events.
-- Parameters: $company_id, $currency_view, $as_of_date, $document_id, $instalment_number
-- Returns: customer_id, customer_name, document_id, instalment_number, document_type, document_number, currency_code, due_date,
--   open_amount, events_amount, event_count
with

item as (

    select
        customer_id,
        document_id,
        instalment_number,
        document_type,
        document_number,
        currency_code,
        due_date,
        cast(
            coalesce(
                sum(case when $currency_view = 'base' then amount_base else amount end) filter (
                    posting_date <= cast($as_of_date as date)
                    and close_date > cast($as_of_date as date)
                ), 0
            ) as decimal(38, 4)
        ) as open_amount
    from trace.slices
    where company_id = $company_id
        and document_id = $document_id
        and instalment_number = $instalment_number
    group by all

),

events as (

    select
        count(*) as event_count,
        cast(
            coalesce(
                sum(case when $currency_view = 'base' then amount_base else amount end), 0
            ) as decimal(38, 4)
        ) as events_amount
    from marts.fct_ledger_events
    where company_id = $company_id
        and document_id = $document_id
        and instalment_number = $instalment_number
        and effective_date <= cast($as_of_date as date)

)

select
    item.customer_id,
    coalesce(customers.customer_name, item.customer_id) as customer_name,
    item.document_id,
    item.instalment_number,
    item.document_type,
    coalesce(item.document_number, item.document_id) as document_number,
    item.currency_code,
    item.due_date,
    item.open_amount,
    events.events_amount,
    events.event_count
from item
cross join events
left join marts.dim_customers as customers
    on customers.company_id = $company_id
    and item.customer_id = customers.customer_id
