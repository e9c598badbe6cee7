-- The generated company, for the cascade. Returns nothing.
create or replace table intermediate.int_companies as
select
    'CO' as company_id,
    'T-' as tax_id
