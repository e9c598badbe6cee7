{#
    An event's name: the file and record that say so, the instalment, what happened, and when it became known; stable over
    builds. An opening is named by its document's type: a record may open an invoice and the receipt derived from it.
#}
{% macro event_id(events, files) %}
concat(
    {{ files }}.short_hash, ':', {{ events }}.record_number, ':', {{ events }}.instalment_number, ':',
    case when {{ events }}.event_code = 'opened' then {{ events }}.event_type else {{ events }}.event_code end,
    case when {{ events }}.is_taken_back then '-back@' else '@' end, {{ epoch_microseconds(events ~ '.known_at') }}
)
{%- endmacro %}
