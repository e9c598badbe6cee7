-- Parts of a line of an ERP's own aged report: the record that states it.
-- Names: measure
select
    chosen.row_id,
    stated.report_name as event_id,
    stated.company_id,
    cast(null as varchar) as document_id,
    cast(null as varchar) as document_number,
    cast(null as integer) as instalment_number,
    stated.entity as event_type,
    stated.stated_date as effective_date,
    stated.{{ measure }} as amount,
    stated.file_hash,
    stated.record_number
from chosen
inner join trace.stated_amounts as stated
    on stated.entity = 'reported_balances'
    and chosen.company_id = stated.company_id
    and chosen.balance_date = stated.row_date
    and chosen.report_name = stated.report_name
    and chosen.customer_id = stated.customer_id
    and chosen.account = stated.account
    and chosen.aging_bucket_code = stated.aging_bucket_code
    and chosen.currency_code = stated.currency_code
