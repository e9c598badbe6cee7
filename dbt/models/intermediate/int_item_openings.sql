{# One row per open item, as known now, with the base amount of its opening; null without a rate. #}

{{ config(materialized='view') }}

select
    items.*,
    case
        when items.is_foreign then conversions.opening_amount_base
        else items.item_sign * items.amount
    end as opening_amount_base
from {{ ref('int_items') }} as items
left join {{ ref('int_item_conversions') }} as conversions
    on items.is_foreign
    and items.document_key = conversions.document_key
    and items.instalment_number = conversions.instalment_number
    and conversions.known_until = {{ never_timestamp() }}
