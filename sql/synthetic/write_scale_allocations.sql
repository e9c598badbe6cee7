-- Writes the applications as one canonical extract. Identifiers: path, form.
-- Returns one row with the number of allocations written.
copy (

    select
        company_id,
        'A' || number || '-' || part_number as allocation_id,
        credit_document_id,
        1 as credit_instalment_number,
        'F' || number as debit_document_id,
        1 as debit_instalment_number,
        case
            when currency_code = 'CLP' then cast(cents // 100 as varchar)
            else cast(cast(cents as decimal(18, 0)) * cast(0.01 as decimal(3, 2)) as varchar)
        end as amount,
        effective_date,
        strftime(effective_date, '%Y-%m-%dT16:00:00Z') as recorded_at
    from scale_applications

) to '{{ path }}' (format {{ form }})
