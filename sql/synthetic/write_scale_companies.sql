-- Writes the two companies of the scale data. Identifiers: path, form. Returns one row with the number written.
copy (

    select *
    from (
        values
        ('CL01', 'Scale Chile', 'CL', 'CLP', 'America/Santiago'),
        ('ES01', 'Scale Spain', 'ES', 'EUR', 'Europe/Madrid')
    ) as companies (company_id, name, country_code, base_currency_code, time_zone)

) to '{{ path }}' (format {{ form }})
