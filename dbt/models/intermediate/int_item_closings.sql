{# One row per movement of an open item after its opening, as known now, in document currency. #}

{{ config(materialized='view') }}

with

pieces as (

    select * from {{ ref('int_application_pieces') }}
    where known_until = {{ never_timestamp() }}

),

applications as (

    select
        pieces.document_key,
        pieces.instalment_number,
        'allocation' as event_type,
        'applied' as event_kind,
        pieces.side as event_code,
        pieces.allocation_key,
        pieces.counterpart_key,
        pieces.counterpart_document_type,
        pieces.book_number,
        pieces.is_foreign,
        case when pieces.side = 'debit' then 1 else -1 end as item_sign,
        pieces.due_date,
        pieces.is_whole,
        pieces.effect_date as effective_date,
        pieces.known_from,
        cast(
            case when pieces.side = 'debit' then -pieces.amount else pieces.amount end as decimal(
                18, 4
            )
        ) as amount,
        pieces.file_id,
        pieces.record_number
    from pieces

),

unapplications as (

    select
        pieces.document_key,
        pieces.instalment_number,
        'allocation_reversal' as event_type,
        'unapplied' as event_kind,
        'un' || pieces.side as event_code,
        pieces.allocation_key,
        pieces.counterpart_key,
        pieces.counterpart_document_type,
        pieces.book_number,
        pieces.is_foreign,
        case when pieces.side = 'debit' then 1 else -1 end as item_sign,
        pieces.due_date,
        pieces.is_whole,
        pieces.reversed_date as effective_date,
        pieces.known_from,
        cast(
            case when pieces.side = 'debit' then pieces.amount else -pieces.amount end as decimal(
                18, 4
            )
        ) as amount,
        pieces.file_id,
        pieces.record_number
    from pieces
    where pieces.reversed_date is not null

),

voids as (

    select
        items.document_key,
        items.instalment_number,
        'void' as event_type,
        'voided' as event_kind,
        'voided' as event_code,
        cast(null as ubigint) as allocation_key,
        cast(null as ubigint) as counterpart_key,
        cast(null as varchar) as counterpart_document_type,
        items.book_number,
        items.is_foreign,
        items.item_sign,
        case when items.item_sign = 1 then items.due_date else items.posting_date end as due_date,
        false as is_whole,
        items.voided_date as effective_date,
        items.known_from,
        cast(-items.item_sign * items.amount as decimal(18, 4)) as amount,
        items.file_id,
        items.record_number
    from {{ ref('int_item_terms') }} as items
    where items.known_until = {{ never_timestamp() }}
        and items.has_balance
        and not items.is_posted

),

final as (

    select * from applications
    union all
    select * from unapplications
    union all
    select * from voids

)

select * from final
