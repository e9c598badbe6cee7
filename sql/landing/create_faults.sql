-- Finds the records that show by themselves that they are wrong, with the first reason; blank ones
-- are `blank`. First a doubt that costs little (casts work once per dictionary entry, patterns once
-- per record), then the exact rule for the doubtful. Casts alone are too kind: 1_000, 0x10, 2024-1-1.
-- Takes the names: path; checked (CheckedColumn); present; currencies by digits.
-- Creates the table faults and returns nothing.
{% macro listed(values) %}
{% for value in values %}'{{ value }}'{{ '' if loop.last else ', ' }}{% endfor %}
{% endmacro %}
{% macro decimals(name) %}length(rtrim(split_part({{ name }}, '.', 2), '0')){% endmacro %}
{% macro digits(name) %}
case
            when {{ name }} in ({{ listed(currencies[0]) }}) then 0
            when {{ name }} in ({{ listed(currencies[3]) }}) then 3
            when {{ name }} in ({{ listed(currencies[4]) }}) then 4
            else 2
        end
{%- endmacro %}
{% macro doubt(column) %}
{% set name = column.name %}
{% if column.value_type == 'date' %}
coalesce(try_cast({{ name }} as date)::varchar <> {{ name }}, {{ name }} is not null)
        or {{ name }} not between '1900-01-01' and '2200-12-31'
{%- elif column.value_type == 'timestamp' %}
coalesce(
            try_cast({{ name }} as timestamp)::varchar <> replace(rtrim({{ name }}, 'Z'), 'T', ' '),
            {{ name }} is not null
        )
        or {{ name }} not between '1900-01-01' and '2200-12-31'
{%- elif column.value_type in ('amount', 'signed_amount') %}
not regexp_full_match({{ name }}, '[0-9]{1,14}([.][0-9]{1,2})?')
{% if column.currency %}
        or (contains({{ name }}, '.') and {{ column.currency }} in ({{ listed(currencies[0]) }}))
{% endif %}
{%- elif column.value_type == 'text' %}
false
{%- else %}
not ({{ sound(column) }})
{%- endif %}
{% endmacro %}
{% macro sound(column) %}
{% set name = column.name %}
{% if column.value_type == 'date' %}
regexp_full_match({{ name }}, '[0-9]{4}-[0-9]{2}-[0-9]{2}')
            and coalesce(
                try_cast({{ name }} as date) between '1900-01-01' and '2200-12-31', {{ name }} is null
            )
{%- elif column.value_type == 'timestamp' %}
regexp_full_match(
                {{ name }},
                '[0-9]{4}-[0-9]{2}-[0-9]{2}'
                || '([T ][0-9]{2}:[0-9]{2}(:[0-9]{2}([.][0-9]{1,6})?)?(Z|[+-][0-9]{2}(:[0-9]{2})?)?)?'
            )
            and coalesce(
                try_cast({{ name }} as timestamp) between '1900-01-01' and '2200-12-31',
                {{ name }} is null
            )
{%- elif column.value_type == 'amount' %}
regexp_full_match({{ name }}, '[0-9]{1,14}([.][0-9]{1,4}0*)?')
{%- elif column.value_type == 'signed_amount' %}
regexp_full_match({{ name }}, '-?[0-9]{1,14}([.][0-9]{1,4}0*)?')
{%- elif column.value_type == 'rate' %}
regexp_full_match({{ name }}, '[0-9]{1,10}([.][0-9]{1,8}0*)?')
            and regexp_matches({{ name }}, '[1-9]')
{%- elif column.value_type == 'integer' %}
regexp_full_match({{ name }}, '-?[0-9]{1,9}')
{%- elif column.value_type == 'boolean' %}
lower({{ name }}) in ('true', 'false', '1', '0')
{%- elif column.value_type == 'currency' %}
{{ name }} in ({{ listed(currencies[0] + currencies[2] + currencies[3] + currencies[4]) }})
{%- elif column.value_type == 'code' %}
{{ name }} in ({{ listed(column.allowed_values) }})
{%- else %}
true
{%- endif %}
{% endmacro %}
create or replace table faults as
with

doubtful as (

    select *
    from read_parquet('{{ path }}')
    where
        coalesce({% for name in present %}{{ name }}{{ '' if loop.last else ', ' }}{% endfor %}) is null
    {% for column in checked %}
    {% if column.is_required %}
        or {{ column.name }} is null
    {% endif %}
        or {{ doubt(column) }}
    {% endfor %}

),

judged as (

    select
        record_number,
        case
            when coalesce({% for name in present %}{{ name }}{{ '' if loop.last else ', ' }}{% endfor %}) is null
                then ['blank', 'every column is empty']
        {% for column in checked if column.is_required %}
            when {{ column.name }} is null
                then ['missing_required', '{{ column.name }} is missing']
        {% endfor %}
        {% for column in checked if column.fault %}
            when not ({{ sound(column) }})
                then [
                    '{{ column.fault }}',
                    concat('{{ column.name }} ''', left({{ column.name }}, 60), ''' is {{ column.expectation }}')
                ]
        {% endfor %}
        {% for column in checked if column.currency %}
            when {{ decimals(column.name) }} > {{ digits(column.currency) }}
                then [
                    'too_many_decimals',
                    concat(
                        '{{ column.name }} ''', left({{ column.name }}, 60),
                        ''' has more decimals than ', {{ column.currency }}
                    )
                ]
        {% endfor %}
        end as verdict
    from doubtful

)

select
    record_number,
    verdict[1] as reason_code,
    verdict[2] as reason
from judged
where verdict is not null
