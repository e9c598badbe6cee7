{# One row per band of the age of an open credit. #}

select
    age_band,
    from_days,
    until_days
from {{ ref('credit_ages') }}
