-- The columns that the published marts have.
-- Returns: mart, column_name, data_type
select
    columns.table_name as mart,
    columns.column_name,
    columns.data_type
from information_schema.columns as columns
where columns.table_schema = 'marts'
order by columns.table_name, columns.ordinal_position
