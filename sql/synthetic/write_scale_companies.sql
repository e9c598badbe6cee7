-- Writes the two companies of the scale data. Identifiers: path, form. Returns one row with the number written.
copy (

    select
        'CL01' as company_id,
        'Scale Chile' as name,
        'CL' as country_code,
        'CLP' as base_currency_code,
        'America/Santiago' as time_zone
    union all
    select
        'ES01' as company_id,
        'Scale Spain' as name,
        'ES' as country_code,
        'EUR' as base_currency_code,
        'Europe/Madrid' as time_zone

) to '{{ path }}' (format {{ form }})
