-- A published file small enough to check by hand: an invoice in dollars partly paid, one in pesos, a receipt with a rest,
-- a company in euros.
create schema if not exists marts;
create schema if not exists trace;

create table marts.dim_companies as
select * from (values ('CO', 'CLP'), ('EU', 'EUR')) as companies (company_id, base_currency_code);

create table marts.dim_aging_buckets as
select * from (values
    ('current', 0, 1, -99999, 1), ('1-30', 1, 1, 1, 31), ('31-60', 2, 1, 31, 61), ('61-90', 3, 1, 61, 91),
    ('91-120', 4, 1, 91, 121), ('121+', 5, 1, 121, 99999), ('unapplied', 6, -1, -99999, 99999)
) as buckets (aging_bucket_code, position, item_sign, from_days, until_days);

create table marts.dim_customers as
select 'CO' as company_id, 'C1' as customer_id, 'retail' as segment, false as is_related_party, null as parent_customer_id;

create table trace.credit_age_bands as select '0-7' as age_band, 0 as from_days, 8 as until_days;

create table trace.disputed_months as select 'CO' as company_id, 'B' as document_id, date '2026-02-28' as month_end_date;

create table trace.slices as
select
    company_id, customer_id, cast(null as varchar) as account, document_id, 1 as instalment_number, document_type, document_number, item_sign, currency_code,
    cast(posting_date as date) as posting_date, cast(due_date as date) as due_date, cast(close_date as date) as close_date,
    cast(amount as decimal(18, 4)) as amount, cast(amount_base as decimal(18, 4)) as amount_base
from (values
    ('CO', 'C1', 'A', 'invoice', 'F-1', 1, 'USD', '2026-01-10', '2026-02-09', '2026-02-20', 40, 36000),
    ('CO', 'C1', 'A', 'invoice', 'F-1', 1, 'USD', '2026-01-10', '2026-02-09', '9999-12-31', 60, 54000),
    ('CO', 'C2', 'B', 'invoice', 'F-2', 1, 'CLP', '2026-01-15', '2026-03-01', '9999-12-31', 50000, 50000),
    ('CO', 'C1', 'R', 'receipt', 'P-1', -1, 'USD', '2026-02-20', null, '2026-02-20', -40, -36000),
    ('CO', 'C1', 'R', 'receipt', 'P-1', -1, 'USD', '2026-02-20', null, '9999-12-31', -20, -18000),
    ('EU', 'C9', 'E', 'invoice', 'F-9', 1, 'EUR', '2026-03-01', '2026-03-31', '9999-12-31', 10.5, 10.5)
) as slices (
    company_id, customer_id, document_id, document_type, document_number, item_sign, currency_code,
    posting_date, due_date, close_date, amount, amount_base
);

create table marts.fct_ledger_events as
select
    event_id, company_id, customer_id, document_id, 1 as instalment_number, currency_code, event_type,
    cast(effective_date as date) as effective_date, cast(effective_date as timestamp) as known_at,
    cast(amount as decimal(18, 4)) as amount, cast(amount_base as decimal(18, 4)) as amount_base,
    file_hash, cast(record_number as bigint) as record_number
from (values
    ('e1', 'CO', 'C1', 'A', 'USD', 'invoice', '2026-01-10', 100, 90000, 'documents', 1),
    ('e2', 'CO', 'C2', 'B', 'CLP', 'invoice', '2026-01-15', 50000, 50000, 'documents', 2),
    ('e3', 'CO', 'C1', 'R', 'USD', 'receipt', '2026-02-20', -60, -54000, 'documents', 3),
    ('e4', 'CO', 'C1', 'A', 'USD', 'allocation', '2026-02-20', -40, -36000, 'allocations', 1),
    ('e5', 'CO', 'C1', 'R', 'USD', 'allocation', '2026-02-20', 40, 36000, 'allocations', 1),
    ('e6', 'EU', 'C9', 'E', 'EUR', 'invoice', '2026-03-01', 10.5, 10.5, 'documents', 4)
) as events (
    event_id, company_id, customer_id, document_id, currency_code, event_type, effective_date, amount, amount_base,
    file_hash, record_number
);

create table trace.movements as
select * exclude (known_at) from marts.fct_ledger_events;

create table marts.fct_open_items as
select
    date '2026-03-15' as as_of_date, company_id, customer_id, document_id, 1 as instalment_number, document_type,
    document_number, currency_code, aging_bucket_code, cast(gross_amount as decimal(18, 4)) as gross_amount,
    cast(open_amount as decimal(18, 4)) as open_amount, cast(open_amount_base as decimal(18, 4)) as open_amount_base,
    nullif(reference, '') as reference
from (values
    ('CO', 'C1', 'A', 'invoice', 'F-1', 'USD', '31-60', 100, 60, 54000, 'PO 7'),
    ('CO', 'C2', 'B', 'invoice', 'F-2', 'CLP', '1-30', 50000, 50000, 50000, ''),
    ('CO', 'C1', 'R', 'receipt', 'P-1', 'USD', 'unapplied', -60, -20, -18000, ''),
    ('EU', 'C9', 'E', 'invoice', 'F-9', 'EUR', 'current', 10.5, 10.5, 10.5, '')
) as items (
    company_id, customer_id, document_id, document_type, document_number, currency_code, aging_bucket_code, gross_amount,
    open_amount, open_amount_base, reference
);

create table marts.fct_aging_daily as
select
    cast(balance_date as date) as balance_date, company_id, currency_code, aging_bucket_code,
    cast(open_amount as decimal(38, 4)) as open_amount, cast(open_amount_base as decimal(38, 4)) as open_amount_base
from (values
    ('2026-02-15', 'CO', 'USD', '1-30', 100, 90000),
    ('2026-02-15', 'CO', 'CLP', 'current', 50000, 50000),
    ('2026-03-15', 'CO', 'USD', '31-60', 60, 54000),
    ('2026-03-15', 'CO', 'CLP', '1-30', 50000, 50000),
    ('2026-03-15', 'CO', 'USD', 'unapplied', -20, -18000),
    ('2026-03-15', 'EU', 'EUR', 'current', 10.5, 10.5)
) as aging (balance_date, company_id, currency_code, aging_bucket_code, open_amount, open_amount_base);

create table marts.fct_files as
select * from (values ('documents', 'documents.csv', 6, 1, 1), ('allocations', 'allocations.csv', 1, 0, 0))
    as files (file_hash, file_name, record_count, reject_count, ignored_count);

create table trace.records as
select file_hash, record_number, file_hash as entity, '{"line": ' || record_number || '}' as content
from (values ('documents', 1), ('documents', 2), ('documents', 3), ('documents', 4), ('allocations', 1))
    as records (file_hash, record_number);

create table marts.fct_rejected_records as
select 'documents' as file_hash, cast(5 as bigint) as record_number, 'documents' as entity, 'landing' as layer;
