-- noqa: disable=all
-- One term of a sum: what a statement of this folder finds, added or (with sign -1) taken away.
-- Parameters: $sign, $term_number, and those of the statement. Names: statement, and those of the statement.
insert into parts by name
select
    found.row_id,
    cast($term_number as integer) as term_number,
    found.event_id,
    found.company_id,
    found.document_id,
    found.document_number,
    found.instalment_number,
    found.event_type,
    found.effective_date,
    cast(cast($sign as integer) * found.amount as decimal(38, 4)) as amount,
    found.file_hash,
    found.record_number
from (
{% include "trace/" ~ statement ~ ".sql" %}

) as found
where found.amount is not null
