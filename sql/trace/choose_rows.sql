-- noqa: disable=all
-- The rows of a mart whose columns have the values asked for, numbered; an empty value stands for null.
-- Parameters: one $name per key. Names: mart, types (key to data type), sample (rows to draw by hash, or none for all).
create or replace temp table chosen as
select
    row_number() over () as row_id,
    mart.*
from marts.{{ mart }} as mart
where true
{% for key, type in types.items() %}
    and mart.{{ key }} is not distinct from cast(nullif(${{ key }}, '') as {{ type }})
{% endfor %}
{% if sample %}
order by md5(cast(mart as varchar))
limit {{ sample }}
{% endif %}
