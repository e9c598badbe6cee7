{# One row per allocation with more than one record. #}

select allocation_key
from {{ ref('int_allocations_unioned') }}
group by allocation_key
having count(*) > 1
