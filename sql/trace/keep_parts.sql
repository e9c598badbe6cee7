-- noqa: disable=all
-- What the chosen rows are the sum of, numbered by document and day.
-- Names: parts (a statement of this folder), measure, and those of that statement.
create or replace temp table parts as
select
    row_number() over (
        order by company_id, document_id, instalment_number, effective_date, event_id, file_hash, record_number
    ) as part_number,
    *
from (
{% include "trace/" ~ parts ~ ".sql" %}

) as parts
where amount is not null
