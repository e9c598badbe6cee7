-- What a table holds, whatever the order of its rows. Names: relation, columns. Returns: row_count, row_sum
select
    count(*) as row_count,
    sum(cast(hash({{ columns }}) as hugeint)) as row_sum
from {{ relation }}
