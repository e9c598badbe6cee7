-- Writes invoices and the credits that close them as one canonical extract. Identifiers: path, form.
-- Returns one row with the number of documents written.
copy (

    with

    credits as (

        select
            company_id,
            credit_document_id,
            document_type,
            customer_number,
            effective_date,
            currency_code,
            cast(sum(cents) as bigint) as cents
        from scale_applications
        group by
            company_id,
            credit_document_id,
            document_type,
            customer_number,
            effective_date,
            currency_code

    ),

    documents as (

        select
            company_id,
            'F' || number as document_id,
            'invoice' as document_type,
            customer_number,
            posting_date,
            due_date,
            currency_code,
            cents
        from scale_invoices
        union all
        select
            company_id,
            credit_document_id as document_id,
            document_type,
            customer_number,
            effective_date as posting_date,
            null as due_date,
            currency_code,
            cents
        from credits

    )

    select
        company_id,
        document_id,
        1 as instalment_number,
        document_type,
        document_id as document_number,
        'C' || customer_number as customer_id,
        posting_date,
        posting_date as issue_date,
        due_date,
        currency_code,
        case
            when currency_code = 'CLP' then cast(cents // 100 as varchar)
            else cast(cast(cents as decimal(18, 0)) * cast(0.01 as decimal(3, 2)) as varchar)
        end as amount,
        'posted' as status,
        strftime(posting_date, '%Y-%m-%dT15:00:00Z') as recorded_at
    from documents

) to '{{ path }}' (format {{ form }})
