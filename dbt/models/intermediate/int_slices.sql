{#
    One row per piece of an open item: it opens on the posting date and closes on close_date (never, where unpaid). Signed and additive:
    what is open on day d is the sum of the slices with posting_date <= d and d < close_date.
#}

with

movements as (

    select * from {{ ref('int_item_movements') }}

),

items as (

    select * from {{ ref('int_items') }}

),

residuals as (

    select
        movements.company_id,
        movements.document_id,
        movements.instalment_number,
        cast(sum(movements.amount) as decimal(18, 4)) as amount,
        cast(sum(movements.amount_base) as decimal(18, 4)) as amount_base
    from movements
    group by movements.company_id, movements.document_id, movements.instalment_number

),

pieces as (

    select
        movements.company_id,
        movements.document_id,
        movements.instalment_number,
        movements.effective_date as close_date,
        movements.event_type as close_type,
        movements.counterpart_document_id,
        cast(-movements.amount as decimal(18, 4)) as amount,
        cast(-movements.amount_base as decimal(18, 4)) as amount_base
    from movements
    where movements.event_kind <> 'opened'

    union all

    select
        residuals.company_id,
        residuals.document_id,
        residuals.instalment_number,
        {{ never_date() }} as close_date,
        cast(null as varchar) as close_type,
        cast(null as varchar) as counterpart_document_id,
        residuals.amount,
        residuals.amount_base
    from residuals
    where residuals.amount <> 0

),

final as (

    select
        items.company_id,
        items.customer_id,
        items.document_id,
        items.instalment_number,
        items.document_type,
        items.document_number,
        items.item_sign,
        items.currency_code,
        items.base_currency_code,
        items.posting_date,
        case when items.item_sign = 1 then items.due_date else items.posting_date end as due_date,
        pieces.close_date,
        pieces.close_type,
        pieces.counterpart_document_id,
        pieces.amount,
        pieces.amount_base
    from pieces
    inner join items
        on pieces.company_id = items.company_id
        and pieces.document_id = items.document_id
        and pieces.instalment_number = items.instalment_number

)

select * from final
