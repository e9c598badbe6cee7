{# One row per allocation with more than one record. #}

with

several as (

    select
        company_id,
        allocation_id
    from {{ ref('int_allocations_unioned') }}
    group by company_id, allocation_id
    having count(*) > 1

)

select {{ document_key('company_id', 'allocation_id') }} as allocation_key
from several
