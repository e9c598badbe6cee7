-- Parts of an amount that one record states: that record.
-- Names: measure, day, entry (the column that names the row), entity
select
    chosen.row_id,
    cast(chosen.{{ entry }} as varchar) as event_id,
    chosen.company_id,
    cast(null as varchar) as document_id,
    cast(null as varchar) as document_number,
    cast(null as integer) as instalment_number,
    '{{ entity }}' as event_type,
    chosen.{{ day }} as effective_date,
    chosen.{{ measure }} as amount,
    chosen.file_hash,
    chosen.record_number
from chosen
