{# One row per allocation with a contested side. #}

select distinct allocation_key
from {{ ref('int_contested_sides') }}
