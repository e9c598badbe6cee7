{# The stretches of a late item are its days of default, each once, whatever rates are loaded. #}

with

accrued as (

    select
        company_id,
        document_id,
        instalment_number,
        sum(day_count) as day_count
    from {{ ref('fct_default_interest') }}
    group by company_id, document_id, instalment_number

)

select
    items.company_id,
    items.document_id,
    items.instalment_number,
    accrued.day_count
from {{ ref('int_late_items') }} as items
left join accrued
    on items.company_id = accrued.company_id
    and items.document_id = accrued.document_id
    and items.instalment_number = accrued.instalment_number
where accrued.day_count
    is distinct from {{ days_between('items.default_date', 'items.last_date') }} + 1
