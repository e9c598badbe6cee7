-- Writes one invoice in two hundred again, with another due date, recorded nine days later. Identifiers: path, form.
-- Returns one row with the number of documents written.
copy (

    select
        company_id,
        'F' || number as document_id,
        1 as instalment_number,
        'invoice' as document_type,
        'F' || number as document_number,
        'C' || customer_number as customer_id,
        posting_date,
        posting_date as issue_date,
        due_date + 15 as due_date,
        currency_code,
        case
            when currency_code = 'CLP' then cast(cents // 100 as varchar)
            else cast(cast(cents as decimal(18, 0)) * cast(0.01 as decimal(3, 2)) as varchar)
        end as amount,
        'posted' as status,
        strftime(posting_date + 9, '%Y-%m-%dT15:00:00Z') as recorded_at
    from scale_invoices
    where number % 200 = 3

) to '{{ path }}' (format {{ form }})
