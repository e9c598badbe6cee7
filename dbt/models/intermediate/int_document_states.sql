{# One row per posted document and interval of knowledge in which its set of instalments stood still: what an allocation needs to know of its sides. #}

{{ config(materialized='view') }}

with

single_states as (

    select
        document_key,
        book_number,
        type_number,
        item_sign,
        posting_date,
        case when item_sign = 1 then due_date else posting_date end as due_date,
        amount as capacity_amount,
        instalment_number as only_instalment_number,
        cast(null as varchar) as instalment_numbers,
        known_from,
        known_until
    from {{ ref('int_item_terms') }}
    where is_only_row
        and is_posted

),

final as (

    select * from single_states
    union all by name
    select * from {{ ref('int_several_document_states') }}

)

select * from final
