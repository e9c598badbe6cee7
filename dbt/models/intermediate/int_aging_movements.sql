{# One row per movement day, company, currency and due date of open items: what opened, and what closed of it. Credits are as old as their posting. #}

{{ config(materialized='view') }}

with

items as (

    select * from {{ ref('int_item_openings') }}

),

local_closings as (

    select
        closings.*,
        closings.amount as amount_base
    from {{ ref('int_item_closings') }} as closings
    where not closings.is_foreign

),

closings as (

    select
        document_key,
        instalment_number,
        effective_date,
        amount,
        amount_base
    from local_closings
    union all
    select
        document_key,
        instalment_number,
        effective_date,
        amount,
        amount_base
    from {{ ref('int_foreign_closings') }}

),

opened as (

    select
        items.company_id,
        items.currency_code,
        items.item_sign,
        case when items.item_sign = 1 then items.due_date else items.posting_date end as due_date,
        items.posting_date as balance_date,
        cast(sum(items.item_sign * items.amount) as decimal(38, 4)) as amount,
        cast(sum(items.opening_amount_base) as decimal(38, 4)) as amount_base
    from items
    group by
        items.company_id,
        items.currency_code,
        items.item_sign,
        case when items.item_sign = 1 then items.due_date else items.posting_date end,
        items.posting_date

),

closed as (

    select
        items.company_id,
        items.currency_code,
        items.item_sign,
        case when items.item_sign = 1 then items.due_date else items.posting_date end as due_date,
        closings.effective_date as balance_date,
        cast(sum(closings.amount) as decimal(38, 4)) as amount,
        cast(sum(closings.amount_base) as decimal(38, 4)) as amount_base
    from closings
    inner join {{ ref('int_items') }} as items
        on closings.document_key = items.document_key
        and closings.instalment_number = items.instalment_number
    group by
        items.company_id,
        items.currency_code,
        items.item_sign,
        case when items.item_sign = 1 then items.due_date else items.posting_date end,
        closings.effective_date

),

final as (

    select * from opened
    union all
    select * from closed

)

select * from final
