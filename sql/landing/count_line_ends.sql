-- Counts the line ends inside the values of copied records; inside attributes they are escaped.
-- Takes the names: path; columns (separated by commas). Returns one count.
with

values_together as (

    select
        concat_ws(
            '', {{ columns }}, replace(replace(attributes, '\\', ''), '\n', chr(10))
        ) as all_text
    from read_parquet('{{ path }}')

)

select
    cast(
        coalesce(sum(length(all_text) - length(replace(all_text, chr(10), ''))), 0) as bigint
    ) as line_end_count
from values_together
