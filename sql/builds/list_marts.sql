-- The marts of two builds. Returns mart, is_alike (both have it, with the same columns).
with

columns as (

    select
        table_catalog,
        table_name as mart,
        string_agg(column_name || ' ' || data_type, ', ' order by ordinal_position) as shape
    from information_schema.columns
    where table_schema = 'marts'
    group by table_catalog, table_name

)

select
    mart,
    count(*) = 2 and count(distinct shape) = 1 as is_alike
from columns
group by mart
order by mart
