{#
    One row per piece of an open item: it opens on the posting date and closes on close_date (never, where unpaid). Signed and additive:
    what is open on day d is the sum of the slices with posting_date <= d and d < close_date.
#}

with

local_closings as (

    select
        closings.*,
        closings.amount as amount_base
    from {{ ref('int_item_closings') }} as closings
    where not closings.is_foreign

),

closings as materialized (

    select * from local_closings
    union all
    select * from {{ ref('int_foreign_closings') }}

),

closed as (

    select
        document_key,
        instalment_number,
        cast(sum(amount) as decimal(18, 4)) as amount,
        cast(sum(amount_base) as decimal(18, 4)) as amount_base
    from closings
    group by document_key, instalment_number

),

items as (

    select * from {{ ref('int_item_openings') }}

),

pieces as (

    select
        closings.document_key,
        closings.instalment_number,
        closings.effective_date as close_date,
        closings.event_type as close_type,
        closings.event_kind as close_kind,
        closings.event_code as close_code,
        closings.allocation_key,
        closings.counterpart_key,
        closings.counterpart_document_type,
        cast(-closings.amount as decimal(18, 4)) as amount,
        cast(-closings.amount_base as decimal(18, 4)) as amount_base,
        closings.known_from,
        closings.file_id,
        closings.record_number
    from closings

    union all by name

    select
        items.document_key,
        items.instalment_number,
        {{ never_date() }} as close_date,
        cast(items.item_sign * items.amount + coalesce(closed.amount, 0) as decimal(18, 4))
            as amount,
        cast(items.opening_amount_base + coalesce(closed.amount_base, 0) as decimal(18, 4))
            as amount_base,
        items.known_from,
        items.file_id,
        items.record_number
    from items
    left join closed
        on items.document_key = closed.document_key
        and items.instalment_number = closed.instalment_number
    where items.item_sign * items.amount + coalesce(closed.amount, 0) <> 0

),

final as (

    select
        pieces.document_key,
        pieces.instalment_number,
        items.company_id,
        items.document_id,
        items.customer_id,
        items.document_type,
        items.item_sign,
        items.currency_code,
        items.base_currency_code,
        items.posting_date,
        case when items.item_sign = 1 then items.due_date else items.posting_date end as due_date,
        pieces.close_date,
        pieces.close_type,
        pieces.close_kind,
        pieces.close_code,
        pieces.allocation_key,
        pieces.counterpart_key,
        pieces.counterpart_document_type,
        pieces.amount,
        pieces.amount_base,
        pieces.known_from,
        pieces.file_id,
        pieces.record_number
    from pieces
    inner join items
        on pieces.document_key = items.document_key
        and pieces.instalment_number = items.instalment_number

)

select * from final
