{# One row per version of an allocation that has several records. #}

with

records as (

    select allocations.*
    from {{ ref('int_allocations_unioned') }} as allocations
    inner join {{ ref('int_several_allocation_keys') }} as several
        on allocations.allocation_key = several.allocation_key

),

versions as (

    {{ version_intervals('records', ['allocation_key'], [
        'credit_document_id', 'credit_instalment_number', 'debit_document_id', 'debit_instalment_number', 'amount',
        'credit_amount', 'effective_date', 'reversed_date', 'status', 'attributes',
    ]) }}

)

select * from versions
