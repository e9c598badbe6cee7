-- What happened with a customer up to a day, newest first: documents, payments, promises, disputes, contacts.
-- Parameters: $company_id, $customer_id, $as_of_date, $limit
-- Returns: happened_date, kind (a document type, or promise, dispute, contact), document_id, text_code (channel and
--   outcome of a contact, reason of a dispute), amount (in its own currency), currency_code, due_date, ended_date,
--   event_count (of all)
with

documents as (

    select
        posting_date as happened_date,
        document_type as kind,
        coalesce(document_number, document_id) as document_id,
        cast(null as varchar) as text_code,
        cast(sum(amount) as decimal(38, 4)) as amount,
        currency_code,
        min(due_date) filter (item_sign = 1) as due_date,
        cast(null as date) as ended_date
    from trace.slices
    where company_id = $company_id
        and customer_id = $customer_id
        and posting_date <= cast($as_of_date as date)
    group by posting_date, document_type, document_number, document_id, currency_code

),

actions as (

    select
        action_date as happened_date,
        action_kind as kind,
        document_id,
        case
            when action_kind = 'contact' then concat_ws(' ', channel, outcome)
            else reason_code
        end as text_code,
        cast(amount as decimal(38, 4)) as amount,
        currency_code,
        due_date,
        ended_date
    from trace.customer_actions
    where company_id = $company_id
        and customer_id = $customer_id
        and action_date <= cast($as_of_date as date)

),

events as (

    select * from documents
    union all
    select * from actions

)

select
    events.happened_date,
    events.kind,
    events.document_id,
    events.text_code,
    events.amount,
    events.currency_code,
    events.due_date,
    events.ended_date,
    cast(count(*) over () as integer) as event_count
from events
order by
    events.happened_date desc,
    events.kind asc,
    events.document_id asc nulls last,
    events.amount asc nulls last
limit $limit
