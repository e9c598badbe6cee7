{# The version time of a raw record: its own recorded_at, else the time of its file. #}
{% macro version_at() %}coalesce({{ utc_timestamp("nullif(records.recorded_at, '')") }}, files.version_at){% endmacro %}

{# The times of a record's file: all of them, unless the record has a time of its own. #}
{% macro record_times() %}
    on records.file_hash = files.file_hash
    and (files.is_first_time or nullif(records.recorded_at, '') is null)
{%- endmacro %}
