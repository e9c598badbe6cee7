-- A customer's open items at a day, those most overdue first, with what is promised or disputed and where they come from.
-- Parameters: $company_id, $customer_id, $currency_view, $as_of_date
-- Returns: document_id, instalment_number, document_type, document_number, currency_code, due_date (null for credits),
--   days_past_due, open_amount, late_probability (at the build's day only), promised_date, dispute_reason (`unknown` where
--   none is given; null when undisputed), file_name, record_number
with

items as (

    select
        document_id,
        instalment_number,
        document_type,
        document_number,
        item_sign,
        currency_code,
        case when item_sign = 1 then due_date end as due_date,
        cast(
            sum(case when $currency_view = 'base' then amount_base else amount end)
            as decimal(38, 4)
        ) as open_amount
    from trace.slices
    where company_id = $company_id
        and customer_id = $customer_id
        and $currency_view in ('base', currency_code)
        and posting_date <= cast($as_of_date as date)
        and close_date > cast($as_of_date as date)
    group by all
    having sum(amount) <> 0

),

actions as (

    select
        document_id,
        max(due_date) filter (
            action_kind = 'promise'
            and due_date >= cast($as_of_date as date)
            and (ended_date is null or ended_date > cast($as_of_date as date))
        ) as promised_date,
        max(coalesce(reason_code, 'unknown')) filter (
            action_kind = 'dispute'
            and (ended_date is null or ended_date > cast($as_of_date as date))
        ) as dispute_reason
    from trace.customer_actions
    where company_id = $company_id
        and customer_id = $customer_id
        and action_date <= cast($as_of_date as date)
    group by document_id

),

openings as (

    select
        document_id,
        instalment_number,
        min_by(file_hash, effective_date) as file_hash,
        min_by(record_number, effective_date) as record_number
    from marts.fct_ledger_events
    where company_id = $company_id
        and customer_id = $customer_id
    group by document_id, instalment_number

)

select
    items.document_id,
    items.instalment_number,
    items.document_type,
    coalesce(items.document_number, items.document_id) as document_number,
    items.currency_code,
    items.due_date,
    cast($as_of_date as date) - items.due_date as days_past_due,
    items.open_amount,
    predictions.late_probability,
    actions.promised_date,
    actions.dispute_reason,
    coalesce(files.file_name, openings.file_hash) as file_name,
    openings.record_number
from items
left join actions
    on items.document_id = actions.document_id
left join openings
    on items.document_id = openings.document_id
    and items.instalment_number = openings.instalment_number
left join marts.fct_files as files
    on openings.file_hash = files.file_hash
left join marts.fct_payment_predictions as predictions
    on predictions.company_id = $company_id
    and items.document_id = predictions.document_id
    and items.instalment_number = predictions.instalment_number
    and predictions.as_of_date = cast($as_of_date as date)
order by
    case
        when items.due_date < cast($as_of_date as date) then -items.open_amount
    end asc nulls last,
    items.due_date asc nulls last,
    items.document_id asc,
    items.instalment_number asc
