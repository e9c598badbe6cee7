{# One row per movement of an open item as it became known, and one per movement taken back by a newer version; document currency. #}

{{ config(materialized='view') }}

with

standing as (

    select
        items.document_key,
        items.instalment_number,
        items.company_id,
        items.document_id,
        items.customer_id,
        items.currency_code,
        items.is_foreign,
        items.document_type as event_type,
        'opened' as event_code,
        items.posting_date as effective_date,
        items.known_from,
        items.known_until,
        cast(items.item_sign * items.amount as decimal(18, 4)) as amount,
        items.file_id,
        items.record_number
    from {{ ref('int_item_versions') }} as items
    where items.has_balance

    union all

    select
        items.document_key,
        items.instalment_number,
        items.company_id,
        items.document_id,
        items.customer_id,
        items.currency_code,
        items.is_foreign,
        'void' as event_type,
        'voided' as event_code,
        items.voided_date as effective_date,
        items.known_from,
        items.known_until,
        cast(-items.item_sign * items.amount as decimal(18, 4)) as amount,
        items.file_id,
        items.record_number
    from {{ ref('int_item_versions') }} as items
    where items.has_balance
        and items.status = 'void'

    union all

    select
        pieces.document_key,
        pieces.instalment_number,
        items.company_id,
        items.document_id,
        items.customer_id,
        items.currency_code,
        pieces.is_foreign,
        'allocation' as event_type,
        pieces.side as event_code,
        pieces.effect_date as effective_date,
        pieces.known_from,
        pieces.known_until,
        cast(
            case when pieces.side = 'debit' then -pieces.amount else pieces.amount end as decimal(
                18, 4
            )
        ) as amount,
        pieces.file_id,
        pieces.record_number
    from {{ ref('int_application_pieces') }} as pieces
    inner join {{ ref('int_item_versions') }} as items
        on pieces.document_key = items.document_key
        and pieces.instalment_number = items.instalment_number
        and pieces.known_from >= items.known_from
        and pieces.known_from < items.known_until

    union all

    select
        pieces.document_key,
        pieces.instalment_number,
        items.company_id,
        items.document_id,
        items.customer_id,
        items.currency_code,
        pieces.is_foreign,
        'allocation_reversal' as event_type,
        'un' || pieces.side as event_code,
        pieces.reversed_date as effective_date,
        pieces.known_from,
        pieces.known_until,
        cast(
            case when pieces.side = 'debit' then pieces.amount else -pieces.amount end as decimal(
                18, 4
            )
        ) as amount,
        pieces.file_id,
        pieces.record_number
    from {{ ref('int_application_pieces') }} as pieces
    inner join {{ ref('int_item_versions') }} as items
        on pieces.document_key = items.document_key
        and pieces.instalment_number = items.instalment_number
        and pieces.known_from >= items.known_from
        and pieces.known_from < items.known_until
    where pieces.reversed_date is not null

),

final as (

    select
        standing.* exclude (known_from, known_until),
        false as is_taken_back,
        standing.known_from as known_at
    from standing

    union all

    select
        standing.* exclude (known_from, known_until) replace (
            cast(-standing.amount as decimal(18, 4)) as amount
        ),
        true as is_taken_back,
        standing.known_until as known_at
    from standing
    where standing.known_until < {{ never_timestamp() }}

)

select * from final
