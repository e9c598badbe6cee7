{# No two documents and no two allocations share the number that the ledger joins them by. #}

with

documents as (

    select distinct
        document_key,
        company_id,
        document_id
    from {{ ref('int_documents_unioned') }}

),

allocations as (

    select distinct
        allocation_key,
        company_id,
        allocation_id
    from {{ ref('int_allocations_unioned') }}

),

keys as (

    select
        'documents' as entity,
        documents.document_key as shared_key
    from documents
    union all
    select
        'allocations' as entity,
        allocations.allocation_key as shared_key
    from allocations

),

final as (

    select
        keys.entity,
        keys.shared_key,
        count(*) as id_count
    from keys
    group by keys.entity, keys.shared_key
    having count(*) > 1

)

select * from final
