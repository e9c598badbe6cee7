{# One row per movement of an open item as it became known, and one per movement taken back by a newer version; document currency. #}

with

items as (

    select * from {{ ref('int_item_versions') }}
    where has_balance

),

pieces as (

    select * from {{ ref('int_application_pieces') }}

),

openings as (

    select
        items.company_id,
        items.document_id,
        items.instalment_number,
        items.customer_id,
        items.currency_code,
        items.is_foreign,
        items.document_type as event_type,
        'opened' as event_kind,
        cast(null as varchar) as allocation_id,
        cast(null as varchar) as counterpart_document_id,
        items.posting_date as effective_date,
        items.known_from,
        items.known_until,
        cast(items.item_sign * items.amount as decimal(18, 4)) as amount,
        items.file_hash,
        items.record_number
    from items

),

voids as (

    select
        items.company_id,
        items.document_id,
        items.instalment_number,
        items.customer_id,
        items.currency_code,
        items.is_foreign,
        'void' as event_type,
        'voided' as event_kind,
        cast(null as varchar) as allocation_id,
        cast(null as varchar) as counterpart_document_id,
        items.voided_date as effective_date,
        items.known_from,
        items.known_until,
        cast(-items.item_sign * items.amount as decimal(18, 4)) as amount,
        items.file_hash,
        items.record_number
    from items
    where items.status = 'void'

),

applications as (

    select
        pieces.company_id,
        pieces.document_id,
        pieces.instalment_number,
        pieces.customer_id,
        pieces.currency_code,
        pieces.is_foreign,
        'allocation' as event_type,
        'applied' as event_kind,
        pieces.allocation_id,
        pieces.counterpart_document_id,
        pieces.effect_date as effective_date,
        pieces.known_from,
        pieces.known_until,
        cast(case when pieces.side = 'debit' then -pieces.amount else pieces.amount end as decimal(18, 4)) as amount,
        pieces.file_hash,
        pieces.record_number
    from pieces

),

unapplications as (

    select
        pieces.company_id,
        pieces.document_id,
        pieces.instalment_number,
        pieces.customer_id,
        pieces.currency_code,
        pieces.is_foreign,
        'allocation_reversal' as event_type,
        'unapplied' as event_kind,
        pieces.allocation_id,
        pieces.counterpart_document_id,
        pieces.reversed_date as effective_date,
        pieces.known_from,
        pieces.known_until,
        cast(case when pieces.side = 'debit' then pieces.amount else -pieces.amount end as decimal(18, 4)) as amount,
        pieces.file_hash,
        pieces.record_number
    from pieces
    where pieces.reversed_date is not null

),

standing as (

    select * from openings
    union all
    select * from voids
    union all
    select * from applications
    union all
    select * from unapplications

),

known as (

    select
        standing.*,
        standing.known_from as known_at,
        false as is_taken_back
    from standing

    union all

    select
        standing.company_id,
        standing.document_id,
        standing.instalment_number,
        standing.customer_id,
        standing.currency_code,
        standing.is_foreign,
        standing.event_type,
        standing.event_kind,
        standing.allocation_id,
        standing.counterpart_document_id,
        standing.effective_date,
        standing.known_from,
        standing.known_until,
        cast(-standing.amount as decimal(18, 4)) as amount,
        standing.file_hash,
        standing.record_number,
        standing.known_until as known_at,
        true as is_taken_back
    from standing
    where standing.known_until < {{ never_timestamp() }}

),

final as (

    select
        concat_ws(
            '|',
            known.company_id,
            known.document_id,
            cast(known.instalment_number as varchar),
            known.event_kind || case when known.is_taken_back then '_back' else '' end,
            substr(known.file_hash, 1, 16) || ':' || cast(known.record_number as varchar),
            strftime(known.known_at, '%Y%m%d%H%M%S%f')
        ) as event_id,
        known.*
    from known

)

select * from final
