-- The companies of the build that the reader may see, with the first and last day of their history.
-- Parameters: $company_ids (null: every company)
-- Returns: company_id, company_name, base_currency_code, country_code, time_zone, first_date, last_date
with

history as (

    select
        company_id,
        min(balance_date) as first_date,
        max(balance_date) as last_date
    from marts.fct_aging_daily
    group by company_id

)

select
    companies.company_id,
    companies.company_name,
    companies.base_currency_code,
    companies.country_code,
    companies.time_zone,
    history.first_date,
    greatest(history.last_date, build.as_of_date) as last_date
from marts.dim_companies as companies
inner join history
    on companies.company_id = history.company_id
cross join trace.build as build
where $company_ids is null
    or companies.company_id in (select unnest($company_ids))
order by companies.company_name, companies.company_id
