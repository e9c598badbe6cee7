-- Writes the customers that have an invoice. Parameters: none. Identifiers: path, form.
-- Returns one row with the number of customers written.
copy (

    select distinct
        company_id,
        'C' || customer_number as customer_id,
        'Customer ' || customer_number as name,
        case customer_number % 4
            when 0 then 'retail'
            when 1 then 'construction'
            when 2 then 'services'
            else 'industry'
        end as segment
    from scale_invoices
    order by company_id, customer_id

) to '{{ path }}' (format {{ form }})
