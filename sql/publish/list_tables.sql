-- What is published of the work warehouse. Returns table_schema, table_name.
select
    table_schema,
    table_name
from information_schema.tables
where table_catalog = 'work'
    and table_schema in ('marts', 'trace')
order by table_schema, table_name
