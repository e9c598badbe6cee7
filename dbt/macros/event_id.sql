{# An event's name: the file and record that say so, the instalment, what happened, and when it became known; stable over builds. #}
{% macro event_id(events, files) %}
concat(
    {{ files }}.short_hash, ':', {{ events }}.record_number, ':', {{ events }}.instalment_number, ':', {{ events }}.event_code,
    case when {{ events }}.is_taken_back then '-back@' else '@' end, {{ epoch_microseconds(events ~ '.known_at') }}
)
{%- endmacro %}
