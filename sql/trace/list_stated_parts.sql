-- Parts of an amount that records state outright (a general ledger's balance, a planned payment):
-- those records; of every company where the row is of all of them.
-- Parameters: $entity. Names: measure
select
    wanted.row_id,
    stated.account as event_id,
    stated.company_id,
    cast(null as varchar) as document_id,
    cast(null as varchar) as document_number,
    cast(null as integer) as instalment_number,
    stated.entity as event_type,
    stated.stated_date as effective_date,
    stated.{{ measure }} as amount,
    stated.file_hash,
    stated.record_number
from wanted
inner join trace.stated_amounts as stated
    on stated.entity = $entity
    and wanted.day = stated.row_date
    and (wanted.company_id = '*' or wanted.company_id = stated.company_id)
where wanted.account is null
    or wanted.account = stated.account
