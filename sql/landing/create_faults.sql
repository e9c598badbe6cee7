-- Finds the records that show by themselves that they are wrong, with the first reason; blank ones are `blank`.
-- Takes the names: path; checked (CheckedColumn); present; currencies by digits.
-- Creates the table faults and returns nothing.
{% macro quoted(values) %}{% for value in values %}'{{ value }}'{{ '' if loop.last else ', ' }}{% endfor %}{% endmacro %}
{% macro decimals(name) %}length(rtrim(split_part({{ name }}, '.', 2), '0')){% endmacro %}
{% macro digits(name) %}
case
        when {{ name }} in ({{ quoted(currencies[0]) }}) then 0
        when {{ name }} in ({{ quoted(currencies[3]) }}) then 3
        when {{ name }} in ({{ quoted(currencies[4]) }}) then 4
        else 2
    end
{%- endmacro %}
{% macro sound(column) %}
{% if column.value_type == 'date' %}
regexp_full_match({{ column.name }}, '[0-9]{4}-[0-9]{2}-[0-9]{2}')
        and coalesce(try_cast({{ column.name }} as date) between date '1900-01-01' and date '2200-12-31', {{ column.name }} is null)
{%- elif column.value_type == 'timestamp' %}
regexp_full_match(
            {{ column.name }},
            '[0-9]{4}-[0-9]{2}-[0-9]{2}([T ][0-9]{2}:[0-9]{2}(:[0-9]{2}([.][0-9]{1,6})?)?(Z|[+-][0-9]{2}(:[0-9]{2})?)?)?'
        )
        and coalesce(try_cast({{ column.name }} as timestamp) between '1900-01-01' and '2200-12-31', {{ column.name }} is null)
{%- elif column.value_type == 'amount' %}
regexp_full_match({{ column.name }}, '[0-9]{1,14}([.][0-9]{1,4}0*)?')
{%- elif column.value_type == 'signed_amount' %}
regexp_full_match({{ column.name }}, '-?[0-9]{1,14}([.][0-9]{1,4}0*)?')
{%- elif column.value_type == 'rate' %}
regexp_full_match({{ column.name }}, '[0-9]{1,10}([.][0-9]{1,8}0*)?')
        and regexp_matches({{ column.name }}, '[1-9]')
{%- elif column.value_type == 'integer' %}
regexp_full_match({{ column.name }}, '-?[0-9]{1,9}')
{%- elif column.value_type == 'boolean' %}
lower({{ column.name }}) in ('true', 'false', '1', '0')
{%- elif column.value_type == 'currency' %}
{{ column.name }} in ({{ quoted(currencies[0] + currencies[2] + currencies[3] + currencies[4]) }})
{%- elif column.value_type == 'code' %}
{{ column.name }} in ({{ quoted(column.allowed_values) }})
{%- endif %}
{% endmacro %}
create or replace temp table faults as
select
    record_number,
    case
        when coalesce({% for name in present %}{{ name }}{{ '' if loop.last else ', ' }}{% endfor %}) is null
            then 'blank'
    {% for column in checked if column.is_required %}
        when {{ column.name }} is null then 'missing_required'
    {% endfor %}
    {% for column in checked if column.value_type != 'text' %}
        when not ({{ sound(column) }}) then '{{ column.fault }}'
    {% endfor %}
    {% for column in checked if column.currency %}
        when {{ decimals(column.name) }} > {{ digits(column.currency) }} then 'too_many_decimals'
    {% endfor %}
    end as reason_code,
    case
    {% for column in checked if column.is_required %}
        when {{ column.name }} is null then '{{ column.name }} is missing'
    {% endfor %}
    {% for column in checked if column.value_type != 'text' %}
        when not ({{ sound(column) }})
            then '{{ column.name }} ''' || left({{ column.name }}, 60) || ''' is {{ column.expectation }}'
    {% endfor %}
    {% for column in checked if column.currency %}
        when {{ decimals(column.name) }} > {{ digits(column.currency) }}
            then
                '{{ column.name }} ''' || left({{ column.name }}, 60)
                || ''' has more decimals than ' || {{ column.currency }}
    {% endfor %}
    end as reason
from read_parquet('{{ path }}')
where
    false
{% for column in checked if column.is_required %}
    or {{ column.name }} is null
{% endfor %}
{% for column in checked if column.value_type != 'text' %}
    or not ({{ sound(column) }})
{% endfor %}
{% for column in checked if column.currency %}
    or (contains({{ column.name }}, '.') and {{ decimals(column.name) }} > {{ digits(column.currency) }})
{% endfor %}
