-- noqa: disable=all
-- What the parts of each chosen row must have, in columns that every statement knows; null asks for anything.
-- Names: keys (a column of this table to the mart's column that it comes from), is_opening (the day before the month).
create or replace temp table wanted as
{% set day = 'chosen.' ~ keys.get('day', 'as_of_date') %}
{% if is_opening %}{% set day = "cast(date_trunc('month', " ~ day ~ ") as date) - 1" %}{% endif %}
select
    chosen.row_id,
    chosen.company_id,
    {{ day }} as day,
    cast(date_trunc('month', {{ day }}) as date) as month_start,
{% for key in ['customer_id', 'currency_code', 'segment', 'bucket_code', 'document_type', 'age_band', 'account', 'to_state'] %}
    {{ "nullif(chosen." ~ keys[key] ~ ", '*')" if key in keys else 'cast(null as varchar)' }} as {{ key }},
{% endfor %}
    {{ 'chosen.' ~ keys['is_related_party'] if 'is_related_party' in keys else 'cast(null as boolean)' }} as is_related_party,
    {{ 'chosen.' ~ keys['number'] if 'number' in keys else 'cast(null as integer)' }} as number,
    {{ "chosen.grain = 'segment'" if 'grain' in keys else ('true' if 'segment' in keys else 'false') }} as has_segment
from chosen
