-- Counts what was drawn. Parameters: none. Returns invoice_count, application_count, credit_count.
select
    (select count(*) from scale_invoices) as invoice_count,
    count(*) as application_count,
    count(distinct scale_applications.credit_document_id) as credit_count
from scale_applications
