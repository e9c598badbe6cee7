{# One row per tax document of ours, as known: what it is, what became of it, and what tells of it. #}

with

states as (

    {{ newest_versions(ref('int_tax_document_states'), ['company_id', 'tax_document_id']) }}

),

told as (

    select
        company_id,
        tax_document_id,
        max(case when evidence = 'document' then 1 else 0 end) = 1 as has_document,
        max(case when evidence = 'register' then 1 else 0 end) = 1 as has_register_line
    from {{ ref('int_tax_documents_unioned') }}
    group by company_id, tax_document_id

),

final as (

    select
        states.company_id,
        states.tax_document_id,
        states.document_type,
        states.document_number,
        states.customer_tax_id,
        states.currency_code,
        states.related_tax_document_id,
        states.successor_tax_document_id,
        states.status,
        coalesce(states.status in ('cancelled', 'substituted'), false) as is_void,
        states.amount,
        cast({{ json_text('states.attributes', 'total_amount') }} as decimal(18, 4))
            as total_amount,
        states.tax_amount,
        states.issue_date,
        states.due_date,
        states.status_date,
        told.has_document,
        told.has_register_line,
        states.attributes,
        states.file_hash,
        states.record_number
    from states
    inner join told
        on states.company_id = told.company_id
        and states.tax_document_id = told.tax_document_id

)

select * from final
