{# One row per slice with the positions of the buckets in which it opened and closed. #}

{{ config(materialized='view') }}

select
    slices.company_id,
    slices.currency_code,
    slices.item_sign,
    slices.posting_date,
    slices.due_date,
    slices.close_date,
    slices.amount,
    slices.amount_base,
    openings.position as open_position,
    closings.position as close_position
from {{ ref('int_slices') }} as slices
inner join {{ ref('int_aging_positions') }} as openings
    on slices.item_sign = openings.item_sign
    and greatest(-1, least(1000, {{ days_between('slices.due_date', 'slices.posting_date') }}))
    = openings.days_past_due
-- it leaves the bucket that it was in the day before it closed
inner join {{ ref('int_aging_positions') }} as closings
    on slices.item_sign = closings.item_sign
    and greatest(-1, least(1000, {{ days_between('slices.due_date', 'slices.close_date') }} - 1))
    = closings.days_past_due
where slices.close_date > slices.posting_date
