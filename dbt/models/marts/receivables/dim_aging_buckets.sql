select
    aging_bucket_code,
    cast(position as integer) as position,
    cast(item_sign as integer) as item_sign,
    cast(from_days as integer) as from_days,
    cast(until_days as integer) as until_days
from {{ ref('aging_buckets') }}
