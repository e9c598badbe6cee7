{# One row per company, as known. #}

with

companies as (

    {{ newest_versions(ref('int_companies_unioned'), ['company_id']) }}

),

currencies as (

    select * from {{ ref('currencies') }}

),

final as (

    select
        companies.company_id,
        companies.name as company_name,
        companies.tax_id,
        companies.country_code,
        companies.base_currency_code,
        companies.time_zone,
        currencies.minor_unit_digits as base_minor_unit_digits,
        companies.file_hash,
        companies.record_number
    from companies
    left join currencies
        on companies.base_currency_code = currencies.currency_code

)

select * from final
