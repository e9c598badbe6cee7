-- What is known of the test company's customers, by hand; balances follow from `company.sql`.
create table marts.fct_customer_behavior_monthly as
select
    date '2026-10-31' as month_end_date, company_id, 'C-001' as customer_id, cast(19 as decimal(18, 8)) as weighted_days_late,
    cast(0.25 as decimal(18, 8)) as on_time_rate, 'irregular' as payer_class, date '2026-08-31' as payer_class_since_date,
    'worsening' as trend
from (values ('ANDINA'), ('IBERIA')) as companies (company_id);

create table marts.fct_payment_predictions as
select
    company_id, document_id, instalment_number, date '2026-10-31' as as_of_date, cast(0.75 as decimal(18, 8)) as late_probability,
    date '2026-11-20' as p50_date
from trace.slices
where item_sign = 1 and close_date > date '2026-10-31'
group by all;

create table trace.customer_actions as
select
    company_id, 'C-001' as customer_id, action_kind, action_kind || '-1' as action_id, cast(null as varchar) as document_id,
    cast(action_date as date) as action_date, cast(due_date as date) as due_date, cast(null as date) as ended_date,
    cast(amount as decimal(18, 4)) as amount, currency_code, channel, outcome, reason_code,
    cast(null as varchar) as file_hash, cast(null as bigint) as record_number
from (values
    ('promise', '2026-10-12', '2026-10-20', 1500000, 'CLP', null, null, null),
    ('contact', '2026-10-11', '2026-10-15', null, null, 'call', 'reached', null)
) as actions (action_kind, action_date, due_date, amount, currency_code, channel, outcome, reason_code),
(values ('ANDINA'), ('IBERIA')) as companies (company_id);

create table trace.movements as
select
    event_id, company_id, customer_id, document_id, instalment_number, currency_code, event_type, effective_date, amount,
    amount_base, file_hash, record_number
from marts.fct_ledger_events;
