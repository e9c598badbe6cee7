-- Items whose ledger events, movements and open pieces do not sum to the same by the as-of date.
-- Returns: item, events_amount, movements_amount, open_amount, all of them also in base currency
with

amounts as (

    select
        events.company_id,
        events.document_id,
        events.instalment_number,
        'events' as layer,
        events.amount,
        events.amount_base
    from marts.fct_ledger_events as events
    cross join trace.build as builds
    where events.effective_date <= builds.as_of_date

    union all

    select
        movements.company_id,
        movements.document_id,
        movements.instalment_number,
        'movements' as layer,
        movements.amount,
        movements.amount_base
    from trace.movements as movements
    cross join trace.build as builds
    where movements.effective_date <= builds.as_of_date

    union all

    select
        slices.company_id,
        slices.document_id,
        slices.instalment_number,
        'pieces' as layer,
        slices.amount,
        slices.amount_base
    from trace.slices as slices
    cross join trace.build as builds
    where slices.posting_date <= builds.as_of_date
        and slices.close_date > builds.as_of_date

    union all

    select
        items.company_id,
        items.document_id,
        items.instalment_number,
        'items' as layer,
        items.open_amount as amount,
        items.open_amount_base as amount_base
    from marts.fct_open_items as items

),

summed as (

    select
        amounts.company_id,
        amounts.document_id,
        amounts.instalment_number,
        sum(case when amounts.layer = 'events' then amounts.amount else 0 end) as events,
        sum(case when amounts.layer = 'movements' then amounts.amount else 0 end) as movements,
        sum(case when amounts.layer = 'pieces' then amounts.amount else 0 end) as pieces,
        sum(case when amounts.layer = 'items' then amounts.amount else 0 end) as items,
        sum(case when amounts.layer = 'events' then amounts.amount_base else 0 end) as events_base,
        sum(case when amounts.layer = 'movements' then amounts.amount_base else 0 end)
            as movements_base,
        sum(case when amounts.layer = 'pieces' then amounts.amount_base else 0 end) as pieces_base,
        sum(case when amounts.layer = 'items' then amounts.amount_base else 0 end) as items_base
    from amounts
    group by amounts.company_id, amounts.document_id, amounts.instalment_number

)

select
    concat_ws(' ', summed.company_id, summed.document_id, summed.instalment_number) as item,
    concat_ws(
        ', ',
        'events ' || summed.events, 'movements ' || summed.movements,
        'pieces ' || summed.pieces, 'items ' || summed.items
    ) as amounts,
    concat_ws(
        ', ',
        'events ' || summed.events_base, 'movements ' || summed.movements_base,
        'pieces ' || summed.pieces_base, 'items ' || summed.items_base
    ) as amounts_base
from summed
where summed.events <> summed.movements
    or summed.events <> summed.pieces
    or summed.events <> summed.items
    or summed.events_base <> summed.movements_base
    or summed.events_base <> summed.pieces_base
    or summed.events_base <> summed.items_base
order by item
