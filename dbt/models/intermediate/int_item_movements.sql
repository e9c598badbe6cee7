{# One row per movement of an open item as known now: its opening, then each slice that closed, with base amounts. #}

{{ config(materialized='view') }}

with

slices as (

    select * from {{ ref('int_slices') }}

),

items as (

    select * from {{ ref('int_items') }}

),

opening_bases as (

    select
        document_key,
        instalment_number,
        cast(sum(amount_base) as decimal(18, 4)) as amount_base
    from slices
    group by document_key, instalment_number

),

openings as (

    select
        items.document_key,
        items.instalment_number,
        items.company_id,
        items.document_id,
        items.customer_id,
        items.currency_code,
        items.posting_date,
        items.document_type as event_type,
        'opened' as event_kind,
        'opened' as event_code,
        false as is_taken_back,
        cast(null as ubigint) as allocation_key,
        cast(null as ubigint) as counterpart_key,
        cast(null as varchar) as counterpart_document_type,
        items.posting_date as effective_date,
        items.known_from as known_at,
        cast(items.item_sign * items.amount as decimal(18, 4)) as amount,
        opening_bases.amount_base,
        items.file_id,
        items.record_number
    from items
    left join opening_bases
        on items.document_key = opening_bases.document_key
        and items.instalment_number = opening_bases.instalment_number

),

closings as (

    select
        slices.document_key,
        slices.instalment_number,
        slices.company_id,
        slices.document_id,
        slices.customer_id,
        slices.currency_code,
        slices.posting_date,
        slices.close_type as event_type,
        slices.close_kind as event_kind,
        slices.close_code as event_code,
        false as is_taken_back,
        slices.allocation_key,
        slices.counterpart_key,
        slices.counterpart_document_type,
        slices.close_date as effective_date,
        slices.known_from as known_at,
        cast(-slices.amount as decimal(18, 4)) as amount,
        cast(-slices.amount_base as decimal(18, 4)) as amount_base,
        slices.file_id,
        slices.record_number
    from slices
    where slices.close_type is not null

),

final as (

    select * from openings
    union all
    select * from closings

)

select * from final
