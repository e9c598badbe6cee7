-- The place for what the chosen rows are the sum of.
create or replace temp table parts (
    row_id bigint,
    term_number integer,
    event_id varchar,
    company_id varchar,
    document_id varchar,
    document_number varchar,
    instalment_number integer,
    event_type varchar,
    effective_date date,
    amount decimal(38, 4),
    file_hash varchar,
    record_number bigint
)
