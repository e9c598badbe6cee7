-- Counts the line ends inside the values of copied records; inside attributes they are escaped.
-- Takes the names: path; columns. Returns one count.
select
    cast(coalesce(sum(
    {% for column in columns %}
        coalesce(length({{ column }}) - length(replace({{ column }}, chr(10), '')), 0) +
    {% endfor %}
        coalesce(
            length(replace(attributes, '\\', '')) - length(replace(replace(attributes, '\\', ''), '\n', ' ')), 0
        )
    ), 0) as bigint) as line_end_count
from read_parquet('{{ path }}')
