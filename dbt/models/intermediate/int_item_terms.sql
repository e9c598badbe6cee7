{# One row per version of an open item, like int_item_versions, in numbers and dates alone. #}

{{ config(materialized='view') }}

with

several_items as (

    select
        document_key,
        instalment_number,
        book_number,
        type_number,
        item_sign,
        amount,
        minor_unit_amount,
        amount_base as stated_amount_base,
        posting_date,
        counted_due_date as due_date,
        counted_voided_date as voided_date,
        is_posted,
        has_balance,
        is_foreign,
        known_from,
        known_until,
        file_id,
        record_number
    from {{ ref('int_several_document_versions') }}

),

final as (

    select
        single_items.*,
        {{ never_timestamp() }} as known_until,
        true as is_only_row
    from {{ ref('int_single_items') }} as single_items
    union all by name
    select
        several_items.*,
        false as is_only_row
    from several_items

)

select * from final
