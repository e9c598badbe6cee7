-- A small published build by plain SQL: two companies, three currencies, 26 months, hand-checkable rules.
-- Every table that the app reads, with the names of the contract; the figures follow from `documents` and `allocations` below.

create schema if not exists marts;
create schema if not exists trace;

create table marts.dim_companies as
select * from (values
    ('ANDINA', 'Comercial Andina SpA', 'CLP', 'CL', 'America/Santiago'),
    ('IBERIA', 'Suministros Iberia SL', 'EUR', 'ES', 'Europe/Madrid')
) as companies (company_id, company_name, base_currency_code, country_code, time_zone);

create table marts.dim_aging_buckets as
select * from (values
    ('current', 0, 1, -99999, 1), ('1-30', 1, 1, 1, 31), ('31-60', 2, 1, 31, 61), ('61-90', 3, 1, 61, 91),
    ('91-120', 4, 1, 91, 121), ('121+', 5, 1, 121, 99999), ('unapplied', 6, -1, -99999, 99999)
) as buckets (aging_bucket_code, position, item_sign, from_days, until_days);

create table marts.dim_customers as
select
    company_id,
    'C-' || lpad(cast(number as varchar), 3, '0') as customer_id,
    case company_id
        when 'ANDINA' then ['Constructora Los Robles', 'Minera Peñasco [norte]', 'Retail *Sur* $5', 'Viña Ñuble'][1 + number % 4]
        else ['Talleres Ebro', 'Logística Júcar', 'Áridos Duero', 'Grúas Tajo'][1 + number % 4]
    end || ' ' || cast(number as varchar) as customer_name,
    '7' || lpad(cast(number * 7919 % 9999999 as varchar), 7, '0') || '-' || cast(number % 10 as varchar) as tax_id,
    ['Construcción', 'Minería', 'Retail', 'Agro'][1 + number % 4] as segment,
    cast(null as varchar) as payer_class,
    cast(null as varchar) as collector_id,
    cast(null as varchar) as stage,
    30 as payment_terms_days,
    cast(case when number = 1 then 50000000 end as decimal(18, 4)) as credit_limit_amount,
    '{}' as attributes
from (values ('ANDINA'), ('IBERIA')) as companies (company_id), range(1, 41) as numbers (number);

