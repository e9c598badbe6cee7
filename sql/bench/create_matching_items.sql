-- The generated invoices as open items, for the cascade. Returns nothing.
create or replace table intermediate.int_match_items as
select
    cast(invoice_number as ubigint) as item_key,
    cast(invoice_number as ubigint) as document_key,
    cast(customer_number as ubigint) as customer_key,
    cast(md5_number('CO|EUR') >> 64 as ubigint) as book_key,
    'CO' as company_id,
    'C' || customer_number as customer_id,
    'F' || invoice_number as document_id,
    1 as instalment_number,
    'EUR' as currency_code,
    'FV26-' || lpad(cast(invoice_number as varchar), 7, '0') as document_number,
    'FV26' || lpad(cast(invoice_number as varchar), 7, '0') as plain_number,
    posting_date,
    due_date,
    cents * 100 as amount
from matching_invoices
