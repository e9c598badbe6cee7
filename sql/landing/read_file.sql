-- Returns the row of a landed file. Names: path.
select *
from read_parquet('{{ path }}')