-- An invoice every half day and company; each fifth of ANDINA in USD at 950; due in 30, 60 or 90 days.
create temp table documents as
with numbered as (
    select
        company_id,
        number,
        cast(date '2024-09-01' + cast(number // 2 as integer) as date) as posting_date,
        'C-' || lpad(cast(1 + number * 7 % 40 as varchar), 3, '0') as customer_id,
        company_id = 'ANDINA' and number % 5 = 0 as is_foreign
    from (values ('ANDINA'), ('IBERIA')) as companies (company_id), range(0, 1580) as numbers (number)
)
select
    company_id,
    customer_id,
    number,
    'D-' || lpad(cast(number as varchar), 5, '0') as document_id,
    'invoice' as document_type,
    'F-' || cast(48000 + number as varchar) as document_number,
    case when is_foreign then 'USD' when company_id = 'ANDINA' then 'CLP' else 'EUR' end as currency_code,
    posting_date,
    posting_date + cast([30, 30, 60, 90][1 + number % 4] as integer) as due_date,
    cast(case
        when is_foreign then 1000.20 + number * 37 % 9000
        when company_id = 'ANDINA' then 400000 + number * 7919 % 9000000
        else 500.10 + number * 7919 % 9000
    end as decimal(18, 4)) as amount,
    cast(case when is_foreign then 950 else 1 end as integer) as rate
from numbered;

-- A customer pays 60 % some days after the due date and the rest 25 days later; each 97th invoice is never paid.
create temp table allocations as
select
    documents.*,
    part,
    cast(due_date + cast(number * 13 % 60 + number // 60 - 15 + 25 * (part - 1) as integer) as date) as effective_date,
    cast(case part
        when 1 then round(documents.amount * 60 // 100)
        else documents.amount - round(documents.amount * 60 // 100)
    end as decimal(18, 4)) as paid_amount
from documents, (values (1), (2)) as parts (part)
where number % 97 <> 0;
delete from allocations where effective_date > date '2026-10-31';

-- Each tenth allocation's receipt came with 5 % too much, which stays unapplied.
create temp table receipts as
select
    *,
    'R-' || lpad(cast(number as varchar), 5, '0') || '-' || part as receipt_id,
    cast(case when number % 10 = 3 then round(paid_amount * 5 // 100) else 0 end as decimal(18, 4)) as excess_amount
from allocations;

create table trace.slices as
with paid as (
    select company_id, document_id, sum(paid_amount) as amount from allocations group by all
),

pieces as (
    select
        company_id, customer_id, document_id, document_type, document_number, 1 as item_sign, currency_code,
        posting_date, due_date, effective_date as close_date, paid_amount as amount, rate
    from allocations
    union all
    select
        documents.company_id, documents.customer_id, documents.document_id, documents.document_type, documents.document_number, 1,
        documents.currency_code, documents.posting_date, documents.due_date, date '9999-12-31',
        cast(documents.amount - coalesce(paid.amount, 0) as decimal(18, 4)), documents.rate
    from documents
    left join paid
        on documents.company_id = paid.company_id
        and documents.document_id = paid.document_id
    where documents.amount <> coalesce(paid.amount, 0)
    union all
    select
        company_id, customer_id, receipt_id, 'receipt', receipt_id, -1, currency_code,
        effective_date, null, date '9999-12-31', -excess_amount, rate
    from receipts
    where excess_amount > 0
)
select
    company_id, customer_id, document_id, 1 as instalment_number, document_type, document_number, item_sign, currency_code,
    case currency_code when 'EUR' then 'EUR' else 'CLP' end as base_currency_code,
    posting_date, due_date, close_date, amount, cast(amount * rate as decimal(18, 4)) as amount_base
from pieces;

create table marts.fct_ledger_events as
with movements as (
    select
        'o-' || company_id || document_id as event_id, company_id, customer_id, document_id, currency_code,
        'invoice' as event_type, posting_date as effective_date, amount, rate, 'documents' as entity,
        row_number() over (partition by company_id order by number) as record_number
    from documents
    union all
    select
        'r-' || company_id || receipt_id, company_id, customer_id, receipt_id, currency_code, 'receipt', effective_date,
        -(paid_amount + excess_amount), rate, 'receipts', row_number() over (partition by company_id order by receipt_id)
    from receipts
    union all
    select
        'd-' || company_id || receipt_id, company_id, customer_id, document_id, currency_code, 'allocation', effective_date,
        -paid_amount, rate, 'allocations', row_number() over (partition by company_id order by receipt_id)
    from receipts
    union all
    select
        'c-' || company_id || receipt_id, company_id, customer_id, receipt_id, currency_code, 'allocation', effective_date,
        paid_amount, rate, 'allocations', row_number() over (partition by company_id order by receipt_id)
    from receipts
)
select
    event_id, company_id, customer_id, document_id, 1 as instalment_number, currency_code, event_type, effective_date,
    cast(effective_date as timestamp) as known_at, cast(amount as decimal(18, 4)) as amount,
    cast(amount * rate as decimal(18, 4)) as amount_base, sha256(company_id || entity) as file_hash,
    cast(record_number as bigint) as record_number
from movements;

create table trace.records as
select
    sha256(company_id || 'documents') as file_hash,
    cast(row_number() over (partition by company_id order by number) as bigint) as record_number,
    'documents' as entity,
    cast(json_object(
        'company_id', company_id, 'document_id', document_id, 'document_type', document_type, 'document_number', document_number,
        'customer_id', customer_id, 'posting_date', cast(posting_date as varchar), 'due_date', cast(due_date as varchar),
        'currency_code', currency_code, 'amount', cast(amount as varchar)
    ) as varchar) as content
from documents
union all
select
    sha256(company_id || 'receipts'), row_number() over (partition by company_id order by receipt_id), 'documents',
    cast(json_object(
        'company_id', company_id, 'document_id', receipt_id, 'document_type', 'receipt', 'customer_id', customer_id,
        'posting_date', cast(effective_date as varchar), 'currency_code', currency_code,
        'amount', cast(paid_amount + excess_amount as varchar)
    ) as varchar)
from receipts
union all
select
    sha256(company_id || 'allocations'), row_number() over (partition by company_id order by receipt_id), 'allocations',
    cast(json_object(
        'company_id', company_id, 'allocation_id', 'A-' || receipt_id, 'credit_document_id', receipt_id,
        'debit_document_id', document_id, 'amount', cast(paid_amount as varchar), 'effective_date', cast(effective_date as varchar)
    ) as varchar)
from receipts;

create table marts.fct_files as
select
    file_hash,
    lower(min(content ->> 'company_id')) || '_' || min(case when content ->> 'document_type' = 'receipt' then 'receipts' else entity end) || '.csv'
        as file_name,
    'demo' as source, 'canonical' as reader, timestamp '2026-10-31 06:02:00' as received_at,
    cast(null as timestamp) as extracted_at, count(*) as record_count,
    cast(0 as bigint) as reject_count, cast(0 as bigint) as ignored_count, cast(sum(length(content)) as bigint) as byte_count
from trace.records
group by file_hash;

create table marts.fct_aging_daily as
with days as (
    select cast(unnest(generate_series(date '2024-09-01', date '2026-10-31', interval 1 day)) as date) as balance_date
)
select
    days.balance_date, slices.company_id, slices.currency_code, buckets.aging_bucket_code,
    cast(sum(slices.amount) as decimal(38, 4)) as open_amount, cast(sum(slices.amount_base) as decimal(38, 4)) as open_amount_base
from days
inner join trace.slices as slices
    on slices.posting_date <= days.balance_date
    and slices.close_date > days.balance_date
inner join marts.dim_aging_buckets as buckets
    on slices.item_sign = buckets.item_sign
    and coalesce(days.balance_date - slices.due_date, 0) >= buckets.from_days
    and coalesce(days.balance_date - slices.due_date, 0) < buckets.until_days
group by all;

create table marts.fct_rejected_records as
select
    sha256('ANDINAdocuments') as file_hash, cast(7 as bigint) as record_number, 'documents' as entity,
    'landing' as layer, 'bad_amount' as reason_code, 'The amount 1e30 is not a plain decimal' as reason, 'ANDINA;D-X;1e30' as original_text;

create table trace.checks as
select * from (values
    ('buckets_equal_events', 'pass', 'error', 0), ('records_accounted_for', 'pass', 'error', 0), ('missing_rates', 'pass', 'warn', 0)
) as checks (check_name, status, severity, failures);

create table trace.build as
select
    $build_id as build_id, date '2026-10-31' as as_of_date, timestamp '2026-10-31 06:10:00' as known_at,
    cast($published_at as timestamp) as published_at, '0.1.0' as code_version, sha256('seeds') as seeds_hash;
