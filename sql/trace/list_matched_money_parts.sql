-- Parts of a month's money in: its bank entries.
select
    chosen.row_id,
    money.entry_id as event_id,
    money.company_id,
    money.receipt_document_id as document_id,
    cast(null as varchar) as document_number,
    cast(null as integer) as instalment_number,
    'entry' as event_type,
    money.booking_date as effective_date,
    money.money_amount as amount,
    money.file_hash,
    money.record_number
from chosen
inner join marts.fct_bank_ledger_comparison as money
    on chosen.company_id = money.company_id
    and chosen.currency_code = money.currency_code
    and chosen.month_end_date = last_day(money.booking_date)
where money.entry_id is not null
