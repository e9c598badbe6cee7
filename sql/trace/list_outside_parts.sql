-- Parts of what a tax document or the bank states of a finding: that record.
-- None where only the ledger knows it.
select
    chosen.row_id,
    chosen.finding_id as event_id,
    chosen.company_id,
    coalesce(chosen.tax_document_id, chosen.entry_id) as document_id,
    chosen.document_number,
    cast(null as integer) as instalment_number,
    chosen.document_type as event_type,
    chosen.found_date as effective_date,
    chosen.stated_amount as amount,
    chosen.file_hash,
    chosen.record_number
from chosen
where chosen.stated_amount is not null
