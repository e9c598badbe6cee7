{#
    One row per posted document and interval of knowledge in which its set of instalments stood still, and what an allocation may name of it: what an
    allocation needs to know of its sides. Its capacity is the amount of a document of one record, else 0: such a document is always heard.
#}

{{ config(materialized='view') }}

with

single_states as (

    select
        document_key,
        book_number,
        type_number,
        item_sign,
        minor_unit_amount,
        posting_date,
        case when item_sign = 1 then due_date else posting_date end as due_date,
        amount as capacity_amount,
        instalment_number,
        instalment_number as named_instalment_number,
        true as is_unnamed_allowed,
        known_from,
        {{ never_timestamp() }} as known_until
    from {{ ref('int_single_items') }}
    where is_posted

),

several_states as (

    select
        states.*,
        -- the verdicts say which instalment takes what, and so its age
        cast(null as date) as due_date,
        cast(0 as decimal(18, 4)) as capacity_amount
    from {{ ref('int_several_document_states') }} as states

),

final as (

    select * from single_states
    union all by name
    select * from several_states

)

select * from final
