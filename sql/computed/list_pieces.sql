-- Pieces of a company's debits that payment is predicted from; takes $company_id.
-- Returns customer_id, posting_date, due_date, closed_date, is_paid, is_invoiced, amount_base, segment,
-- dispute_opened_date, dispute_resolved_date, promised_on_date, promise_due_date, maturity_date, assigned_date,
-- document_id, instalment_number; in an order that nothing but the data decides.
select
    customer_id,
    posting_date,
    due_date,
    closed_date,
    is_paid,
    is_invoiced,
    amount_base,
    segment,
    dispute_opened_date,
    dispute_resolved_date,
    promised_on_date,
    promise_due_date,
    maturity_date,
    assigned_date,
    document_id,
    instalment_number
from intermediate.int_payment_pieces
where company_id = $company_id
order by document_id, instalment_number, closed_date, is_paid, amount_base;
