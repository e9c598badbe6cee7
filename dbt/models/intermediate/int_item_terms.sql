{# One row per version of an open item, like int_item_versions, in numbers and dates alone. #}

{{ config(materialized='view') }}

with

single_versions as (

    select
        records.* exclude (version_at),
        records.version_at as known_from,
        {{ never_timestamp() }} as known_until,
        true as is_only_row
    from {{ ref('int_document_records') }} as records
    left join {{ ref('int_several_document_keys') }} as several
        on records.document_key = several.document_key
    where several.document_key is null

),

several_versions as (

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
        file_id,
        record_number,
        known_from,
        known_until,
        false as is_only_row
    from {{ ref('int_several_document_versions') }}

),

final as (

    select * from single_versions
    union all by name
    select * from several_versions

)

select * from final
